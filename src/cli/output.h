// cli/output.h: answers and complaints, each to where it belongs.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/session.h"

namespace knockon {

/// One format a command can answer in.
struct Drawing {
    std::string_view format;
    std::function<std::string(const TextOptions&)> draw;
};

/// The lowest severity that `--gate WORD` stops at; empty for `none`.
std::optional<Severity> gate_of(std::string_view word);

/// How text looks on this descriptor; a file (-1) has no colour and, unless told otherwise, 80
/// columns.
TextOptions text_options(const Session& session, int descriptor);

/// Writes every `--report`, then standard output, and returns `status`, or 3 if any of it could not
/// be written; one that fails does not cost the others. Where standard output is not text,
/// `verdict` goes to standard error, so that a log explains itself.
int deliver(Session& session, std::span<const Drawing> drawings, const std::string& verdict,
            int status);

/// All diagnostics to standard error; with `--quiet` only the errors.
void complain(Session& session);

/// One line to standard error about the surroundings.
void complain_about(std::string_view what, std::string_view why);

}  // namespace knockon

// cli/output.h: answers and complaints, each to where it belongs.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session.h"

namespace knockon {

/// One format a command can answer in.
struct Drawing {
    std::string_view format;
    std::function<std::string(const TextOptions&)> draw;
};

/// How text looks on this descriptor; a file (-1) has no colour and, unless told otherwise, 80
/// columns.
TextOptions text_options(const Session& session, int descriptor);

/// Whether anything is written that says more of a change than the verdict and the table that a brief
/// text holds. Of many changes a text is brief about each, unless it is verbose.
bool shows_reasons(const Session& session);

/// Writes every `--report`, then standard output, and returns `status`, or 3 if any of it could not
/// be written; one that fails does not cost the others. Where standard output is not text,
/// `verdict` goes to standard error, so that a log explains itself.
int deliver(Session& session, const std::vector<Drawing>& drawings, const std::string& verdict = {},
            int status = status_fine);

/// The same for a command with one format.
int deliver(Session& session, const std::string& text);

/// Every format of a report, and of many of them; what is drawn must outlive the drawings.
std::vector<Drawing> drawings_of(const Assessment& a, const Sources& sources);
std::vector<Drawing> drawings_of(const Portfolio& p, const Sources& sources);

/// All diagnostics to standard error; with `--quiet` only the errors.
void complain(Session& session);

/// One line to standard error about the surroundings.
void complain_about(std::string_view what, std::string_view why);

/// Writes a file (files.h); false, with such a line, where that failed.
bool write_or_complain(const std::string& path, std::string_view bytes);

/// A text to standard output; the exit status.
int print(std::string_view text);

}  // namespace knockon

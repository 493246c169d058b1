// convert/convert.h: from what people already have to a landscape.
//
// Files are opened and looked at (input.h), a format is recognised by their content and its reader
// (format.h) tells a core (core.h) what it found; the core becomes a landscape with its balance,
// and `document` writes that down with comments on what is guessed.
#pragma once

#include <span>
#include <string>

#include "convert/core.h"
#include "convert/format.h"
#include "read/said.h"

namespace knockon {

/// Reads `paths`, those of one format as one source, and what several sources say as one landscape
/// (merge.h). What is wrong is in `out`, all of it; with errors the draft means
/// nothing.
Draft import_files(std::span<const std::string> paths, const Wishes& wishes, const Limits& limits,
                   Sources& sources, Diagnostics& out);

/// The landscape as a file says it, guesses marked by comments.
Said document(const Draft& draft);

/// What `--explain FORMAT` prints: its tables.
std::string explained(const Format& format);

/// The same of all formats, as the body of a man page in scdoc.
std::string formats_scdoc();

}  // namespace knockon

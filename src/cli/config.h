// cli/config.h: `.knockon.yaml`, options that a folder wants every time.
#pragma once

#include "cli/session.h"

namespace knockon {

/// Adds to `session.line` what a `.knockon.yaml` says that the command line does not: the one
/// beside the first landscape that is named, else the one in the working folder. Keys are the names
/// of the options without dashes, a list where an option repeats; paths are relative to the file.
/// Keys of other commands are left alone, unknown ones are errors.
void add_configured_options(Session& session);

}  // namespace knockon

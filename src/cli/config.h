// cli/config.h: settings, options that a folder wants every time.
#pragma once

#include "cli/session.h"

namespace knockon {

/// Adds to `session.line` what a settings file says that the command line does not: the file that
/// `--config` names, else the `.knockon.yaml` beside the first landscape that is named or in the
/// working folder. Keys are the names of the options without dashes, a list where an option
/// repeats; paths are relative to the file. Keys of other commands are left alone, unknown ones are
/// errors.
///
/// A file that was found rather than named may say how things look and where the landscape lies,
/// and nothing that decides or writes: it may have come with what is to be judged.
void add_configured_options(Session& session);

}  // namespace knockon

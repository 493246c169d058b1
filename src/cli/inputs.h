// cli/inputs.h: the files of a run.
#pragma once

#include <span>

#include "cli/session.h"
#include "model/history.h"
#include "model/policy.h"

namespace knockon {

/// Where the landscape is: as the options say, else landscape/ or landscape.yaml in the working
/// folder; empty where there is none.
std::vector<std::string> landscape_paths(const Session& session);
/// Files and folders as a landscape, how far it is read shown on a terminal.
Landscape read_shown(Session& session, std::span<const std::string> paths);
/// The landscape that the options name, else landscape/ or landscape.yaml in the working folder.
/// What is wrong with it is in `session.diagnostics`.
Landscape load_landscape(Session& session);
/// A change that was read with nothing worse than wrong values, from diagnostic `first` on: what it
/// refers to and is defined nowhere is said in the same run.
void add_dangling(const Change& change, const Landscape& landscape, std::size_t first,
                  Diagnostics& out);
/// Everything there is to say about a landscape and its calendars.
void check_landscape(const Session& session, const Landscape& landscape, Diagnostics& out);
/// Checks a landscape that was read. Errors stop the run; so that nobody trusts one that means
/// nothing, all remarks about calendars are shown; what else there is to say belongs to
/// `check` and is only counted here, unless `--verbose` asks for it.
void check_in_passing(Session& session, const Landscape& landscape);
Policy load_policy(Session& session);    // the default one if none is named
History load_history(Session& session);  // empty if none is named

/// The forward schedule that `--planned` names; empty if none is named.
std::vector<Change> load_planned(Session& session);

/// No report may take the place of a file that was read: an error, and false, if one would.
bool guard_inputs(Session& session);
/// Says what is wrong with what was asked and read (output.h), such reports included; true where that
/// ends the command.
[[nodiscard]] bool refused(Session& session);

/// `--today`, else the date of the clock in the landscape's zone.
std::chrono::year_month_day today(const Session& session, const Landscape& landscape);

}  // namespace knockon

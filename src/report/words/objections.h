// report/words/objections.h: what stands against a change, one line each, for the formats of pipelines.
#pragma once

#include "report/words/gate.h"
#include "report/words/said.h"

namespace knockon {

/// What a department would carry: "Finance would carry more risk than it accepts: chance of
/// disruption 13 % (accepts 1 %), expected loss € 7.6k (accepts € 5k)"; what holds it off, if
/// nothing gets to it.
Shown objection(const View& v, const DepartmentFigures& d);

/// Ways in which the change gets to a department, the most frequent first, at most `most`.
std::vector<const Why*> ways_to(const View& v, const Id& department, std::size_t most);

/// A path as it stands in a repository: without `.` and, where it can be told, `..`.
std::string tidy_path(const std::string& path);

/// What tells two results of two runs to be the same one: made of ids, so it survives edited lines.
/// Equal only for two findings of one code about the same things.
std::string result_fingerprint(const Assessment& a, const DepartmentFigures& d);
std::string result_fingerprint(const Assessment& a, const Finding& f);

/// Where to show what has no place of its own, or one that is in no file: the change.
Position place_in_file(const Assessment& a, const Sources& sources, Position at);

}  // namespace knockon

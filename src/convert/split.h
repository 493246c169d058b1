// convert/split.h: a landscape as several files of one folder.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/words.h"
#include "read/said.h"

namespace knockon {

enum class SplitBy { owner, kind };
template <>
struct WordsOf<SplitBy> {
    static constexpr std::string_view all[] = {"owner", "kind"};
};

/// The line that begins each file: one with another first line was written by people.
inline constexpr std::string_view split_mark =
    "written by `knockon import`, which writes it anew: what you add belongs into another file";

/// Name of a file in the folder → its text: organisation.yaml with departments, suppliers and what
/// else is no component, and a file for the components of each owner (processes stand with their
/// department) or of each kind (processes in a file of theirs).
std::map<std::string, std::string> split(const Said& landscape, SplitBy by);

}  // namespace knockon

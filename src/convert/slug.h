// convert/slug.h: ids that people can read and type, from names that others gave.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace knockon {

/// Lower-case letters and digits of a name, `_` and `.` kept, all else one `-`; letters with
/// accents lose them. At most 100 characters. Empty where nothing of it can be written so.
std::string slug(std::string_view name);

/// What gets an id; texts that somebody else keeps.
struct Named {
    std::string_view name;        // what the id is made of
    std::string_view source;      // sets it apart from others of that name
    std::string_view kind = {};   // word behind the id where another sort has it: "supplier"
    std::string_view fixed = {};  // an id that it has already; no other gets it
};

/// An id for each. Those that would share one all get a part of their source behind it, so that
/// neither their order nor one more or fewer changes what the others are called; one with a `kind`
/// gives way to those without.
std::vector<std::string> ids_for(std::span<const Named> all);

}  // namespace knockon

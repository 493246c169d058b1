// assess/structure/renames.h: records of a landscape that are called otherwise in another version of it.
//
// As git tells a file that was moved from one that is gone and one that is new: by what it says. An
// id is how others refer to a record and no part of what it says, so a record that is gone and one
// that is new are one, renamed, where
//
//   - both are of one section, and both say the same, something at least; or both have the same
//     name, the same needs, and the same kind or department, whatever else they say;
//   - no other record that is gone or new fits as well;
//   - of the records that refer to them, in both versions, one at least is the same; or none of
//     these is in both versions.
//
// What refers to a renamed record says the same once its reference is followed, so renames are
// looked for until there are no more. Records that need each other in a circle and are all renamed
// at once are not found.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/landscape.h"

namespace knockon {

struct Rename {
    std::string section;  // "components", as in files
    Id was, is;
    friend bool operator==(const Rename&, const Rename&) = default;
};

/// By section and the older id. O(n log n) in what both say, for each link of a chain of renames.
std::vector<Rename> renames(const Landscape& before, const Landscape& after);

/// The landscape with these ids in place of the older ones, wherever they are referred to. Places
/// stay. No id of `names` may be one of the landscape already.
Landscape renamed(Landscape l, std::span<const Rename> names);

}  // namespace knockon

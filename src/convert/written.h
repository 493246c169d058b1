// convert/written.h: a part of a file as one text, to tell whether it is the same as before.
#pragma once

#include <string>

#include "read/tree.h"

namespace knockon {

/// Everything that a value says, in the order of the file; places, comments and quotes are no part
/// of it. Iterative: a file may be nested as deep as the limit allows.
std::string written(Value value);

}  // namespace knockon

// convert/by_source.h: which record of a landscape an element of a source is.
#pragma once

#include <map>
#include <string>

#include "model/landscape.h"

namespace knockon {

/// The ids of components and processes by their `source`. Of several of one source it is the one that the others are
/// instances of (their ids are its with `-` and more behind); where there is none, the id is empty: nobody can tell
/// which is meant, so none is taken.
std::map<std::string, Id> ids_by_source(const Landscape& landscape);

}  // namespace knockon

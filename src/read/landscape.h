// read/landscape.h: records by id, and how annotations find them.
#pragma once

#include <optional>

#include "read/reading.h"

namespace knockon {

/// Where a component, process, department or supplier is defined.
std::optional<Position> place_of(const Landscape& l, const Id& id);

/// The key of an entry as an id, or an error and nothing.
std::optional<Id> read_id_key(Reading& in, Value entry);

/// Carries out every `annotate` met so far, in the order of the files.
void annotate(Reading& in, Landscape& l);

}  // namespace knockon

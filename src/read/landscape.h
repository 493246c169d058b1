// read/landscape.h: records by id, and how annotations find them.
#pragma once

#include <map>
#include <optional>

#include "read/reading.h"

namespace knockon {

/// The key of an entry as an id, or an error and nothing.
std::optional<Id> read_id_key(Reading& in, Value entry);

/// One record per id; `load(entry, record)` fills each.
template <class T, class F>
void load_by_id(Reading& in, Value v, std::map<Id, T>& map, F&& load) {
    if (!expect_map(in, v)) return;
    if (!in.patch) map.clear();
    for (const Value entry : v)
        if (auto id = read_id_key(in, entry)) load(entry, map[*id]);
}

/// Carries out every `annotate` met so far, in the order of the files.
void annotate(Reading& in, Landscape& l);

}  // namespace knockon

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

/// Calls `each(id, record)` for every component, then every process.
template <class Each>
void each_record(const Landscape& l, Each&& each) {
    for (const auto& [id, c] : l.components) each(id, c);
    for (const auto& [id, p] : l.processes) each(id, p);
}

/// Of those that came from somewhere: `each(id, record, source)`.
template <class Each>
void each_sourced(const Landscape& l, Each&& each) {
    each_record(l, [&](const Id& id, const auto& record) {
        if (record.source) each(id, record, *record.source);
    });
}

}  // namespace knockon

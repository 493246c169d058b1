// model/component_fields.h: the fields of a component that a step may name.
#pragma once

#include <tuple>

#include "model/landscape.h"

namespace knockon {

/// All of them; a test finds one that is not here.
auto fields_of_particulars(auto& p) {
    return std::tie(p.sourcing, p.technologies, p.accepts, p.support, p.on_call, p.restart, p.maintenance,
                    p.changes_in, p.capacity, p.load, p.data, p.clearance, p.backup, p.exposed, p.site, p.network,
                    p.end_of_life, p.verified);
}

/// All but its id and its place, and `more` as what is in it.
auto fields_of_component(auto& c, auto& more) {
    return std::tuple_cat(std::tie(c.name, c.note, c.tags, c.links, c.source, c.kind, c.owner, c.supplier,
                                   c.unavailability, c.recovery, c.needs),
                          fields_of_particulars(more));
}
inline auto fields_of(const Component& c) { return fields_of_component(c, *c.more); }
inline auto fields_of(Component& c) { return fields_of_component(c, c.more.set()); }

}  // namespace knockon

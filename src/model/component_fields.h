// model/component_fields.h: the fields of a component that a step may name.
#pragma once

#include <tuple>

#include "model/landscape.h"

namespace knockon {

/// All but its id and its place; a test finds one that is not here.
auto fields_of(auto& c) {
    return std::tie(c.name, c.note, c.tags, c.links, c.source, c.kind, c.owner, c.sourcing,
                    c.supplier, c.technologies, c.accepts, c.unavailability, c.recovery, c.support,
                    c.on_call, c.restart, c.maintenance, c.changes_in, c.capacity, c.load, c.data,
                    c.clearance, c.backup, c.exposed, c.site, c.network, c.end_of_life, c.verified,
                    c.needs);
}

}  // namespace knockon

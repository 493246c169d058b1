// assess/structure/views.h: pictures of a landscape without a change; drawn as they are by `report/graph.h`.
#pragma once

#include <vector>

#include "assess/answer/picture.h"
#include "base/diagnostic.h"

namespace knockon {

/// The whole landscape, processes and what most of it stands on first.
Picture landscape_view(const Landscape& l, std::size_t most = most_on_a_page);

/// Everything that these processes (or components) need, directly or not, the nearest first; they
/// themselves are `touched`. An unknown id is an error in `out`.
Picture needs_view(const Landscape& l, const std::vector<Id>& ids, Diagnostics& out,
                   std::size_t most = most_on_a_page);

/// What depends on these ids, `touched`, when they are down together (assess/structure/impact.h): `exposed`
/// is down for certain, `absorbed` may be. A supplier means its components. An unknown id is an
/// error in `out`.
Picture down_view(const Landscape& l, const std::vector<Id>& ids, Diagnostics& out,
                  std::size_t most = most_on_a_page);

/// Adds one node for all components of a kind, and for all processes of a department, that are not
/// drawn; with `edges` also the needs from and to these nodes.
void collapse_rest(const Landscape& before, const Landscape& after, bool edges, Picture& picture);

}  // namespace knockon

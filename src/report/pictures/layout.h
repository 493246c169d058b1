// report/pictures/layout.h: where everything of a picture stands, without a tool from outside.
//
// Columns from what is needed (left) to the processes (right), so that an outage travels in the
// direction of reading; then an order within the columns in which few needs cross; then heights at
// which they run as level as they can. K. Sugiyama et al., IEEE Trans. SMC-11 (1981) 109-125, with
// means instead of medians, and heights by least squares (pool adjacent violators).
#pragma once

#include <vector>

#include "assess/answer/picture.h"

namespace knockon {

struct Placement {
    struct Spot {
        int x = 0, y = 0;  // upper left corner
    };
    struct Route {
        /// From the needed to the one that needs it; empty where an end is not in the picture.
        std::vector<Spot> points;
        bool backwards = false;  // part of a circle: it runs from right to left
    };
    static constexpr int node_width = 150, node_height = 42;

    std::vector<Spot> nodes;    // as in the picture
    std::vector<Route> routes;  // one per edge of the picture
    int width = 0, height = 0;
};

/// Deterministic; O((nodes + needs x columns) log) per sweep, two dozen sweeps.
Placement lay_out(const Picture& picture);

}  // namespace knockon

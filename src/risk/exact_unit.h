// risk/exact_unit.h: one independent part of a function, solved: a plain diagram and what it says.
//
// A unit's variables are events and other units (modules), each of which occurs in one unit of a
// root only; so probabilities, derivatives and cut sets are put together unit by unit. Diagrams are
// copied out of the workshop (risk/bdd.h) without what was needed to make them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "risk/bdd.h"

namespace knockon {

/// A decision diagram as an array, children before parents. A reference is 0 (no), 1 (yes) or
/// 2 + a node's index.
struct Diagram {
    struct Node {
        std::uint32_t level, low, high;
    };
    std::vector<Node> nodes;
    std::uint32_t root = 0;
};

/// Memory for `extract` that is used again: clearing it each time would cost more than small parts
/// do.
struct ExtractMemory {
    std::vector<std::uint64_t> places;  // by reference: round in the upper half, place in the lower
    std::uint32_t round = 0;
};

/// The part of `bdd` below `f`. Where f is monotone, it has no more nodes than f.
Diagram extract(const Bdd& bdd, Bdd::Ref f, ExtractMemory& memory);
Diagram extract(const Bdd& bdd, Bdd::Ref f);

struct Unit {
    struct Input {
        bool is_unit = false;
        std::uint32_t index = 0;  // event or unit
    };
    std::vector<Input> inputs;  // by level
    bool exact = true;
    Diagram below;  // the function; where it was too large, one that is nowhere above it
    Diagram above;  // and one that is nowhere below it; empty where exact
    const Diagram& upper() const { return exact ? below : above; }
};

/// A probability and its complement, both as sums of positive terms: neither loses digits when the
/// other is close to 1.
struct Measure {
    double yes = 0, no = 1;
};

/// Probability that the diagram is true; `inputs` by level, independent. `nodes` receives the
/// measure of each reference. Relative error about nodes-on-a-path times 2e-16. Time O(nodes).
Measure measure(const Diagram& d, std::span<const Measure> inputs, std::vector<Measure>& nodes);

/// Adds weight * dP(diagram) / dP(input) to `slopes` for every level, in one sweep from the top
/// over what `measure` left in `nodes`. For a monotone diagram all terms are positive. Time
/// O(nodes).
void add_slopes(const Diagram& d, std::span<const Measure> inputs,
                const std::vector<Measure>& nodes, double weight, std::span<double> slopes);

}  // namespace knockon

#include "risk/exact_unit.h"

#include <algorithm>

// Shannon's expansion, read as an expectation: at a node that asks whether x has happened,
//
//     P(node) = q_x P(high) + (1 − q_x) P(low),      dP(root)/dq_x = Σ reach(node) (P(high) − P(low))
//
// over the nodes that ask about x, where reach is the probability of coming by that node from the root.
// Both P and 1 − P are carried as sums of positive terms, and the difference is taken on the side where
// both are small, so that 1 − 1e-15 keeps its digits.

namespace knockon {

Diagram extract(const Bdd& bdd, Bdd::Ref f, ExtractMemory& memory) {
    Diagram out;
    if (f == Bdd::no || f == Bdd::yes) {
        out.root = f;
        return out;
    }
    const std::uint64_t round = std::uint64_t{++memory.round} << 32;
    auto& places = memory.places;
    if (places.size() < 2 * std::size_t{bdd.size()}) places.resize(4 * std::size_t{bdd.size()}, 0);
    places[Bdd::no] = round | Bdd::no;
    places[Bdd::yes] = round | Bdd::yes;
    places[f] = round;
    // Nodes by number, each perhaps in both senses; numbers rise from children to parents.
    std::vector<Bdd::Ref> found{f};
    for (std::size_t i = 0; i < found.size(); ++i)
        for (const Bdd::Ref child : {bdd.low(found[i]), bdd.high(found[i])})
            if (places[child] < round) {
                places[child] = round;
                found.push_back(child);
            }
    std::sort(found.begin(), found.end());
    const auto place = [&](Bdd::Ref r) { return static_cast<std::uint32_t>(places[r]); };
    out.nodes.reserve(found.size());
    for (const Bdd::Ref r : found) {
        places[r] = round | (out.nodes.size() + 2);
        out.nodes.push_back({bdd.level(r), place(bdd.low(r)), place(bdd.high(r))});
    }
    out.root = place(f);
    return out;
}

Diagram extract(const Bdd& bdd, Bdd::Ref f) {
    ExtractMemory memory;
    return extract(bdd, f, memory);
}

Measure measure(const Diagram& d, std::span<const Measure> inputs, std::vector<Measure>& nodes) {
    nodes.resize(d.nodes.size() + 2);
    nodes[0] = {0, 1};
    nodes[1] = {1, 0};
    for (std::size_t i = 0; i < d.nodes.size(); ++i) {
        const Diagram::Node& n = d.nodes[i];
        const Measure q = inputs[n.level], low = nodes[n.low], high = nodes[n.high];
        nodes[i + 2] = {q.yes * high.yes + q.no * low.yes, q.yes * high.no + q.no * low.no};
    }
    return nodes[d.root];
}

void add_slopes(const Diagram& d, std::span<const Measure> inputs,
                const std::vector<Measure>& nodes, double weight, std::span<double> slopes) {
    std::vector<double> reach(d.nodes.size() + 2, 0);
    reach[d.root] = weight;
    for (std::size_t i = d.nodes.size(); i-- > 0;) {
        const Diagram::Node& n = d.nodes[i];
        const double r = reach[i + 2];
        if (r == 0) continue;
        const Measure q = inputs[n.level], low = nodes[n.low], high = nodes[n.high];
        // The smaller of the two complementary differences loses fewer digits.
        const double step = high.yes <= low.no ? high.yes - low.yes : low.no - high.no;
        slopes[n.level] += r * step;
        reach[n.low] += r * q.no;
        reach[n.high] += r * q.yes;
    }
}

}  // namespace knockon

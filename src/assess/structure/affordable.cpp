#include "assess/structure/affordable.h"

#include <fmt/format.h>

#include <algorithm>

#include "graph/graph.h"

namespace knockon {
namespace {

/// How many nodes a root stands on, itself included; each root is a walk of its own.
class Walker {
  public:
    explicit Walker(const Graph& g) : g_(g), seen_(g.size(), 0) {}

    std::size_t below(Node root) {
        ++mark_;
        open_.assign({root});
        seen_[root] = mark_;
        for (std::size_t i = 0; i < open_.size(); ++i)
            for (const Group& group : g_.groups_of(open_[i]))
                for (const Node member : g_.members_of(group)) {
                    if (seen_[member] == mark_) continue;
                    seen_[member] = mark_;
                    open_.push_back(member);
                }
        return open_.size();
    }

  private:
    const Graph& g_;
    std::vector<std::size_t> seen_;
    std::size_t mark_ = 0;
    std::vector<Node> open_;
};

}  // namespace

double most_an_hour(const Process& p) {
    double most = 0;
    for (const LossBand& band : p.loss.hour) most = std::max(most, band.rate);
    return most;
}

Affordable affordable(const Landscape& l, const std::vector<Id>& ids, std::size_t most) {
    const Graph g = compile(l);
    if (ids.size() <= most / g.size()) return {ids, {}};  // none stands on more than all
    std::vector<std::size_t> order(ids.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return most_an_hour(l.processes.at(ids[a])) > most_an_hour(l.processes.at(ids[b]));
    });
    Walker walker(g);
    std::vector<bool> taken(ids.size());
    std::size_t parts = 0, count = 0;
    for (const std::size_t i : order) {
        parts += walker.below(*g.find(ids[i]));
        if (parts > most) break;
        taken[i] = true;
        ++count;
    }
    Affordable out;
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (taken[i]) out.ids.push_back(ids[i]);
    if (count < ids.size())
        out.limit_hit = fmt::format(
            "parts: {} of {} processes were worked out, those that lose most an hour first: what "
            "all of them stand on is more than {} components, each counted for each process "
            "(--limit parts={})",
            count, ids.size(), most, 10 * most);
    return out;
}

}  // namespace knockon

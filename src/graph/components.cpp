#include "graph/components.h"

#include <algorithm>

// Tarjan's algorithm (SIAM J. Computing 1 (1972) 146-160) with a stack of its own, since a chain of a
// million needs would use up the program's. Each node is numbered when it is met; `low_` is the smallest
// number of a node on the open path that it leads back to. A node that leads back to nothing before it
// closes a component with all that was opened since. Components close after everything they need, so they
// come out in the order in which outages travel.

namespace knockon {
namespace {

constexpr std::uint32_t unseen = UINT32_MAX;

/// Where the walk stands in one node: the groups' members form one run from `next` to `end`.
struct Frame {
    Node node;
    std::uint32_t next, end;
};

class Tarjan {
  public:
    explicit Tarjan(const Graph& g) : g_(g), index_(g.size(), unseen), low_(g.size()) {
        out_.of.assign(g.size(), unseen);
        out_.first.push_back(0);
        out_.nodes.reserve(g.size());
    }

    Sccs run() {
        for (Node root = 0; root < g_.size(); ++root)
            if (index_[root] == unseen) walk(root);
        return std::move(out_);
    }

  private:
    void enter(Node v) {
        index_[v] = low_[v] = counter_++;
        open_.push_back(v);
        // Members of consecutive groups lie side by side.
        const auto groups = g_.groups_of(v);
        const std::uint32_t begin = groups.empty() ? 0 : groups.front().first_member;
        const std::uint32_t end =
            groups.empty() ? 0 : groups.back().first_member + groups.back().size;
        frames_.push_back({v, begin, end});
    }

    void walk(Node root) {
        enter(root);
        while (!frames_.empty()) {
            Frame& f = frames_.back();
            if (f.next < f.end) {
                const Node member = g_.members[f.next++];
                if (index_[member] == unseen)
                    enter(member);
                else if (out_.of[member] == unseen)
                    low_[f.node] = std::min(low_[f.node], index_[member]);
                continue;
            }
            const Node v = f.node;
            frames_.pop_back();
            if (!frames_.empty())
                low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[v]);
            if (low_[v] == index_[v]) close(v);
        }
    }

    void close(Node root) {
        const auto component = static_cast<std::uint32_t>(out_.first.size() - 1);
        const auto begin = out_.nodes.size();
        Node v;
        do {
            v = open_.back();
            open_.pop_back();
            out_.of[v] = component;
            out_.nodes.push_back(v);
        } while (v != root);
        std::sort(out_.nodes.begin() + static_cast<std::ptrdiff_t>(begin), out_.nodes.end());
        out_.first.push_back(static_cast<std::uint32_t>(out_.nodes.size()));
    }

    const Graph& g_;
    std::vector<std::uint32_t> index_, low_;
    std::vector<Node> open_;
    std::vector<Frame> frames_;
    std::uint32_t counter_ = 0;
    Sccs out_;
};

}  // namespace

Sccs strongly_connected(const Graph& g) { return Tarjan(g).run(); }

bool is_cyclic(const Graph& g, const Sccs& sccs, std::size_t k) {
    const auto nodes = sccs.members(k);
    if (nodes.size() > 1) return true;
    const auto users = g.users_of(nodes[0]);
    return std::binary_search(users.begin(), users.end(), nodes[0]);
}

}  // namespace knockon

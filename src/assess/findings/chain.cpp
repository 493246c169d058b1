// M06: who is responsible for a chain of suppliers as a whole?
//
// A chain is a way down the needs of a process. Its length is the number of stretches that are each
// somebody else's than the one before; components without a supplier do not count, and of
// components that need each other only one. A department is responsible for the whole where it
// directs (`suppliers: {…: {owner: …}}`) every supplier of the chain. One sweep from what is needed
// to what needs it keeps, for every node, the longest chains below it: by who directs all of it,
// and of these the best two that begin with different suppliers, because only those can turn out
// longest further up. O(needs × directors).
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "assess/findings/landscape_findings.h"
#include "assess/answer/wording.h"
#include "base/codes.h"

namespace knockon {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// The upper end of a chain.
struct Link {
    int length = 0;
    const Id* supplier = nullptr;  // of the first component that has one
    const Id* director = nullptr;  // of all suppliers below; null: there is none for all of them
    Node at = 0;
    std::size_t below = nowhere;  // the link that it continues
};

bool same(const Id* a, const Id* b) { return a == b || (a && b && *a == *b); }

class Chains {
  public:
    explicit Chains(const Inspected& in) : in_(in), best_(in.sccs.size()) {
        for (std::size_t k = 0; k < in.sccs.size(); ++k) grow(k);
    }

    /// The longest chain below a node that nobody directs as a whole; `nowhere` if there is none.
    std::size_t longest(Node v) const {
        std::size_t longest = nowhere;
        for (const std::size_t i : best_[in_.sccs.of[v]])
            if (!links_[i].director &&
                (longest == nowhere || links_[i].length > links_[longest].length))
                longest = i;
        return longest;
    }
    const Link& operator[](std::size_t i) const { return links_[i]; }

  private:
    void grow(std::size_t k) {
        std::set<std::size_t> below;
        for (const Node v : in_.sccs.members(k))
            for (const Group& group : in_.graph.groups_of(v))
                for (const Node m : in_.graph.members_of(group))
                    if (in_.sccs.of[m] != k)
                        below.insert(best_[in_.sccs.of[m]].begin(), best_[in_.sccs.of[m]].end());
        bool own = false;
        for (const Node v : in_.sccs.members(k)) {
            if (in_.graph.is_process(v) || !in_.component(v).supplier) continue;
            own = true;
            const Id& supplier = *in_.component(v).supplier;
            const Supplier& s = in_.landscape.suppliers.at(supplier);
            const Id* director = s.owner ? &*s.owner : nullptr;
            keep(k, {1, &supplier, director, v, nowhere});
            for (const std::size_t i : below) {
                const Link& b = links_[i];
                keep(k, {b.length + (same(b.supplier, &supplier) ? 0 : 1), &supplier,
                         same(b.director, director) ? director : nullptr, v, i});
            }
        }
        if (!own)
            for (const std::size_t i : below) keep_known(k, i);
    }

    /// Whether `a` makes `b` of no use.
    static bool beats(const Link& a, const Link& b) {
        return same(a.director, b.director) && same(a.supplier, b.supplier) && a.length >= b.length;
    }

    void keep(std::size_t k, Link link) {
        for (const std::size_t i : best_[k])
            if (beats(links_[i], link)) return;
        links_.push_back(link);
        keep_known(k, links_.size() - 1);
    }

    void keep_known(std::size_t k, std::size_t i) {
        std::vector<std::size_t>& kept = best_[k];
        const Link& link = links_[i];
        for (const std::size_t j : kept)
            if (beats(links_[j], link)) return;
        std::erase_if(kept, [&](std::size_t j) { return beats(link, links_[j]); });
        std::vector<std::size_t> rivals;
        for (const std::size_t j : kept)
            if (same(links_[j].director, link.director)) rivals.push_back(j);
        if (rivals.size() == 2) {
            const std::size_t worse =
                links_[rivals[0]].length < links_[rivals[1]].length ? rivals[0] : rivals[1];
            if (links_[worse].length >= link.length) return;
            std::erase(kept, worse);
        }
        kept.push_back(i);
    }

    const Inspected& in_;
    std::vector<Link> links_;
    std::vector<std::vector<std::size_t>> best_;  // links by strongly connected component
};

/// The owner of most components of the chain, if one owns more than any other; else the process's.
Id who_should_direct(const Inspected& in, const Process& p, const std::vector<Node>& chain) {
    std::map<Id, int> owned;
    int most = 0;
    for (const Node v : chain)
        if (in.component(v).owner) most = std::max(most, ++owned[*in.component(v).owner]);
    std::vector<Id> leading;
    for (const auto& [id, n] : owned)
        if (n == most) leading.push_back(id);
    return leading.size() == 1 ? leading.front() : *p.department;
}

}  // namespace

void chains_of_landscape(const Inspected& in, FindingList& out) {
    const Chains chains(in);
    const int limit = out.policy().thresholds.chain_length;
    for (Node v = in.graph.components; v < in.graph.size(); ++v) {
        const std::size_t longest = chains.longest(v);
        if (longest == nowhere || chains[longest].length <= limit) continue;
        std::vector<Node> nodes;
        std::vector<std::string> shown;
        const Id* above = nullptr;
        for (std::size_t i = longest; i != nowhere; i = chains[i].below) {
            nodes.push_back(chains[i].at);
            const bool goes_on = nodes.size() > 1 && same(chains[i].supplier, above);
            above = chains[i].supplier;
            if (!goes_on)
                shown.push_back(
                    fmt::format("{} ({})", in.called(chains[i].at), in.names(*chains[i].supplier)));
        }
        const Process& p = in.process(v);
        const Id director = who_should_direct(in, p, nodes);
        NewFinding found{
            .code = code::long_chain,
            .at = p.at,
            .message =
                fmt::format("{} rests on a chain of {} suppliers, and no department directs all of "
                            "them: {}; nearest to doing so is {}",
                            in.called(v), chains[longest].length, fmt::join(shown, " → "),
                            in.names(director)),
            .subjects = {p.id},
            .extent = static_cast<double>(chains[longest].length)};
        found.help = fmt::format("Make `{}` the `owner` of these suppliers, or shorten the chain.",
                                 director);
        out.add(std::move(found));
    }
}

}  // namespace knockon

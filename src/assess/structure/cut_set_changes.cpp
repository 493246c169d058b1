#include "assess/structure/cut_set_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace knockon {
namespace {

constexpr std::uint32_t highest_order = 3;
constexpr std::size_t most_looked_at = 2000, most_kept = 10;

}  // namespace

void add_new_cut_sets(const Id& process, const ProcessCutSets& was, const ProcessCutSets& is,
                      const char* what, std::vector<Combination>& out,
                      std::vector<std::string>& limits_hit) {
    std::map<Id, std::uint32_t> old_event;
    for (std::uint32_t e = 0; e < was.model.names.size(); ++e)
        old_event.emplace(was.model.names[e], e);
    const std::vector<CutSet> small = is.sets.up_to_order(highest_order, most_looked_at);
    std::vector<Combination> found;
    for (const CutSet& set : small) {
        if (set.events.size() < 2) continue;  // those are the single points of failure
        Combination c{process, {}, set.probability};
        std::vector<std::uint32_t> before;
        for (const std::uint32_t e : set.events) {
            c.members.push_back(is.model.names[e]);
            const auto known = old_event.find(c.members.back());
            if (known != old_event.end()) before.push_back(known->second);
        }
        std::sort(before.begin(), before.end());
        if (was.sets.brings_down(before)) continue;
        std::sort(c.members.begin(), c.members.end());
        found.push_back(std::move(c));
    }
    std::sort(found.begin(), found.end(), [](const Combination& a, const Combination& b) {
        return std::tie(b.probability, a.members) < std::tie(a.probability, b.members);
    });
    const bool all = small.size() < most_looked_at &&
                     is.sets.complete_to_order().value_or(highest_order) >= highest_order;
    if (!all)
        limits_hit.push_back(fmt::format(
            "structure: {} of {} were looked for among those found first, not all", what, process));
    if (found.size() > most_kept) {
        limits_hit.push_back(fmt::format("structure: of {} {} of {}, the {} likeliest are given",
                                         found.size(), what, process, most_kept));
        found.resize(most_kept);
    }
    out.insert(out.end(), found.begin(), found.end());
}

}  // namespace knockon

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <tuple>

#include "assess/answer/wording.h"
#include "assess/study/causes.h"
#include "risk/game.h"

namespace knockon {
namespace {

/// How often an explanation was found, and the first run that showed it.
struct Found {
    double weight = 0;
    std::size_t stratum = 0;
    std::uint64_t run = 0;
};

using FoundMap = std::map<Explanation, Found>;

FoundMap gather(const Tally& tally) {
    FoundMap all;
    for (std::size_t h = 0; h < tally.strata.size(); ++h) {
        const Stratum& s = tally.strata[h];
        if (s.sums.explained == 0) continue;
        const double each =
            s.exact ? s.weight : s.weight / static_cast<double>(s.sums.explained);
        for (const auto& [explanation, count] : s.sums.why)
            all.try_emplace(explanation, Found{0, h, count.run}).first->second.weight +=
                count.weight * each;
    }
    return all;
}

/// Shortest ways over places that are down, from outages of the chosen causes: per place the one before it,
/// itself where it begins.
std::vector<std::uint32_t> ways_down(const Propagation& world, std::span<const OwnOutage> own) {
    const World& w = world.world();
    std::vector<std::uint32_t> via(w.size(), none), open;
    for (const OwnOutage& o : own)
        if (via[o.place] == none) {
            via[o.place] = o.place;
            open.push_back(o.place);
        }
    std::sort(open.begin(), open.end());
    for (std::size_t i = 0; i < open.size(); ++i)
        for (std::uint32_t u = w.user_first[open[i]]; u < w.user_first[open[i] + 1]; ++u) {
            const std::uint32_t user = w.users[u];
            if (via[user] != none || !world.any_down(user)) continue;
            via[user] = open[i];
            open.push_back(user);
        }
    return via;
}

std::vector<std::uint32_t> way_to(std::uint32_t target, const std::vector<std::uint32_t>& via) {
    std::vector<std::uint32_t> way;
    if (via[target] == none) return way;
    for (std::uint32_t place = target;; place = via[place]) {
        way.push_back(place);
        if (via[place] == place) break;
    }
    std::reverse(way.begin(), way.end());
    return way;
}

std::string link_text(const World& w, std::uint32_t member, std::uint32_t consumer) {
    for (const Group& g : w.graph->groups_of(w.node[consumer]))
        for (const Node m : w.graph->members_of(g))
            if (m == w.node[member]) return need_text(*g.need);
    return {};
}

class Explainer {
  public:
    Explainer(const Study& study, const Played& played, const Scoring& scoring,
              const AssessOptions& options)
        : study_(study),
          played_(played),
          options_(options),
          game_(study.transition, scoring),
          coalition_(study.transition) {}

    /// Lets the causes alone do in a run what they do.
    void look(const std::vector<std::uint32_t>& sources, const Found& found) {
        const Scenario s = scenario_of(study_, played_, options_, found.stratum, found.run);
        std::vector<std::uint8_t> chosen(study_.transition.sources.size());
        for (const std::uint32_t source : sources) chosen[source] = 1;
        game_.evaluate(s, chosen);
        coalition_.choose(s, chosen);
        via_ = ways_down(game_.with(), coalition_.with());
    }

    /// How it went in the run that was looked at.
    Why explain(const Explanation& e, double share) const {
        const Transition& t = study_.transition;
        Why why;
        why.process = study_.board.processes[e.subject];
        why.share = share;
        for (const std::uint32_t source : e.sources)
            why.members.push_back(cause_of(t, *study_.change, source));
        const std::uint32_t target = t.with.find(why.process);
        if (target == none) return why;
        const auto way = way_to(target, via_);
        for (std::size_t i = 0; i < way.size(); ++i) {
            why.chain.push_back(t.with.graph->names[t.with.node[way[i]]]);
            if (i > 0) why.holds.push_back(link_text(t.with, way[i - 1], way[i]));
        }
        why.weakest = weakest_need(*t.with.graph, why.chain);
        return why;
    }

  private:
    const Study& study_;
    const Played& played_;
    const AssessOptions& options_;
    Game game_;
    Coalition coalition_;
    std::vector<std::uint32_t> via_;
};

}  // namespace

void add_why(const Study& study, const Played& played, const Scoring& scoring,
             const AssessOptions& options, std::size_t most, Assessment& out) {
    const FoundMap all = gather(played.tally);
    std::vector<std::vector<const FoundMap::value_type*>> of_process(study.board.processes.size());
    for (const auto& entry : all) of_process[entry.first.subject].push_back(&entry);
    std::vector<const FoundMap::value_type*> shown;
    std::vector<double> shares;
    for (const Figures& process : out.processes) {
        const auto subject = study.board.find_process(process.id);
        if (!subject) continue;
        auto& mine = of_process[*subject];
        double total = 0;
        for (const auto* x : mine) total += x->second.weight;
        std::stable_sort(mine.begin(), mine.end(), [](const auto* a, const auto* b) {
            return a->second.weight > b->second.weight;
        });
        if (mine.size() > most) mine.resize(most);
        for (const auto* x : mine) {
            shown.push_back(x);
            shares.push_back(x->second.weight / total);
        }
    }
    // Many may be hit in one run by the same causes, which are looked at once.
    const auto looked_at = [&](std::size_t i) {
        return std::tie(shown[i]->second.stratum, shown[i]->second.run, shown[i]->first.sources);
    };
    std::vector<std::size_t> order(shown.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return looked_at(a) < looked_at(b); });
    Explainer explainer(study, played, scoring, options);
    const std::size_t first = out.why.size();
    out.why.resize(first + shown.size());
    for (std::size_t n = 0; n < order.size(); ++n) {
        const auto& [explanation, found] = *shown[order[n]];
        if (n == 0 || looked_at(order[n - 1]) != looked_at(order[n])) explainer.look(explanation.sources, found);
        out.why[first + order[n]] = explainer.explain(explanation, shares[order[n]]);
    }
}

}  // namespace knockon

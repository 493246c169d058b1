#include <algorithm>
#include <map>

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

/// Shortest way over places that are down, from an outage of the chosen causes to the process.
std::vector<std::uint32_t> way_down(const Propagation& world, const std::vector<OwnOutage>& own,
                                    std::uint32_t target) {
    const World& w = world.world();
    std::vector<std::uint32_t> via(w.size(), none), open;
    for (const OwnOutage& o : own)
        if (via[o.place] == none) {
            via[o.place] = o.place;
            open.push_back(o.place);
        }
    std::sort(open.begin(), open.end());
    for (std::size_t i = 0; i < open.size() && via[target] == none; ++i)
        for (std::uint32_t u = w.user_first[open[i]]; u < w.user_first[open[i] + 1]; ++u) {
            const std::uint32_t user = w.users[u];
            if (via[user] != none || !world.any_down(user)) continue;
            via[user] = open[i];
            open.push_back(user);
        }
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
        : study_(study), played_(played), options_(options), game_(study.transition, scoring) {}

    Why explain(const Explanation& e, const Found& found, double share) {
        const Transition& t = study_.transition;
        Why why;
        why.process = study_.board.processes[e.subject];
        why.share = share;
        for (const std::uint32_t source : e.sources)
            why.members.push_back(cause_of(t, *study_.change, source));
        const Scenario s = scenario_of(study_, played_, options_, found.stratum, found.run);
        std::vector<std::uint8_t> chosen(t.sources.size());
        for (const std::uint32_t source : e.sources) chosen[source] = 1;
        game_.evaluate(s, chosen);
        Coalition coalition(t);
        coalition.choose(s, chosen);
        const std::vector<OwnOutage> own(coalition.with().begin(), coalition.with().end());
        const std::uint32_t target = t.with.find(why.process);
        if (target == none) return why;
        const auto way = way_down(game_.with(), own, target);
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
};

}  // namespace

void add_why(const Study& study, const Played& played, const Scoring& scoring,
             const AssessOptions& options, std::size_t most, Assessment& out) {
    const FoundMap all = gather(played.tally);
    std::vector<double> total(study.board.processes.size());
    for (const auto& [explanation, found] : all) total[explanation.subject] += found.weight;
    Explainer explainer(study, played, scoring, options);
    for (const Figures& process : out.processes) {
        std::vector<std::pair<Explanation, Found>> mine;
        for (const auto& entry : all)
            if (study.board.processes[entry.first.subject] == process.id) mine.push_back(entry);
        std::stable_sort(mine.begin(), mine.end(), [](const auto& a, const auto& b) {
            return a.second.weight > b.second.weight;
        });
        if (mine.size() > most) mine.resize(most);
        for (const auto& [explanation, found] : mine)
            out.why.push_back(explainer.explain(explanation, found,
                                                found.weight / total[explanation.subject]));
    }
}

}  // namespace knockon

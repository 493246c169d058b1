#include "assess/structure/missing.h"

#include <algorithm>
#include <set>

#include "assess/structure/affordable.h"
#include "graph/graph.h"
#include "model/defaults.h"

namespace knockon {
namespace {

constexpr double hours_in_year = 8760;
constexpr std::size_t most_costs = 3;
constexpr std::size_t most_partners = 200;  // of one component, the likeliest first

/// What stops when some components do; groups of needs are counted down.
class Stopping {
  public:
    explicit Stopping(const Graph& g) : g_(g), stopped_(g.size()), short_of_(g.groups.size()) {
        std::vector<std::uint32_t> count(g.size() + 1);
        each_use([&](Node member, std::uint32_t) { ++count[member + 1]; });
        for (std::size_t v = 0; v < g.size(); ++v) count[v + 1] += count[v];
        first_ = count;
        groups_.resize(count.back());
        each_use([&](Node member, std::uint32_t group) { groups_[count[member]++] = group; });
        consumer_.resize(g.groups.size());
        for (Node v = 0; v < g.size(); ++v)
            for (std::uint32_t i = g.group_first[v]; i < g.group_first[v + 1]; ++i) consumer_[i] = v;
    }

    /// Adds a component to those that fail; what stops with them is in `all()`.
    void fail(Node v) {
        const std::size_t begin = all_.size();
        stop(v);
        for (std::size_t i = begin; i < all_.size(); ++i)
            for (std::uint32_t at = first_[all_[i]]; at < first_[all_[i] + 1]; ++at) {
                const std::uint32_t group = groups_[at];
                if (short_of_[group]++ == 0) touched_.push_back(group);
                if (left(group) < 0) stop(consumer_[group]);
            }
        visits_ += all_.size() - begin;
    }
    void clear() {
        for (const Node v : all_) stopped_[v] = 0;
        for (const std::uint32_t group : touched_) short_of_[group] = 0;
        all_.clear();
        touched_.clear();
    }

    const std::vector<Node>& all() const { return all_; }
    bool stopped(Node v) const { return stopped_[v] != 0; }
    /// Calls `f` with the consumer and the members left of each group that one more failure would break.
    template <class Each>
    void each_at_its_limit(Each&& f) const {
        for (const std::uint32_t group : touched_) {
            if (left(group) != 0 || stopped(consumer_[group])) continue;
            for (const Node m : g_.members_of(g_.groups[group]))
                if (!stopped(m)) f(consumer_[group], m);
        }
    }
    std::size_t visits() const { return visits_; }

  private:
    template <class Each>
    void each_use(Each&& f) const {
        for (std::uint32_t i = 0; i < g_.groups.size(); ++i)
            if (!g_.groups[i].need->terms->impact)
                for (const Node m : g_.members_of(g_.groups[i])) f(m, i);
    }
    void stop(Node v) {
        if (stopped_[v] != 0) return;
        stopped_[v] = 1;
        all_.push_back(v);
    }
    /// How many more members may fail.
    std::int64_t left(std::uint32_t group) const {
        const Group& of = g_.groups[group];
        return std::int64_t{of.size} - of.needed - short_of_[group];
    }

    const Graph& g_;
    std::vector<std::uint32_t> first_, groups_;  // by member
    std::vector<Node> consumer_;                 // by group
    std::vector<std::uint8_t> stopped_;
    std::vector<std::uint32_t> short_of_, touched_;
    std::vector<Node> all_;
    std::size_t visits_ = 0;
};

class Weighing {
  public:
    Weighing(const Landscape& l, const Graph& g) : l_(l), g_(g), stopping_(g), weight_(g.size()), down_(g.components) {
        double money = 0;
        for (Node v = g.components; v < g.size(); ++v) money += weight_[v] = most_an_hour(l.processes.at(g.names[v]));
        out_.money = money > 0;
        if (!out_.money)
            for (Node v = 0; v < g.size(); ++v) weight_[v] = g.is_process(v) || l.processes.empty() ? 1 : 0;
        for (Node v = 0; v < g.components; ++v) down_[v] = unavailability_of(l.components.at(g.names[v]), l).value.value;
    }

    MissingFigures weigh(std::size_t most, std::size_t most_visits) {
        const std::vector<Node> looked_at = alone(most_visits);
        for (const Node v : looked_at) {
            const auto down = unavailability_of(l_.components.at(g_.names[v]), l_);
            if (!down.assumed()) continue;
            MissingFigure f{g_.names[v], down_[v], down.source, 0, 0, 0};
            const bool range = down.value.is_range();
            const double low = range ? down.value.low : down_[v] / plausible_factor;
            const double high = range ? down.value.high : down_[v] * plausible_factor;
            const bool enough = stopping_.visits() > 2 * most_visits;
            out_.limited = out_.limited || enough;
            const double own = l_.processes.empty() ? weight_[v] : 0;  // what is asked is what else it moves
            f.moves = (std::min(high, 1.0) - low) * hours_in_year *
                      (value_of(stops_[v]) - own + (enough ? 0 : together(v)));
            for (const Node s : stops_[v]) ++(g_.is_process(s) ? f.processes : f.components);
            --f.components;  // itself
            if (f.moves > 0) out_.most.push_back(std::move(f));
        }
        std::stable_sort(out_.most.begin(), out_.most.end(),
                         [](const MissingFigure& a, const MissingFigure& b) { return a.moves > b.moves; });
        out_.most.resize(std::min(out_.most.size(), most));
        add_costs();
        return std::move(out_);
    }

  private:
    /// What each component stops alone, and who stops each alone. Returns those looked at, by id.
    std::vector<Node> alone(std::size_t most_visits) {
        std::vector<Node> all;
        for (Node v = 0; v < g_.components; ++v) {
            const Component& c = l_.components.at(g_.names[v]);
            if (never_fails(c)) continue;
            all.push_back(v);
        }
        const auto rank = [&](Node v) { return down_[v] * static_cast<double>(1 + g_.users_of(v).size()); };
        std::stable_sort(all.begin(), all.end(), [&](Node a, Node b) { return rank(a) > rank(b); });
        stops_.resize(g_.size());
        stopped_by_.resize(g_.size());
        std::size_t done = 0;
        for (; done < all.size() && stopping_.visits() <= most_visits; ++done) {
            stopping_.fail(all[done]);
            stops_[all[done]] = stopping_.all();
            for (const Node s : stopping_.all()) stopped_by_[s].push_back(all[done]);
            stopping_.clear();
        }
        out_.limited = done < all.size();
        all.resize(done);
        std::sort(all.begin(), all.end());
        for (std::vector<Node>& by : stopped_by_) std::sort(by.begin(), by.end());
        return all;
    }

    void add_costs() {
        for (Node v = g_.components; v < g_.size(); ++v) {
            const Process& p = l_.processes.at(g_.names[v]);
            if (p.loss.each || !p.loss.hour.empty() || !p.deadlines.empty()) continue;
            if (stopped_by_[v].empty()) continue;
            double up = 1;
            for (const Node j : stopped_by_[v]) up *= 1 - down_[j];
            out_.costs.push_back({p.id, hours_in_year * (1 - up)});
        }
        std::stable_sort(out_.costs.begin(), out_.costs.end(), [](const ProcessHours& a, const ProcessHours& b) {
            return a.hours_per_year > b.hours_per_year;
        });
        out_.costs.resize(std::min(out_.costs.size(), most_costs));
    }

    double value_of(const std::vector<Node>& stopped) const {
        double sum = 0;
        for (const Node v : stopped) sum += weight_[v];
        return sum;
    }

    /// What stops with `v` and one other component and with neither alone, times the other's unavailability.
    double together(Node v) {
        stopping_.fail(v);
        std::set<Node> partners;
        stopping_.each_at_its_limit([&](Node consumer, Node member) {
            const std::vector<Node>& alone = stopped_by_[consumer];
            for (const Node j : stopped_by_[member])
                if (j != v && !std::binary_search(alone.begin(), alone.end(), j)) partners.insert(j);
        });
        stopping_.clear();
        std::vector<Node> likeliest(partners.begin(), partners.end());
        std::stable_sort(likeliest.begin(), likeliest.end(), [&](Node a, Node b) { return down_[a] > down_[b]; });
        likeliest.resize(std::min(likeliest.size(), most_partners));
        double sum = 0;
        for (const Node j : likeliest) {
            stopping_.fail(v);
            const std::size_t with_v = stopping_.all().size();
            stopping_.fail(j);
            for (std::size_t i = with_v; i < stopping_.all().size(); ++i) {
                const Node s = stopping_.all()[i];
                if (!std::binary_search(stopped_by_[s].begin(), stopped_by_[s].end(), j)) sum += down_[j] * weight_[s];
            }
            stopping_.clear();
        }
        return sum;
    }

    const Landscape& l_;
    const Graph& g_;
    Stopping stopping_;
    std::vector<double> weight_, down_;
    std::vector<std::vector<Node>> stops_, stopped_by_;  // by node
    MissingFigures out_;
};

}  // namespace

MissingFigures missing_figures(const Landscape& landscape, std::size_t most, std::size_t most_visits) {
    const Graph g = compile(landscape);
    return Weighing(landscape, g).weigh(most, most_visits);
}

}  // namespace knockon

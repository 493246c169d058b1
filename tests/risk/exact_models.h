// tests/risk/exact_models.h: failure models to try the exact engine on: small random ones (cyclic
// too), fault trees of any size, and trees written as landscapes; and an evaluation by definition.
#pragma once

#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "risk/failure_model.h"

namespace knockon::trial {

/// Relatively the same, two zeros included.
inline bool same(double a, double b, double relative) {
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

/// Uniform whole numbers without std:: distributions, which differ between libraries.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_() % n); }
    double share() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

  private:
    std::mt19937_64 engine_;
};

/// 64 states of the world at once, one per bit.
using Word = std::uint64_t;

/// Members down, of 64 states each: in which states are at least `count` of them?
inline Word at_least(std::size_t count, const std::vector<Word>& members) {
    std::vector<Word> reached(count + 1, 0);
    reached[0] = ~Word{0};
    for (const Word w : members)
        for (std::size_t k = count; k > 0; --k) reached[k] |= reached[k - 1] & w;
    return reached[count];
}

/// What is down where `happened` says which events have happened: the least fixpoint, by iterating
/// the definition (semantics, section 3) until nothing changes.
inline std::vector<Word> down(const FailureModel& m, const std::vector<Word>& happened) {
    std::vector<Word> is_down(m.nodes.size(), 0);
    const auto group_down = [&](const FailureGroup& g) {
        std::vector<Word> members;
        for (const std::uint32_t v : g.members) members.push_back(is_down[v]);
        Word result = at_least(members.size() - g.needed + 1, members);
        members.resize(g.needed);
        if (g.failover != no_event) result |= happened[g.failover] & at_least(1, members);
        return g.chance == no_event ? result : result & happened[g.chance];
    };
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t v = 0; v < m.nodes.size(); ++v) {
            Word now = is_down[v];
            for (const std::uint32_t e : m.nodes[v].events) now |= happened[e];
            for (const FailureGroup& g : m.nodes[v].groups) now |= group_down(g);
            changed = changed || now != is_down[v];
            is_down[v] = now;
        }
    }
    return is_down;
}

/// The function of each root as a table over all 2^events states; bit i of the index is event i.
inline std::vector<std::vector<char>> truth_tables(const FailureModel& m) {
    std::vector<std::vector<char>> tables(m.roots.size());
    const std::uint64_t states = std::uint64_t{1} << m.events.size();
    std::vector<Word> happened(m.events.size());
    for (std::uint64_t first = 0; first < states; first += 64) {
        for (std::size_t e = 0; e < happened.size(); ++e) {
            happened[e] = 0;
            for (std::uint64_t b = 0; b < 64; ++b) happened[e] |= ((first + b) >> e & 1) << b;
        }
        const auto is_down = down(m, happened);
        for (std::size_t r = 0; r < m.roots.size(); ++r)
            for (std::uint64_t b = 0; b < 64 && first + b < states; ++b)
                tables[r].push_back(static_cast<char>(is_down[m.roots[r]] >> b & 1));
    }
    return tables;
}

/// Sum over the states in which the table is true, all terms positive.
inline double probability(const std::vector<char>& table, const std::vector<FailureEvent>& events) {
    std::vector<long double> value(table.begin(), table.end());
    std::size_t size = value.size();
    for (std::size_t e = events.size(); e-- > 0;) {
        size /= 2;
        const long double q = events[e].probability;
        for (std::size_t s = 0; s < size; ++s) value[s] = q * value[s + size] + (1 - q) * value[s];
    }
    return static_cast<double>(value[0]);
}

inline double any_probability(Dice& dice) {
    switch (dice.below(8)) {
        case 0:
            return 1e-15 * (1 + dice.share());
        case 1:
            return 1e-6 * dice.share();
        case 2:
            return dice.below(4) == 0 ? 0 : 0.5;
        case 3:
            return dice.below(6) == 0 ? 1 : 0.99;
        default:
            return dice.share();
    }
}

/// Any model with at most `most_events` events; needs may go in circles.
inline FailureModel any_model(Dice& dice, std::uint32_t most_events) {
    FailureModel m;
    const std::uint32_t nodes = 2 + dice.below(9);
    const std::uint32_t events = 1 + dice.below(1 + dice.below(most_events));
    for (std::uint32_t e = 0; e < events; ++e)
        m.events.push_back({any_probability(dice), dice.below(5) == 0 ? 0 : 0.01 + dice.share()});
    m.nodes.resize(nodes);
    const bool circles = dice.below(2) == 0;
    for (std::uint32_t v = 0; v < nodes; ++v) {
        for (std::uint32_t n = dice.below(3); n > 0; --n)
            m.nodes[v].events.push_back(dice.below(events));
        for (std::uint32_t n = dice.below(3); n > 0 && (circles || v > 0); --n) {
            FailureGroup g;
            std::vector<std::uint32_t> choice;
            for (std::uint32_t w = 0; w < (circles ? nodes : v); ++w) choice.push_back(w);
            const std::uint32_t size = 1 + dice.below(std::min<std::uint32_t>(
                                               5, static_cast<std::uint32_t>(choice.size())));
            for (std::uint32_t i = 0; i < size; ++i) {
                std::swap(choice[i],
                          choice[i + dice.below(static_cast<std::uint32_t>(choice.size()) - i)]);
                g.members.push_back(choice[i]);
            }
            g.needed = 1 + dice.below(size);
            if (dice.below(4) == 0) g.chance = dice.below(events);
            if (dice.below(4) == 0) g.failover = dice.below(events);
            m.nodes[v].groups.push_back(std::move(g));
        }
    }
    m.roots = {nodes - 1, dice.below(nodes), 0};
    return m;
}

/// A landscape of components in circles: each has an event and a few groups among its neighbours.
inline FailureModel any_web(Dice& dice, std::uint32_t nodes, std::uint32_t reach) {
    FailureModel m;
    for (std::uint32_t v = 0; v < nodes; ++v) {
        m.events.push_back({0.001 + 0.1 * dice.share(), 0.1});
        m.nodes.push_back({{v}, {}});
        for (std::uint32_t n = 1 + dice.below(2); n > 0; --n) {
            FailureGroup g;
            for (std::uint32_t i = 2 + dice.below(2); i > 0; --i) {
                const std::uint32_t w = (v + nodes + 1 + dice.below(2 * reach) - reach) % nodes;
                if (std::find(g.members.begin(), g.members.end(), w) == g.members.end())
                    g.members.push_back(w);
            }
            g.needed =
                1 +
                (dice.below(6) == 0 ? dice.below(static_cast<std::uint32_t>(g.members.size())) : 0);
            m.nodes[v].groups.push_back(std::move(g));
        }
    }
    m.roots = {0};
    return m;
}

/// A random fault tree: gates use earlier gates and events, mostly near by, some far away (shared).
inline FailureModel any_tree(Dice& dice, std::uint32_t events, std::uint32_t gates, double far) {
    FailureModel m;
    for (std::uint32_t e = 0; e < events; ++e) {
        m.events.push_back({0.001 + 0.02 * dice.share(), 0.1 + dice.share()});
        m.nodes.push_back({{e}, {}});
    }
    std::vector<std::uint32_t> open(events);  // not yet used by any gate
    for (std::uint32_t e = 0; e < events; ++e) open[e] = e;
    const double take = static_cast<double>(events) / gates + 1;
    while (open.size() > 1) {
        FailureGroup g;
        std::uint32_t want = 2 + dice.below(static_cast<std::uint32_t>(2 * take) + 1);
        for (; want > 0 && !open.empty(); --want) {
            const auto near = static_cast<std::uint32_t>(std::min<std::size_t>(open.size(), 12));
            const std::uint32_t i = dice.below(near);
            g.members.push_back(open[i]);
            open.erase(open.begin() + i);
        }
        if (dice.share() < far && m.nodes.size() > 10) {
            const auto w = dice.below(static_cast<std::uint32_t>(m.nodes.size()));
            if (std::find(g.members.begin(), g.members.end(), w) == g.members.end())
                g.members.push_back(w);
        }
        const auto n = static_cast<std::uint32_t>(g.members.size());
        const std::uint32_t kind = dice.below(20);
        g.needed = kind < 11 ? n : kind < 19 ? 1 : 1 + dice.below(n);
        m.nodes.push_back({{}, {g}});
        open.push_back(static_cast<std::uint32_t>(m.nodes.size() - 1));
    }
    m.roots = {open[0]};
    return m;
}

/// A landscape file as in the Aralia set: components with `unavailability`, `recovery` of one hour
/// and `needs`, one process `top`. Empty when there is no such file.
inline std::optional<FailureModel> read_tree(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    rapidjson::Document json;
    json.Parse(text.c_str());
    if (json.HasParseError()) return std::nullopt;
    FailureModel m;
    std::map<std::string, std::uint32_t> id;
    const auto& components = json["components"];
    for (const auto& c : components.GetObject()) id.emplace(c.name.GetString(), id.size());
    m.nodes.resize(id.size() + 1);
    const auto add = [&](std::uint32_t v, const rapidjson::Value& about) {
        const bool fails =
            about.HasMember("unavailability") && about["unavailability"].GetDouble() > 0;
        if (fails) {
            m.nodes[v].events.push_back(static_cast<std::uint32_t>(m.events.size()));
            m.events.push_back({about["unavailability"].GetDouble(), 1});
        }
        if (!about.HasMember("needs")) return;
        for (const auto& need : about["needs"].GetArray()) {
            FailureGroup g;
            if (need.IsString()) {
                g.members = {id.at(need.GetString())};
            } else {
                const char* key = need.HasMember("all")   ? "all"
                                  : need.HasMember("any") ? "any"
                                                          : "of";
                for (const auto& member : need[key].GetArray())
                    g.members.push_back(id.at(member.GetString()));
                g.needed = *key == 'o' ? need["atleast"].GetUint()
                           : std::string(key) == "any"
                               ? 1
                               : static_cast<std::uint32_t>(g.members.size());
            }
            m.nodes[v].groups.push_back(std::move(g));
        }
    };
    for (const auto& c : components.GetObject()) add(id.at(c.name.GetString()), c.value);
    add(static_cast<std::uint32_t>(id.size()), json["processes"]["top"]);
    m.roots = {static_cast<std::uint32_t>(id.size())};
    return m;
}

}  // namespace knockon::trial

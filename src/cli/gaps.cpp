#include "cli/gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "graph/reach.h"
#include "model/defaults.h"
#include "read/written.h"

namespace knockon {
namespace {

constexpr std::size_t most_figures = 10, most_named = 5, most_followed = 500, small_enough = 5000;

struct Weighed {
    Node node = 0;
    double unavailability = 0;
    double weight = 0;
    MissingFigure figure;
};

std::string assumed(const Component& c, const Landscape& l) {
    const auto down = unavailability_of(c, l);
    std::string source = down.source.substr(0, down.source.find(':'));
    return fmt::format("{}, from {}", write_availability(down.value), source);
}

/// Components whose availability nobody stated.
std::vector<Weighed> candidates(const Graph& g, const Landscape& l) {
    std::vector<Weighed> all;
    for (Node v = 0; v < g.components; ++v) {
        const Component& c = l.components.at(g.names[v]);
        const auto down = unavailability_of(c, l);
        if (never_fails(c) || !down.assumed()) continue;
        Weighed candidate{v, down.value.value, 0, {}};
        candidate.weight = candidate.unavailability * static_cast<double>(1 + g.users_of(v).size());
        all.push_back(std::move(candidate));
    }
    return all;
}

void heaviest_first(std::vector<Weighed>& all) {
    std::stable_sort(all.begin(), all.end(),
                     [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
}

void weigh(Weighed& c, const Graph& g, bool by_process) {
    const std::array<Node, 1> from = {c.node};
    const Distances d = reached_from(g, from);
    for (Node v = 0; v < g.size(); ++v)
        if (v != c.node && d.depth[v] != not_reached)
            ++(g.is_process(v) ? c.figure.processes : c.figure.components);
    c.weight = c.unavailability *
               static_cast<double>(by_process ? c.figure.processes : c.figure.components);
}

std::vector<MissingFigure> figures(const Graph& g, const Landscape& l) {
    std::vector<Weighed> all = candidates(g, l);
    if (g.components > small_enough) {
        heaviest_first(all);
        all.resize(std::min(all.size(), most_followed));
    }
    for (Weighed& c : all) weigh(c, g, !l.processes.empty());
    std::erase_if(all, [](const Weighed& c) { return c.weight == 0; });
    heaviest_first(all);
    all.resize(std::min(all.size(), most_figures));
    std::vector<MissingFigure> out;
    for (Weighed& c : all) {
        c.figure.component = g.names[c.node];
        c.figure.assumed = assumed(l.components.at(c.figure.component), l);
        out.push_back(std::move(c.figure));
    }
    return out;
}

template <class Records>
void look_at_needs(const Records& records, Gaps& gaps) {
    for (const auto& [id, record] : records) {
        bool group = false;
        for (const Need& n : record.needs) {
            const bool guess = n.origin && *n.origin == Origin::guessed;
            gaps.guessed_needs += guess ? 1 : 0;
            gaps.observed_needs += n.origin && *n.origin == Origin::observed ? 1 : 0;
            group = group || (guess && n.members.size() > 1);
        }
        if (group) gaps.guessed_groups.push_back(id);
    }
}

/// "a, b, c and 4 more".
std::string some(const std::vector<Id>& ids) {
    std::string text;
    for (std::size_t i = 0; i < std::min(ids.size(), most_named); ++i)
        text += (i == 0 ? "" : ", ") + printable(ids[i]);
    if (ids.size() > most_named) text += fmt::format(" and {} more", ids.size() - most_named);
    return text;
}

std::string number(std::size_t n, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", n, n == 1 ? one : several);
}

void tell_figures(const Gaps& gaps, std::string& out) {
    if (gaps.figures.empty()) return;
    out +=
        "- The figures that matter most, by the downtime taken for them times what falls with "
        "them.\n  In a file of its own they outlast the next import:\n\n"
        "    knockon: landscape/1\n    annotate:\n";
    std::size_t width = 0;
    for (const MissingFigure& f : gaps.figures) width = std::max(width, f.component.size());
    for (const MissingFigure& f : gaps.figures)
        out += fmt::format(
            "      {:{}} {{availability: …, recovery: …}}  # {}, {} with it; taken: {}\n",
            printable(f.component) + ":", width + 1, number(f.processes, "process", "processes"),
            number(f.components, "component", "components"), printable(f.assumed));
}

}  // namespace

Gaps gaps_of(const Landscape& l) {
    Gaps gaps;
    gaps.components = l.components.size();
    gaps.processes = l.processes.size();
    const Graph g = compile(l);
    std::vector<Node> processes;
    for (Node v = g.components; v < g.size(); ++v) processes.push_back(v);
    const std::vector<bool> needed = needs_of(g, processes);
    for (Node v = 0; v < g.components; ++v)
        if (!needed[v]) gaps.reach_nothing.push_back(g.names[v]);
    for (const auto& [id, p] : l.processes) {
        if (p.department && *p.department == "unassigned") gaps.unassigned.push_back(id);
        if (p.needs.empty()) gaps.without_needs.push_back(id);
    }
    look_at_needs(l.components, gaps);
    look_at_needs(l.processes, gaps);
    gaps.figures = figures(g, l);
    return gaps;
}

std::string gaps_text(const Gaps& gaps) {
    std::string out;
    if (!gaps.unassigned.empty())
        out += fmt::format("- {} of {} in no department that is known (`unassigned`): {}\n",
                           number(gaps.unassigned.size(), "process is", "processes are"),
                           gaps.processes, some(gaps.unassigned));
    if (gaps.processes == 0 && gaps.components > 0)
        out +=
            "- There is no process, so nothing that fails is anybody's loss. Say what the work "
            "is:\n\n"
            "    departments: {sales: {name: Sales}}\n"
            "    processes:\n      orders: {department: sales, needs: [ID], mtpd: 4h, loss: {hour: "
            "1k}}\n\n";
    if (!gaps.without_needs.empty())
        out += fmt::format("- {} nothing: {}\n",
                           number(gaps.without_needs.size(), "process needs", "processes need"),
                           some(gaps.without_needs));
    if (gaps.processes > 0 && !gaps.reach_nothing.empty())
        out += fmt::format(
            "- {} of {} no process: a change to them looks harmless and may not be: {}\n",
            number(gaps.reach_nothing.size(), "component reaches", "components reach"),
            gaps.components, some(gaps.reach_nothing));
    if (!gaps.guessed_groups.empty())
        out += fmt::format("- {} redundancy that is a guess: {}\n",
                           number(gaps.guessed_groups.size(), "element has", "elements have"),
                           some(gaps.guessed_groups));
    if (gaps.guessed_needs + gaps.observed_needs > 0)
        out += fmt::format("- {} guessed and {} observed; the rest is stated by the source\n",
                           number(gaps.guessed_needs, "need is", "needs are"), gaps.observed_needs);
    if (gaps.processes > 0)
        out +=
            "- What an outage costs (`loss`, `mtpd`) is not in any source: see knockon-model(5)\n";
    tell_figures(gaps, out);
    return out.empty() ? out : "What the source does not say:\n" + out;
}

}  // namespace knockon

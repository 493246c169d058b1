#include "cli/gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/figures.h"
#include "base/text.h"
#include "graph/reach.h"
#include "read/written.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

constexpr std::size_t most_figures = 10, most_named = 5;

/// Of those that nothing needs the one that stands on most, directly or not; only the 50 with most needs of their own
/// are followed.
Id top_of(const Graph& g) {
    constexpr std::size_t most_followed = 50;
    std::vector<std::pair<std::size_t, Node>> tops;
    for (Node v = 0; v < g.components; ++v) {
        std::size_t needs = 0;
        for (const Group& group : g.groups_of(v)) needs += group.size;
        if (g.users_of(v).empty()) tops.emplace_back(needs, v);
    }
    std::stable_sort(tops.begin(), tops.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    tops.resize(std::min(tops.size(), most_followed));
    Id top = g.components > 0 ? g.names.front() : Id();
    std::ptrdiff_t most = 0;
    for (const auto& [needs, v] : tops) {
        const std::array<Node, 1> from = {v};
        const std::vector<bool> below = needs_of(g, from);
        const auto n = std::count(below.begin(), below.end(), true);
        if (n <= most) continue;
        most = n;
        top = g.names[v];
    }
    return top;
}

template <class Records>
void look_at_needs(const Records& records, Gaps& gaps) {
    for (const auto& [id, record] : records) {
        bool group = false;
        for (const Need& n : record.needs) {
            const bool guess = n.terms->origin && *n.terms->origin == Origin::guessed;
            ++gaps.needs;
            gaps.guessed_needs += guess ? 1 : 0;
            gaps.observed_needs += n.terms->origin && *n.terms->origin == Origin::observed ? 1 : 0;
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

/// "2.4", "16,819".
std::string hours(double n) { return grouped(fmt::format("{:.{}f}", n, n < 10 ? 1 : 0)); }

std::string moves(const MissingFigures& all, const MissingFigure& f) {
    return all.money ? fmt::format("{} a year", write_money(std::round(f.moves)))
                     : fmt::format("{} hours a year", hours(f.moves));
}

/// "3 of 29 processes need", "all 29 processes need", "1 of 29 processes needs".
std::string of_all(std::size_t n, std::size_t all, std::string_view one, std::string_view several) {
    if (all == 1) return fmt::format("the one {}", one);
    if (n == all) return fmt::format("all {} {}", all, several);
    const std::string_view plural = several.substr(0, several.find(' '));
    return fmt::format("{} of {} {}{}", n, all, plural, n == 1 ? one.substr(one.find(' ')) : several.substr(plural.size()));
}

/// A point of the list.
std::string point(const std::string& text, int width) {
    Page page(width, false);
    page.wrap(Shown::from("- " + text), 0, 2);
    return page.take();
}

struct Line {
    std::string text, comment;
};

/// Lines to fill in, each with its comment: behind it where all of them fit, else above it.
std::string to_fill_in(const std::vector<Line>& lines, int width) {
    constexpr std::string_view indent = "      ", mark = "# ";
    const bool behind = std::all_of(lines.begin(), lines.end(), [&](const Line& l) {
        return Shown::from(fmt::format("{}{}  {}{}", indent, l.text, mark, l.comment)).width() <= width;
    });
    std::string out = "\n    knockon: landscape/1\n    annotate:\n";
    for (const Line& l : lines) {
        if (!behind)
            for (const Shown& part : Shown::from(l.comment).wrapped(width - static_cast<int>(indent.size() + mark.size())))
                out += fmt::format("{}{}{}\n", indent, mark, part.bytes(false));
        out += behind ? fmt::format("{}{}  {}{}\n", indent, l.text, mark, l.comment) : fmt::format("{}{}\n", indent, l.text);
    }
    return out + "\n";
}

std::string costs_text(const Gaps& gaps, int width) {
    if (gaps.figures.costs.empty()) return {};
    std::vector<Line> lines;
    for (const ProcessHours& p : gaps.figures.costs)
        lines.push_back({printable(p.process) + ": {mtpd: …, loss: {hour: …}}", hours(p.hours_per_year) + " hours a year"});
    return point("What an outage costs is in no source, and without it no report knows of money. First of those that are "
                 "taken to be down most:", width) + to_fill_in(lines, width);
}

/// "3 processes and 8 components", "nothing alone".
std::string stops(const MissingFigure& f) {
    if (f.processes + f.components == 0) return "nothing alone";
    if (f.processes == 0) return number(f.components, "component", "components");
    const std::string processes = number(f.processes, "process", "processes");
    return f.components == 0 ? processes : processes + " and " + number(f.components, "component", "components");
}

std::string figures_text(const Gaps& gaps, int width) {
    const MissingFigures& all = gaps.figures;
    if (all.most.empty()) return {};
    std::size_t widest = 0;
    for (const MissingFigure& f : all.most) widest = std::max(widest, f.component.size());
    std::vector<Line> lines;
    for (const MissingFigure& f : all.most)
        lines.push_back({fmt::format("{:{}} {{availability: …, recovery: …}}", printable(f.component) + ":", widest + 1),
                         fmt::format("{}; stops {}; taken: {}, {}", moves(all, f), stops(f),
                                     write_availability({f.unavailability, f.unavailability, f.unavailability, 0, 0}),
                                     printable(f.source.substr(0, f.source.find(':'))))});
    return point(fmt::format("Figures that are worth finding out first: by how much {} would move between a fifth of the "
                             "downtime that is taken and five times that{}. In a file of its own they outlast the next "
                             "import:",
                             all.money             ? "the loss of a year"
                             : gaps.processes > 0  ? "the hours that processes are down in a year"
                                                   : "the hours that other components are down in a year",
                             all.limited ? " (too many to follow all)" : ""),
                 width) +
           to_fill_in(lines, width);
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
        if (p.department && *p.department == unassigned) gaps.unassigned.push_back(id);
        if (p.needs.empty()) gaps.without_needs.push_back(id);
    }
    look_at_needs(l.components, gaps);
    look_at_needs(l.processes, gaps);
    gaps.top = top_of(g);
    gaps.figures = missing_figures(l, most_figures);
    return gaps;
}

std::string gaps_text(const Gaps& gaps, int width) {
    std::string out;
    if (!gaps.unassigned.empty())
        out += point(fmt::format("{} in a department that the source does not tell (`unassigned`): {}. Say it where it "
                                 "outlasts the next import:",
                                 of_all(gaps.unassigned.size(), gaps.processes, "process is", "processes are"),
                                 some(gaps.unassigned)),
                     width) +
               fmt::format("\n    knockon: landscape/1\n    annotate: {{{}: {{department: …}}}}\n\n",
                           printable(gaps.unassigned.front()));
    if (gaps.processes == 0 && gaps.components > 0)
        out += point("There is no process, so nothing that fails is anybody's loss. Say what the work is:", width) +
               "\n    knockon: landscape/1\n    departments: {sales: {name: Sales}}\n    processes:\n"
               "      orders: {department: sales, needs: [" +
               printable(gaps.top) + "], mtpd: 4h, loss: {hour: 1k}}\n\n";
    if (!gaps.without_needs.empty())
        out += point(fmt::format("{} nothing: {}",
                                 of_all(gaps.without_needs.size(), gaps.processes, "process needs", "processes need"),
                                 some(gaps.without_needs)),
                     width);
    if (gaps.processes > 0 && gaps.reach_nothing.size() == gaps.components && gaps.components > 0)
        out += point("No component reaches a process, so every change looks harmless: what the processes need is not in "
                     "this source. Import one that has it beside this one, or say it under `annotate`",
                     width);
    else if (gaps.processes > 0 && !gaps.reach_nothing.empty())
        out += point(fmt::format("{} no process: a change to {} looks harmless and may not be: {}",
                                 of_all(gaps.reach_nothing.size(), gaps.components, "component reaches", "components reach"),
                                 gaps.reach_nothing.size() == 1 ? "it" : "them", some(gaps.reach_nothing)),
                     width);
    if (!gaps.guessed_groups.empty())
        out += point(fmt::format("{} redundancy that is a guess: {}",
                                 number(gaps.guessed_groups.size(), "element has", "elements have"),
                                 some(gaps.guessed_groups)),
                     width);
    if (gaps.guessed_needs > 0)
        out += point(fmt::format("{} guessed: each has a comment from what, and reports say where they rest on one",
                                 of_all(gaps.guessed_needs, gaps.needs, "need is", "needs are")),
                     width);
    if (gaps.observed_needs > 0)
        out += point(fmt::format("{} observed: what never ran while it was looked at is not there",
                                 of_all(gaps.observed_needs, gaps.needs, "need is", "needs are")),
                     width);
    out += costs_text(gaps, width) + figures_text(gaps, width);
    if (out.ends_with("\n\n")) out.pop_back();
    return out.empty() ? out : "What the source does not say:\n" + out;
}

}  // namespace knockon

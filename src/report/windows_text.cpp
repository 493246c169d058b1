// When instead: the map of starts, the best of them, and what waiting costs.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "report/windows_parts.h"

namespace knockon {
namespace {

constexpr std::size_t most_columns = 6, least_bad_shown = 3;
constexpr Duration apart = std::chrono::hours{12};

int year_of(Instant t, const Zone& zone) {
    const auto day = std::chrono::floor<std::chrono::days>(zone.to_local(t));
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

/// "€ 900 ± € 40", half the interval of the sampling error.
Shown with_error(const Choice& c, const Estimate& e) {
    Shown s(c.money_of(e.value));
    if (!e.is_exact()) s += Shown("\u00A0±\u00A0") + c.money_of((e.high - e.low) / 2);
    return s;
}

Shown share_of(const Choice& c, const WindowOption& o, const Id& id) {
    const auto row = o.departments.find(id);
    if (row == o.departments.end()) return Shown("–");
    const Shown s(c.money_of(row->second.loss.value));
    switch (row->second.verdict) {
        case Verdict::within:
            return s;
        case Verdict::exceeds:
            return (s + "\u00A0" + hold_sign(Hold::forbidden)).styled(Style::bad);
        case Verdict::undetermined:
            break;
    }
    return (s + "\u00A0" + hold_sign(Hold::undetermined)).styled(Style::doubt);
}

Shown saving(const Choice& c, const WindowOption& o) {
    return c.r.requested->loss.value > 0 ? Shown(signed_percent(-o.saves)) : Shown("–");
}

std::vector<Shown> cells_of(const Choice& c, const WindowOption& o, const Shown& label,
                            const std::vector<Id>& columns, const Shown& saves) {
    std::vector<Shown> cells = {label, with_error(c, o.loss)};
    for (const Id& id : columns) cells.push_back(share_of(c, o, id));
    if (c.r.waiting_per_week != 0) cells.push_back(Shown(c.money_of(c.waiting(o))));
    cells.push_back(saves);
    return cells;
}

Table table_of(const Choice& c, const Shown& heading, const std::vector<const WindowOption*>& shown,
               const std::vector<Id>& columns) {
    std::vector<Table::Column> heads = {{heading.styled(Style::strong)}, {"total"}};
    for (const Id& id : columns) heads.push_back({c.name_of(id), Table::Fit::fold, 10});
    if (c.r.waiting_per_week != 0) heads.push_back({"waiting"});
    heads.push_back({""});
    Table t(std::move(heads));
    for (const WindowOption* o : shown)
        t.row(cells_of(c, *o, Shown(c.when(o->start)), columns, saving(c, *o)));
    t.row(cells_of(c, *c.r.requested, Shown("as requested"), columns, Shown()));
    return t;
}

/// As many departments as there is room for; the rest is counted.
void draw_table(const Choice& c, const TextOptions& options, const Shown& heading,
                const std::vector<const WindowOption*>& shown, Page& page) {
    std::vector<const WindowOption*> all = shown;
    all.push_back(&*c.r.requested);
    const std::vector<Id> ids = concerned(c, all);
    const bool full = options.detail == TextOptions::Detail::full;
    std::vector<Id> columns = ids;
    if (!full) columns.resize(std::min(columns.size(), most_columns));
    while (!full && columns.size() > 1 && !table_of(c, heading, shown, columns).fits(page.width()))
        columns.pop_back();
    table_of(c, heading, shown, columns).print(page);
    if (const std::size_t rest = ids.size() - columns.size(); rest > 0)
        page.wrap(Shown("and ") + count(rest) +
                      (rest == 1 ? Shown(" department more") : Shown(" departments more")) +
                      ", in the totals: -v lists them",
                  2, 4);
}

Shown codes(const std::vector<std::string>& blocked) {
    std::vector<Shown> all;
    for (const std::string& b : blocked) all.push_back(Shown::from(b));
    return Shown::joined(all, ", ");
}

/// The least loss first, those that no calendar blocks before all others.
std::vector<const WindowOption*> least_bad(const WindowsReport& r) {
    std::vector<const WindowOption*> order, chosen;
    for (const WindowOption& o : r.options) order.push_back(&o);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        if (a->blocked.empty() != b->blocked.empty()) return a->blocked.empty();
        return a->loss.value < b->loss.value;
    });
    for (const WindowOption* o : order) {
        const bool near = std::any_of(chosen.begin(), chosen.end(), [&](const auto* k) {
            return o->start - k->start < apart && k->start - o->start < apart;
        });
        if (!near) chosen.push_back(o);
        if (chosen.size() == least_bad_shown) break;
    }
    return chosen;
}

void draw_heading(const Choice& c, Page& page) {
    const WindowsReport& r = c.r;
    Shown title = Shown::from(r.change);
    if (!r.title.empty()) title += Shown("  ") + Shown::from(r.title);
    page.sides(title.styled(Style::strong),
               r.sponsor.empty() ? Shown() : Shown("sponsor: ") + c.name_of(r.sponsor));
    page.sides(Shown("requested: ") + moment(r.requested->start, c.zone), Shown::from(r.timezone));
    if (!r.options.empty()) page.wrap(range_sentence(c));
}

void draw_choice(const Choice& c, const TextOptions& options, Page& page) {
    const std::vector<const WindowOption*> shown = c.shown();
    page.blank();
    if (!c.r.best.empty()) {
        draw_table(c, options, Shown("Best starts"), shown, page);
    } else if (!shown.empty()) {
        page.wrap(Shown("NO START is accepted by everyone; these lose least.").styled(Style::bad));
        draw_table(c, options, Shown("Least bad"), shown, page);
        for (const WindowOption* o : shown)
            page.wrap(Shown(c.when(o->start)) + ": " + objections(c, *o), 2, 4);
    }
    page.wrap(Shown("As requested: ") + objections(c, *c.r.requested) + ".");
    page.blank();
    page.wrap(counts_sentence(c));
    for (const Shown& line : waiting_sentences(c)) page.wrap(line);
    page.blank();
    const std::vector<Shown> certainty = certainty_sentences(c);
    for (const Shown& line : certainty) page.wrap(line, 0, &line == &certainty.front() ? 0 : 6);
}

}  // namespace

Choice::Choice(const WindowsReport& report)
    : r(report), zone(Zone::find(report.timezone).value_or(Zone())) {
    assert(report.requested && "windows() assesses the requested start as well");
    years = !r.options.empty() &&
            year_of(r.options.front().start, zone) != year_of(r.options.back().start, zone);
}

Shown Choice::name_of(const Id& department) const {
    const auto name = r.names.find(department);
    return Shown::from(name == r.names.end() || name->second.empty() ? department : name->second);
}

double Choice::waiting(const WindowOption& o) const {
    const double late = seconds(o.start - r.requested->start);
    return std::max(0.0, late) / (7 * 86'400.0) * r.waiting_per_week;
}

std::vector<const WindowOption*> Choice::shown() const {
    if (r.best.empty()) return least_bad(r);
    std::vector<const WindowOption*> best;
    for (const std::size_t i : r.best) best.push_back(&r.options[i]);
    return best;
}

std::vector<Id> concerned(const Choice& c, const std::vector<const WindowOption*>& shown) {
    std::map<Id, double> most;
    for (const WindowOption* o : shown)
        for (const auto& [id, row] : o->departments)
            if (row.loss.value != 0 || row.verdict != Verdict::within)
                most[id] = std::max(most[id], row.loss.value);
    std::vector<Id> ids;
    for (const auto& [id, loss] : most) ids.push_back(id);
    const auto as_requested = [&](const Id& id) {
        const auto row = c.r.requested->departments.find(id);
        return row == c.r.requested->departments.end() ? 0.0 : row->second.loss.value;
    };
    std::stable_sort(ids.begin(), ids.end(),
                     [&](const Id& a, const Id& b) { return as_requested(a) > as_requested(b); });
    return ids;
}

Shown range_sentence(const Choice& c) {
    const WindowsReport& r = c.r;
    return Shown(count(r.options.size())) +
           (r.options.size() == 1 ? Shown(" start, ") : Shown(" starts from ")) +
           moment(r.options.front().start, c.zone) +
           (r.options.size() == 1 ? Shown()
                                  : Shown(" to ") + moment(r.options.back().start, c.zone) +
                                        ", every " + exact_duration(seconds(r.every)));
}

Shown objections(const Choice& c, const WindowOption& o) {
    std::vector<Shown> forbid, open, parts;
    for (const auto& [id, row] : o.departments) {
        if (row.verdict == Verdict::exceeds) forbid.push_back(c.name_of(id));
        if (row.verdict == Verdict::undetermined) open.push_back(c.name_of(id));
    }
    if (!forbid.empty())
        parts.push_back(Shown("more than accepted by ") + Shown::joined(forbid, ", "));
    if (!open.empty()) parts.push_back(Shown("cannot be told for ") + Shown::joined(open, ", "));
    if (!o.blocked.empty())
        parts.push_back(Shown("blocked (") + codes(o.blocked) + ": knockon explain)");
    return parts.empty() ? Shown("accepted by everyone") : Shown::joined(parts, "; ");
}

Shown counts_sentence(const Choice& c) {
    std::uint64_t by_hold[4] = {};
    std::map<Id, std::uint64_t> forbidden;
    for (const WindowOption& o : c.r.options) {
        ++by_hold[static_cast<std::size_t>(hold_of(o))];
        for (const auto& [id, row] : o.departments)
            if (row.verdict == Verdict::exceeds) ++forbidden[id];
    }
    Shown s = Shown("Of ") + count(c.r.options.size()) + " starts " + count(by_hold[0]) +
              (by_hold[0] == 1 ? Shown(" is") : Shown(" are")) + " accepted by everyone";
    if (by_hold[2] > 0)
        s += Shown(", ") + count(by_hold[2]) + " carry more risk than somebody accepts";
    if (by_hold[1] > 0) s += Shown(", ") + count(by_hold[1]) + " cannot be told";
    if (by_hold[3] > 0) s += Shown(", ") + count(by_hold[3]) + " are blocked";
    s += ".";
    std::vector<Shown> who;
    for (const auto& [id, n] : forbidden) who.push_back(c.name_of(id) + "\u00A0" + count(n));
    if (!who.empty()) s += Shown(" More than accepted by: ") + Shown::joined(who, ", ") + ".";
    return s;
}

std::vector<Shown> waiting_sentences(const Choice& c) {
    const std::vector<const WindowOption*> shown = c.shown();
    if (c.r.best.empty()) return {};
    const WindowOption& first = *shown.front();
    const double cost = c.waiting(first), saved = c.r.requested->loss.value - first.loss.value;
    if (cost <= 0) return {};
    std::vector<Shown> out = {Shown("Waiting for ") + c.when(first.start) + " (" +
                              duration(seconds(first.start - c.r.requested->start)) + ") costs " +
                              c.name_of(c.r.sponsor) + " " + c.money_of(cost) + ", at " +
                              c.money_of(c.r.waiting_per_week) + " a week; it " +
                              (saved < 0 ? Shown("adds ") : Shown("saves ")) +
                              c.money_of(std::abs(saved)) + " of expected loss."};
    const WindowOption& least = least_with_waiting(c);
    if (&least != &first)
        out.push_back(Shown("Of these, ") + c.when(least.start) +
                      " costs least with the waiting counted in.");
    return out;
}

const WindowOption& least_with_waiting(const Choice& c) {
    const std::vector<const WindowOption*> shown = c.shown();
    const auto both = [&](const WindowOption* o) { return o->loss.value + c.waiting(*o); };
    return **std::min_element(shown.begin(), shown.end(),
                              [&](const auto* a, const auto* b) { return both(a) < both(b); });
}

std::vector<Shown> certainty_sentences(const Choice& c) {
    const WindowsReport& r = c.r;
    Shown s = Shown(count(r.runs)) +
              " runs for every start, all on the same draws, so that differences between starts "
              "are no noise; standard error of the total as requested ";
    s += r.relative_error > 0 ? Shown(percent(r.relative_error)) : Shown("none");
    std::vector<Shown> out = {s + ", seed " + Shown::from(std::to_string(r.seed)) + "."};
    const auto listed = [&](const Shown& lead, const std::vector<std::string>& all) {
        std::vector<Shown> parts;
        for (const std::string& x : all) parts.push_back(Shown::from(x));
        if (!parts.empty()) out.push_back(lead + Shown::joined(parts, ", "));
    };
    listed(Shown("What if: "), r.overrides);
    listed(Shown("Limits met: ").styled(Style::doubt), r.limits_hit);
    for (const std::string& note : r.notes) out.push_back(Shown("Note: ") + Shown::from(note));
    return out;
}

std::string windows_text(const WindowsReport& report, const TextOptions& options) {
    Page page(options.width, options.colour);
    const Choice c(report);
    draw_heading(c, page);
    page.blank();
    draw_start_map(report, c.zone, options, page);
    draw_choice(c, options, page);
    return page.take();
}

}  // namespace knockon

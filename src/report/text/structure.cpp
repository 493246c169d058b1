// How good each process is and what it stands on.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/tie.h"
#include "report/text/parts.h"
#include "report/text/text.h"

namespace knockon {
namespace {

constexpr std::size_t processes_listed = 20, details_shown = 6;
constexpr double hours_per_year = 8760;

struct Standing {
    const Structure& s;
    const TextOptions& options;
    std::size_t most;
    std::map<Id, std::string> departments;

    bool full() const { return options.detail == TextOptions::Detail::full; }
    Figure money_of(double x) const { return money(x, s.currency); }
    /// What an id, or an event of a combination, is called.
    Shown called(const Id& id) const {
        return event_phrase(id, [&](const Id& x) {
            const auto known = s.names.find(x);
            return Shown::from(known == s.names.end() ? x : known->second);
        });
    }
    Shown name_of(const ProcessStructure& p) const {
        return Shown::from(p.name.empty() ? p.id : p.name);
    }
    Shown department_of(const ProcessStructure& p) const {
        const auto d = departments.find(p.department);
        const bool named = d != departments.end() && !d->second.empty();
        return Shown::from(named ? d->second : p.department);
    }
    Shown heading_of(const ProcessStructure& p) const {
        return name_of(p) + " (" + department_of(p) + ")";
    }
};

Shown episodes_shown(double n) {
    if (n == 0) return Shown("–");
    if (n >= 0.1) return Shown(number(n));
    if (n < 1e-9) return Shown("under 1 in 1,000,000,000 years");
    return Shown("1\u00A0in ") + number(1 / n) + "\u00A0years";
}

Shown shown_number(double x) { return Shown(number(x)); }

/// A figure that is exact as it is; "27 h to 29 h" between bounds that differ as they are printed;
/// "~28 h" where years were simulated, with its error where `error` asks for it.
Shown marked(const Estimate& e, bool simulated, bool error,
             const std::function<Shown(double)>& figure) {
    const Shown value = figure(e.value), low = figure(e.low), high = figure(e.high);
    if (simulated && e.value == 0 && e.high <= 0) return Shown("none seen");
    if (simulated && e.value == 0) return Shown("under ~") + high;
    if (simulated) {
        const Shown s = Shown("~") + value;
        if (!error || e.is_exact()) return s;
        return s + "\u00A0±\u00A0" + figure((e.high - e.low) / 2);
    }
    if (low.bytes(false) == high.bytes(false)) return value;
    return low + " to " + high;
}

Shown nines_shown(double unavailability) {
    static constexpr std::array<Words, 10> words = {
        "less than one nine", "one nine",  "two nines",   "three nines", "four nines",
        "five nines",         "six nines", "seven nines", "eight nines", "nine nines"};
    return Shown(words[static_cast<std::size_t>(nines(unavailability))]);
}

Shown availability_shown(const ProcessStructure& p) {
    const Estimate& u = p.state.unavailability;
    if (p.simulated && u.value <= 0) return Shown("~100\u00A0%, not seen down");
    if (p.simulated) return Shown("~") + availability(u.value) + ", " + nines_shown(u.value);
    if (u.high == 0) return Shown("never down");
    const Figure best = availability(u.low), worst = availability(u.high);
    if (best.text() != worst.text()) return Shown(worst) + " to " + best;
    return Shown(worst) + ", " + nines_shown(u.high);
}

Shown loss_shown(const Standing& st, const Estimate& e, bool simulated) {
    return marked(e, simulated, true, [&](double x) { return Shown(st.money_of(x)); });
}

std::vector<const ImportanceRow*> dearest(const std::vector<ImportanceRow>& rows) {
    std::vector<const ImportanceRow*> order;
    for (const ImportanceRow& r : rows)
        if (r.saves_per_year && *r.saves_per_year > 0) order.push_back(&r);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        return *a->saves_per_year > *b->saves_per_year;
    });
    return order;
}

/// "erp € 17k, ledger € 8.8k"; empty where no money is saved.
Shown savings(const Standing& st, const std::vector<ImportanceRow>& rows, bool simulated) {
    std::vector<Shown> parts;
    for (const ImportanceRow* r : dearest(rows)) {
        if (parts.size() == st.most) break;
        parts.push_back(st.called(r->id) + (simulated ? Shown("\u00A0~") : Shown("\u00A0")) +
                        st.money_of(*r->saves_per_year));
    }
    return Shown::joined(parts, ", ");
}

Shown what_helps(const Standing& st, const ProcessStructure& p) {
    const Shown saved = savings(st, p.importance, p.loss_simulated);
    if (!saved.empty()) return saved + " a year, if it never failed";
    std::vector<Shown> parts;
    for (const ImportanceRow& r : p.importance) {
        if (parts.size() == st.most || r.criticality <= 0) break;
        parts.push_back(st.called(r.id) + "\u00A0" + percent(r.criticality));
    }
    if (parts.empty()) return {};
    return Shown::joined(parts, ", ") + " of its downtime (no money is lost)";
}

Shown single_points_shown(const Standing& st, const ProcessStructure& p) {
    const auto called = [&](const Id& id) { return st.called(id); };
    if (p.single_points.empty()) return p.cut_sets ? Shown("none") : Shown("none found");
    return Shown::joined(p.single_points, ", ", called);
}

Shown combinations(const Standing& st, const ProcessStructure& p) {
    const auto called = [&](const Id& id) { return st.called(id); };
    std::vector<Shown> parts;
    for (const CutSetRow& c : p.top) {
        if (parts.size() == st.most) break;
        parts.push_back(Shown::joined(c.members, " + ", called) + "\u00A0" +
                        hours_of_year(c.probability * hours_per_year));
    }
    const Shown all = p.cut_sets ? Shown::from(*p.cut_sets) : Shown("more than could be counted");
    if (parts.empty()) return all;
    return all + (p.cut_sets == "1" ? Shown(": ") : Shown("; the likeliest: ")) +
           Shown::joined(parts, ", ") + " a year";
}

/// "erp → node_a, erp → node_b": how the members of the combinations shown bring the process down;
/// empty where it needs each of them itself.
Shown chains_shown(const Standing& st, const ProcessStructure& p) {
    std::vector<Shown> parts;
    for (std::size_t i = 0; i < p.top.size() && i < st.most; ++i)
        for (const std::vector<Id>& chain : p.top[i].chains) {
            if (chain.size() < 3) continue;  // the process and what it needs itself
            std::vector<Shown> links;
            for (auto id = chain.begin() + 1; id != chain.end(); ++id)
                links.push_back(st.called(*id));
            const Shown shown = Shown::joined(links, " → ");
            const bool known = std::any_of(parts.begin(), parts.end(), [&](const Shown& s) {
                return s.bytes(false) == shown.bytes(false);
            });
            if (!known) parts.push_back(shown);
        }
    return Shown::joined(parts, ", ");
}

/// "guessed needs: orders needs shop, shop needs db": what nobody stated of the combinations shown; empty where nothing.
Shown rests_on(const Standing& st, const ProcessStructure& p) {
    std::vector<WeakestNeed> guessed;
    bool observed = false;
    for (std::size_t i = 0; i < p.top.size() && i < st.most; ++i) {
        const std::optional<WeakestNeed>& w = p.top[i].weakest;
        if (!w) continue;
        observed = observed || w->origin == Origin::observed;
        const bool fresh = std::find(guessed.begin(), guessed.end(), *w) == guessed.end();
        if (w->origin == Origin::guessed && fresh) guessed.push_back(*w);
    }
    if (guessed.empty()) return observed ? Shown("needs as observed") : Shown();
    return Shown(guessed.size() == 1 ? Words("a guessed need: ") : Words("guessed needs: ")) +
           Shown::joined(guessed, ", ", [&](const WeakestNeed& w) {
               return st.called(w.consumer) + " needs " + st.called(w.member);
           });
}

void draw_departments(const Standing& st, Page& page) {
    if (st.s.departments.empty()) return;
    Table t({{heading("Departments"), Table::Fit::fold, 12},
             {"loss per year"},
             {"saved per year if it never failed", Table::Fit::fold, 20}});
    for (const DepartmentStructure& d : st.s.departments) {
        const bool simulated =
            std::any_of(st.s.processes.begin(), st.s.processes.end(),
                        [&](const auto& p) { return p.department == d.id && p.loss_simulated; });
        const Shown saved = savings(st, d.saves, simulated);
        t.row({Shown::from(d.name.empty() ? d.id : d.name),
               loss_shown(st, d.loss_per_year, simulated), saved.empty() ? Shown("–") : saved});
    }
    page.blank();
    t.print(page);
}

/// "99 %", and whether the figure keeps it: not as far as its interval holds the target.
Shown target_shown(const ProcessStructure& p) {
    if (!p.target) return Shown("\u2013");
    const Shown target = stated_percent(1 - *p.target);
    if (exceeds(p.state.unavailability.low, *p.target))
        return (target + ", not met").styled(Style::bad);
    if (exceeds(p.state.unavailability.high, *p.target))
        return (target + ", open").styled(Style::doubt);
    return target;
}

bool is_closed_at_times(const ProcessStructure& p) {
    return p.state.working_h_per_year.value != p.state.downtime_h_per_year.value;
}

void draw_processes(const Standing& st, Page& page) {
    const auto& all = st.s.processes;
    const bool targets =
        std::any_of(all.begin(), all.end(), [](const auto& p) { return p.target; });
    const bool closing = std::any_of(all.begin(), all.end(), is_closed_at_times);
    std::vector<Table::Column> columns = {{heading("Per year"), Table::Fit::fold, 14},
                                          {"availability", Table::Fit::words, 13}};
    if (targets) columns.push_back({"target", Table::Fit::words, 6});
    columns.push_back(
        {closing ? Words("down, on the clock") : Words("down"), Table::Fit::words, 5});
    if (closing) columns.push_back({"in working time", Table::Fit::words, 7});
    columns.push_back({"episodes", Table::Fit::words, 8});
    columns.push_back({"loss"});
    Table t(columns);
    for (const ProcessStructure& p : all) {
        if (&p == all.data() + processes_listed && !st.full()) break;
        std::vector<Shown> cells = {st.heading_of(p), availability_shown(p)};
        if (targets) cells.push_back(target_shown(p));
        cells.push_back(marked(p.state.downtime_h_per_year, p.simulated, false, hours_of_year));
        if (closing)
            cells.push_back(marked(p.state.working_h_per_year, p.simulated, false, hours_of_year));
        cells.push_back(marked(p.state.episodes_per_year, p.simulated, false, episodes_shown));
        cells.push_back(loss_shown(st, p.state.loss_per_year, p.loss_simulated));
        t.row(std::move(cells));
    }
    page.blank();
    t.print(page);
    if (st.s.processes.size() > processes_listed && !st.full())
        page.wrap(and_more(st.s.processes.size() - processes_listed), 2, 4);
}

void draw_detail(const Standing& st, const ProcessStructure& p, Page& page) {
    page.blank();
    page.wrap(st.heading_of(p).styled(Style::strong), 0, 2);
    if (p.top.empty() && p.single_points.empty() && p.cut_sets) {
        page.wrap(Shown("nothing that is described can bring it down alone or together")
                      .styled(Style::doubt),
                  2, 4);
        return;
    }
    Table t({{""}, {"", Table::Fit::fold, 20}});
    t.row({Shown("alone bring it down"), single_points_shown(st, p)});
    t.row({Shown("combinations"), combinations(st, p)});
    if (const Shown chains = chains_shown(st, p); !chains.empty())
        t.row({Shown("by way of"), chains});
    if (const Shown weak = rests_on(st, p); !weak.empty()) t.row({Shown("rests on"), weak});
    if (const Shown helps = what_helps(st, p); !helps.empty())
        t.row({Shown("would save most"), helps});
    if (p.simulated && st.full()) {
        t.row({Shown("simulated"), marked(p.state.downtime_h_per_year, true, true, shown_number) +
                                       " hours down, " +
                                       marked(p.state.episodes_per_year, true, true, shown_number) +
                                       " episodes a year"});
    }
    if (p.state.disruptions_per_year)
        t.row({Shown("disrupted"),
               marked(*p.state.disruptions_per_year, true, true, shown_number) +
                   " times a year: for longer than it may be, or with a deadline missed"});
    t.print(page);
}

void draw_details(const Standing& st, Page& page) {
    for (const ProcessStructure& p : st.s.processes) {
        if (&p == st.s.processes.data() + details_shown && !st.full()) {
            page.blank();
            page.wrap(Shown("What brings down the other ") +
                      count(st.s.processes.size() - details_shown) +
                      ": -v lists them, --process ID shows one.");
            break;
        }
        draw_detail(st, p, page);
    }
}

bool any_simulated(const Structure& s) {
    return std::any_of(s.processes.begin(), s.processes.end(), [](const ProcessStructure& p) {
        return p.simulated || p.loss_simulated || p.state.disruptions_per_year;
    });
}

bool any_bounds(const Structure& s) {
    return std::any_of(s.processes.begin(), s.processes.end(), [](const ProcessStructure& p) {
        return !p.simulated && !p.state.unavailability.is_exact();
    });
}

void draw_foundation(const Standing& st, Page& page) {
    const Structure& s = st.s;
    Shown how = assumed_sentence(s.assumptions, st.options.assumptions) + " ";
    if (any_simulated(s)) {
        how += Shown("Exact but for what is marked ~: ") + count(s.years) +
               " years simulated, seed " + Shown::from(std::to_string(s.seed)) +
               "; ± is half of the 95 % interval, and savings marked ~ share the loss out as the "
               "downtime is. Combinations are those of the needs alone: all their members are down "
               "for so long, whether or not a tolerance holds it.";
    } else if (!any_bounds(s)) {
        how += "Worked out exactly.";
    }
    if (any_bounds(s))
        how += any_simulated(s) ? Shown(" \u201Cto\u201D stands between bounds that are certain.")
                                : Shown(
                                      "Worked out exactly, or, with a \u201Cto\u201D, between "
                                      "bounds that are certain.");
    page.blank();
    page.wrap(how);
    if (!s.limits_hit.empty())
        page.wrap(Shown("Limits met: ").styled(Style::doubt) + Shown::listed(s.limits_hit, "; "), 0,
                  12);
}

}  // namespace

std::string structure_text(const Structure& s, const TextOptions& options, std::size_t most) {
    Page page(options.width, options.colour);
    Standing st{s, options, most, {}};
    for (const DepartmentStructure& d : s.departments) st.departments[d.id] = d.name;
    page.sides(Shown("How good each process is, and what it stands on").styled(Style::strong),
               Shown::from(s.organisation));
    if (s.processes.empty()) {
        page.blank();
        page.wrap(Shown("NOT MODELLED: the landscape describes no process, so nothing can be said.")
                      .styled(Style::doubt));
        return page.take();
    }
    draw_departments(st, page);
    draw_processes(st, page);
    draw_details(st, page);
    draw_foundation(st, page);
    if (options.assumptions) draw_assumptions(s.assumptions, page);
    return page.take();
}

}  // namespace knockon

// Who is hit and how badly, what is certain, and what the inputs leave open.
#include <algorithm>
#include <array>
#include <cmath>

#include "report/text/parts.h"

namespace knockon {
namespace {

/// "36 min on average, 3 h 35 min in 1 case of 20"; "none".
Shown spread(const Estimate& mean, const Estimate& p95,
             const std::function<Figure(double)>& figure) {
    if (mean.value == 0 && p95.value == 0) return Shown("none");
    const Shown s = Shown(figure(mean.value)) + " on average, ";
    return p95.value != 0 ? s + figure(p95.value) + " in 1 case of 20"
                          : s + "none in 19 of 20 cases";
}

/// `base`: also as a frequency.
Table department_table(const View& v, std::optional<int> base) {
    Table t({{"", Table::Fit::fold, 10},
             {base ? Words("disruption") : Words("chance"), Table::Fit::words, 6},
             {"mean", Table::Fit::last, 4},
             {"1 in 20", Table::Fit::last, 7},
             {"mean"},
             {"1 in 20"},
             {"accepts", Table::Fit::words, 7},
             {"verdict"}});
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.reach != Reach::exposed) continue;
        t.row({v.name_of(d.id), base ? chance_phrase(d, *base) : short_chance(d.disruption),
               duration(d.downtime_s.mean.value), duration(d.downtime_s.p95.value),
               v.money_of(d.loss.mean.value), v.money_of(d.loss.p95.value),
               limits_phrase(v, d.appetite), verdict_word(d.verdict)});
    }
    return t;
}

/// The same as the table, one department after the other, for a page too narrow for columns.
void draw_as_list(const View& v, Page& page, int base) {
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.reach != Reach::exposed) continue;
        page.wrap(v.name_of(d.id) + ": " + verdict_word(d.verdict) +
                      (d.appetite.any() ? Shown(" (accepts ") : Shown(" (")) +
                      limits_phrase(v, d.appetite) + ")",
                  2, 4);
        page.wrap(Shown("chance of disruption ") + chance_phrase(d, base), 4, 6);
        page.wrap(Shown("extra downtime ") + spread(d.downtime_s.mean, d.downtime_s.p95, duration),
                  4, 6);
        page.wrap(Shown("extra loss ") +
                      spread(d.loss.mean, d.loss.p95, [&](double x) { return v.money_of(x); }),
                  4, 6);
    }
}

/// People grasp "24 in 1000" better than 2.4 % (Gigerenzer and Hoffrage, 1995); said where it
/// decides.
void draw_frequencies(const View& v, Page& page) {
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.verdict == Verdict::within || !d.appetite.probability) continue;
        const int base = frequency_base(std::array{d.disruption.value, *d.appetite.probability});
        page.wrap(v.name_of(d.id) + ": disrupted by " + frequency(d.disruption.value, base) +
                      " such changes, accepts " + frequency(*d.appetite.probability, base),
                  2, 4);
    }
}

/// Departments that nothing gets to, those with the same to say together.
void draw_calm(const View& v, Page& page) {
    struct Group {
        std::vector<Shown> names;
        Shown why;
        std::string key;
    };
    std::vector<Group> groups;
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.reach == Reach::exposed) continue;
        const Shown why = calm_phrase(v, d);
        const std::string key = why.bytes(false);
        auto same = std::find_if(groups.begin(), groups.end(),
                                 [&](const Group& g) { return g.key == key; });
        if (same == groups.end()) same = groups.insert(groups.end(), {{}, why, key});
        same->names.push_back(v.name_of(d.id));
    }
    for (const Group& g : groups)
        page.wrap(Shown::joined(g.names, ", ") + ": " + g.why.styled(Style::faint), 2, 4);
}

void draw_accepted(const View& v, Page& page) {
    for (const DepartmentFigures& d : v.a.departments)
        if (d.accepted)
            page.wrap(v.name_of(d.id) + ": " + verdict_word(d.verdict) + ", " +
                          accepted_phrase(v, *d.accepted),
                      2, 4);
}

bool same_time(const Planned& a, const Planned& b) {
    return a.downtime_s == b.downtime_s && a.from == b.from && a.to == b.to;
}

}  // namespace

void draw_departments(const View& v, Page& page) {
    std::vector<double> shares;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.reach == Reach::exposed) shares.push_back(d.disruption.value);
    const int base = frequency_base(shares);
    Table t = department_table(v, base);
    const bool folded = t.folds(page.width());
    if (folded) t = department_table(v, std::nullopt);
    if (!t.empty() && t.fits(page.width()))
        t.print(page, {Shown(), folded ? Shown() : Shown("chance of"), Shown("extra downtime"),
                       Shown(), Shown("extra loss"), Shown(), Shown(), Shown()});
    else
        draw_as_list(v, page, base);
    if (folded && t.fits(page.width())) draw_frequencies(v, page);
    draw_accepted(v, page);
    draw_calm(v, page);
}

void draw_planned(const View& v, Page& page) {
    // Processes of one department that are down for the same time are one entry.
    struct Entry {
        const Figures* first;
        std::vector<Shown> names;
    };
    std::vector<Entry> entries;
    for (const Figures& p : v.a.processes) {
        if (p.planned.downtime_s <= 0 || !p.planned.from || !p.planned.to) continue;
        auto same = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) {
            return e.first->department == p.department && same_time(e.first->planned, p.planned);
        });
        if (same == entries.end()) same = entries.insert(entries.end(), {&p, {}});
        same->names.push_back(v.name_of(p.id));
    }
    if (entries.empty()) return;
    page.blank();
    page.wrap(Shown("Planned and certain").styled(Style::strong) +
              Shown("\u00A0 (part of the figures above)").styled(Style::faint));
    for (Entry& e : entries) {
        const Planned& planned = e.first->planned;
        if (e.names.size() > 4 && !v.full()) {
            const std::size_t rest = e.names.size() - 3;
            e.names.resize(3);
            e.names.push_back(Shown(count(rest)) + " more");
        }
        page.wrap(v.name_of(e.first->department) + ": " +
                      period(*planned.from, *planned.to, v.zone, false) + ", " +
                      exact_duration(planned.downtime_s) +
                      " of working time: " + Shown::joined(e.names, ", "),
                  2, 4);
    }
}

namespace {

/// Whether the inputs leave anything open: two digits would show it.
bool is_open(const Estimate& e) {
    return e.inputs_low && e.inputs_high &&
           *e.inputs_high - *e.inputs_low > 1e-3 * std::abs(e.value);
}

}  // namespace

void draw_input_ranges(const View& v, Page& page) {
    bool first = true;
    for (const DepartmentFigures& d : v.a.departments) {
        const Estimate &p = d.disruption, &l = d.loss.mean;
        if (!is_open(p) && !is_open(l)) continue;
        if (first) {
            page.blank();
            page.wrap(Shown("What uncertain inputs leave open").styled(Style::strong) +
                      Shown("\u00A0 (90 % interval)").styled(Style::faint));
        }
        first = false;
        std::vector<Shown> parts;
        if (is_open(p))
            parts.push_back(Shown("chance of disruption ") + percent(*p.inputs_low) + " to " +
                            percent(*p.inputs_high));
        if (is_open(l))
            parts.push_back(Shown("extra loss ") + v.money_of(*l.inputs_low) + " to " +
                            v.money_of(*l.inputs_high));
        page.wrap(v.name_of(d.id) + "  " + Shown::joined(parts, ", "), 2, 4);
    }
}

}  // namespace knockon

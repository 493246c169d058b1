// What stays behind: the landscape before and after the change, year by year.
#include <algorithm>
#include <cmath>
#include <set>

#include "base/figures.h"
#include "base/text.h"
#include "base/tie.h"
#include "report/words/counted.h"
#include "report/words/economics.h"
#include "report/words/gate.h"
#include "report/words/said.h"

namespace knockon {
namespace {

const SteadyState& state_or_nothing(const std::optional<SteadyState>& s) {
    static const SteadyState nothing;  // of a process that is not there
    return s ? *s : nothing;
}

/// What a year of it costs more, after less before.
double more_of(const StructureChange& c) {
    return state_or_nothing(c.after).loss_per_year.value -
           state_or_nothing(c.before).loss_per_year.value;
}

bool same(const Estimate& a, const Estimate& b) { return tied(a.value, b.value); }

/// Processes reached whose years stay as they are are no news.
bool differs(const StructureChange& c) {
    if (!c.before || !c.after) return true;
    return !same(c.before->unavailability, c.after->unavailability) ||
           !same(c.before->downtime_h_per_year, c.after->downtime_h_per_year) ||
           !same(c.before->episodes_per_year, c.after->episodes_per_year) ||
           !same(c.before->loss_per_year, c.after->loss_per_year);
}

/// What a year more costs a department, after minus before.
struct Yearly {
    Id department;
    double more = 0, low = 0, high = 0, size = 0;  // with its interval; of what is lost in all

    bool is_exact() const { return low == high; }
    bool is_doubtful() const { return !is_exact() && low <= 0 && high >= 0; }
};

/// The dearest first, those that gain last.
std::vector<Yearly> by_department(const View& v, const std::vector<StructureChange>& changes) {
    std::vector<Yearly> rows;
    for (const StructureChange& c : changes) {
        const auto process = v.processes.find(c.id);
        if (process == v.processes.end()) continue;
        const Id& id = process->second->department;
        auto row = std::find_if(rows.begin(), rows.end(),
                                [&](const Yearly& y) { return y.department == id; });
        if (row == rows.end()) {
            rows.push_back({});
            row = rows.end() - 1;
            row->department = id;
        }
        const Estimate& before = state_or_nothing(c.before).loss_per_year;
        const Estimate& after = state_or_nothing(c.after).loss_per_year;
        row->more += more_of(c);
        row->low += c.more_per_year.low;
        row->high += c.more_per_year.high;
        row->size += std::abs(before.value) + std::abs(after.value);
    }
    std::erase_if(rows, [](const Yearly& y) {
        return std::abs(y.more) <= 1e-9 * y.size;
    });
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Yearly& a, const Yearly& b) { return a.more > b.more; });
    return rows;
}

bool safe_to_install(const Assessment& a) {
    return a.verdict == Verdict::within && errors_of(a) == 0;
}

/// "€ 37.4k"; what is less than the rounding "under € 100".
Shown rounded_loss(const View& v, const YearlyLoss& yearly, std::int64_t units) {
    if (units == 0) return Shown("under ") + stated_money(yearly.rounding, v.a.currency);
    return rounded_money(std::abs(units), yearly.rounding, v.a.currency);
}

Shown amount(const View& v, const YearlyLoss& yearly, const Yearly& y) {
    const auto found = yearly.departments.find(y.department);
    return (y.is_exact() ? Shown() : Shown("~")) +
           rounded_loss(v, yearly, found == yearly.departments.end() ? 0 : found->second);
}

/// "Safe to install, but it costs Production € 64k more every year; its whole transition risk is
/// € 240."
Shown sentence(const View& v, const YearlyLoss& yearly, const Yearly& y) {
    const auto found = v.departments.find(y.department);
    const double transition = found == v.departments.end() ? 0 : found->second->loss.mean.value;
    const Shown doubt =
        y.is_doubtful() ? Shown(" (the 95 % interval holds 0)") : Shown();
    Shown s;
    if (y.more < 0) {
        s = Shown("It saves ") + v.name_of(y.department) + " " + amount(v, yearly, y) +
            " every year" + doubt;
    } else {
        // An error that was found is no outage, but nobody calls such a change safe.
        const bool warned = v.a.verdict == Verdict::within && y.more > transition;
        s = (!warned ? Shown("It costs ")
             : safe_to_install(v.a)
                 ? Shown("Safe to install, but it costs ")
                 : Shown("Its transition is within what everyone accepts, but it "
                         "costs ")) +
            v.name_of(y.department) + " " + amount(v, yearly, y) + " more every year" + doubt;
        s += warned ? Shown("; its whole transition risk is ")
                    : Shown("; the expected loss of its transition is ");
        s += transition == 0 ? Shown("none") : Shown(v.money_of(transition));
    }
    return s + ".";
}

Shown hours(const std::optional<SteadyState>& s) {
    if (!s) return Shown("\u2013");
    const Estimate& e = s->downtime_h_per_year;
    return (e.is_exact() ? Shown() : Shown("~")) + hours_of_year(e.value);
}

/// "€ 2.0k more", "€ 1.8k less": of what is lost.
Words more_or_less(double more) { return more < 0 ? Words(" less") : Words(" more"); }

Shown more_per_year(const View& v, const YearlyLoss& yearly, const StructureChange& c) {
    const Estimate& before = state_or_nothing(c.before).loss_per_year;
    const Estimate& after = state_or_nothing(c.after).loss_per_year;
    if (same(before, after)) return Shown("\u2013");
    return (before.is_exact() && after.is_exact() ? Shown() : Shown("~")) +
           rounded_loss(v, yearly, yearly.processes.at(c.id)) + more_or_less(more_of(c));
}

Shown process_name(const View& v, const Id& id) {
    const auto process = v.processes.find(id);
    if (process == v.processes.end()) return v.name_of(id);
    return v.name_of(id) + " (" + v.name_of(process->second->department) + ")";
}

/// "crm + erp (53 min a year)".
Shown combination(const View& v, const Combination& c) {
    const auto name_of = [&](const Id& id) { return v.name_of(id); };
    return Shown::joined(c.members, " + ",
                         [&](const Id& id) { return event_phrase(id, name_of); }) +
           " (" + hours_of_year(c.probability * 8760) + " a year)";
}

/// Of each process, in the order in which they come.
std::vector<std::pair<Id, std::vector<Shown>>> by_process(
    const View& v, const std::vector<Combination>& all) {
    std::vector<std::pair<Id, std::vector<Shown>>> rows;
    for (const Combination& c : all) {
        if (rows.empty() || rows.back().first != c.process) rows.push_back({c.process, {}});
        rows.back().second.push_back(combination(v, c));
    }
    return rows;
}

bool estimated(const StructureChange& c) {
    const auto exact = [](const std::optional<SteadyState>& s) {
        return !s || (s->downtime_h_per_year.is_exact() && s->loss_per_year.is_exact());
    };
    return !exact(c.before) || !exact(c.after);
}

constexpr std::size_t departments_in_short = 2, points_named = 2;

/// "crm becomes a single point of failure", "5 new single points of failure"; empty without any.
Shown points_in_short(const View& v) {
    std::set<Id> points;
    for (const SinglePoint& p : v.a.structure->new_single_points_of_failure)
        points.insert(p.component);
    if (points.empty()) return {};
    if (points.size() > points_named)
        return Shown(count(points.size())) + " new single points of failure";
    return Shown::joined(points, " and ", [&](const Id& id) { return v.name_of(id); }) +
           (points.size() == 1 ? Shown(" becomes a single point of failure")
                               : Shown(" become single points of failure"));
}

/// The process by which a department loses or saves most.
const StructureChange* most_of(const View& v, const std::vector<StructureChange>& changes,
                               const Yearly& y) {
    const StructureChange* most = nullptr;
    double largest = 0;
    for (const StructureChange& c : changes) {
        const auto process = v.processes.find(c.id);
        if (process == v.processes.end() || process->second->department != y.department) continue;
        const double more = more_of(c) * (y.more < 0 ? -1 : 1);
        if (more <= largest) continue;
        largest = more;
        most = &c;
    }
    return most;
}

std::vector<StructureChange> changed(const StructureReport& s) {
    std::vector<StructureChange> changes;
    std::copy_if(s.processes.begin(), s.processes.end(), std::back_inserter(changes), differs);
    return changes;
}

}  // namespace

Shown event_phrase(std::string_view event, const std::function<Shown(const Id&)>& name_of) {
    constexpr std::string_view between = " needs ", of_a_switch = "switch of ";
    const std::size_t needs = event.find(between);
    if (needs == event.npos) return name_of(Id(event));
    std::string_view subject = event.substr(0, needs);
    if (subject.starts_with(of_a_switch))
        return Shown("the switch of ") + name_of(Id(subject.substr(of_a_switch.size())));
    constexpr std::string_view comma = ", ";
    std::vector<Shown> wanted;
    for (std::size_t at = needs + between.size(); at < event.size();) {
        const std::size_t end = std::min(event.find(comma, at), event.size());
        wanted.push_back(name_of(Id(event.substr(at, end - at))));
        at = end + comma.size();
    }
    return name_of(Id(subject)) + " for want of " + Shown::joined(wanted, ", ");
}

Shown hours_of_year(double hours) {
    if (hours < 1) return Shown(duration(hours * 3600));
    return Shown(number(hours)) + "\u00A0h";
}

YearlyLoss yearly_loss(const View& v) {
    YearlyLoss yearly;
    if (!v.a.structure) return yearly;
    const std::vector<StructureChange> changes = changed(*v.a.structure);
    std::vector<double> more;
    double all = 0;
    for (const StructureChange& c : changes) {
        more.push_back(more_of(c));
        all += std::abs(more.back());
    }
    yearly.rounding = rounding_to(all, 3);
    const std::vector<std::int64_t> units = rounded_to_sum(more, yearly.rounding);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        yearly.processes[changes[i].id] = units[i];
        if (const auto p = v.processes.find(changes[i].id); p != v.processes.end())
            yearly.departments[p->second->department] += units[i];
    }
    return yearly;
}

Shown lasting_sentence(const View& v) {
    if (!v.a.structure || !v.a.economics) return {};
    const Economics& e = *v.a.economics;
    double all = 0, gain = 0;
    for (const EconomicsRow& r : e.departments) {
        all += r.per_year.value;
        gain += r.benefit + r.benefit_per_year;
    }
    const EconomicsRow* worst = nullptr;
    for (const EconomicsRow& r : e.departments) {
        if (worst && r.per_year.value <= worst->per_year.value) continue;
        const auto d = v.departments.find(r.department);
        const bool too_much = d != v.departments.end() && d->second->appetite.loss &&
                              r.per_year.low > *d->second->appetite.loss;
        if (too_much || (all > gain && r.per_year.low > 0)) worst = &r;
    }
    if (!worst) return {};
    const YearlyLoss yearly = yearly_loss(v);
    return (Shown("It would cost ") + v.name_of(worst->department) + " " +
            stated_money(yearly.of_department(worst->department), v.a.currency) +
            " more every year.")
        .styled(Style::doubt);
}

std::vector<StructureRow> structure_rows(const View& v) {
    std::vector<StructureRow> rows;
    if (!v.a.structure) return rows;
    const YearlyLoss yearly = yearly_loss(v);
    for (const StructureChange& c : changed(*v.a.structure)) {
        const SteadyState &before = state_or_nothing(c.before), &after = state_or_nothing(c.after);
        rows.push_back({process_name(v, c.id), hours(c.before), hours(c.after),
                        more_per_year(v, yearly, c), before.downtime_h_per_year.value,
                        after.downtime_h_per_year.value, more_of(c)});
    }
    return rows;
}

std::vector<Shown> structure_sentences(const View& v) {
    std::vector<Shown> all;
    if (!v.a.structure) return all;
    const YearlyLoss yearly = yearly_loss(v);
    const std::vector<Yearly> years = by_department(v, changed(*v.a.structure));
    std::vector<Shown> others;
    for (const Yearly& y : years) {
        if (&y == years.data()) {
            const bool warned = y.more > 0 && v.a.verdict == Verdict::within;
            all.push_back(sentence(v, yearly, y).styled(warned ? Style::doubt : Style::plain));
            continue;
        }
        others.push_back(v.name_of(y.department) + " " + amount(v, yearly, y) +
                         more_or_less(y.more));
    }
    if (!others.empty())
        all.push_back(Shown("For others every year: ") + Shown::joined(others, ", ") + ".");
    return all;
}

Shown stays_behind_in_short(const View& v) {
    if (!v.a.structure) return v.a.processes.empty() ? Shown() : Shown("nothing");
    const std::vector<StructureChange> changes = changed(*v.a.structure);
    const std::vector<Yearly> years = by_department(v, changes);
    const YearlyLoss yearly = yearly_loss(v);
    std::vector<Shown> money, parts;
    for (const Yearly& y : years) {
        if (money.size() == departments_in_short) {
            money.push_back(counted(years.size() - money.size(), "other", "others"));
            break;
        }
        const bool first = &y == years.data();  // "loses … more" is said once
        Shown s = v.name_of(y.department) + (y.is_doubtful() ? Shown(" perhaps") : Shown());
        if (y.more < 0) s += " saves ";
        if (y.more >= 0) s += first ? Words(" loses ") : Words(" ");
        s += amount(v, yearly, y);
        money.push_back(first && y.more >= 0 ? s + " more" : s);
    }
    if (!money.empty()) parts.push_back(Shown("each year ") + Shown::joined(money, ", "));
    const StructureChange* c = years.empty() ? nullptr : most_of(v, changes, years.front());
    if (c && (!c->before || decimal(c->before->downtime_h_per_year.value, 2) !=
                                decimal(c->after->downtime_h_per_year.value, 2))) {
        Shown s = v.name_of(c->id) + " down " + hours(c->after);
        parts.push_back(c->before ? s + " instead of " + hours(c->before) : s);
    }
    if (const Shown points = points_in_short(v); !points.empty()) parts.push_back(points);
    if (parts.empty()) return Shown("nothing");
    return Shown::joined(parts, "; ");
}

std::vector<Shown> point_sentences(const View& v, const std::vector<SinglePoint>& all, Words verb,
                                   Style style) {
    std::map<Id, std::vector<Shown>> by_component;
    for (const SinglePoint& s : all) by_component[s.component].push_back(v.name_of(s.process));
    std::vector<Shown> lines;
    for (const auto& [component, processes] : by_component)
        lines.push_back(v.name_of(component).styled(style) + verb + Shown::joined(processes, ", "));
    return lines;
}

std::vector<Shown> combination_sentences(const View& v, const std::vector<Combination>& all,
                                         Words verb, bool every_one) {
    std::vector<Shown> lines;
    for (auto& [process, sets] : by_process(v, all)) {
        const std::size_t more = every_one ? 0 : sets.size() - 1;
        if (!every_one) sets.resize(1);
        Shown line = v.name_of(process) + verb + Shown::joined(sets, ", ");
        if (more > 0) line += Shown(" and ") + count(more) + " less likely";
        lines.push_back(line);
    }
    return lines;
}

namespace {

/// As it is added up in the table of the first year.
Shown first_year_loss(const View& v) {
    const FirstYear year = first_year_of(v, true);
    if (year.rows.empty()) return v.money_of(v.a.structure->year_one.value);
    return rounded_money(year.together.loss(), year.rounding, v.a.currency);
}

}  // namespace

std::vector<Shown> structure_remarks(const View& v) {
    std::vector<Shown> all;
    if (!v.a.structure) return all;
    if (const Estimate& e = v.a.structure->year_one; e.value != 0)
        all.push_back(Shown("Loss of the first year, with the transition and the releases to come: ") +
                      first_year_loss(v) +
                      (e.is_exact() ? Shown()
                                    : Shown(", an average known to lie between ") +
                                          v.money_of(e.low) + " and " + v.money_of(e.high)));
    const std::vector<StructureChange> changes = changed(*v.a.structure);
    if (std::any_of(changes.begin(), changes.end(), estimated))
        all.push_back(Shown("~ estimated, from years simulated; before and after on the same draws")
                          .styled(Style::faint));
    return all;
}

}  // namespace knockon

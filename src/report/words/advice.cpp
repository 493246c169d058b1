#include "report/words/advice.h"

#include <algorithm>
#include <cmath>

#include "assess/answer/wording.h"
#include "base/figures.h"
#include "report/words/said.h"

namespace knockon {
namespace {

/// The other window has a block of its own.
bool is_another_window(const Mitigation& m) { return m.kind == "another_window"; }

/// Those whose verdict differs between starts, or is not `within`: the others need no column.
std::vector<Id> contested(const View& v, std::size_t most) {
    std::vector<Id> ids;
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.verdict == Verdict::not_modelled) continue;  // at no start is more known of it
        const bool any = std::any_of(v.a.windows.begin(), v.a.windows.end(), [&](const auto& w) {
            const auto row = w.departments.find(d.id);
            return row != w.departments.end() && row->second.verdict != Verdict::within;
        });
        if ((any || d.verdict != Verdict::within) && ids.size() < most) ids.push_back(d.id);
    }
    return ids;
}

Shown blocked_by(const std::vector<std::string>& codes) {
    if (codes.empty()) return {};
    return (Shown("blocked: ") + Shown::listed(codes)).styled(Style::doubt);
}

/// An amount in units of a rounding that others share.
Shown in_units_of(const Assessment& a, double amount, std::int64_t units, double rounding) {
    if (amount == 0) return Shown("–");
    if (units == 0) return Shown("under ") + stated_money(rounding, a.currency);
    return rounded_money(units, rounding, a.currency);
}

/// What all amounts of the starts are rounded to.
double rounding_of_starts(const Assessment& a) {
    double largest = std::abs(a.total.loss.mean.value);
    for (const WindowOption& w : a.windows) largest = std::max(largest, std::abs(w.together()));
    return rounding_to(largest, 2);
}

/// Risk, waiting and their sum.
void set_amounts(const View& v, double risk, double waiting, double rounding,
                 WhenInstead::Row& row) {
    const std::int64_t r = std::llround(risk / rounding), w = std::llround(waiting / rounding);
    row.risk = in_units_of(v.a, risk, r, rounding);
    row.waiting = in_units_of(v.a, waiting, w, rounding);
    row.together = in_units_of(v.a, risk + waiting, r + w, rounding);
    row.risk_value = static_cast<double>(r) * rounding;
    row.waiting_value = static_cast<double>(w) * rounding;
    row.together_value = static_cast<double>(r + w) * rounding;
}

/// What it would do for those who do not accept the change as it is: "Finance within".
Shown effect(const View& v, const Mitigation& m) {
    std::vector<Shown> parts;
    for (const DepartmentFigures& d : v.a.departments) {
        const auto then = m.verdicts.find(d.id);
        if (then == m.verdicts.end() || d.verdict == Verdict::not_modelled) continue;
        if (d.verdict == Verdict::within && then->second == Verdict::within) continue;
        parts.push_back(v.name_of(d.id) +
                        (then->second == d.verdict ? Shown(" still ") : Shown(" ")) +
                        verdict_word(then->second));
    }
    return Shown::joined(parts, ", ");
}

HelpRow help_row(const View& v, const Mitigation& m) {
    HelpRow row{&m, {}, {}, {}, effect(v, m)};
    const double cost = m.cost.value_or(0);
    const double rounding =
        rounding_to(std::max(std::abs(m.saves.value), std::abs(cost)), 2);
    const std::int64_t saves = std::llround(m.saves.value / rounding),
                       costs = std::llround(cost / rounding);
    row.saves = in_units_of(v.a, m.saves.value, saves, rounding);
    row.saves_value = static_cast<double>(saves) * rounding;
    if (!m.cost) {
        row.costs = Shown("not stated");
        row.net = Shown("?");
        return row;
    }
    row.costs = in_units_of(v.a, cost, costs, rounding);
    row.costs_value = static_cast<double>(costs) * rounding;
    row.net_value = row.saves_value - row.costs_value;
    row.net = (row.net_value > 0 ? Shown("+\u00A0") : Shown()) +
              in_units_of(v.a, m.saves.value - cost, saves - costs, rounding);
    return row;
}

}  // namespace

Shown start_shown(Instant start, const Zone& zone, bool year) {
    return Shown(moment(start, zone, year)) + Shown::from(night_text(start, zone));
}

Shown amount_at_start(const Assessment& a, double amount) {
    const double rounding = rounding_of_starts(a);
    return in_units_of(a, amount, std::llround(amount / rounding), rounding);
}

WhenInstead when_instead(const View& v, std::size_t most_departments) {
    WhenInstead when;
    when.departments = contested(v, most_departments);
    const Assessment& a = v.a;
    for (const WindowOption& w : a.windows) when.waits = when.waits || w.waiting != 0;
    const double rounding = rounding_of_starts(a);
    for (const WindowOption& w : a.windows) {
        WhenInstead::Row row;
        row.start = w.start;
        set_amounts(v, w.loss.value, w.waiting, rounding, row);
        for (const Id& id : when.departments) {
            const auto d = w.departments.find(id);
            row.verdicts.push_back(d == w.departments.end() ? Shown("–")
                                                            : verdict_word(d->second.verdict));
        }
        row.blocked = blocked_by(w.blocked);
        when.rows.push_back(row);
    }
    when.requested.start = a.start;
    set_amounts(v, a.total.loss.mean.value, 0, rounding, when.requested);
    for (const Id& id : when.departments)
        when.requested.verdicts.push_back(verdict_word(v.departments.at(id)->verdict));
    return when;
}

std::vector<HelpRow> what_would_help(const View& v) {
    std::vector<HelpRow> rows;
    for (const Mitigation& m : v.a.mitigations)
        if (!is_another_window(m)) rows.push_back(help_row(v, m));
    return rows;
}

Shown help_balance(const View& v, bool all) {
    if (v.a.helps_little.empty()) return {};
    const std::size_t helpful = static_cast<std::size_t>(std::count_if(
        v.a.mitigations.begin(), v.a.mitigations.end(),
        [](const Mitigation& m) { return !is_another_window(m); }));
    const std::size_t tried = helpful + v.a.helps_little.size();
    const Shown s =
        tried == 1     ? Shown("The only measure tried saves no more than its error")
        : helpful == 0 ? Shown("None of the ") + count(tried) +
                             " measures tried saves more than its error"
        : helpful == 1 ? Shown("Only 1 of the ") + count(tried) +
                             " measures tried saves more than its error"
                       : Shown("Only ") + count(helpful) + " of the " + count(tried) +
                             " measures tried save more than their error";
    return all ? s + "; not: " + Shown::listed(v.a.helps_little, "; ") : s;
}

namespace {

/// "1h29m" as "1 h 29 min", "8.6%" as "8.6 %".
Shown spaced(std::string_view written) {
    const auto is_of_number = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    std::string s;
    bool number = false;
    for (const char c : written) {
        const bool goes_on = is_of_number(c) == number || c == '/';
        if (!s.empty() && !goes_on) s += "\u00A0";
        s += c;
        if (c == 'm' && !goes_on) s += "in";
        number = is_of_number(c);
    }
    return Shown::from(s);
}

/// What users write, as people say it: "{p50: 14m, p90: 1h29m}" is "14 min in half of the cases,
/// 1 h 29 min in 9 of 10".
Shown said(std::string_view written) {
    constexpr std::string_view half = "{p50: ", most = ", p90: ";
    const std::size_t at = written.find(most);
    if (!written.starts_with(half) || at == written.npos || !written.ends_with('}'))
        return spaced(written);
    const std::size_t from = at + most.size();
    return spaced(written.substr(half.size(), at - half.size())) + " in half of the cases, " +
           spaced(written.substr(from, written.size() - 1 - from)) + " in 9 of 10";
}

}  // namespace

Shown break_even_sentence(const View& v, const BreakEven& b) {
    const Shown who = v.name_of(b.department), input = Shown::from(b.input);
    const bool at_least = b.above == (b.verdict == Verdict::within);
    const Shown bound =
        (at_least ? Shown("at least ") : Shown("at most ")) + said(b.flips_at);
    const Shown now = Shown("now ") + Shown::from(b.value);
    if (b.verdict == Verdict::within)
        return who + " would be within if the " + input + " were " + bound + " (" + now + ")";
    const auto d = v.departments.find(b.department);
    if (d != v.departments.end() && d->second->verdict == Verdict::undetermined)
        return who + " is taken to be within while the " + input + " is " + bound + " (" + now +
               "), but how much it is is not known well enough to tell";
    return who + " is within while the " + input + " is " + bound + " (" + now + ")";
}

}  // namespace knockon

// What the changes risk together, and where two of them meet.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "report/page/portfolio.h"

namespace knockon {
namespace {

constexpr std::size_t most_meetings = 200, most_remarks = 30;

/// "€ 1.2k more (€ 1.0k to € 1.4k)"; what the error hides is not said.
Shown added(const Many& m, const Estimate& e) {
    if (e.low <= 0 && e.high >= 0) return Shown("no more than the error");
    return with_interval(e, [&](double x) { return signed_money(x, m.p.currency); });
}

Shown bearers(const Many& m, const Together& t) {
    std::vector<Shown> parts;
    for (const TogetherRow& r : t.departments) {
        Shown s = m.name_of(r.department) + " " + m.money_of(r.loss.value);
        if (t.apart) s += Shown(" (alone ") + m.money_of(r.apart.value) + ")";
        parts.push_back(s + ", disrupted " + chance(r.disruption));
    }
    return Shown::joined(parts, "; ");
}

std::vector<HtmlCell> cells_of(const Many& m, const Together& play) {
    const auto as_money = [&](const Estimate& e) { return HtmlCell(m.money_interval(e), e.value); };
    const HtmlCell not_played(Shown("not played"), 0);
    return {{period(play.from, play.to, m.zone), seconds(play.from.time_since_epoch())},
            [&](Html& h) { html_changes(m, h, play.changes); },
            {with_interval(play.any_disruption, percent), play.any_disruption.value},
            as_money(play.loss.mean),
            as_money(play.loss.p95),
            play.apart ? as_money(*play.apart) : not_played,
            play.interaction ? HtmlCell(added(m, *play.interaction), play.interaction->value)
                             : not_played,
            bearers(m, play)};
}

/// What is to be said of single periods: limits first, then as many notes as there is room for.
void remarks(const Many& m, Html& h) {
    std::vector<Shown> items, notes;
    for (const Together& t : m.p.together) {
        const Shown when = Shown(period(t.from, t.to, m.zone)) + ": ";
        for (const std::string& l : t.limits_hit)
            items.push_back(when + Shown("limit met: ").styled(Style::doubt) + Shown::from(l));
        for (const std::string& n : t.notes) notes.push_back(when + Shown::from(n));
    }
    items.insert(items.end(), notes.begin(), notes.end());
    if (items.empty()) return;
    if (items.size() > most_remarks) {
        const std::size_t more = items.size() - most_remarks;
        items.resize(most_remarks);
        items.push_back(Shown("and ") + count(more) +
                        " more such lines; the format json has them all");
    }
    html_list(h, items);
}

/// Those that are shown, by kind and time: where there are too many, the ones that add most.
std::vector<const Meeting*> chosen(const Portfolio& p) {
    std::vector<const Meeting*> all;
    for (const Meeting& m : p.collisions) all.push_back(&m);
    const auto size = [](const Meeting* m) { return m->loss ? std::abs(m->loss->value) : 0.0; };
    if (all.size() > most_meetings) {
        std::stable_sort(all.begin(), all.end(),
                         [&](const Meeting* a, const Meeting* b) { return size(a) > size(b); });
        all.resize(most_meetings);
    }
    std::stable_sort(all.begin(), all.end(), [](const Meeting* a, const Meeting* b) {
        return std::tie(a->kind, a->from) < std::tie(b->kind, b->from);
    });
    return all;
}

/// "12 same component, 1 same team".
Shown by_kind(const Portfolio& p) {
    std::map<CollisionKind, std::size_t> numbers;
    for (const Meeting& m : p.collisions) ++numbers[m.kind];
    std::vector<Shown> parts;
    for (const auto& [kind, n] : numbers)
        parts.push_back(Shown(meeting_words(kind)) + ": " + count(n));
    return Shown::joined(parts, ", ");
}

}  // namespace

void html_together(const Many& m, Html& h) {
    if (m.p.together.empty()) return;
    HtmlTable t(h,
                Shown("Changes whose watched periods overlap, played at once on the same draws and "
                      "not added up, with the 95 % interval of the error. Alone: the sum of each "
                      "by itself in the same period."),
                {{"Period"},
                 {"Changes", HtmlColumn::wide},
                 {"Any disruption", HtmlColumn::figure},
                 {"Extra loss, mean", HtmlColumn::figure},
                 {"Loss, 1 in 20", HtmlColumn::figure},
                 {"Each alone, mean", HtmlColumn::figure},
                 {"Added by meeting", HtmlColumn::figure},
                 {"Borne by", HtmlColumn::wide}},
                "sortable");
    for (const Together& play : m.p.together) t.row(cells_of(m, play));
    t.end();
    remarks(m, h);
}

void html_collisions(const Many& m, Html& h) {
    if (m.p.collisions.empty()) return;
    h.element("p", by_kind(m.p) + ".");
    const std::vector<const Meeting*> shown = chosen(m.p);
    HtmlTable t(h,
                Shown("Two changes meet while one is carried out and the other is carried out or "
                      "watched. Added: their expected loss together less that of each alone, in "
                      "the same period."),
                {{"How"}, {"Changes"}, {"What"}, {"When"}, {"Added loss", HtmlColumn::figure}},
                "sortable");
    for (const Meeting* one : shown)
        t.row({meeting_words(one->kind),
               [&](Html& cell) {
                   html_changes(m, cell, {one->first, one->second});
                   if (one->excused) cell.element("small", "was there before: not at the gate");
               },
               Shown::from(one->what),
               {period(one->from, one->to, m.zone), seconds(one->from.time_since_epoch())},
               {one->loss ? added(m, *one->loss) : Shown("not played"),
                one->loss ? one->loss->value : 0}});
    t.end();
    if (shown.size() < m.p.collisions.size())
        h.note(Shown("Not shown: ") + count(m.p.collisions.size() - shown.size()) +
               " more that add less or were not played; the format json has them all.");
}

}  // namespace knockon

// What would help in this window.
#include <algorithm>

#include "report/text/parts.h"

namespace knockon {
namespace {

constexpr std::size_t shown_at_first = 3;

/// The other window has a block of its own.
bool is_another_window(const Mitigation& m) { return m.kind == "another_window"; }

/// What it would do for those who do not accept the change as it is: "Finance within".
Shown effect(const View& v, const Mitigation& m) {
    std::vector<Shown> parts;
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.verdict == Verdict::within) continue;
        const auto then = m.verdicts.find(d.id);
        if (then == m.verdicts.end()) continue;
        const bool same = then->second == d.verdict;
        parts.push_back(v.name_of(d.id) + (same ? Shown(" still ") : Shown(" ")) +
                        verdict_word(then->second));
    }
    for (const auto& [id, verdict] : m.verdicts) {
        const auto now = v.departments.find(id);
        if (verdict != Verdict::within && now != v.departments.end() &&
            now->second->verdict == Verdict::within)
            parts.push_back(v.name_of(id) + " then " + verdict_word(verdict));
    }
    return Shown::joined(parts, ", ");
}

void draw_edits(const Mitigation& m, Page& page) {
    for (const std::string& edit : m.edits) page.wrap(Shown::from(edit).styled(Style::faint), 6, 8);
}

/// "Only 2 of the 5 measures tried save more than their error; not: …".
void draw_balance(const View& v, std::size_t helpful, Page& page) {
    const std::size_t tried = helpful + v.a.helps_little.size();
    if (v.a.helps_little.empty()) return;
    Shown s;
    if (tried == 1)
        s = Shown("The only measure tried saves no more than its error");
    else
        s = (helpful == 0 ? Shown("None") : Shown("Only ") + count(helpful)) + " of the " +
            count(tried) + " measures tried " +
            (helpful > 1 ? Shown("save more than their error")
                         : Shown("saves more than its error"));
    if (v.full()) {
        std::vector<Shown> texts;
        for (const std::string& text : v.a.helps_little) texts.push_back(Shown::from(text));
        s += Shown(tried == 1 ? Words(": ") : Words("; not: ")) + Shown::joined(texts, "; ");
    }
    page.wrap(s, 2, 4);
}

}  // namespace

void draw_mitigations(const View& v, Page& page) {
    std::vector<const Mitigation*> here;
    for (const Mitigation& m : v.a.mitigations)
        if (!is_another_window(m)) here.push_back(&m);
    if (here.empty() && v.a.helps_little.empty()) return;
    const bool costs = std::any_of(here.begin(), here.end(),
                                   [](const Mitigation* m) { return m->cost.has_value(); });
    std::vector<Table::Column> heads = {
        {Shown("What would help in this window").styled(Style::strong), Table::Fit::fold, 24},
        {"saves"}};
    if (costs) heads.push_back({"costs"});
    const bool effects = std::any_of(here.begin(), here.end(),
                                     [&](const Mitigation* m) { return !effect(v, *m).empty(); });
    if (effects) heads.push_back({"for", Table::Fit::fold, 14});
    Table t(std::move(heads));
    const std::size_t shown = v.full() ? here.size() : std::min(here.size(), shown_at_first);
    for (std::size_t i = 0; i < shown; ++i) {
        const Mitigation& m = *here[i];
        std::vector<Shown> cells = {Shown::from(m.text), v.money_of(m.saves.value)};
        if (costs) cells.push_back(m.cost ? Shown(v.money_of(*m.cost)) : Shown("not said"));
        if (effects) cells.push_back(effect(v, m));
        t.row(std::move(cells));
    }
    page.blank();
    if (t.empty())
        page.wrap(Shown("What would help in this window").styled(Style::strong));
    else
        t.print(page);
    if (v.full())
        for (const Mitigation* m : here) {
            page.wrap(Shown::from(m->text) + ": saves " +
                          with_interval(m->saves, [&](double x) { return v.money_of(x); }),
                      4, 6);
            draw_edits(*m, page);
        }
    if (here.size() > shown)
        page.wrap(Shown("and ") + count(here.size() - shown) + " more: -v lists them", 2, 4);
    draw_balance(v, here.size(), page);
}

}  // namespace knockon

// All changes, the worst first; and which department objects to which of them.
#include <algorithm>

#include "report/page/portfolio.h"
#include "report/words/gate.h"

namespace knockon {
namespace {

constexpr std::size_t names_shown = 3, most_changes = 100, most_columns = 16;

/// "Finance, Sales (accepted), 2 more".
Shown for_whom(const View& v) {
    std::vector<Shown> names;
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.verdict == Verdict::within) continue;
        Shown name = v.name_of(d.id);
        if (d.accepted) name += " (accepted)";
        if (d.excused) name += " (as before)";
        names.push_back(name);
    }
    return names.empty() ? Shown("–") : first_of(names, names_shown);
}

std::vector<HtmlCell> cells_of(const Many& m, const View& v) {
    const Assessment& a = v.a;
    // The worst first where the numbers go down.
    const Verdict verdict = verdict_at(a);
    const int rank = verdict == Verdict::exceeds ? 2 : verdict == Verdict::within ? 0 : 1;
    const auto meetings = m.meetings.find(a.change);
    const auto number = [](std::size_t n) { return HtmlCell(count(n), static_cast<double>(n)); };
    return {html_change_cell(m, a.change, a.title),
            {moment(a.start, m.zone), seconds(a.start.time_since_epoch())},
            {[&a](Html& h) { html_headline(h, a); }, rank},
            {chance(a.total.disruption), a.total.disruption.value},
            {m.money_of(a.total.loss.mean.value), a.total.loss.mean.value},
            for_whom(v),
            number(meetings == m.meetings.end() ? 0 : meetings->second.size()),
            number(errors_of(a))};
}

/// How a department stands to a change: a sign to see and words to hear.
struct Stand {
    Words look, sign, words;
};

Stand stand_of(const DepartmentFigures& d) {
    if (d.reach == Reach::none) return {"", "–", "not reached"};
    if (d.reach == Reach::absorbed) return {"", "○", "absorbed"};
    if (d.verdict == Verdict::within)
        return d.appetite.any() ? Stand{"within", "✓\u00A0", ", within what it accepts"}
                                : Stand{"", "", ", states no limit"};
    const bool exceeds = d.verdict == Verdict::exceeds;
    if (d.accepted)
        return exceeds ? Stand{"", "(✕)\u00A0", ", more than its limit, accepted"}
                       : Stand{"", "(?)\u00A0", ", cannot be told, accepted"};
    return exceeds ? Stand{"exceeds", "✕\u00A0", ", more than it accepts"}
                   : Stand{"undetermined", "?\u00A0", ", cannot be told"};
}

void cell(Html& h, const DepartmentFigures* d) {
    const Stand stand = d ? stand_of(*d) : Stand{"", "–", "does not exist"};
    h.open("td", {Html::Attribute::look(stand.look)});
    if (!stand.sign.text().empty()) h.element("span", {{"aria-hidden", "true"}}, stand.sign);
    if (d && d->reach == Reach::exposed) h.text(chance(d->disruption));
    h.element("span", {{"class", "unseen"}}, stand.words);
    h.close();
}

/// Departments that a change gets to: those that object to most first, then those that most get to.
std::vector<Id> columns_of(const Many& m) {
    std::map<Id, std::pair<std::size_t, std::size_t>> hit;
    for (const Assessment& a : m.p.reports)
        for (const DepartmentFigures& d : a.departments) {
            if (d.reach != Reach::exposed) continue;
            auto& [objecting, exposed] = hit[d.id];
            objecting += objects(d) ? 1 : 0;
            ++exposed;
        }
    std::vector<std::pair<Id, std::pair<std::size_t, std::size_t>>> all(hit.begin(), hit.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<Id> ids;
    for (const auto& [id, numbers] : all) ids.push_back(id);
    return ids;
}

void left_out(Html& h, std::size_t rows, std::size_t columns) {
    std::vector<Shown> parts;
    if (rows > most_changes)
        parts.push_back(Shown(count(rows - most_changes)) + " changes further down the table above");
    if (columns > most_columns)
        parts.push_back(Shown(count(columns - most_columns)) +
                        " departments that object to fewer changes");
    if (parts.empty()) return;
    h.note(Shown("Not shown: ") + Shown::joined(parts, ", and ") +
           ". The formats csv and json have every change and department.");
}

}  // namespace

void html_all_changes(const Many& m, Html& h) {
    if (m.p.reports.empty()) return;
    HtmlTable t(
        h,
        Shown("Each as it would be alone. Extra is what the change adds; the chance and the "
              "loss are of all departments together, the loss on average."),
        {{"Change"},
         {"Starts"},
         {"Verdict"},
         {"Chance of disruption", HtmlColumn::figure},
         {"Extra loss", HtmlColumn::figure},
         {"For whom too much"},
         {"Collisions", HtmlColumn::figure},
         {"Errors", HtmlColumn::figure}},
        "sortable");
    for (const View& v : m.views) t.row(cells_of(m, v));
    t.end();
}

void html_objections(const Many& m, Html& h) {
    const std::vector<Id> all = columns_of(m);
    if (all.empty()) return;
    std::vector<HtmlColumn> columns = {{"Change"}};
    for (std::size_t i = 0; i < std::min(all.size(), most_columns); ++i)
        columns.emplace_back(m.name_of(all[i]));
    HtmlTable t(h,
                Shown("Chance of disruption of each department that any of the changes gets to. ✕ "
                      "more than it accepts, ? cannot be told, ✓ within, in brackets: accepted by "
                      "somebody; no sign: states no limit; ○ absorbed, – not reached."),
                columns, "matrix");
    for (std::size_t i = 0; i < std::min(m.views.size(), most_changes); ++i) {
        const View& v = m.views[i];
        h.open("tr").open("th", {{"scope", "row"}});
        html_change(m, h, v.a.change);
        h.close();
        for (std::size_t k = 0; k + 1 < columns.size(); ++k) {
            const auto d = v.departments.find(all[k]);
            cell(h, d == v.departments.end() ? nullptr : d->second);
        }
        h.close();
    }
    t.end();
    left_out(h, m.views.size(), all.size());
}

}  // namespace knockon

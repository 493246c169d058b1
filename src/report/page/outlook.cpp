// When instead, what would help, what stays behind.
#include <algorithm>

#include "report/page/parts.h"
#include "report/words/advice.h"

namespace knockon {
namespace {

void points(const View& v, Html& h, const std::vector<SinglePoint>& all, Words verb) {
    std::map<Id, std::vector<Shown>> by_component;
    for (const SinglePoint& s : all) by_component[s.component].push_back(v.name_of(s.process));
    for (const auto& [component, processes] : by_component)
        h.element("li", v.name_of(component).styled(Style::strong) + verb +
                            Shown::joined(processes, ", "));
}

bool any_point(const View& v) {
    return v.a.structure &&
           (!v.a.structure->new_single_points_of_failure.empty() ||
            !v.a.structure->removed_single_points_of_failure.empty() ||
            !v.a.structure->new_cut_sets.empty() || !v.a.structure->removed_cut_sets.empty());
}

void window_row(HtmlTable& t, const WhenInstead& when, const WhenInstead::Row& r) {
    t.figure(r.risk, r.risk_value);
    if (when.waits) {
        t.figure(r.waiting, r.waiting_value);
        t.figure(r.together, r.together_value);
    }
    for (const Shown& verdict : r.verdicts) t.text(verdict);
    t.text(r.blocked.empty() ? Shown("–") : r.blocked);
    t.end_row();
}

/// The best starts beside the requested one.
void window_table(const View& v, Html& h) {
    const WhenInstead when = when_instead(v, v.a.departments.size());
    std::vector<HtmlColumn> columns = {{"Start"}, {"Risk", true}};
    if (when.waits) {
        columns.push_back({"Waiting", true});
        columns.push_back({"Together", true});
    }
    for (const Id& id : when.departments) columns.emplace_back(v.name_of(id));
    columns.push_back({"Blocked by"});
    HtmlTable t(h, Shown("Other starts, on the same draws."), columns, HtmlTable::Kind::sortable);
    for (const WhenInstead::Row& r : when.rows) {
        t.row();
        t.head(start_shown(r.start, v.zone, true), seconds(r.start.time_since_epoch()));
        window_row(t, when, r);
    }
    t.row({{"class", "requested"}});
    t.head(Shown(moment(v.a.start, v.zone)) + " (as requested)",
           seconds(v.a.start.time_since_epoch()));
    window_row(t, when, when.requested);
    t.end();
}

}  // namespace

bool any_windows(const View& v) { return !v.a.windows.empty() || !v.a.starts.empty(); }

void html_windows(const View& v, Html& h) {
    if (v.a.windows.empty())
        h.element("p", "None of the starts that were tried is accepted by everyone.");
    else
        window_table(v, h);
    if (v.a.starts.empty()) return;
    h.element("h3", "By day and hour");
    html_heat(h, {v.a.starts, v.a.start, v.a.verdict, v.zone, v.a.timezone, v.a.currency});
}

bool any_mitigations(const View& v) {
    return !v.a.mitigations.empty() || !v.a.helps_little.empty();
}

void html_mitigations(const View& v, Html& h) {
    const std::vector<HelpRow> rows = what_would_help(v);
    if (!rows.empty()) {
        HtmlTable t(h,
                    Shown("Each tried by assessing the edited change on the same draws: expected "
                          "loss of all departments, what is left of it once its price is paid, and "
                          "the verdicts it would give."),
                    {{"Measure"},
                     {"Saves", true},
                     {"Costs", true},
                     {"Net", true},
                     {"Then"},
                     {"To try it"}},
                    HtmlTable::Kind::sortable);
        for (const HelpRow& r : rows) {
            std::vector<Shown> edits;
            for (const std::string& e : r.measure->edits) edits.push_back(Shown::from(e));
            t.row();
            t.head(Shown::from(r.measure->text));
            t.figure(r.saves, r.saves_value);
            t.figure(r.costs, r.costs_value);
            t.figure(r.net, r.net_value);
            t.text(r.then.empty() ? Shown("–") : r.then);
            t.text(Shown::joined(edits, ", "), "wide");
            t.end_row();
        }
        t.end();
    }
    if (const Shown balance = help_balance(v, true); !balance.empty())
        h.element("p", {{"class", "note"}}, balance + ".");
}

bool any_structure(const View& v) { return !structure_rows(v).empty() || any_point(v); }

void html_structure(const View& v, Html& h) {
    const StructureReport& s = *v.a.structure;
    for (const Shown& sentence : structure_sentences(v)) h.element("p", sentence);
    const std::vector<StructureRow> rows = structure_rows(v);
    if (!rows.empty()) {
        HtmlTable t(h, Shown("Processes whose years change."),
                    {{"Process"},
                     {"Down before, per year", true},
                     {"After", true},
                     {"Loss per year", true}},
                    HtmlTable::Kind::sortable);
        for (const StructureRow& r : rows) {
            t.row();
            t.head(r.process);
            t.figure(r.before, r.hours_before);
            t.figure(r.after, r.hours_after);
            t.figure(r.more, r.more_per_year);
            t.end_row();
        }
        t.end();
    }
    if (any_point(v)) {
        h.open("ul", {{"class", "plain"}});
        points(v, h, s.new_single_points_of_failure, " becomes a single point of failure for ");
        points(v, h, s.removed_single_points_of_failure,
               " is no single point of failure any more for ");
        for (const Shown& line : combination_sentences(v, s.new_cut_sets, newly_down, true))
            h.element("li", line);
        for (const Shown& line : combination_sentences(v, s.removed_cut_sets, no_longer_down, true))
            h.element("li", line);
        h.close();
    }
    for (const Shown& remark : structure_remarks(v)) h.element("p", remark);
}

}  // namespace knockon

// When instead, what would help, what stays behind.
#include "report/page/parts.h"
#include "report/words/advice.h"

namespace knockon {
namespace {

/// What alone, and what together, now takes a process down, or no longer does.
std::vector<Shown> points(const View& v) {
    if (!v.a.structure) return {};
    const StructureReport& s = *v.a.structure;
    std::vector<Shown> all = point_sentences(v, s.new_single_points_of_failure, newly_alone);
    for (const std::vector<Shown>& more :
         {point_sentences(v, s.removed_single_points_of_failure, no_longer_alone),
          combination_sentences(v, s.new_cut_sets, newly_down, true),
          combination_sentences(v, s.removed_cut_sets, no_longer_down, true)})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// The best starts beside the requested one.
void window_table(const View& v, Html& h) {
    const WhenInstead when = when_instead(v, v.a.departments.size());
    std::vector<HtmlColumn> columns = {{"Start"}, {"Risk", HtmlColumn::figure}};
    if (when.waits) {
        columns.push_back({"Waiting", HtmlColumn::figure});
        columns.push_back({"Together", HtmlColumn::figure});
    }
    for (const Id& id : when.departments) columns.emplace_back(v.name_of(id));
    columns.push_back({"Blocked by"});
    HtmlTable t(h, Shown("Other starts, on the same draws."), columns, "sortable");
    const auto row = [&](const Shown& start, const WhenInstead::Row& r, Words look) {
        std::vector<HtmlCell> cells = {{start, seconds(r.start.time_since_epoch())},
                                       {r.risk, r.risk_value}};
        if (when.waits) {
            cells.push_back({r.waiting, r.waiting_value});
            cells.push_back({r.together, r.together_value});
        }
        cells.insert(cells.end(), r.verdicts.begin(), r.verdicts.end());
        cells.push_back(r.blocked.empty() ? Shown("–") : r.blocked);
        t.row(cells, {Html::Attribute::look(look)});
    };
    for (const WhenInstead::Row& r : when.rows) row(start_shown(r.start, v.zone, true), r, "");
    row(Shown(moment(v.a.start, v.zone)) + " (as requested)", when.requested, "requested");
    t.end();
}

}  // namespace

void html_windows(const View& v, Html& h) {
    if (v.a.windows.empty() && v.a.starts.empty()) return;
    if (v.a.windows.empty())
        h.element("p", "None of the starts that were tried is accepted by everyone.");
    else
        window_table(v, h);
    if (v.a.starts.empty()) return;
    h.element("h3", "By day and hour");
    html_heat(h, {v.a.starts, v.a.start, v.a.verdict, v.zone, v.a.timezone, v.a.currency});
}

void html_mitigations(const View& v, Html& h) {
    const std::vector<HelpRow> rows = what_would_help(v);
    if (!rows.empty()) {
        HtmlTable t(h,
                    Shown("Each tried by assessing the edited change on the same draws: expected "
                          "loss of all departments, what is left of it once its price is paid, and "
                          "the verdicts it would give."),
                    {{"Measure"},
                     {"Saves", HtmlColumn::figure},
                     {"Costs", HtmlColumn::figure},
                     {"Net", HtmlColumn::figure},
                     {"Then"},
                     {"To try it", HtmlColumn::wide}},
                    "sortable");
        for (const HelpRow& r : rows)
            t.row({Shown::from(r.measure->text),
                   {r.saves, r.saves_value},
                   {r.costs, r.costs_value},
                   {r.net, r.net_value},
                   r.then.empty() ? Shown("–") : r.then,
                   Shown::listed(r.measure->edits)});
        t.end();
    }
    if (const Shown balance = help_balance(v, true); !balance.empty()) h.note(balance + ".");
}

void html_structure(const View& v, Html& h) {
    const std::vector<StructureRow> rows = structure_rows(v);
    const std::vector<Shown> singled_out = points(v);
    if (rows.empty() && singled_out.empty()) return;
    for (const Shown& sentence : structure_sentences(v)) h.element("p", sentence);
    if (!rows.empty()) {
        HtmlTable t(h, Shown("Processes whose years change."),
                    {{"Process"},
                     {"Down before, per year", HtmlColumn::figure},
                     {"After", HtmlColumn::figure},
                     {"Loss per year", HtmlColumn::figure}},
                    "sortable");
        for (const StructureRow& r : rows)
            t.row({r.process,
                   {r.before, r.hours_before},
                   {r.after, r.hours_after},
                   {r.more, r.more_per_year}});
        t.end();
    }
    if (!singled_out.empty()) html_list(h, singled_out);
    for (const Shown& remark : structure_remarks(v)) h.element("p", remark);
}

}  // namespace knockon

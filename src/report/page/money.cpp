// Who gains and who loses in the first year, what must be decided, and what is certain.
#include "report/page/parts.h"
#include "report/words/agreement.h"
#include "report/words/economics.h"

namespace knockon {
namespace {

void row(const View& v, const FirstYear& year, const FirstYear::Row& r, HtmlTable& t) {
    t.row();
    t.head(r.name);
    for (const FirstYear::Column c : year.shown) t.figure(year.amount(v, r, c));
    t.figure(year.net(v, r));
    t.end_row();
}

}  // namespace

bool any_first_year(const View& v) {
    return !first_year_of(v, true).rows.empty() || !cost_sentences(v, true).empty();
}

void html_first_year(const View& v, Html& h) {
    const FirstYear year = first_year_of(v, true);
    if (!year.rows.empty()) {
        std::vector<HtmlColumn> columns = {{"Department"}};
        for (const FirstYear::Column c : year.shown) columns.emplace_back(column_head(v, c), true);
        columns.push_back({"net", true});
        HtmlTable t(h,
                    Shown("Net is the benefit less everything else; rounded so that what is "
                          "printed adds up."),
                    columns, HtmlTable::Kind::sum);
        for (const FirstYear::Row& r : year.rows) row(v, year, r, t);
        if (year.rows.size() > 1) row(v, year, year.together, t);
        t.end();
        for (const Shown& s : first_year_sentences(v, year)) h.element("p", s);
    }
    if (const std::vector<Shown> costs = cost_sentences(v, true); !costs.empty())
        html_list(h, costs);
}

bool any_decision(const View& v) {
    return !v.a.sign_off.empty() || !over_budget(v).empty() ||
           !planned_phrases(v, true).empty() || v.a.last_turn_back.has_value();
}

void html_decisions(const View& v, Html& h) {
    if (const Shown budget = over_budget(v); !budget.empty())
        h.element("p", Shown("To decide: ") + budget + ".");
    html_sign_off(v, h);
    const std::vector<Shown> planned = planned_phrases(v, true);
    if (!planned.empty()) {
        h.element("h3", "Planned and certain");
        h.element("p", {{"class", "note"}}, "Part of the figures above.");
        html_list(h, planned);
    }
    if (const Shown turn_back = turn_back_phrase(v); !turn_back.empty())
        h.element("p", turn_back + ".");
}

}  // namespace knockon

// Who gains and who loses in the first year, what must be decided, and what is certain.
#include "report/page/parts.h"
#include "report/words/agreement.h"
#include "report/words/economics.h"

namespace knockon {

void html_first_year(const View& v, Html& h) {
    const FirstYear year = first_year_of(v, true);
    if (!year.rows.empty()) {
        std::vector<HtmlColumn> columns = {{"Department"}};
        for (const FirstYear::Column c : year.shown)
            columns.emplace_back(column_head(v, c), HtmlColumn::figure);
        columns.push_back({"net", HtmlColumn::figure});
        HtmlTable t(h,
                    Shown("Net is the benefit less everything else; rounded so that what is "
                          "printed adds up."),
                    columns, "sum");
        const auto row = [&](const FirstYear::Row& r) {
            std::vector<HtmlCell> cells = {r.name};
            for (const FirstYear::Column c : year.shown) cells.push_back(year.amount(v, r, c));
            cells.push_back(year.net(v, r));
            t.row(cells);
        };
        for (const FirstYear::Row& r : year.rows) row(r);
        if (year.rows.size() > 1) row(year.together);
        t.end();
        for (const Shown& s : first_year_sentences(v, year)) h.element("p", s);
    }
    if (const std::vector<Shown> costs = cost_sentences(v, true); !costs.empty())
        html_list(h, costs);
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

// A calibration for a terminal.
#include "report/words/calibration.h"

#include "report/text/text.h"
#include "report/writing/shown.h"

namespace knockon {

std::string calibration_text(const Calibration& c, const TextOptions& options) {
    Page page(options.width, options.colour);
    for (const Shown& s : calibration_sentences(c)) page.wrap(s);
    if (options.detail == TextOptions::Detail::brief) return page.take();
    for (const CalibrationTable& t : calibration_tables(c)) {
        page.blank();
        std::vector<Table::Column> columns;
        for (std::size_t i = 0; i < t.head.size(); ++i)
            columns.emplace_back(i == 0 ? Shown(t.title).styled(Style::strong) : Shown(t.head[i]),
                                 i == 0 ? Table::Fit::fold : Table::Fit::rigid, 16,
                                 i == 0 ? Table::Side::left : Table::Side::right);
        Table table(std::move(columns));
        for (const auto& row : t.rows) table.row(row);
        table.print(page);
        for (const Shown& remark : t.remarks) page.wrap(remark, 2, 2);
    }
    if (!c.advice.empty()) {
        page.blank();
        page.wrap(Shown("What could be changed").styled(Style::strong));
        for (const Advice& a : c.advice) page.wrap(advice_shown(a), 2, 4);
    }
    if (c.failures.steps > 0) {
        page.blank();
        page.wrap(evidence_sentence(c));
    }
    return page.take();
}

}  // namespace knockon

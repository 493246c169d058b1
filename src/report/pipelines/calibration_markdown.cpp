// A calibration as Markdown.
#include "report/pipelines/pipelines.h"
#include "report/words/calibration.h"
#include "report/writing/markdown.h"

namespace knockon {

std::string calibration_markdown(const Calibration& c, const TextOptions& options) {
    MarkdownPage page(longest_comment);
    page.marker("calibration");
    bool first = true;
    for (const Shown& s : calibration_sentences(c)) {
        page.paragraph(first ? Markdown::strong(s) : Markdown(s));
        first = false;
    }
    if (options.detail == TextOptions::Detail::brief) return page.take();
    for (const CalibrationTable& t : calibration_tables(c)) {
        page.paragraph(Markdown::strong(Shown(t.title)));
        std::vector<std::vector<Markdown>> rows(1);
        for (const Words s : t.head) rows[0].push_back(Markdown(Shown(s)));
        for (const auto& row : t.rows) rows.emplace_back(row.begin(), row.end());
        page.table("rows", rows);
        for (const Shown& remark : t.remarks) page.paragraph(Markdown(remark));
    }
    std::vector<Shown> advice;
    for (const Advice& a : c.advice) advice.push_back(advice_shown(a));
    page.fold("What could be changed", advice);
    if (c.failures.steps > 0) page.paragraph(Markdown(evidence_sentence(c)));
    return page.take();
}

}  // namespace knockon

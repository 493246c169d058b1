// The page of a calibration.
#include "report/words/calibration.h"

#include <array>

#include "report/page/calibration_pictures.h"
#include "report/page/page.h"
#include "report/page/parts.h"

namespace knockon {
namespace {

/// What the sections of the page look at.
struct CalibrationPage {
    explicit CalibrationPage(const Calibration& calibration)
        : c(calibration),
          sentences(calibration_sentences(calibration)),
          tables(calibration_tables(calibration)) {}
    const Calibration& c;
    std::vector<Shown> sentences;
    std::vector<CalibrationTable> tables;
};

const CalibrationTable* table_of(const CalibrationPage& r, CalibrationTable::Kind kind) {
    for (const CalibrationTable& t : r.tables)
        if (t.kind == kind) return &t;
    return nullptr;
}

template <CalibrationTable::Kind kind>
bool any(const CalibrationPage& r) {
    return table_of(r, kind) != nullptr;
}

template <CalibrationTable::Kind kind>
void table(const CalibrationPage& r, Html& h) {
    const CalibrationTable& t = *table_of(r, kind);
    std::vector<HtmlColumn> columns;
    for (std::size_t i = 0; i < t.head.size(); ++i)
        columns.push_back(
            {Shown(t.head[i].text().empty() ? Words("stands out") : t.head[i]), i > 0});
    HtmlTable out(h, Shown::joined(t.remarks, " "), columns, HtmlTable::Kind::plain);
    for (const auto& row : t.rows) {
        out.row();
        for (std::size_t i = 0; i < row.size(); ++i) i == 0 ? out.head(row[i]) : out.figure(row[i]);
        out.end_row();
    }
    out.end();
}

template <CalibrationTable::Kind kind, void (*picture)(const Calibration&, Html&)>
void pictured(const CalibrationPage& r, Html& h) {
    picture(r.c, h);
    table<kind>(r, h);
}

bool any_dot(const CalibrationPage& r) { return !r.c.dots.empty(); }
void strip(const CalibrationPage& r, Html& h) { html_strip(r.c, h); }
bool any_advice(const CalibrationPage& r) { return !r.c.advice.empty(); }
void advice(const CalibrationPage& r, Html& h) {
    std::vector<Shown> all;
    for (const Advice& a : r.c.advice) all.push_back(advice_shown(a));
    html_list(h, all);
}
bool always_there(const CalibrationPage&) { return true; }
void calibration_basis(const CalibrationPage& r, Html& h) {
    const std::ptrdiff_t said = shows_little(r.c) ? 2 : 1;  // in the verdict
    html_list(h, {r.sentences.begin() + said, r.sentences.end()});
    h.element("p", evidence_sentence(r.c));
}

constexpr std::array calibration_sections = {
    HtmlSection<CalibrationPage>{"strip", "Every forecast", any_dot, strip},
    HtmlSection<CalibrationPage>{"curve", "Is 10 % really 10 %?",
                                 any<CalibrationTable::Kind::curve>,
                                 pictured<CalibrationTable::Kind::curve, html_reliability>},
    HtmlSection<CalibrationPage>{"groups", "Who fails as foretold",
                                 any<CalibrationTable::Kind::groups>,
                                 pictured<CalibrationTable::Kind::groups, html_funnel>},
    HtmlSection<CalibrationPage>{"better", "Better than others",
                                 any<CalibrationTable::Kind::comparisons>,
                                 table<CalibrationTable::Kind::comparisons>},
    HtmlSection<CalibrationPage>{"departments", "What departments were told",
                                 any<CalibrationTable::Kind::departments>,
                                 table<CalibrationTable::Kind::departments>},
    HtmlSection<CalibrationPage>{"quantiles", "Do the quantiles hold?",
                                 any<CalibrationTable::Kind::exceeded>,
                                 table<CalibrationTable::Kind::exceeded>},
    HtmlSection<CalibrationPage>{"time", "Over time", any<CalibrationTable::Kind::periods>,
                                 pictured<CalibrationTable::Kind::periods, html_scores>},
    HtmlSection<CalibrationPage>{"memory", "Memory of base rates",
                                 any<CalibrationTable::Kind::memories>,
                                 table<CalibrationTable::Kind::memories>},
    HtmlSection<CalibrationPage>{"advice", "What could be changed", any_advice, advice},
    HtmlSection<CalibrationPage>{"basis", "What this rests on", always_there, calibration_basis},
};

void calibration_header(const CalibrationPage& r, Html& h) {
    h.open("header");
    h.element("h1", "Does it come true?");
    for (const auto& [path, hash] : r.c.inputs) h.element("p", Shown::from(path));
    h.close();
}

void calibration_verdict(const CalibrationPage& r, Html& h) {
    html_verdict(h,
                 r.c.alarmed                                    ? Verdict::exceeds
                 : r.c.failures.steps == 0 || shows_little(r.c) ? Verdict::undetermined
                                                                : Verdict::within,
                 r.sentences.front());
    if (shows_little(r.c)) h.element("p", {{"class", "lead"}}, r.sentences[1]);
    h.close();
}

}  // namespace

std::string calibration_html(const Calibration& c) {
    return html_document(Shown("Forecasts held against what happened"), calibration_sections,
                         CalibrationPage(c), calibration_header, calibration_verdict, c.version);
}

}  // namespace knockon

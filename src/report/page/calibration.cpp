// The page of a calibration: each picture with the table that it repeats.
#include "report/words/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "calibrate/calibration.h"
#include "report/page/page.h"
#include "report/page/parts.h"

namespace knockon {
namespace {

constexpr int plot_left = 64, plot_right = 20, plot_top = 26, plot_bottom = 46, plot_width = 760,
              plot_height = 340;
constexpr std::size_t most_dots = 1500;

/// From figures to places on the drawing; both axes begin at 0.
struct Frame {
    double most_x = 1, most_y = 1;
    int x(double v) const {
        return plot_left + static_cast<int>(std::lround(std::clamp(v / most_x, 0.0, 1.0) *
                                                        (plot_width - plot_left - plot_right)));
    }
    int y(double v) const {
        return plot_height - plot_bottom -
               static_cast<int>(std::lround(std::clamp(v / most_y, 0.0, 1.0) *
                                            (plot_height - plot_top - plot_bottom)));
    }
};

/// The next of these times a power of ten, so that five lines have short numbers.
double rounded_up(double x) {
    if (!(x > 0)) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(x)));
    for (const double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0})
        if (x <= step * power * (1 + 1e-9)) return step * power;
    return 10 * power;
}

void begin_chart(Html& h, Words title, const Shown& what) {
    h.open("div", {{"class", "figure"}});
    h.open("div", {{"class", "scroll"}, {"role", "group"}, {"aria-label", title}, {"tabindex", 0}});
    h.open("svg", {{"class", "chart"},
                   {"role", "img"},
                   {"width", plot_width},
                   {"height", plot_height},
                   {"viewBox", std::vector<int>{0, 0, plot_width, plot_height}},
                   Html::Attribute::label(what)});
}

void end_chart(Html& h) { h.close().close().close(); }

template <class F>
void vertical_axis(Html& h, const Frame& a, Words name, F&& label) {
    for (int i = 0; i <= 5; ++i) {
        const double v = a.most_y * i / 5;
        h.open("line", {{"class", "grid"},
                        {"x1", plot_left},
                        {"x2", plot_width - plot_right},
                        {"y1", a.y(v)},
                        {"y2", a.y(v)}})
            .close();
        h.element(
            "text",
            {{"x", plot_left - 8}, {"y", a.y(v) + 4}, {"text-anchor", "end"}, {"class", "sub"}},
            label(v));
    }
    h.open("path", {{"class", "axis curve"},
                    {"d", Outline()
                              .move(plot_left, plot_top)
                              .line(plot_left, plot_height - plot_bottom)
                              .line(plot_width - plot_right, plot_height - plot_bottom)}})
        .close();
    h.element("text", {{"x", plot_left}, {"y", 14}}, name);
}

/// Below the horizontal axis.
void draw_below(Html& h, int x, Words anchor, const Shown& label) {
    h.element("text",
              {{"x", x},
               {"y", plot_height - plot_bottom + 18},
               Html::Attribute::if_any("text-anchor", anchor),
               {"class", "sub"}},
              label);
}

void name_horizontal_axis(Html& h, Words name) {
    h.element(
        "text",
        {{"x", (plot_left + plot_width) / 2}, {"y", plot_height - 8}, {"text-anchor", "middle"}},
        name);
}

template <class F>
void horizontal_axis(Html& h, const Frame& a, Words name, F&& label) {
    for (int i = 0; i <= 5; ++i) {
        const double v = a.most_x * i / 5;
        draw_below(h, a.x(v), i == 5 ? Words("end") : Words("middle"), label(v));
    }
    name_horizontal_axis(h, name);
}

Shown share_label(double v) { return v == 0 ? Shown("0") : Shown(stated_percent(v)); }
Shown plain_label(double v) { return v == 0 ? Shown("0") : Shown(number(v)); }

void draw_stroke(Html& h, Words look, int x1, int y1, int x2, int y2) {
    h.open("path", {{"class", look}, {"d", Outline().move(x1, y1).line(x2, y2)}}).close();
}

void draw_dot(Html& h, bool failed, int x, int y) {
    h.open("circle", {{"class", failed ? Words("dot failed") : Words("dot")},
                      {"cx", x},
                      {"cy", y},
                      {"r", failed ? 5 : 3}})
        .close();
}

void draw_reliability(const Calibration& c, Html& h) {
    const Reliability& r = *c.reliability;
    double most = 0;
    for (const ReliabilityStep& s : r.curve) most = std::max({most, s.to, s.rate, s.high});
    Frame a;
    a.most_x = a.most_y = std::min(rounded_up(most), 1.0);
    begin_chart(h, "Failure rate against forecast",
                Shown("Miscalibration ") + number(r.miscalibration) + ", discrimination " +
                    number(r.discrimination));
    vertical_axis(h, a, "failed", share_label);
    horizontal_axis(h, a, "foretold", share_label);
    Outline band;
    const auto middle = [&](const ReliabilityStep& s) { return a.x((s.from + s.to) / 2); };
    for (const ReliabilityStep& s : r.curve)
        band.empty() ? band.move(middle(s), a.y(s.high)) : band.line(middle(s), a.y(s.high));
    for (auto s = r.curve.rbegin(); s != r.curve.rend(); ++s) band.line(middle(*s), a.y(s->low));
    h.open("path", {{"class", "band"}, {"d", band}}).close();
    draw_stroke(h, "curve k3", a.x(0), a.y(0), a.x(a.most_x), a.y(a.most_y));
    Outline curve;
    for (const ReliabilityStep& s : r.curve) {
        curve.empty() ? curve.move(a.x(s.from), a.y(s.rate)) : curve.line(a.x(s.from), a.y(s.rate));
        curve.line(a.x(s.to), a.y(s.rate));
    }
    h.open("path", {{"class", "curve k0"}, {"d", curve}}).close();
    for (const ReliabilityStep& s : r.curve) draw_dot(h, false, middle(s), a.y(s.rate));
    end_chart(h);
    h.note(
        "The line: of steps that were foretold so, how many failed. Dotted: as foretold. Shaded: "
        "where nine lines of ten run if the forecasts are right.");
}

void draw_strip(const Calibration& c, Html& h) {
    const std::size_t first = c.dots.size() > most_dots ? c.dots.size() - most_dots : 0;
    double most = 0;
    for (std::size_t i = first; i < c.dots.size(); ++i) most = std::max(most, c.dots[i].forecast);
    Frame a;
    a.most_x = static_cast<double>(c.dots.size() - first);
    a.most_y = std::min(rounded_up(most), 1.0);
    begin_chart(
        h, "Forecasts by date",
        Shown("Steps that failed stand out; the higher, the more likely they were to fail."));
    vertical_axis(h, a, "foretold", share_label);
    for (const bool failed : {false, true})
        for (std::size_t i = first; i < c.dots.size(); ++i)
            if (c.dots[i].failed == failed)
                draw_dot(h, failed, a.x(static_cast<double>(i - first) + 0.5),
                         a.y(c.dots[i].forecast));
    name_horizontal_axis(h, "steps by date");
    const auto day = [](const Dot& d) { return date(std::chrono::local_days{d.date}); };
    draw_below(h, plot_left, "", day(c.dots[first]));
    draw_below(h, plot_width - plot_right, "end", day(c.dots.back()));
    end_chart(h);
    h.note("Large: failed. Forecasts are good where large dots are high and high dots large.");
    if (first > 0) h.note(Shown("Not drawn: ") + count(first) + " older ones.");
}

void draw_funnel(const Calibration& c, Html& h) {
    Frame a;
    double most_x = 0, most_y = 2;
    const auto ratio = [](const Failures& f, int seen) { return seen / f.expected; };
    for (const ForecastGroup& g : c.groups) {
        if (g.failures.expected <= 0) continue;
        most_x = std::max(most_x, g.failures.expected);
        most_y = std::max(
            {most_y, ratio(g.failures, g.failures.seen), ratio(g.failures, g.failures.high998)});
    }
    constexpr double highest = 10;
    a.most_x = rounded_up(most_x);
    a.most_y = rounded_up(std::min(most_y, highest));
    begin_chart(h, "Failed to foretold",
                Shown("Groups outside their bars fail more or less often than foretold."));
    vertical_axis(h, a, "failed / foretold", plain_label);
    horizontal_axis(h, a, "failures foretold", plain_label);
    draw_stroke(h, "curve k3", a.x(0), a.y(1), a.x(a.most_x), a.y(1));
    for (const ForecastGroup& g : c.groups) {
        const Failures& f = g.failures;
        if (f.expected <= 0) continue;
        const int x = a.x(f.expected);
        draw_stroke(h, "axis curve", x, a.y(ratio(f, f.low998)), x, a.y(ratio(f, f.high998)));
        draw_stroke(h, "curve k0", x, a.y(ratio(f, f.low95)), x, a.y(ratio(f, f.high95)));
        const bool outside = f.seen < f.low998 || f.seen > f.high998;
        draw_dot(h, outside, x, a.y(ratio(f, f.seen)));
        h.element("text", {{"x", x + 7}, {"y", a.y(ratio(f, f.seen)) - 6}, {"class", "sub"}},
                  g.id.empty() ? Shown("not said") : Shown::from(g.id));
    }
    end_chart(h);
    h.note(
        "Thick: where 95\u00A0% of right forecasts are, thin: 99.8\u00A0%. The fewer failures are "
        "to be expected, the longer the bars: few say little. Beside one another is no ranking.");
}

void draw_scores(const Calibration& c, Html& h) {
    Frame a;
    double most = 0;
    for (const ForecastGroup& g : c.periods) most = std::max(most, g.brier);
    a.most_x = static_cast<double>(c.periods.size());
    a.most_y = rounded_up(most);
    begin_chart(h, "Brier score by half-year", Shown("Less is better."));
    vertical_axis(h, a, "Brier score", plain_label);
    Outline curve;
    for (std::size_t i = 0; i < c.periods.size(); ++i) {
        const int x = a.x(static_cast<double>(i) + 0.5), y = a.y(c.periods[i].brier);
        curve.empty() ? curve.move(x, y) : curve.line(x, y);
        draw_below(h, x, "middle", Shown::from(c.periods[i].id));
    }
    h.open("path", {{"class", "curve k0"}, {"d", curve}}).close();
    for (std::size_t i = 0; i < c.periods.size(); ++i)
        draw_dot(h, false, a.x(static_cast<double>(i) + 0.5), a.y(c.periods[i].brier));
    end_chart(h);
}

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
void table(const CalibrationPage& r, Html& h) {
    const CalibrationTable* t = table_of(r, kind);
    if (t == nullptr) return;
    std::vector<HtmlColumn> columns;
    for (const Words head : t->head)
        columns.push_back({head.text().empty() ? Words("stands out") : head,
                           columns.empty() ? HtmlColumn::text : HtmlColumn::figure});
    HtmlTable out(h, Shown::joined(t->remarks, " "), columns);
    for (const auto& row : t->rows) out.row({row.begin(), row.end()});
    out.end();
}

template <CalibrationTable::Kind kind, void (*picture)(const Calibration&, Html&)>
void pictured(const CalibrationPage& r, Html& h) {
    if (table_of(r, kind) == nullptr) return;
    picture(r.c, h);
    table<kind>(r, h);
}

void strip(const CalibrationPage& r, Html& h) {
    if (!r.c.dots.empty()) draw_strip(r.c, h);
}
void advice(const CalibrationPage& r, Html& h) {
    std::vector<Shown> all;
    for (const Advice& a : r.c.advice) all.push_back(advice_shown(a));
    if (!all.empty()) html_list(h, all);
}
void calibration_basis(const CalibrationPage& r, Html& h) {
    const std::ptrdiff_t said = shows_little(r.c) ? 2 : 1;  // in the verdict
    html_list(h, {r.sentences.begin() + said, r.sentences.end()});
    h.element("p", evidence_sentence(r.c));
}

using TableKind = CalibrationTable::Kind;
constexpr std::array calibration_sections = {
    HtmlSection<CalibrationPage>{"strip", "Every forecast", strip},
    HtmlSection<CalibrationPage>{"curve", "Is 10 % really 10 %?",
                                 pictured<TableKind::curve, draw_reliability>},
    HtmlSection<CalibrationPage>{"groups", "Who fails as foretold",
                                 pictured<TableKind::groups, draw_funnel>},
    HtmlSection<CalibrationPage>{"better", "Better than others", table<TableKind::comparisons>},
    HtmlSection<CalibrationPage>{"departments", "What departments were told",
                                 table<TableKind::departments>},
    HtmlSection<CalibrationPage>{"quantiles", "Do the quantiles hold?", table<TableKind::exceeded>},
    HtmlSection<CalibrationPage>{"time", "Over time", pictured<TableKind::periods, draw_scores>},
    HtmlSection<CalibrationPage>{"memory", "Memory of base rates", table<TableKind::memories>},
    HtmlSection<CalibrationPage>{"advice", "What could be changed", advice},
    HtmlSection<CalibrationPage>{"basis", "What this rests on", calibration_basis},
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

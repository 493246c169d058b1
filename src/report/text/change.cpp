// The page as a whole: header, verdict, blocks, and what all of it rests on.
#include <algorithm>

#include "report/text/parts.h"
#include "report/text/text.h"

namespace knockon {
namespace {

void draw_header(const View& v, Page& page) {
    const Assessment& a = v.a;
    Shown title = Shown::from(a.change).styled(Style::strong);
    if (!a.title.empty() && a.title != a.change) title += Shown("  ") + Shown::from(a.title).styled(Style::strong);
    const Shown sponsor = a.sponsor.empty() ? Shown() : Shown("sponsor: ") + sponsor_of(a);
    // Where there is no room for it, the list of who must agree says it.
    const bool said = std::any_of(a.sign_off.begin(), a.sign_off.end(), [&](const SignOff& s) {
        return s.who == a.sponsor && !s.given;
    });
    const bool fits = title.width() + 2 + sponsor.width() <= page.width();
    page.sides(title, said && !fits ? Shown() : sponsor);
    const Shown window = Shown(period(a.start, a.end, v.zone)) + ", watched until " +
                         moment(a.hypercare_end, v.zone,
                                v.zone.to_local(a.hypercare_end) - v.zone.to_local(a.start) >
                                    std::chrono::hours{24 * 200});
    page.sides(window, Shown::from(a.timezone));
}

/// What makes this result another than the files alone would give; on every version of the page.
void draw_overrides(const View& v, Page& page) {
    if (!v.a.overrides.empty()) page.wrap(Shown("What if: ") + Shown::listed(v.a.overrides), 0, 9);
    for (const std::string& file : judged_by({&v.a, 1}))
        page.wrap(Shown("Judged by ") + Shown::from(file), 0, 2);
}

void draw_limits_met(const View& v, Page& page) {
    if (!v.a.limits_hit.empty())
        page.wrap(Shown("Limits met: ").styled(Style::doubt) + Shown::listed(v.a.limits_hit), 0,
                  12);
}

void draw_rests_on(const View& v, Page& page) {
    page.blank();
    page.wrap(heading("What this rests on: ") + rests_on(v), 0, 2);
}

/// The questions that come after the table, a sentence or two each.
void draw_in_short(const View& v, Page& page) {
    Table t({{""}, {"", Table::Fit::fold, 20}});
    for (const ShortAnswer& s : short_answers(v)) t.row({heading(s.question), s.text});
    page.blank();
    t.print(page);
}

void draw_method(const View& v, Page& page) {
    bool first = true;
    for (const std::string& note : v.a.notes) {
        if (is_answered(v, note)) continue;
        if (first) page.blank();
        first = false;
        page.wrap(Shown("Note: ") + Shown::from(note), 0, 6);
    }
    page.blank();
    page.wrap(Shown("For those who check the figures: ").styled(Style::strong) +
                  method_sentence(v),
              0, 2);
    draw_limits_met(v, page);
    if (v.full() && v.a.structure)
        page.wrap(Shown("Structure: ") + Shown::from(v.a.structure->engine) + ".");
}

/// The answer and who is hit: it rests on nothing that is not known when a verdict is settled.
void draw_answer(const View& v, Page& page) {
    const bool brief = v.options.detail == TextOptions::Detail::brief;
    if (!brief) {
        draw_header(v, page);
        page.blank();
    }
    const Style style = verdict_style(verdict_at(v.a, v.options.gate));
    page.wrap(verdict_sentence(v.a, v.options.gate).styled(style));
    page.wrap(way_out_sentence(v.a));
    page.wrap(lasting_sentence(v));
    draw_overrides(v, page);
    if (!brief && !v.a.departments.empty()) page.blank();
    draw_departments(v, page);
}

}  // namespace

std::string report_text_begin(const Assessment& settled, const Sources& sources,
                              const TextOptions& options) {
    const View v(settled, sources, options);
    Page page(options.width, options.colour);
    draw_answer(v, page);
    return page.take();
}

std::string report_text(const Assessment& a, const Sources& sources, const TextOptions& options) {
    const View v(a, sources, options);
    Page page(options.width, options.colour);
    draw_answer(v, page);
    for (const Shown& open : open_limits(v)) page.wrap(open, 2, 4);
    draw_since(v, page);
    if (options.detail == TextOptions::Detail::brief) {
        draw_limits_met(v, page);
        if (options.assumptions) draw_assumptions(a.assumptions, page);
        return page.take();
    }
    draw_first_year(v, page);
    draw_in_short(v, page);
    draw_why(v, page);
    draw_windows(v, page);
    draw_mitigations(v, page);
    draw_structure(v, page);
    if (v.full()) draw_rests_on(v, page);
    draw_costs(v, page);
    draw_break_even(v, page);
    draw_findings(v, page);
    draw_inform(v, page);
    if (v.options.assumptions) draw_assumptions(a.assumptions, page);
    if (v.full()) {
        draw_agreement(v, page);
        draw_timeline(v, page);
        draw_processes(v, page);
        draw_causes(v, page);
        draw_matrix(v, page);
    }
    draw_input_ranges(v, page);
    draw_method(v, page);
    return page.take();
}

}  // namespace knockon

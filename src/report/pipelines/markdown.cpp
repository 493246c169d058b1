// The answer as a comment on a pull request, or the summary of a job: verdict and table first, the
// rest folded. The same assessment gives the same bytes, so a comment is edited only when there is
// news.
#include <algorithm>

#include "report/pipelines/pipelines.h"
#include "report/words/advice.h"
#include "report/words/agreement.h"
#include "report/words/economics.h"
#include "report/words/figures.h"
#include "report/words/objections.h"
#include "report/writing/markdown.h"

namespace knockon {
namespace {

using Items = std::vector<Markdown>;

void add(Items& items, const std::vector<Shown>& lines) {
    items.insert(items.end(), lines.begin(), lines.end());
}

bool open(const Finding& f) {
    return f.brought_about && !f.accepted && f.severity != Severity::note;
}

bool all_well(const Assessment& a) {
    return a.verdict == Verdict::within && std::none_of(a.findings.begin(), a.findings.end(), open);
}

void draw_table(const View& v, MarkdownPage& page) {
    const std::vector<const DepartmentFigures*> exposed = exposed_departments(v);
    const int base = base_of(exposed);
    const std::vector<FigureColumn> columns = figure_columns(FigureColumn::comment);
    std::vector<std::vector<Markdown>> rows = {{Words("Department"), Words("Chance of disruption")}};
    for (const FigureColumn& c : columns) rows.front().emplace_back(c.title);
    rows.front().insert(rows.front().end(), {Words("Accepts"), Words("Verdict")});
    for (const DepartmentFigures* d : exposed) {
        const Markdown verdict = d->verdict == Verdict::within
                                     ? Markdown(verdict_word(d->verdict))
                                     : Markdown::strong(verdict_word(d->verdict)) +
                                           (d->excused ? Words(", as before") : Words(""));
        rows.push_back({v.name_of(d->id), chance_phrase(*d, base)});
        for (const FigureColumn& c : columns) rows.back().emplace_back(c.text(v, *d));
        rows.back().insert(rows.back().end(), {limits_phrase(v, d->appetite), verdict});
    }
    page.table("departments", rows);
    Items beyond;
    for (const DepartmentFigures* d : exposed)
        if (const Shown more = beyond_money(*d); !more.empty())
            beyond.push_back(v.name_of(d->id) + ": " + more);
    page.paragraph(Markdown::joined(beyond, "; "));
    page.paragraph(beside_disruption(v, exposed));
}

void draw_first_year(const View& v, MarkdownPage& page) {
    const FirstYear year = first_year_of(v, true);
    if (year.rows.empty()) return;
    std::vector<std::vector<Markdown>> rows = {{Words("First year")}};
    for (const FirstYear::Column c : year.shown) rows.front().emplace_back(column_head(v, c));
    rows.front().emplace_back(Words("net"));
    const auto add = [&](const FirstYear::Row& r) {
        rows.push_back({r.name});
        for (const FirstYear::Column c : year.shown)
            rows.back().emplace_back(year.amount(v, r, c));
        rows.back().emplace_back(year.net(v, r));
    };
    for (const FirstYear::Row& r : year.rows) add(r);
    if (year.rows.size() > 1) add(year.together);
    page.table("first year", rows);
    for (const Shown& s : first_year_sentences(v, year)) page.paragraph(s);
}

/// What must be decided, and what is certain.
void draw_decisions(const View& v, MarkdownPage& page) {
    if (const Shown budget = over_budget(v); !budget.empty())
        page.paragraph(Markdown("To decide: ") + budget);
    for (const Shown& s : agreement_sentences(v)) page.paragraph(s);
    const std::vector<Shown> planned = planned_phrases(v, true);
    if (!planned.empty())
        page.paragraph(Markdown("Planned and certain: ") + Shown::joined(planned, "; "));
    if (const Shown turn_back = turn_back_phrase(v); !turn_back.empty())
        page.paragraph(turn_back + ".");
}

Items not_hit(const View& v) {
    Items items;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.reach != Reach::exposed) items.push_back(v.name_of(d.id) + ": " + calm_phrase(v, d, false));
    return items;
}

Items reasons(const View& v) {
    Items items;
    for (const DepartmentFigures& d : v.a.departments)
        for (const Why* w : ways_to(v, d.id, v.a.why.size()))
            items.push_back(Markdown::strong(v.name_of(d.id)) + " " + percent(w->share) + ": " +
                            chain_phrase(v, *w));
    return items;
}

/// The verdicts at a start, of those whose verdict differs between starts.
Markdown verdicts(const View& v, const WhenInstead& when, const WhenInstead::Row& r) {
    Items parts;
    for (std::size_t i = 0; i < when.departments.size(); ++i)
        parts.push_back(v.name_of(when.departments[i]) + " " + r.verdicts[i]);
    return Markdown::joined(parts, ", ");
}

Items windows(const View& v) {
    Items items;
    if (v.a.windows.empty()) return items;
    const WhenInstead when = when_instead(v, v.a.departments.size());
    const auto add = [&](const Shown& start, const WhenInstead::Row& r) {
        Markdown m = Markdown(start) + ": risk " + r.risk;
        if (when.waits) m += Markdown(", waiting ") + r.waiting + ", together " + r.together;
        if (const Markdown given = verdicts(v, when, r); !given.empty())
            m += Markdown("; ") + given;
        if (!r.blocked.empty()) m += Markdown("; ") + r.blocked;
        items.push_back(m);
    };
    for (const WhenInstead::Row& r : when.rows) add(start_shown(r.start, v.zone, true), r);
    add(Shown("as requested"), when.requested);
    return items;
}

Items help(const View& v) {
    Items items;
    for (const HelpRow& r : what_would_help(v)) {
        Markdown item = Markdown::from(r.measure->text) + ": saves " + r.saves;
        item += r.measure->cost ? Markdown(", costs ") + r.costs + ", net " + r.net
                                : Markdown(", price not stated");
        if (!r.then.empty()) item += Markdown("; ") + r.then;
        items.push_back(item);
    }
    if (const Shown balance = help_balance(v, true); !balance.empty()) items.push_back(balance);
    return items;
}

Items stays_behind(const View& v) {
    Items items;
    if (!v.a.structure) return items;
    const StructureReport& s = *v.a.structure;
    for (const StructureRow& r : structure_rows(v))
        items.push_back(Markdown(r.process) + ": down " + r.before + " a year before, " + r.after +
                        " after; loss per year " + r.more);
    add(items, structure_sentences(v));
    const auto points = [&](const std::vector<SinglePoint>& all, Words verb) {
        for (const SinglePoint& p : all)
            items.push_back(Markdown(v.name_of(p.component)) + verb + v.name_of(p.process));
    };
    points(s.new_single_points_of_failure, newly_alone);
    points(s.removed_single_points_of_failure, no_longer_alone);
    add(items, combination_sentences(v, s.new_cut_sets, newly_down, false));
    add(items, combination_sentences(v, s.removed_cut_sets, no_longer_down, false));
    if (!items.empty()) add(items, structure_remarks(v));
    return items;
}

Items findings(const View& v, bool brought_about) {
    Items items;
    for (const Severity s : {Severity::error, Severity::warning, Severity::note})
        for (const Finding& f : v.a.findings) {
            if (f.severity != s || f.brought_about != brought_about) continue;
            Markdown item = Markdown::strong(Shown::from(name(s))) + " " + Markdown::from(f.code) +
                            " " + Markdown::from(f.message);
            if (const Shown place = v.place(f.at); !place.empty()) item += Markdown(", ") + place;
            if (f.excused) item += " (as before)";
            if (f.accepted)
                item += Markdown("; ") + accepted_phrase(v, *f.accepted);
            else if (!f.help.empty())
                item += Markdown("; ") + Markdown::from(f.help);
            items.push_back(item);
        }
    return items;
}

Items messages(const View& v) {
    Items items;
    for (const Inform& i : v.a.inform)
        items.push_back(Markdown::strong(v.name_of(i.department)) + ": " + Markdown::from(i.text));
    return items;
}

Items assumed(const View& v) {
    Items items;
    for (const Assumption& a : v.a.assumptions)
        items.push_back(Markdown::from(a.of) + ", " + Markdown::from(a.what) + ": " +
                        Markdown::from(a.value) + " (" + Markdown::from(a.source) + ")");
    return items;
}

Items method(const View& v) {
    const Assessment& a = v.a;
    Items items = {method_sentence(v)};
    if (a.structure) items.push_back(Markdown("Structure: ") + Markdown::from(a.structure->engine));
    for (const std::string& note : a.notes) items.push_back(Markdown::from(note));
    items.push_back(Markdown("knockon ") + Markdown::from(a.version));
    return items;
}

/// What makes this result another than the files alone would give is never folded.
void draw_conditions(const View& v, MarkdownPage& page) {
    Items given;
    for (const std::string& o : v.a.overrides) given.push_back(Markdown::from(o));
    if (!given.empty()) page.paragraph(Markdown("What if: ") + Markdown::joined(given, ", "));
    given.clear();
    for (const std::string& l : v.a.limits_hit) given.push_back(Markdown::from(l));
    if (!given.empty()) page.paragraph(Markdown("Limits met: ") + Markdown::joined(given, ", "));
    for (const std::string& file : judged_by({&v.a, 1}))
        page.paragraph(Markdown("Judged by ") + Markdown::from(file));
}

/// What is excused stands in the open, beside the verdict that it takes from the gate.
void draw_since(const View& v, MarkdownPage& page) {
    if (!v.a.since) return;
    page.paragraph(excused_sentence(v.a));
    page.paragraph(since_heading(v.a));
    page.fold("Moved", since_sentences(v));
    page.fold("Inputs that are others", since_inputs(v));
}

void draw_head(const View& v, MarkdownPage& page) {
    const Assessment& a = v.a;
    page.marker(a.change);
    page.paragraph(Markdown::strong(verdict_sentence(a, v.options.gate)));
    page.paragraph(way_out_sentence(a));
    page.paragraph(lasting_sentence(v));
    Markdown head = Markdown::from(a.change);
    if (!a.title.empty()) head += Markdown(" ") + Markdown::from(a.title);
    head += Markdown(" · ") + period(a.start, a.end, v.zone) + ", watched until " +
            moment(a.hypercare_end, v.zone) + " (" + Markdown::from(a.timezone) + ")";
    if (!a.sponsor.empty()) head += Markdown(" · sponsor: ") + sponsor_of(a);
    page.paragraph(head);
}

std::string draw(const Assessment& a, const Sources& sources, const TextOptions& options,
                 std::size_t longest) {
    const View v(a, sources, options);
    MarkdownPage page(longest);
    draw_head(v, page);
    draw_conditions(v, page);
    if (all_well(a)) page.paragraph(Words("Nothing stands against it."));
    draw_table(v, page);
    for (const Shown& open : open_limits(v)) page.paragraph(open);
    draw_since(v, page);
    draw_first_year(v, page);
    draw_decisions(v, page);
    page.paragraph(Markdown("What this rests on: ") + rests_on(v));
    page.fold("Not hit", not_hit(v));
    page.fold("Why", reasons(v));
    page.fold("When instead", windows(v));
    page.fold("What would help", help(v));
    page.fold("What stays behind", stays_behind(v));
    page.fold("Who pays, who bears", cost_sentences(v, true));
    page.fold("Findings", findings(v, true), 500);
    page.fold("Who will notice what", messages(v));
    page.fold("Findings that were there before", findings(v, false));
    page.fold("Assumed", assumed(v));
    page.fold("For those who check the figures", method(v));
    return page.take();
}

}  // namespace

std::string report_markdown(const Assessment& a, const Sources& sources,
                            const TextOptions& options) {
    return draw(a, sources, options, longest_comment);
}

std::string report_github_summary(const Assessment& a, const Sources& sources,
                                  const TextOptions& options) {
    return draw(a, sources, options, longest_summary);
}

}  // namespace knockon

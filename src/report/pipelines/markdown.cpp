// The answer as a comment on a pull request, or the summary of a job: verdict and table first, the
// rest folded. The same assessment gives the same bytes, so a comment is edited only when there is
// news.
#include <algorithm>

#include "report/pipelines/pipelines.h"
#include "report/words/first_year.h"
#include "report/words/objections.h"
#include "report/writing/markdown.h"

namespace knockon {
namespace {

using Items = std::vector<Markdown>;

bool open(const Finding& f) {
    return f.brought_about && !f.accepted && f.severity != Severity::note;
}

bool all_well(const Assessment& a) {
    return a.verdict == Verdict::within && std::none_of(a.findings.begin(), a.findings.end(), open);
}

void draw_table(const View& v, MarkdownPage& page) {
    std::vector<double> shares;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.reach == Reach::exposed) shares.push_back(d.disruption.value);
    const int base = frequency_base(shares);
    std::vector<std::vector<Markdown>> rows = {{Words("Department"), Words("Chance of disruption"),
                                                Words("Extra downtime"), Words("in 1 case of 20"),
                                                Words("Extra loss"), Words("in 1 case of 20"),
                                                Words("Accepts"), Words("Verdict")}};
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.reach != Reach::exposed) continue;
        const Markdown verdict = d.verdict == Verdict::within
                                     ? Markdown(verdict_word(d.verdict))
                                     : Markdown::strong(verdict_word(d.verdict)) +
                                           (d.excused ? Words(", as before") : Words(""));
        rows.push_back({v.name_of(d.id), chance_phrase(d, base), duration(d.downtime_s.mean.value),
                        duration(d.downtime_s.p95.value), v.money_of(d.loss.mean.value),
                        v.money_of(d.loss.p95.value), limits_phrase(v, d.appetite), verdict});
    }
    page.table("departments", rows);
}

Items not_hit(const View& v) {
    Items items;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.reach != Reach::exposed) items.push_back(v.name_of(d.id) + ": " + calm_phrase(v, d));
    return items;
}

Items planned(const View& v) {
    Items items;
    for (const Figures& p : v.a.processes)
        if (p.planned.downtime_s > 0 && p.planned.from && p.planned.to)
            items.push_back(v.name_of(p.id) + " (" + v.name_of(p.department) +
                            "): " + period(*p.planned.from, *p.planned.to, v.zone, false) + ", " +
                            exact_duration(p.planned.downtime_s) + " of working time");
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

Markdown verdicts(const View& v, const std::map<Id, Verdict>& given) {
    Items parts;
    for (const DepartmentFigures& d : v.a.departments) {
        const auto found = given.find(d.id);
        if (found == given.end()) continue;
        if (d.verdict == Verdict::within && found->second == Verdict::within) continue;
        parts.push_back(v.name_of(d.id) + " " + verdict_word(found->second));
    }
    return Markdown::joined(parts, ", ");
}

Items windows(const View& v) {
    Items items;
    for (const WindowOption& o : v.a.windows) {
        std::map<Id, Verdict> given;
        for (const auto& [id, row] : o.departments) given[id] = row.verdict;
        Markdown m = Markdown(Shown(moment(o.start, v.zone))) + ": " + v.money_of(o.loss.value) +
                     ", " + signed_percent(-o.saves);
        if (const Markdown changed = verdicts(v, given); !changed.empty())
            m += Markdown("; ") + changed;
        for (const std::string& code : o.blocked)
            m += Markdown("; blocked: ") + Markdown::from(code);
        items.push_back(m);
    }
    return items;
}

Items help(const View& v) {
    Items items;
    for (const Mitigation& m : v.a.mitigations) {
        Markdown item = Markdown::from(m.text) + ": saves " + v.money_of(m.saves.value);
        if (m.cost) item += Markdown(", costs ") + v.money_of(*m.cost);
        if (const Markdown changed = verdicts(v, m.verdicts); !changed.empty())
            item += Markdown("; ") + changed;
        items.push_back(item);
    }
    return items;
}

Items stays_behind(const View& v) {
    Items items;
    if (!v.a.structure) return items;
    const StructureReport& s = *v.a.structure;
    for (const StructureRow& r : structure_rows(v))
        items.push_back(Markdown(r.process) + ": down " + r.before + " a year before, " + r.after +
                        " after; loss per year " + r.more);
    for (const Shown& sentence : structure_sentences(v)) items.push_back(sentence);
    for (const SinglePoint& p : s.new_single_points_of_failure)
        items.push_back(Markdown::from(p.component) + " becomes a single point of failure for " +
                        v.name_of(p.process));
    for (const SinglePoint& p : s.removed_single_points_of_failure)
        items.push_back(Markdown::from(p.component) +
                        " is no single point of failure any more for " + v.name_of(p.process));
    for (const Shown& line : combination_sentences(v, s.new_cut_sets, newly_down, false))
        items.push_back(line);
    for (const Shown& line : combination_sentences(v, s.removed_cut_sets, no_longer_down, false))
        items.push_back(line);
    if (!items.empty())
        for (const Shown& remark : structure_remarks(v)) items.push_back(remark);
    return items;
}

/// What making up, waiting and leaving would cost.
void add_costs(const View& v, const Economics& e, Items& items) {
    for (const Compensation& c : e.compensation)
        items.push_back(Markdown("To leave ") + v.name_of(c.department) +
                        " no worse off, the sponsor would make up " + v.money_of(c.amount.value));
    for (const Waiting& w : e.waiting)
        items.push_back(Markdown("Each week of waiting costs ") + v.name_of(w.department) + " " +
                        v.money_of(w.per_week));
    for (const YearBudget& y : e.year_budgets)
        if (y.used.value > 0)
            items.push_back(Markdown(v.name_of(y.department)) +
                            ": its share of the first year is " + v.money_of(y.used.value) +
                            " of a yearly loss budget of " + stated_money(y.budget, v.a.currency));
    for (const Exit& x : e.exits) {
        Markdown item = Markdown("Leaving ") + Markdown::from(x.supplier) + " again";
        if (x.takes_s) item += Markdown(" takes ") + exact_duration(*x.takes_s);
        if (x.cost) item += Markdown(" costs ") + stated_money(*x.cost, v.a.currency);
        if (!x.takes_s && !x.cost) item += ": nobody said what it takes";
        items.push_back(item);
    }
}

Items who_pays(const View& v) {
    Items items;
    if (!v.a.economics) return items;
    const Economics& e = *v.a.economics;
    const FirstYear year = first_year_of(e);
    const auto row = [&](const Shown& name, const EconomicsRow& r) {
        std::vector<Shown> parts;
        const std::vector<MoneyCell> cells = year.cells(v, r);
        for (std::size_t i = 0; i < cells.size(); ++i)
            parts.push_back(Shown(year.columns[i]) + " " + cells[i].text);
        items.push_back(Markdown(name) + ": " + Shown::joined(parts, ", "));
    };
    for (const EconomicsRow& r : e.departments)
        if (in_first_year(r)) row(v.name_of(r.department), r);
    if (items.empty()) return items;
    if (items.size() > 1) row(Shown("all together"), e.total);
    if (e.externality_share)
        items.push_back(Markdown("Others than the sponsor bear ") + percent(*e.externality_share) +
                        " of what is lost in the first year");
    if (const Shown later = from_then_on(v); !later.empty()) items.push_back(later);
    if (!e.flag.empty()) items.push_back(Markdown::strong(Shown::from(e.flag)));
    add_costs(v, e, items);
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

Items agreements(const View& v) {
    Items items;
    for (const SignOff& s : v.a.sign_off) {
        Items reasons;
        for (const std::string& r : s.reasons) reasons.push_back(Markdown::from(r));
        Markdown item = Markdown::strong(Shown::from(s.name.empty() ? s.who : s.name)) + " (" +
                        Markdown::joined(reasons, ", ") + ")";
        if (s.given) item += ": agreed";
        if (!s.standing.empty()) item += Markdown(": ") + Markdown::from(s.standing);
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
    if (a.coverage)
        items.push_back(Markdown(percent(*a.coverage)) +
                        " of the expected loss rests on stated values.");
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
}

/// What is excused stands in the open, beside the verdict that it takes from the gate.
void draw_since(const View& v, MarkdownPage& page) {
    if (!v.a.since) return;
    if (const Shown gate = excused_sentence(v.a); !gate.empty()) page.paragraph(gate);
    const auto items = [](const std::vector<Shown>& lines) {
        return Items(lines.begin(), lines.end());
    };
    page.paragraph(since_heading(v.a));
    page.fold("Moved", items(since_sentences(v)));
    page.fold("Inputs that are others", items(since_inputs(v)));
}

void draw_head(const View& v, MarkdownPage& page) {
    const Assessment& a = v.a;
    page.marker(a.change);
    page.paragraph(Markdown::strong(verdict_sentence(a)));
    Markdown head = Markdown::from(a.change);
    if (!a.title.empty()) head += Markdown(" ") + Markdown::from(a.title);
    head += Markdown(" · ") + period(a.start, a.end, v.zone) + ", watched until " +
            moment(a.hypercare_end, v.zone) + " (" + Markdown::from(a.timezone) + ")";
    if (!a.sponsor.empty())
        head += Markdown(" · sponsor: ") +
                Markdown::from(a.sponsor_name.empty() ? a.sponsor : a.sponsor_name);
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
    for (const DepartmentFigures& d : a.departments)
        if (d.verdict == Verdict::undetermined && !d.settle.empty())
            page.paragraph(v.name_of(d.id) + " is undetermined: " + Shown::from(d.settle));
    draw_since(v, page);
    page.fold("Not hit", not_hit(v));
    page.fold("Planned and certain", planned(v));
    page.fold("Why", reasons(v));
    page.fold("When instead", windows(v));
    page.fold("What would help", help(v));
    page.fold("What stays behind", stays_behind(v));
    page.fold("First year: who benefits, who bears", who_pays(v));
    page.fold("Findings", findings(v, true), 500);
    page.fold("To agree", agreements(v));
    page.fold("Who will notice what", messages(v));
    page.fold("Findings that were there before", findings(v, false));
    page.fold("Assumed", assumed(v));
    page.fold("Method", method(v));
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

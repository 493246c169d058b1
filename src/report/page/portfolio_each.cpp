// The worst changes, each folded: what one asks before opening the report of that change alone.
#include <algorithm>

#include "report/page/portfolio.h"
#include "report/words/figures.h"
#include "report/words/objections.h"

namespace knockon {
namespace {

constexpr std::size_t causes_of_each = 5, most_ways = 2, most_findings = 8, most_measures = 3,
                      most_met = 12;

void list(Html& h, Words title, const std::vector<Shown>& items) {
    if (items.empty()) return;
    h.element("h4", title);
    html_list(h, items);
}

Shown and_more(std::size_t n, Words one, Words many) {
    return Shown("and ") + count(n) + " more " + (n == 1 ? one : many);
}

void summary(const Many& m, Html& h, const View& v) {
    h.open("summary");
    h.open("h3").text(Shown::from(v.a.change));
    if (!v.a.title.empty()) h.text(Shown(" ") + Shown::from(v.a.title));
    h.close().text(Shown(" "));
    html_headline(h, v.a);
    h.element(
        "span", {{"class", "note"}},
        Shown(" ") + moment(v.a.start, m.zone) + ", " + m.money_of(v.a.total.loss.mean.value));
    h.close();
}

void standing(const Many& m, Html& h, const View& v) {
    const Assessment& a = v.a;
    h.element("p", verdict_sentence(a));
    Shown when = Shown(period(a.start, a.end, m.zone)) + ", watched until " +
                 moment(a.hypercare_end, m.zone);
    if (!a.sponsor.empty()) when += Shown("; sponsor: ") + sponsor_of(a);
    h.element("p", when).paragraph(v.place(a.change_at), "place");
    for (const std::string& l : a.limits_hit)
        h.element("p", Shown("Limit met: ").styled(Style::doubt) + Shown::from(l));
    for (const Shown& open : open_limits(v)) h.element("p", open);
    if (!m.others_met(a.change).empty()) {
        h.open("p").text(Shown("Meets "));
        html_met(m, h, a.change, most_met);
        h.text(Shown(".")).close();
    }
}

void departments(Html& h, const View& v) {
    std::vector<Shown> calm;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.reach != Reach::exposed) calm.push_back(v.name_of(d.id));
    if (calm.size() < v.a.departments.size()) {
        const std::vector<FigureColumn> figures = figure_columns(FigureColumn::comment);
        std::vector<HtmlColumn> columns = {
            {"Department"}, {"Verdict"}, {"Chance of disruption", HtmlColumn::figure}};
        for (const FigureColumn& c : figures) columns.emplace_back(c.title, HtmlColumn::figure);
        columns.push_back({"Accepts"});
        HtmlTable t(h, Shown("Departments that are hit"), columns);
        for (const DepartmentFigures* d : exposed_departments(v)) {
            std::vector<HtmlCell> cells = {
                v.name_of(d->id),
                d->accepted ? verdict_word(d->verdict) + ", " + accepted_phrase(v, *d->accepted)
                            : verdict_word(d->verdict),
                chance(d->disruption)};
            for (const FigureColumn& c : figures) cells.push_back(c.text(v, *d));
            cells.push_back(limits_phrase(v, d->appetite));
            t.row(cells);
        }
        t.end();
    }
    if (!calm.empty()) h.note(Shown("Not hit: ") + Shown::joined(calm, ", ") + ".");
}

void causes(Html& h, const View& v) {
    std::vector<Shown> items;
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.verdict == Verdict::within) continue;
        for (const Why* w : ways_to(v, d.id, most_ways))
            items.push_back(v.name_of(d.id) + " " + percent(w->share) + ": " + chain_phrase(v, *w));
    }
    list(h, "How it gets to those who object", items);
    items.clear();
    for (const CauseFigures& c : v.a.causes) {
        if (items.size() == causes_of_each) {
            items.push_back(and_more(v.a.causes.size() - causes_of_each, "cause", "causes"));
            break;
        }
        items.push_back(cause_name(v, c.cause) + ": " + v.money_of(c.loss.value));
    }
    list(h, "Causes, the largest first", items);
}

void findings(Html& h, const View& v) {
    std::vector<const Finding*> shown;
    std::size_t more = 0;
    for (const Severity s : {Severity::error, Severity::warning})
        for (const Finding& f : v.a.findings) {
            if (f.severity != s || !f.brought_about) continue;
            if (shown.size() < most_findings)
                shown.push_back(&f);
            else
                ++more;
        }
    if (shown.empty()) return;
    h.element("h4", "Errors and warnings that it brings about");
    h.open("ol", {{"class", "findings"}});
    for (const Finding* f : shown) html_finding(v, h, *f);
    h.close();
    if (more > 0) h.note(and_more(more, "finding", "findings"));
}

void help(Html& h, const View& v) {
    std::vector<Shown> items;
    for (const Mitigation& x : v.a.mitigations) {
        if (items.size() == most_measures) {
            items.push_back(
                and_more(v.a.mitigations.size() - most_measures, "measure", "measures"));
            break;
        }
        Shown s = Shown::from(x.text) + ": saves " +
                  with_interval(x.saves, [&](double y) { return v.money_of(y); });
        if (x.cost) s += Shown(", costs ") + v.money_of(*x.cost, 3);
        items.push_back(s);
    }
    const auto better =
        std::find_if(v.a.windows.begin(), v.a.windows.end(),
                     [&](const WindowOption& w) { return w.start != v.a.start && w.saves > 0; });
    if (better != v.a.windows.end()) {
        const WindowOption& w = *better;
        Shown s = Shown("start ") + moment(w.start, v.zone) + ": " + v.money_of(w.loss.value) +
                  " instead of " + v.money_of(v.a.total.loss.mean.value);
        if (!w.blocked.empty()) s += " (blocked)";
        items.push_back(s);
    }
    list(h, "What would help", items);
}

void agreement(Html& h, const View& v) {
    if (v.a.sign_off.empty()) return;
    h.element("h4", "Who must agree");
    html_sign_off(v, h);
}

void since(Html& h, const View& v) {
    if (!v.a.since) return;
    h.element("h4", since_heading(v.a));
    std::vector<Shown> items = since_sentences(v);
    for (const Shown& line : since_inputs(v)) items.push_back(Shown("Input: ") + line);
    if (const Shown gate = excused_sentence(v.a); !gate.empty()) items.push_back(gate);
    html_list(h, items);
}

void notes(Html& h, const View& v) {
    std::vector<Shown> items;
    for (const std::string& n : v.a.notes) items.push_back(Shown::from(n));
    list(h, "Notes", items);
}

}  // namespace

void html_folds(const Many& m, Html& h) {
    if (m.views.empty()) return;
    h.open("p").text(
        Shown("The most important of each. Its picture, curves, heat map of starts and "
              "assumptions are in the report of the change alone: "));
    h.element("code", "knockon assess CHANGE --format html").text(Shown(".")).close();
    if (m.folded() < m.views.size())
        h.element("p", Shown("Here are the ") + count(m.folded()) + " worst of " +
                           count(m.views.size()) + "; the other " +
                           count(m.views.size() - m.folded()) +
                           " are in the first table, and in their own reports.");
    int number = 0;
    for (const View& v : m.views) {
        if (static_cast<std::size_t>(number) == m.folded()) break;
        h.open("details", {{"class", "fold"}, {"id", "change-", ++number}});
        summary(m, h, v);
        standing(m, h, v);
        departments(h, v);
        causes(h, v);
        findings(h, v);
        help(h, v);
        agreement(h, v);
        since(h, v);
        notes(h, v);
        h.close();
    }
}

}  // namespace knockon

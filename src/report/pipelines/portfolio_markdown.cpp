// Many changes as one comment on a pull request, or the summary of a job: a table of all, worst
// first, where they meet, and each of them folded.
#include <algorithm>

#include "report/pipelines/pipelines.h"
#include "report/words/gate.h"
#include "report/words/objections.h"
#include "report/writing/markdown.h"

namespace knockon {
namespace {

// As for one change (markdown.cpp).
constexpr std::size_t ways_shown = 3, findings_shown = 20, most_objecting = 3;

using Items = std::vector<Markdown>;

Markdown headline(const Assessment& a) {
    const Shown word = headline_word(a);
    return verdict_at(a) == Verdict::within ? Markdown(word) : Markdown::strong(word);
}

void draw_table(const std::vector<View>& views, MarkdownPage& page) {
    std::vector<std::vector<Markdown>> rows = {{Words("Change"), Words("Starts"), Words("Verdict"),
                                                Words("Chance of disruption"), Words("Extra loss"),
                                                Words("For whom"), Words("Errors")}};
    for (const View& v : views) {
        rows.push_back({Markdown::from(v.a.change), moment(v.a.start, v.zone), headline(v.a),
                        chance(v.a.total.disruption), v.money_of(v.a.total.loss.mean.value),
                        objecting(v.a, most_objecting), count(errors_of(v.a))});
    }
    page.table("changes", rows);
}

Items left_out(const Portfolio& p) {
    Items items;
    for (const LeftOut& l : p.left_out)
        items.push_back(Markdown::from(l.path) + ": " + Markdown::from(l.because));
    return items;
}

Items together(const Portfolio& p, const Zone& zone) {
    Items items;
    for (const Together& t : p.together) {
        Items ids;
        for (const Id& id : t.changes) ids.push_back(Markdown::from(id));
        Markdown item = Markdown::joined(ids, ", ") + ", " + period(t.from, t.to, zone) +
                        ": any disruption " + chance(t.any_disruption) + ", extra loss " +
                        money(t.loss.mean.value, p.currency);
        if (t.apart)
            item += Markdown("; each alone ") + money(t.apart->value, p.currency) + " in all";
        for (const std::string& limit : t.limits_hit)
            item += Markdown("; limit met: ") + Markdown::from(limit);
        items.push_back(item);
    }
    return items;
}

Items collisions(const Portfolio& p, const Zone& zone) {
    Items items;
    for (const Meeting& m : p.collisions) {
        Markdown item = Markdown::from(m.first) + " and " + Markdown::from(m.second) + ", " +
                        Markdown::from(name(m.kind)) + ": " + Markdown::from(m.what) + ", " +
                        period(m.from, m.to, zone);
        if (m.excused) item += " (as before)";
        items.push_back(item);
    }
    return items;
}

void add_since(const View& v, Items& items) {
    if (!v.a.since) return;
    if (const Shown gate = excused_sentence(v.a); !gate.empty()) items.push_back(gate);
    for (const Shown& line : since_sentences(v))
        items.push_back(Markdown(since_heading(v.a)) + ": " + line);
    for (const Shown& line : since_inputs(v)) items.push_back(Markdown("Input: ") + line);
}

/// The change in a few lines; everything is in the report of that change alone.
Items details(const View& v) {
    const Assessment& a = v.a;
    Items items = {Markdown::strong(verdict_sentence(a)), Markdown(period(a.start, a.end, v.zone)) +
                                                              ", watched until " +
                                                              moment(a.hypercare_end, v.zone)};
    for (const std::string& o : a.overrides)
        items.push_back(Markdown("What if: ") + Markdown::from(o));
    for (const std::string& l : a.limits_hit)
        items.push_back(Markdown("Limit met: ") + Markdown::from(l));
    add_since(v, items);
    for (const DepartmentFigures* d : exposed_departments(v)) {
        items.push_back(Markdown(objection(v, *d)));
        if (!objects(*d)) continue;
        for (const Why* w : ways_to(v, d->id, ways_shown))
            items.push_back(Markdown(v.name_of(d->id)) + " " + percent(w->share) + ": " +
                            chain_phrase(v, *w));
    }
    std::size_t shown = 0, more = 0;
    for (const Severity s : {Severity::error, Severity::warning})
        for (const Finding& f : a.findings) {
            if (f.severity != s || !counts(f)) continue;
            if (shown++ < findings_shown)
                items.push_back(Markdown::strong(Shown::from(name(s))) + " " +
                                Markdown::from(f.code) + " " + Markdown::from(f.message) +
                                (f.excused ? Words(" (as before)") : Words("")));
            else
                ++more;
        }
    if (more > 0) items.push_back(Markdown("and ") + count(more) + " more findings");
    return items;
}

std::string draw(const Portfolio& p, const Sources& sources, const TextOptions& options,
                 std::size_t longest) {
    const Zone zone = Zone::find(p.timezone).value_or(Zone());
    std::vector<View> views;
    for (const Assessment& a : p.reports) views.emplace_back(a, sources, options);
    MarkdownPage page(longest);
    page.marker("portfolio");
    page.paragraph(Markdown::strong(verdict_phrase(p)));
    page.paragraph(excused_sentence(p));
    draw_table(views, page);
    page.fold("Not assessed", left_out(p));
    page.fold("Together", together(p, zone));
    page.fold("Collisions", collisions(p, zone));
    if (p.loss)
        page.paragraph(Markdown("All changes: extra loss ") + money(p.loss->value, p.currency) +
                       " on average");
    for (const std::string& file : judged_by(p.reports))
        page.paragraph(Markdown("Judged by ") + Markdown::from(file));
    for (const std::string& note : p.notes)
        page.paragraph(Markdown("Note: ") + Markdown::from(note));
    for (const View& v : views) {
        Markdown title = Markdown::from(v.a.change);
        if (!v.a.title.empty()) title += Markdown(" ") + Markdown::from(v.a.title);
        page.fold("changes", title + ": " + headline(v.a), details(v));
    }
    return page.take();
}

}  // namespace

std::string portfolio_markdown(const Portfolio& p, const Sources& sources,
                               const TextOptions& options) {
    return draw(p, sources, options, longest_comment);
}

std::string portfolio_github_summary(const Portfolio& p, const Sources& sources,
                                     const TextOptions& options) {
    return draw(p, sources, options, longest_summary);
}

}  // namespace knockon

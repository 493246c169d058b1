// Many changes on one page: all of them, what they risk together, where they meet, when; then each.
#include <algorithm>

#include "report/text/parts.h"
#include "report/text/text.h"
#include "report/words/gate.h"

namespace knockon {
namespace {

constexpr std::size_t most_collisions = 20, most_named = 3;

struct Whole {
    const Portfolio& p;
    const TextOptions& options;
    Zone zone;
    bool year = false;

    bool full() const { return options.detail == TextOptions::Detail::full; }
    Figure money_of(double x) const { return money(x, p.currency); }
    Shown when(Instant from, Instant to) const { return period(from, to, zone, year); }
};

void draw_table(const Whole& v, Page& page) {
    Table t({{"", Table::Fit::fold, 12},
             {"starts", Table::Fit::words, 6},
             {"verdict"},
             {"chance"},
             {"extra loss", Table::Fit::last, 5},
             {"for whom", Table::Fit::words, 8}});
    for (const Assessment& a : v.p.reports) {
        t.row({Shown::from(a.change), moment(a.start, v.zone, v.year), headline_word(a),
               short_chance(a.total.disruption), v.money_of(a.total.loss.mean.value),
               objecting(a, most_named)});
        if (!a.title.empty()) t.row({Shown(), Shown::from(a.title).styled(Style::faint)});
    }
    if (!t.empty()) t.print(page);
    page.wrap(excused_sentence(v.p));
    for (const LeftOut& l : v.p.left_out)
        page.wrap(Shown::from(l.path) + ": " + Shown("not assessed").styled(Style::bad) + ": " +
                      Shown::from(l.because),
                  2, 4);
}

/// "€ 12k (€ 11k to € 13k)".
Shown money_interval(const Whole& v, const Estimate& e) {
    return with_interval(e, [&](double x) { return v.money_of(x); });
}

void draw_one_play(const Whole& v, const Together& t, Page& page) {
    page.wrap(v.when(t.from, t.to) + ": " + Shown::listed(t.changes), 2, 4);
    page.wrap(Shown("any disruption ") + chance(t.any_disruption) + ", extra loss " +
                  money_interval(v, t.loss.mean) + " on average, " + v.money_of(t.loss.p95.value) +
                  " in 1 case of 20",
              4, 6);
    if (t.apart && t.interaction) {
        const Estimate& more = *t.interaction;
        Shown s =
            Shown("each alone in the same period: ") + v.money_of(t.apart->value) + " in all; ";
        if (more.low <= 0 && more.high >= 0)
            s += "what they add to each other is not told apart from the error";
        else if (more.value > 0)
            s += Shown("together ") + v.money_of(more.value) + " more";
        else
            s += Shown("together ") + v.money_of(-more.value) + " less: they share outages";
        page.wrap(s, 4, 6);
    }
    for (const TogetherRow& r : t.departments) {
        Shown s = Shown::from(r.name.empty() ? r.department : r.name) + ": chance of disruption " +
                  chance(r.disruption) + ", extra loss " + v.money_of(r.loss.value);
        if (t.apart) s += Shown(" (alone ") + v.money_of(r.apart.value) + ")";
        page.wrap(s, 4, 6);
    }
    for (const std::string& limit : t.limits_hit)
        page.wrap(Shown("Limits met: ").styled(Style::doubt) + Shown::from(limit), 4, 6);
    for (const std::string& note : t.notes) page.wrap(Shown("Note: ") + Shown::from(note), 4, 6);
}

void draw_together(const Whole& v, Page& page) {
    if (v.p.together.empty()) return;
    page.blank();
    page.wrap(heading("Together", Shown("(played at once, not added up)")));
    for (const Together& t : v.p.together) draw_one_play(v, t, page);
    if (v.p.loss)
        page.wrap(Shown("all changes: extra loss ") + money_interval(v, *v.p.loss) + " on average",
                  2, 4);
}

void draw_collisions(const Whole& v, Page& page) {
    if (v.p.collisions.empty()) return;
    page.blank();
    page.wrap(heading("Collisions") + Shown("\u00A0 ").styled(Style::faint) +
              Shown(count(v.p.collisions.size())));
    std::size_t n = 0;
    for (const Meeting& m : v.p.collisions) {
        if (n++ == most_collisions && !v.full()) {
            page.wrap(and_more(v.p.collisions.size() - most_collisions), 2, 4);
            break;
        }
        Shown s = Shown::from(m.first) + " and " + Shown::from(m.second) + ", " +
                  Shown::from(name(m.kind)) + ": " + Shown::from(m.what) + ", " +
                  v.when(m.from, m.to);
        if (m.loss && (m.loss->low > 0 || m.loss->high < 0))
            s += Shown(", ") + signed_money(m.loss->value, v.p.currency);
        page.wrap(s, 2, 4);
    }
}

/// One bar a change: when it is carried out (#) and watched (-).
void draw_time_line(const Whole& v, Page& page) {
    if (v.p.reports.size() < 2) return;
    std::vector<const Assessment*> all;
    for (const Assessment& a : v.p.reports) all.push_back(&a);
    std::stable_sort(all.begin(), all.end(),
                     [](const Assessment* a, const Assessment* b) { return a->start < b->start; });
    const Instant from = all.front()->start;
    Instant to = from;
    int names = 8;
    for (const Assessment* a : all) {
        to = std::max(to, a->hypercare_end);
        names = std::max(names, Shown::from(a->change).width());
    }
    names = std::min(names, page.width() / 3);
    const int columns = page.width() - names - 4;
    if (columns < 10 || to <= from) return;
    const auto column = [&](Instant t) {
        return static_cast<int>(seconds(t - from) / seconds(to - from) * (columns - 1));
    };
    page.blank();
    page.wrap(heading("Time line") + "\u00A0 " + v.when(from, to).styled(Style::faint));
    for (const Assessment* a : all) {
        const Shown label = Shown::from(a->change);
        Shown line("  ");
        line += label.wrapped(names).front();
        for (int i = label.wrapped(names).front().width(); i < names + 2; ++i) line += "\u00A0";
        for (int i = 0; i <= column(a->hypercare_end); ++i)
            line += i < column(a->start)                              ? Shown("\u00A0")
                    : i <= std::max(column(a->start), column(a->end)) ? Shown("#")
                                                                      : Shown("-");
        page.line(line);
    }
    page.wrap(Shown("# carried out, - watched").styled(Style::faint), 2, 4);
}

}  // namespace

std::string portfolio_text(const Portfolio& p, const Sources& sources, const TextOptions& options) {
    Whole v{p, options, Zone::find(p.timezone).value_or(Zone())};
    for (const Assessment& a : p.reports)
        v.year = v.year || a.start - p.reports.front().start > std::chrono::hours{24 * 200} ||
                 p.reports.front().start - a.start > std::chrono::hours{24 * 200};
    Page page(options.width, options.colour);
    page.wrap(verdict_phrase(p).styled(Style::strong));
    page.blank();
    draw_table(v, page);
    draw_together(v, page);
    draw_collisions(v, page);
    if (options.detail != TextOptions::Detail::brief) draw_time_line(v, page);
    for (const std::string& note : p.notes) page.wrap(Shown("Note: ") + Shown::from(note), 0, 6);
    std::string out = page.take();
    if (options.detail == TextOptions::Detail::brief) return out;
    TextOptions each = options;
    if (!v.full()) each.detail = TextOptions::Detail::brief;
    for (const Assessment& a : p.reports) {
        Page head(options.width, options.colour);
        head.blank();
        if (!v.full())
            head.sides(Shown::from(a.change).styled(Style::strong) + "  " + Shown::from(a.title),
                       period(a.start, a.end, v.zone));
        out += head.take() + report_text(a, sources, each);
    }
    return out;
}

}  // namespace knockon

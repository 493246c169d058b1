// The time line: one bar a change, drawn by us; a table says the same.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "report/page/portfolio.h"
#include "report/words/counted.h"

namespace knockon {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::local_seconds;

constexpr int chart_left = 190, chart_right = 24, chart_top = 30, chart_width = 960;
constexpr int row_height = 24, bar_height = 12;
constexpr int letters_of_title = 22;
constexpr std::size_t most_bars = 60, meetings_drawn = 6, most_ticks = 8;

/// The period that all of them are in, as wide as the picture.
struct Axis {
    Instant from, to;

    int x(Instant t) const {
        const double whole = seconds(to - from);
        const double share = whole <= 0 ? 0 : std::clamp(seconds(t - from) / whole, 0.0, 1.0);
        return chart_left + static_cast<int>(std::lround(
                                share * (chart_width - chart_left - chart_right)));
    }
};

Axis axis_of(const std::vector<const View*>& rows) {
    Axis axis{rows.front()->a.start, rows.front()->a.hypercare_end};
    for (const View* v : rows) {
        axis.from = std::min(axis.from, v->a.start);
        axis.to = std::max({axis.to, v->a.end, v->a.hypercare_end});
    }
    return axis;
}

/// The first `most` reports, which are the worst, by their start.
std::vector<const View*> by_start(const Many& m, std::size_t most) {
    std::vector<const View*> rows;
    for (const View& v : m.views)
        if (rows.size() < most) rows.push_back(&v);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const View* a, const View* b) { return a->a.start < b->a.start; });
    return rows;
}

/// Moments to write at the axis: full hours, days, Mondays or months, as few as there is room for.
class Ticks {
  public:
    Ticks(const Axis& axis, const Zone& zone)
        : zone_(zone),
          from_(floor<std::chrono::seconds>(zone.to_local(axis.from))),
          to_(floor<std::chrono::seconds>(zone.to_local(axis.to))) {}

    std::vector<Instant> take() {
        const local_days day = floor<days>(from_);
        for (const int n : {1, 3, 6, 12})
            if (every(day + hours{(from_ - day) / hours{n} * n}, hours{n})) return at_;
        for (const int n : {1, 2})
            if (every(day, days{n})) return at_;
        const local_days monday = day - days{std::chrono::weekday{day}.iso_encoding() - 1};
        for (const int n : {7, 14})
            if (every(monday, days{n})) return at_;
        int months = 1;
        while (!every_month(day, months)) months = months < 3 ? 3 : months < 12 ? 12 : 2 * months;
        return at_;
    }

  private:
    bool every(local_seconds first, std::chrono::seconds step) {
        at_.clear();
        if ((to_ - first) / step > static_cast<std::int64_t>(most_ticks)) return false;
        for (local_seconds t = first; t <= to_; t += step) add(t);
        return true;
    }
    bool every_month(local_days day, int step) {
        at_.clear();
        const std::chrono::year_month_day start{day};
        auto month = start.year() / start.month();
        for (; local_days{month / 1} <= to_ && at_.size() <= most_ticks;
             month += std::chrono::months{step})
            add(local_days{month / 1});
        return at_.size() <= most_ticks;
    }
    /// An hour that summer time skips is the one after it, which is there already.
    void add(local_seconds t) {
        const Instant instant = zone_.to_instant(t);
        if (t >= from_ && (at_.empty() || instant > at_.back())) at_.push_back(instant);
    }

    const Zone& zone_;
    local_seconds from_, to_;
    std::vector<Instant> at_;
};

void draw_axis(const Many& m, Html& h, const Axis& axis, int height) {
    const bool long_one = axis.to - axis.from > hours{24 * 300};
    h.open("g");
    for (const Instant t : Ticks(axis, m.zone).take()) {
        const int x = axis.x(t);
        const local_seconds local = floor<std::chrono::seconds>(m.zone.to_local(t));
        const local_days day = floor<days>(local);
        h.open("line",
               {{"class", "grid"}, {"x1", x}, {"x2", x}, {"y1", chart_top - 6}, {"y2", height}})
            .close();
        h.element("text",
                  {{"x", x},
                   {"y", chart_top - 12},
                   {"class", "sub"},
                   {"text-anchor", x > chart_width - 70 ? Words("end") : Words("middle")}},
                  local == day ? Shown(date(day, long_one)) : Shown(moment(t, m.zone, false)));
    }
    h.close();
}

/// Where a change meets others, from left to right; what touches or overlaps is one stretch.
std::vector<std::pair<int, int>> marks(const Many& m, const Axis& axis, const Id& id) {
    std::vector<std::pair<int, int>> all, joined;
    if (const auto own = m.meetings.find(id); own != m.meetings.end())
        for (const Meeting* meeting : own->second) {
            const int from = axis.x(meeting->from);
            all.emplace_back(from, std::max(axis.x(meeting->to), from + 2));
        }
    std::sort(all.begin(), all.end());
    for (const auto& [from, to] : all)
        if (joined.empty() || from > joined.back().second)
            joined.emplace_back(from, to);
        else
            joined.back().second = std::max(joined.back().second, to);
    return joined;
}

Shown bar_title(const Many& m, const View& v) {
    const Assessment& a = v.a;
    Shown s = Shown::from(a.change) + ", " + headline_word(a).styled(Style::plain) + ": " +
              period(a.start, a.end, m.zone) + ", watched until " + moment(a.hypercare_end, m.zone);
    if (const std::size_t others = m.others_met(a.change).size(); others > 0)
        s += Shown("; meets ") + counted(others, "other", "others");
    return s;
}

void draw_bar(const Many& m, Html& h, const Axis& axis, const View& v, int y) {
    const Assessment& a = v.a;
    const int from = axis.x(a.start), middle = std::max(axis.x(a.end), from + 3);
    const int to = std::max(axis.x(a.hypercare_end), middle);
    const Verdict verdict = verdict_at(a);
    h.open("g", {{"class", verdict_class(verdict)}});
    h.element("title", bar_title(m, v));
    h.open("g");
    h.element(
        "text", {{"x", chart_left - 12}, {"y", y + bar_height - 1}, {"text-anchor", "end"}},
        Shown(verdict_sign(verdict)) + Shown::from(cut(printable(a.change), letters_of_title)));
    h.close();
    const auto bar = [&](Words look, int x, int end) {
        if (end <= x) return;
        h.open("rect",
               {{"class", look}, {"x", x}, {"y", y}, {"width", end - x}, {"height", bar_height}})
            .close();
    };
    bar("watched", middle, to);
    bar("window", from, middle);
    for (const auto& [begin, end] : marks(m, axis, a.change))
        h.open("path",
               {{"class", "meets"},
                {"d", Outline().move(begin, y + bar_height + 4).line(end, y + bar_height + 4)}})
            .close();
    h.close();
}

void draw(const Many& m, Html& h, const std::vector<const View*>& rows) {
    const Axis axis = axis_of(rows);
    const int height = chart_top + row_height * static_cast<int>(rows.size()) + 4;
    h.open("div", {{"class", "figure"}});
    html_begin_drawing(
        h, {"chart times", "time", "Time line", "When each change is carried out and watched",
            Shown(count(rows.size())) + " changes by their start, " +
                period(axis.from, axis.to, m.zone) + ". The table below says the same in words.",
            chart_width, height});
    draw_axis(m, h, axis, height);
    int y = chart_top;
    for (const View* v : rows) {
        draw_bar(m, h, axis, *v, y + (row_height - bar_height) / 2);
        y += row_height;
    }
    h.close().close();
    h.open("ul", {{"class", "legend"}});
    h.element("li", "dark: carried out; light: watched");
    h.element("li", "✕ red, ? yellow, ✓ green: the verdict");
    if (!m.p.collisions.empty()) h.element("li", "a line below: it meets another change there");
    h.close().close();
}

void table(const Many& m, Html& h) {
    html_fold(h, Shown("The same as a table"));
    HtmlTable t(
        h, Shown("All changes by their start."),
        {{"Change"}, {"Carried out"}, {"Watched until"}, {"Verdict"}, {"Meets", HtmlColumn::wide}},
        "sortable");
    for (const View* v : by_start(m, m.views.size())) {
        const Assessment& a = v->a;
        t.row({html_change_cell(m, a.change),
               {period(a.start, a.end, m.zone), seconds(a.start.time_since_epoch())},
               {moment(a.hypercare_end, m.zone), seconds(a.hypercare_end.time_since_epoch())},
               headline_word(a),
               [&](Html& cell) { html_met(m, cell, a.change, meetings_drawn); }});
    }
    t.end();
    h.close();
}

}  // namespace

void html_time(const Many& m, Html& h) {
    if (m.views.empty()) return;
    draw(m, h, by_start(m, most_bars));
    if (m.views.size() > most_bars)
        h.note(Shown("Drawn are the ") + count(most_bars) + " worst; the table has all " +
               count(m.views.size()) + ".");
    table(m, h);
}

}  // namespace knockon

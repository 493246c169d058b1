// The heat map of start times: days down, hours across, a figure and a word in every cell.
#include <array>
#include <map>
#include <set>

#include "report/page/parts.h"

namespace knockon {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;

/// What stands against a start: a colour and a sign to see, words to hear.
struct Cell {
    Words look, sign, words;
};
constexpr Cell accepted{"within", "", "accepted by everyone"},
    exceeded{"exceeds", "\u00A0\u2715", "more than somebody accepts"},
    unsettled{"undetermined", "\u00A0?", "cannot be told"}, blocked{"calm", "\u00A0!", "blocked"};

Cell cell_of(const StartOption& o, Verdict verdict) {
    if (!o.blocked.empty()) return blocked;
    if (verdict == Verdict::exceeds) return exceeded;
    return verdict == Verdict::within ? accepted : unsettled;
}

/// "20:00".
Shown clock(std::chrono::seconds since_midnight) {
    const auto two = [](std::int64_t n) {
        return Shown(n < 10 ? Words("0") : Words("")) + Shown::from(std::to_string(n));
    };
    const std::int64_t minutes = since_midnight / std::chrono::minutes{1};
    return two(minutes / 60) + ":" + two(minutes % 60);
}

/// "Thu 25 Feb 2027", of which a phone shows no year.
void day_head(Html& h, local_days day) {
    const bool weekend = std::chrono::weekday{day}.iso_encoding() > 5;
    h.open("th", {{"scope", "row"}, Html::Attribute::look(weekend ? Words("weekend") : Words(""))});
    h.text(date(day, false));
    const int year = int{std::chrono::year_month_day{day}.year()};
    h.element("span", {{"class", "year"}}, Shown("\u00A0") + Shown::from(std::to_string(year)));
    h.close();
}

void draw(Html& h, const StartOption* o, const HeatMap& map) {
    if (!o) {
        h.element("td", Shown("–"));
        return;
    }
    const bool requested = o->start == map.requested;
    const Cell cell = cell_of(*o, requested ? map.requested_verdict : o->verdict);
    h.open("td", {{"class", cell.look}});
    h.text(Shown(money(o->loss.value, "")));
    if (!cell.sign.text().empty()) h.element("span", {{"aria-hidden", "true"}}, cell.sign);
    Shown said = Shown(", ") + cell.words;
    for (const std::string& code : o->blocked) said += Shown(" ") + Shown::from(code);
    if (requested) {
        h.element("span", {{"aria-hidden", "true"}}, "\u00A0\u25C2");
        said += ", as requested";
    }
    h.element("span", {{"class", "unseen"}}, said);
    h.close();
}

}  // namespace

void html_heat(Html& h, const HeatMap& map) {
    std::map<local_days, std::map<std::chrono::seconds, const StartOption*>> by_day;
    std::set<std::chrono::seconds> hours;
    for (const StartOption& o : map.starts) {
        const auto local = map.zone.to_local(o.start);
        const local_days day = floor<days>(local);
        by_day[day].try_emplace(local - day, &o);
        hours.insert(local - day);
    }
    std::vector<HtmlColumn> columns = {{"Day"}};
    for (const auto hour : hours) columns.emplace_back(clock(hour));
    HtmlTable t(h,
                Shown("Expected extra loss of all departments") +
                    (map.currency.empty() ? Shown() : Shown(", ") + Shown::from(map.currency)) +
                    ", by start, on the clock of " + Shown::from(map.timezone) +
                    ". \u2715 and red: more than somebody accepts; ? cannot be told with so few "
                    "runs; ! blocked by a calendar, a planned change or the clock; green and "
                    "without a sign: everyone accepts it; \u25C2 as requested.",
                columns, "heat");
    for (const auto& [day, row] : by_day) {
        h.open("tr");
        day_head(h, day);
        for (const auto hour : hours) {
            const auto o = row.find(hour);
            draw(h, o == row.end() ? nullptr : o->second, map);
        }
        h.close();
    }
    t.end();
}

}  // namespace knockon

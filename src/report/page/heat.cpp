// The heat map of start times: days down, hours across, a figure and a word in every cell.
#include <array>
#include <map>
#include <set>

#include "report/page/parts.h"
#include "report/words/loss_scale.h"

namespace knockon {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;

constexpr std::array<Words, 5> shades = {"h0", "h1", "h2", "h3", "h4"};
constexpr std::array<Words, 5> keys = {"key h0", "key h1", "key h2", "key h3", "key h4"};

/// What stands against a start: a sign to see and words to hear.
struct Hold {
    Words sign, words;
};
constexpr Hold accepted{"", "accepted by everyone"},
    exceeded{"\u00A0\u2715", "more than somebody accepts"}, open{"\u00A0?", "cannot be told"},
    blocked{"\u00A0!", "blocked"};

Hold hold_of(const StartOption& o) {
    if (!o.blocked.empty()) return blocked;
    if (o.verdict == Verdict::exceeds) return exceeded;
    return o.verdict == Verdict::undetermined ? open : accepted;
}

/// "20:00".
Shown clock(std::chrono::seconds since_midnight) {
    const auto two = [](std::int64_t n) {
        return Shown(n < 10 ? Words("0") : Words("")) + Shown::from(std::to_string(n));
    };
    const std::int64_t minutes = since_midnight / std::chrono::minutes{1};
    return two(minutes / 60) + ":" + two(minutes % 60);
}

void cell(Html& h, const StartOption* o, Instant requested, const LossScale& scale) {
    if (!o) {
        h.element("td", Shown("–"));
        return;
    }
    const Hold hold = hold_of(*o);
    h.open("td", {{"class", shades[scale.level(o->loss.value)]}});
    h.text(Shown(money(o->loss.value, "")));
    if (!hold.sign.text().empty()) h.element("span", {{"aria-hidden", "true"}}, hold.sign);
    Shown said = Shown(", ") + hold.words;
    for (const std::string& code : o->blocked) said += Shown(" ") + Shown::from(code);
    if (o->start == requested) {
        h.element("span", {{"aria-hidden", "true"}}, "\u00A0\u25C2");
        said += ", as requested";
    }
    h.element("span", {{"class", "unseen"}}, said);
    h.close();
}

void shades_explained(Html& h, const std::string& currency, const LossScale& scale) {
    h.open("p", {{"class", "note"}});
    for (std::size_t i = 0; i <= scale.steps.size(); ++i) {
        h.element("span", {{"class", keys[i]}, {"aria-hidden", "true"}}, Shown());
        h.text(i < scale.steps.size()
                   ? Shown("under ") + money(scale.steps[i], currency) + "\u2002"
                   : (i > 0 ? Shown("from ") + money(scale.steps[i - 1], currency) + " to "
                            : Shown("up to ")) +
                         money(scale.most, currency));
    }
    h.close();
}

}  // namespace

void html_heat(Html& h, const HeatMap& map) {
    std::map<local_days, std::map<std::chrono::seconds, const StartOption*>> by_day;
    std::set<std::chrono::seconds> hours;
    std::vector<double> losses;
    for (const StartOption& o : map.starts) {
        const auto local = map.zone.to_local(o.start);
        const local_days day = floor<days>(local);
        by_day[day].try_emplace(local - day, &o);
        hours.insert(local - day);
        losses.push_back(o.loss.value);
    }
    const LossScale scale = loss_scale(losses);
    std::vector<HtmlColumn> columns = {{"Day"}};
    for (const auto hour : hours) columns.emplace_back(clock(hour));
    HtmlTable t(h,
                Shown("Expected extra loss of all departments") +
                    (map.currency.empty() ? Shown() : Shown(", ") + Shown::from(map.currency)) +
                    ", by start, on the clock of " + Shown::from(map.timezone) +
                    ". \u2715 more than somebody accepts, ? cannot be told with so few runs, "
                    "! blocked by a calendar, a planned change or the clock, \u25C2 as requested; "
                    "without a sign everyone accepts it.",
                columns, HtmlTable::Kind::heat);
    for (const auto& [day, row] : by_day) {
        t.row();
        if (std::chrono::weekday{day}.iso_encoding() > 5)
            h.element("th", {{"scope", "row"}, {"class", "weekend"}}, Shown(date(day)));
        else
            h.element("th", {{"scope", "row"}}, Shown(date(day)));
        for (const auto hour : hours) {
            const auto o = row.find(hour);
            cell(h, o == row.end() ? nullptr : o->second, map.requested, scale);
        }
        t.end_row();
    }
    t.end();
    shades_explained(h, map.currency, scale);
}

}  // namespace knockon

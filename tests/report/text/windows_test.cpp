#include "assess/windows/windows.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "markup.h"
#include "near.h"
#include "pages.h"
#include "read_back.h"
#include "report/report.h"
#include "sample.h"

using namespace knockon;
using namespace knockon::pages;
using sample::around;
using sample::at;

namespace {

/// Finance loses by day, nothing by night, and much on the last two days of February; a freeze lies
/// over the afternoon of 27 February.
WindowOption start_at(Instant t, const Zone& zone) {
    const auto local = zone.to_local(t);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto hour = static_cast<int>((local - day) / std::chrono::hours{1});
    const std::chrono::year_month_day date{day};
    const bool month_end =
        date.month() == std::chrono::February && date.day() >= std::chrono::day{27};
    const double loss = (hour >= 8 && hour < 18 ? 900 : 40 + 5 * hour) * (month_end ? 10.0 : 1.0);
    WindowOption o;
    o.start = t;
    o.loss = around(loss + 10, 0.1);
    o.departments["finance"] = {around(loss, 0.1), around(0.01),
                                loss > 500   ? Verdict::exceeds
                                : loss > 149 ? Verdict::undetermined
                                             : Verdict::within};
    o.departments["sales"] = {around(10, 0.1), around(0.001), Verdict::within};
    if (month_end && date.day() == std::chrono::day{27} && hour >= 12 && hour < 18)
        o.blocked = {"T01"};
    o.saves = 1 - o.loss.value / 9010;
    return o;
}

WindowsReport report_of(const char* from, const char* to, Duration every) {
    const Zone zone = *Zone::find("Europe/Amsterdam");
    WindowsReport r;
    r.version = "0.1.0";
    r.change = "CHG-2026-041";
    r.title = "Personalised spring campaign";
    r.sponsor = "marketing";
    r.names = {{"finance", "Finance"}, {"marketing", "Marketing"}, {"sales", "Sales"}};
    r.currency = "EUR";
    r.timezone = "Europe/Amsterdam";
    r.every = every;
    r.runs = 4096;
    r.relative_error = 0.019;
    r.waiting_per_week = 12000;
    r.requested = start_at(at("2027-02-26T20:00"), zone);
    r.requested->loss = around(9010, 0.1);
    r.requested->departments["finance"] = {around(9000, 0.1), around(0.05), Verdict::exceeds};
    for (Instant t = at(from); t <= at(to); t += every) {
        r.options.push_back(start_at(t, zone));
        r.options.back().waiting =
            std::max(0.0, seconds(t - r.requested->start)) / (7 * 86'400.0) * r.waiting_per_week;
    }
    for (std::size_t i = 0; i < r.options.size() && r.best.size() < 2; ++i) {
        const WindowOption& o = r.options[i];
        if (o.start > r.requested->start && o.blocked.empty() && o.loss.value < 51)
            r.best.push_back(i);
    }
    return r;
}

WindowsReport long_weekend() {
    return report_of("2027-02-26T00:00", "2027-03-01T12:00", std::chrono::hours{1});
}

TextOptions columns(int width) {
    TextOptions o;
    o.width = width;
    return o;
}

/// From the first line of hours to the best starts.
std::string map_of(const std::string& text) {
    const std::size_t from = text.find("              00"), to = text.find("\nBest starts");
    REQUIRE(from < to);
    return text.substr(from, to - from);
}

}  // namespace

// The figures of `start_at` are simple enough to see each cell's shade and sign from it: 50 to 140
// in quiet hours, 910 by day, ten times as much of Finance at month end.
TEST_CASE("80 columns: an hour per column, what is best, what waiting costs") {
    CHECK(windows_text(long_weekend(), columns(80)) ==
          R"(CHG-2026-041  Personalised spring campaign                    sponsor: Marketing
requested: Fri 26 Feb 2027 20:00                                Europe/Amsterdam
85 starts from Fri 26 Feb 2027 00:00 to Mon 1 Mar 2027 12:00, every 1 h

Expected extra loss by start  (local time)

              00    03    06    09    12    15    18    21
  Fri 26 Feb  · · · · · · · · ▒x▒x▒x▒x▒x▒x▒x▒x▒x▒x░ ░ ░ ░ ░?░?
│ Sat 27 Feb  ▒?▒?▒?▒x▒x▒x▒x▒x█x█x█x█x█!█!█!█!█!█!▓x▓x▓x▓x▓x▓x
│ Sun 28 Feb  ▒?▒?▒?▒x▒x▒x▒x▒x█x█x█x█x█x█x█x█x█x█x▓x▓x▓x▓x▓x▓x

  Mon 1 Mar   · · · · · · · · ▒x▒x▒x▒x▒x

  · under € 140, ░ under € 400, ▒ under € 1.1k, ▓ under € 3.2k,
  █ € 3.2k to € 9.0k
  x more than somebody accepts, ? cannot be told with so few runs, ! blocked by
  a calendar or a planned change, without a sign: accepted by everyone

Best starts                    total           Finance   Sales  waiting
  Mon 1 Mar 00:00 (Sun night)  € 50 ± € 5      € 40      € 10   € 3.7k  −99 %
  as requested                 € 9.0k ± € 900  € 9.0k x  € 10   –
As requested: more than accepted by Finance.

Of 85 starts 20 are accepted by everyone, 51 carry more risk than somebody
accepts, 8 cannot be told, 6 are blocked. More than accepted by: Finance 57.
Waiting for Mon 1 Mar 00:00 (52 h) costs € 3.7k, at € 12k a week; it saves
€ 9.0k of expected loss.

4,096 runs for every start, all on the same draws, so that differences between
starts are no noise; standard error of the total as requested 1.9 %, seed 1.
)");
}

TEST_CASE("60 columns: two hours per column, of which the worse is shown") {
    CHECK(map_of(windows_text(long_weekend(), columns(60))) ==
          R"(              00    04    08    12    16    20
  Fri 26 Feb  ·· ·· ·· ·· ▒▒x▒▒x▒▒x▒▒x▒▒x·· ░░ ░░?
│ Sat 27 Feb  ▒▒?▒▒x▒▒x▒▒x██x██x██!██!██!▓▓x▓▓x▓▓x
│ Sun 28 Feb  ▒▒?▒▒x▒▒x▒▒x██x██x██x██x██x▓▓x▓▓x▓▓x

  Mon 1 Mar   ·· ·· ·· ·· ▒▒x▒▒x▒▒x

  · under € 150, ░ under € 420, ▒ under € 1.2k,
  ▓ under € 3.2k, █ € 3.2k to € 9.0k
  x more than somebody accepts, ? cannot be told with so few
  runs, ! blocked by a calendar or a planned change, without
  a sign: accepted by everyone
  A cell that stands for several starts shows the worst of
  them.
)");
}

TEST_CASE("120 columns: more room, not more words") {
    CHECK(map_of(windows_text(long_weekend(), columns(120))) ==
          R"(              00       03       06       09       12       15       18       21
  Fri 26 Feb  ·· ·· ·· ·· ·· ·· ·· ·· ▒▒x▒▒x▒▒x▒▒x▒▒x▒▒x▒▒x▒▒x▒▒x▒▒x░░ ░░ ░░ ░░ ░░?░░?
│ Sat 27 Feb  ▒▒?▒▒?▒▒?▒▒x▒▒x▒▒x▒▒x▒▒x██x██x██x██x██!██!██!██!██!██!▓▓x▓▓x▓▓x▓▓x▓▓x▓▓x
│ Sun 28 Feb  ▒▒?▒▒?▒▒?▒▒x▒▒x▒▒x▒▒x▒▒x██x██x██x██x██x██x██x██x██x██x▓▓x▓▓x▓▓x▓▓x▓▓x▓▓x

  Mon 1 Mar   ·· ·· ·· ·· ·· ·· ·· ·· ▒▒x▒▒x▒▒x▒▒x▒▒x

  · under € 140, ░ under € 400, ▒ under € 1.1k, ▓ under € 3.2k, █ € 3.2k to € 9.0k
  x more than somebody accepts, ? cannot be told with so few runs, ! blocked by a calendar or a planned change, without
  a sign: accepted by everyone
)");
}

TEST_CASE("columns are as far apart as the starts") {
    const std::string halves = windows_text(
        report_of("2027-02-26T06:00", "2027-02-26T09:00", std::chrono::minutes{30}), columns(120));
    CHECK(has(halves, "  Fri 26 Feb                          · · · · █x█x█x\n"));
    const std::string fours = windows_text(
        report_of("2027-02-28T16:00", "2027-03-01T20:00", std::chrono::hours{4}), columns(80));
    CHECK(has(fours, "│ Sun 28 Feb              ██x▓▓x\n\n  Mon 1 Mar   ·· ·· ▒▒x▒▒x▒▒x░░\n"));
    const std::string days = windows_text(
        report_of("2027-02-26T20:00", "2027-02-28T20:00", std::chrono::hours{24}), columns(80));
    CHECK(has(days, "  Fri 26 Feb  ··\n│ Sat 27 Feb  ██x\n│ Sun 28 Feb  ██x\n"));
}

TEST_CASE("a day of 23 hours has a hole where the clock skips, one of 25 is pointed out") {
    const std::string spring = windows_text(
        report_of("2027-03-27T20:00", "2027-03-28T06:00", std::chrono::hours{1}), columns(80));
    CHECK(has(spring, "│ Sun 28 Mar  · ·   ░ ░ ░ ░\n"));
    CHECK(has(spring, "Sun 28 Mar 2027 is 23 h long: the clock skips what is empty"));
    WindowsReport r = report_of("2027-10-31T00:00", "2027-10-31T04:00", std::chrono::hours{1});
    REQUIRE(r.options.size() == 6);
    r.options[3].departments["finance"].verdict = Verdict::exceeds;  // the second 02:00
    const std::string autumn = windows_text(r, columns(80));
    CHECK(has(autumn, "│ Sun 31 Oct  · ░ ▒x█ █\n"));
    CHECK(has(autumn, "Sun 31 Oct 2027 is 25 h long: an hour comes twice"));
}

TEST_CASE("more than ten weeks are summed up by weekday, and that is said") {
    const WindowsReport r =
        report_of("2027-01-01T00:00", "2027-04-10T00:00", std::chrono::hours{1});
    const std::string text = windows_text(r, columns(80));
    CHECK(has(text, "100 days with starts are too many to show one by one"));
    CHECK(has(text, "  Fri         · · · · · · · · █x█x█x█x█x█x█x█x█x█x░ ░ ░ ░ ░x░x\n"));
    CHECK(has(text, "│ Sat         ·-·-·-░-░-░-░-░-█x"));  // only the 27th of February is refused
    CHECK(has(text, "- some are not accepted"));
    CHECK(!has(text, "Sat 27 Feb  "));
    TextOptions all = columns(80);
    all.detail = TextOptions::Detail::full;
    CHECK(has(windows_text(r, all), "│ Sat 27 Feb  "));
}

TEST_CASE("where nobody's consent can be had, the least bad starts say who forbids them") {
    WindowsReport r = report_of("2027-02-27T06:00", "2027-02-28T20:00", std::chrono::hours{2});
    CHECK(r.best.empty());
    const std::string text = windows_text(r, columns(80));
    CHECK(has(text, "NO START is accepted by everyone; these lose least."));
    CHECK(has(text, "  Sun 28 Feb 00:00 (Sat night): cannot be told for Finance\n"));
    CHECK(has(text, "  Sat 27 Feb 06:00: more than accepted by Finance\n"));
    CHECK(!has(text, "costs least"));
    for (WindowOption& o : r.options) o.blocked = {"T01", "T07"};
    CHECK(has(windows_text(r, columns(80)), "blocked (T01, T07:"));
}

TEST_CASE("no width is exceeded, and colour adds nothing but colour") {
    for (const int width : {20, 30, 36, 40, 61, 62, 79, 86, 100, 200}) {
        CAPTURE(width);
        TextOptions o = columns(width);
        const std::string plain = windows_text(long_weekend(), o);
        for (const std::string& line : lines_of(plain)) CHECK(display_width(line) <= width);
        o.colour = true;
        const std::string coloured = windows_text(long_weekend(), o);
        std::string stripped;
        for (std::size_t i = 0; i < coloured.size(); ++i) {
            if (coloured[i] == '\x1b')
                i = coloured.find('m', i);
            else
                stripped += coloured[i];
        }
        const auto words = lines_of(stripped), expected = lines_of(plain);
        REQUIRE(words.size() == expected.size());
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::size_t end = words[i].find_last_not_of(' ') + 1;
            CHECK(words[i].substr(0, end) == expected[i]);
        }
    }
}

TEST_CASE("text out of files is escaped in both formats") {
    WindowsReport r = long_weekend();
    r.title = "x\x1b[2J##[error]</script>";
    r.sponsor = "evil";
    r.names["finance"] = "\n::error::Finance\x07";
    r.names["evil"] = "\xe2\x80\xaenow";
    r.currency = "E\x1b[R";
    r.notes = {"::warning::n\x1b]0;t\x07"};
    r.limits_hit = {"##vso[task]"};
    r.overrides = {"--start \x1b[31m"};
    for (const std::string& out :
         {windows_text(r, columns(80)), windows_text(r, columns(20)), windows_json(r)}) {
        for (const char* bad :
             {"\x1b", "\x07", "\xe2\x80\xae", "##[", "##vso[", "\n::", "</script>"}) {
            CAPTURE(bad);
            if (std::string_view(bad) == "</script>" && out[0] != '{') continue;
            CHECK(!has(out, bad));
        }
    }
}

TEST_CASE("windows/1 has the fields of the contract") {
    WindowsReport r = long_weekend();
    r.limits_hit = {"watched: cut off"};
    const rapidjson::Document d = read_back(windows_json(r));
    CHECK(text(d["knockon"]) == "windows/1");
    CHECK(text(d["version"]) == "0.1.0");
    CHECK(real(d["seed"]) == 1);
    CHECK(text(d["currency"]) == "EUR");
    CHECK(text(d["timezone"]) == "Europe/Amsterdam");
    CHECK(text(d["change"]["sponsor"]) == "marketing");
    CHECK(real(d["every_s"]) == 3600);
    CHECK(real(d["method"]["runs"]) == 4096);
    CHECK(real(d["method"]["relative_error"]) == 0.019);
    CHECK(text(d["method"]["limits_hit"][0]) == "watched: cut off");
    CHECK(real(d["waiting_per_week"]) == 12000);
    CHECK(text(d["requested"]["start"]) == "2027-02-26T20:00:00+01:00");
    CHECK(text(d["requested"]["departments"]["finance"]["verdict"]) == "exceeds");
    REQUIRE(d["windows"].Size() == r.options.size());
    const auto& first = d["windows"][0];
    CHECK(text(first["start"]) == "2027-02-26T00:00:00+01:00");
    CHECK(real(first["loss"]["value"]) == 50);
    CHECK(real(first["departments"]["finance"]["loss"]["value"]) == 40);
    CHECK(real(first["departments"]["finance"]["disruption"]["low"]) == near(0.0099));
    CHECK(first["blocked"].Size() == 0);
    CHECK(text(d["windows"][36]["blocked"][0]) == "T01");
    REQUIRE(d["best"].Size() == 1);
    CHECK(text(d["best"][0]) == "2027-03-01T00:00:00+01:00");
    CHECK(d["notes"].Size() == 0);
    r.requested.reset();
    CHECK(read_back(windows_json(r))["requested"].IsNull());
}

TEST_CASE("the page of starts says the best first, then all of them, then who bears what") {
    const auto all = markup::elements(windows_html(long_weekend()));
    markup::check_keys(all);
    pages::check_policy(all);
    const auto text = [&](std::string_view id) {
        return markup::the(all, "section", "id", id).text;
    };
    CHECK(has(markup::the(all, "h2", "id", "verdict").text,
              "Best start: Mon\u00A01\u00A0Mar\u00A02027\u00A000:00, €\u00A050 "));
    CHECK(has(text("best"), "Fri\u00A026\u00A0Feb\u00A02027\u00A020:00 (as requested)"));
    CHECK(has(text("best"), "more than accepted by Finance"));
    std::size_t cells = 0;
    const std::string map = text("map");
    for (const markup::Element& e : all) {
        const auto look = e.attributes.find("class");
        cells += e.tag == "td" && look != e.attributes.end() && (look->second == "within" || look->second == "exceeds" ||
                                      look->second == "undetermined" || look->second == "calm");
    }
    CHECK(cells == 85);  // from Friday 00:00 to Monday 12:00, every hour
    CHECK(has(map, "blocked T01"));
    CHECK(has(map, "Of 85 starts "));
    CHECK(has(text("departments"), "Finance"));
    CHECK(has(text("basis"), "4,096 runs for every start"));
}

TEST_CASE("a page of starts of which none is accepted says so, and so does one of none") {
    WindowsReport r = long_weekend();
    r.best.clear();
    const auto verdict = [&] {
        const auto all = markup::elements(windows_html(r));
        markup::check_keys(all);
        return markup::the(all, "h2", "id", "verdict").text;
    };
    CHECK(verdict() == "NO START is accepted by everyone.");
    r.options.clear();
    CHECK(verdict() == "There is no start in this range.");
}

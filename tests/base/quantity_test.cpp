#include "base/quantity.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>

#include "base/decimal.h"
#include "base/figures.h"
#include "near.h"
#include "seeded.h"

using namespace knockon;
using namespace std::chrono_literals;
using knockon::test::Seeded;

TEST_CASE("durations are whole units, the largest first") {
    CHECK(*parse_duration("90s") == 90s);
    CHECK(*parse_duration("15m") == 15min);
    CHECK(*parse_duration("90m") == 90min);
    CHECK(*parse_duration("4h") == 4h);
    CHECK(*parse_duration("2d") == 48h);
    CHECK(*parse_duration("1w") == 168h);
    CHECK(*parse_duration("1h30m") == 90min);
    CHECK(*parse_duration("1w2d3h4m5s") == 168h + 48h + 3h + 4min + 5s);
    CHECK(*parse_duration("0m") == 0s);
    CHECK(*parse_duration("0h") == 0s);
    // As reports print them, with blanks of either kind.
    CHECK(*parse_duration("1 h 30 min") == 90min);
    CHECK(*parse_duration("1\u00A0d 6\u00A0h") == 30h);
    CHECK(*parse_duration("90 s") == 90s);
    CHECK(*parse_duration("45min") == 45min);
    CHECK(*parse_duration("1h 30m") == 90min);
    CHECK(*parse_duration("0h 30m") == 30min);
    CHECK(parse_length("30 min..4 h")->high == 4h);
}

TEST_CASE("whatever else looks like a duration is refused, with what was expected") {
    for (const std::string_view text :
         {"",     "5",     "m",      "1.h", "-1h",   "+1h", "1  h", "1h  30m", " 1h",
          "1h ",  "30m1h", "1h1h",   "01h", "1H",    "1y",  "1ms",  "1h30",    "1e3s",
          "0x1h", "1mins", "1 hour", "P1D", "1,,5h", "∞",   "1h\n"}) {
        CAPTURE(text);
        const auto d = parse_duration(text);
        CHECK_FALSE(d);
        CHECK(d.expected ==
              "expected a duration of whole units such as 90s, 15m, 4h, 2d, 1w or 1h30m");
    }
    for (const std::string_view text :
         {"99999999999999999999h", "9223372036854775807w", "3650000d", "999999w999999w"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_duration(text));
    }
    for (const auto& [text, whole] : {std::pair{"1.5h", "90m"},
                                      {"1,5h", "90m"},
                                      {"0.5 d", "12h"},
                                      {"2,5 min", "150s"},
                                      {"0.1h", "6m"},
                                      {"1.0h", "1h"},
                                      {"3.5d", "84h"},
                                      {"0.25w", "42h"}})
        CHECK(parse_duration(text).expected ==
              fmt::format("expected a duration of whole units: {}", whole));
    for (const char* text : {"0.5s", "0.0h", "1.5", "1.5y", "1.000h", "99999999.5w"})
        CHECK(in_whole_units(text).empty());
    CHECK(parse_duration("3650000d").expected == "expected a duration of less than 10,000 years");
    CHECK(parse_duration("3649999d"));
}

TEST_CASE("a duration written in any of its forms is read back") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        std::string text;
        std::chrono::seconds sum{0};
        const std::pair<char, std::int64_t> units[] = {
            {'w', 604800}, {'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}};
        for (const auto& [letter, length] : units) {
            if (draws.chance(0.5)) continue;
            const auto n = static_cast<std::int64_t>(draws.below(1000));
            text += fmt::format("{}{}", n, letter);
            sum += std::chrono::seconds{n * length};
        }
        if (text.empty()) continue;
        CAPTURE(text);
        REQUIRE(parse_duration(text));
        CHECK(*parse_duration(text) == sum);
    }
}

TEST_CASE("a range of durations has the geometric mean as its value") {
    const auto r = parse_length("30m..2h");
    REQUIRE(r);
    CHECK(r->value == 1h);
    CHECK(r->low == 30min);
    CHECK(r->high == 2h);
    CHECK(r->is_range());
    CHECK(parse_length("15m")->value == 15min);
    CHECK_FALSE(parse_length("15m")->is_range());
}

TEST_CASE("a range the wrong way round, empty, from 0 or with loose ends is refused") {
    for (const std::string_view text :
         {"4h..30m", "1h..1h", "0m..4h", "..4h", "4h..", "1h...2h", "1h..2h..3h", "1h-2h"})
        CHECK_FALSE(parse_length(text));
    for (const std::string_view text : {"8%..2%", "5%..5%", "0%..8%", "2%..100%", "..8%", "2%..",
                                        "2%...8%", "1 of 20..2 of 20", "2%..108%"})
        CHECK_FALSE(parse_probability(text));
}

TEST_CASE("probabilities are the same double however they are written") {
    CHECK(parse_probability("5%")->value == 0.05);
    CHECK(parse_probability("0.05")->value == 0.05);
    CHECK(parse_probability("1 in 20")->value == 0.05);
    CHECK(parse_probability("99.95%")->value == 0.9995);
    CHECK(parse_probability("0.1%")->value == 0.001);
    CHECK(parse_probability("0.0000001%")->value == 1e-9);
    CHECK(parse_probability("0")->value == 0);
    CHECK(parse_probability("1")->value == 1);
    CHECK(parse_probability("100%")->value == 1);
    CHECK_FALSE(parse_probability("5%")->is_uncertain());
    CHECK(parse_probability("5%")->low == 0.05);
}

TEST_CASE("a count is evidence with its best estimate") {
    const auto p = parse_probability("3 of 120");
    REQUIRE(p);
    CHECK(p->value == near(3.5 / 121));
    CHECK(p->hits == 3);
    CHECK(p->trials == 120);
    CHECK(p->is_uncertain());
    CHECK(parse_probability("0 of 7")->value == near(0.5 / 8));  // never seen is not impossible
}

TEST_CASE("what is no probability is refused") {
    for (const std::string_view text : {"",
                                        "5",
                                        "1.2",
                                        "101%",
                                        "-5%",
                                        "+5%",
                                        ".5",
                                        "5.",
                                        "05%",
                                        "1e-",
                                        "0x1",
                                        "nan",
                                        "inf",
                                        "5  %",
                                        "5%%",
                                        "1e3",
                                        "e-3",
                                        "1e-3.5",
                                        "1e99999",
                                        "%",
                                        "1 in 0",
                                        "2 in 1",
                                        "1  in 20",
                                        "1in20",
                                        "1.5 in 20",
                                        "-1 in 20",
                                        "4 of 3",
                                        "3 of 0",
                                        "1 of 99999999999",
                                        "01 in 20",
                                        "1 in 20%"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_probability(text));
        CHECK_FALSE(parse_fraction(text));
    }
    CHECK_FALSE(parse_fraction("3 of 120"));
    CHECK_FALSE(parse_fraction("2%..8%"));
    CHECK(*parse_fraction("1 in 8") == 0.125);
}

TEST_CASE("probabilities as programs write them and as reports print them") {
    CHECK(*parse_fraction("1e-05") == 1e-5);
    CHECK(*parse_fraction("2.5E-3") == 0.0025);
    CHECK(*parse_fraction("5e-1%") == 0.005);
    CHECK(*parse_fraction("1e-300") == 1e-300);
    CHECK(*parse_fraction("5 %") == 0.05);
    CHECK(*parse_fraction("8.0\u00A0%") == 0.08);
    CHECK(parse_probability("2 %..8 %")->low == 0.02);
    CHECK(parse_availability("9.99e-01")->value == 0.001);
    CHECK(parse_availability("1e-05")->value == 0.99999);
    CHECK(parse_availability("99.9 %")->value == 0.001);
}

TEST_CASE("a decimal comma is named, with the text as it should be") {
    CHECK(parse_probability("99,9%").expected == "expected a point for the comma: 99.9%");
    CHECK(parse_fraction("0,05").expected == "expected a point for the comma: 0.05");
    CHECK(parse_availability("99,9%").expected == "expected a point for the comma: 99.9%");
    CHECK(parse_probability("1,2,3").expected.find("comma") == std::string::npos);
}

TEST_CASE("1 in 1000 says how often something is down, not how often it is up") {
    CHECK_FALSE(parse_availability("1 in 1000"));
    CHECK_FALSE(parse_availability("19 in 20"));
    CHECK(parse_availability("1 in 1000").expected.find("99.9%") != std::string::npos);
    CHECK(parse_probability("1 in 1000")->value == 0.001);
}

TEST_CASE("an availability gives exactly the unavailability that it leaves") {
    CHECK(parse_availability("99.9%")->value == 0.001);
    CHECK(parse_availability("99.95%")->value == 0.0005);
    CHECK(parse_availability("0.999")->value == 0.001);
    CHECK(parse_availability("99.9999999%")->value == 1e-9);
    CHECK(parse_availability("100%")->value == 0);
    CHECK(parse_availability("100.00%")->value == 0);
    CHECK(parse_availability("1")->value == 0);
    CHECK(parse_availability("0%")->value == 1);
    CHECK(parse_availability("0")->value == 1);
    CHECK(parse_availability("7%")->value == 0.93);
    CHECK(parse_availability("119 of 120")->hits == 1);
    CHECK_FALSE(parse_availability("101%"));
    CHECK_FALSE(parse_availability("always"));
    const auto range = parse_availability("99%..99.9%");
    REQUIRE(range);
    CHECK(range->low == 0.001);
    CHECK(range->high == 0.01);
}

TEST_CASE(
    "availability and the unavailability that belongs to it are the same double, digit by digit") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        const int decimals = draws.between(1, 9);
        std::uint64_t scale = 1;
        for (int i = 0; i < decimals; ++i) scale *= 10;
        const std::uint64_t up = draws.below(100 * scale + 1), down = 100 * scale - up;
        const auto percent = [&](std::uint64_t n) {
            return fmt::format("{}.{:0{}}%", n / scale, n % scale, decimals);
        };
        CAPTURE(percent(up));
        CHECK(parse_availability(percent(up))->value == parse_probability(percent(down))->value);
    }
}

TEST_CASE("money has thousands and millions") {
    CHECK(*parse_money("500") == 500);
    CHECK(*parse_money("12k") == 12000);
    CHECK(*parse_money("1.5M") == 1.5e6);
    CHECK(*parse_money("0.35k") == 350);
    CHECK(*parse_money("0") == 0);
    for (const std::string_view text :
         {"", "k", "-5", "1,000", "1.000.000", "5K", "5m", "5kk", "5€", "5 k", "1e16", "1e999",
          "9999999999999999999", "2000000000M", ".5k"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_money(text));
    }
    CHECK_FALSE(parse_money(std::string(500, '9')));
    CHECK(*parse_money("1e6") == 1e6);
    CHECK(*parse_money("1.5E+03") == 1500);
    CHECK(*parse_money("2bn") == 2e9);
    CHECK(*parse_money("0.5tn") == 5e11);
    CHECK_FALSE(parse_money("2000tn"));
    // As reports print it.
    for (const std::string_view text : {"€ 1.2k", "€\u00A01.2k", "€1.2k", "CHF 1.2k", "$ 1.2k"})
        CHECK(*parse_money(text) == 1200);
    CHECK(currency_of("€\u00A01.2k") == "€");
    CHECK(currency_of("CHF 1.2k") == "CHF");
    CHECK(currency_of("1.2k") == "");
    CHECK(currency_of("CHF1.2k") == "");
    for (const std::string_view text : {"€", "€ ", "CHF", "CHF1", "1.2k €", "€ € 1", "€ 1.200"})
        CHECK_FALSE(parse_money(text));
    CHECK_FALSE(parse_rate("€ 5/s"));
    for (const double amount : {1.0, 12.0, 7600.0, 1.2e9})
        for (const std::string_view currency : {"EUR", "USD", "GBP", "CHF", ""})
            CHECK(*parse_money(money_text(amount, currency)) == near(amount));
}

TEST_CASE("an amount that can be read in two ways is asked about, with both") {
    struct Row {
        const char *text, *ways;
    };
    for (const auto& [text, ways] : {Row{"1.200", "1200 or 1.2"},
                                     {"12.345", "12345 or 12.3450"},
                                     {"1,200", "1200 or 1.2"},
                                     {"999.000", "999000 or 999.0"},
                                     {"1,5k", "1.5k or 15k"},
                                     {"1,234k", "1234k or 1.2340k"}}) {
        const std::string shown_text{text};
        CAPTURE(shown_text);
        CHECK(parse_money(text).expected == "expected what has one reading: " + std::string{ways});
        CHECK_FALSE(parse_number(std::string{text}).value.has_value());
        // Each of the two is taken.
        const std::string both = ways;
        CHECK(parse_money(both.substr(0, both.find(' '))));
        CHECK(parse_money(both.substr(both.rfind(' ') + 1)));
    }
    for (const auto& [text, way] : {Row{"1.200,50", "1200.50"},
                                    {"1,200.50", "1200.50"},
                                    {"1.200.000", "1200000"},
                                    {"1,200,000", "1200000"},
                                    {"1 200", "1200"},
                                    {"1'200", "1200"},
                                    {"1 200k", "1200k"},
                                    {"99,9", "99.9"},
                                    {"0,5k", "0.5k"}}) {
        const std::string shown_text{text};
        CAPTURE(shown_text);
        CHECK(parse_money(text).expected ==
              "expected a point before decimals and nothing else: " + std::string{way});
        CHECK(parse_money(way));
    }
    // One reading: four digits before the point, a nought, another number of decimals, a unit.
    for (const char* text : {"1234.567", "0.125", "1.2", "1.20", "1.2000", "1.234k", "1.125e0"})
        CHECK(parse_money(text));
    CHECK(parse_rate("1.200/s").expected == "expected what has one reading: 1200 or 1.2");
    CHECK(parse_rate("1.2/s"));
}

TEST_CASE("a rate is per second") {
    CHECK(*parse_rate("500/s") == 500);
    CHECK(*parse_rate("120/m") == 2);
    CHECK(*parse_rate("1k/h") == near(1000.0 / 3600));
    for (const std::string_view text :
         {"", "500", "/s", "500/", "500/d", "500 /s", "-1/s", "1/s/s"})
        CHECK_FALSE(parse_rate(text));
}

TEST_CASE("numbers and booleans have one form only") {
    CHECK(*parse_number("3") == 3);
    CHECK(*parse_number("0.5") == 0.5);
    CHECK(*parse_number("1e3") == 1000);
    CHECK(*parse_number("3.0") == 3);
    for (const std::string_view text :
         {"", "-1", "010", "1e", "inf", "nan", "1.", ".1", "1.2.3", "0x10", "１"})
        CHECK_FALSE(parse_number(text));
    CHECK(*parse_bool("true"));
    CHECK_FALSE(*parse_bool("false"));
    for (const std::string_view text : {"yes", "no", "on", "True", "1", ""})
        CHECK_FALSE(parse_bool(text));
}

TEST_CASE("no bytes make a parser fail in any other way than by saying what it expected") {
    constexpr std::string_view letters = "0123456789.%-:TZ+ inofsmhdwkM/,.";
    for (std::uint64_t seed = 1; seed <= 20000; ++seed) {
        CAPTURE(seed);
        const std::string text = Seeded{seed}.word(letters, 10);
        CAPTURE(text);
        const auto said = [](const auto& parsed) {
            return bool(parsed) == parsed.expected.empty();
        };
        CHECK(said(parse_duration(text)));
        CHECK(said(parse_length(text)));
        CHECK(said(parse_probability(text)));
        CHECK(said(parse_availability(text)));
        CHECK(said(parse_money(text)));
        CHECK(said(parse_rate(text)));
        CHECK(said(parse_moment(text)));
        CHECK(said(parse_hours(text)));
        CHECK(said(parse_ordinal(text)));
        if (const auto p = parse_probability(text)) CHECK((p->value >= 0 && p->value <= 1));
        if (const auto m = parse_money(text)) CHECK((*m >= 0 && *m <= 1e15));
    }
}

TEST_CASE("a lognormal recovery has its p50 and p90 where they were stated") {
    const Recovery r{Recovery::Shape::lognormal, {1h, 1h, 1h}, {4h, 4h, 4h}};
    CHECK(r.quantile(0.5) == 1h);
    CHECK(seconds(r.quantile(0.9)) == near(4 * 3600, 1e-9));
    const double sigma = std::log(4.0) / 1.2815515655446004;
    CHECK(r.mean_seconds() == near(3600 * std::exp(sigma * sigma / 2)));
    CHECK(seconds(r.quantile(0.99)) == near(3600 * std::exp(2.3263478740408408 * sigma), 1e-9));
    CHECK(seconds(r.quantile(0.01)) == near(3600 * std::exp(-2.3263478740408408 * sigma), 1e-9));
}

TEST_CASE("the quantiles of a recovery are those of the normal distribution, far into the tails") {
    const Recovery r{Recovery::Shape::lognormal, {1h, 1h, 1h}, {2h, 2h, 2h}};
    const double sigma = std::log(2.0) / 1.2815515655446004;
    for (double p = 1e-4; p < 1; p += 0.00311) {
        CAPTURE(p);
        const double z = std::log(seconds(r.quantile(p)) / 3600) / sigma;
        CHECK(std::erfc(-z / std::sqrt(2.0)) / 2 == near(p, 1e-8));
    }
}

TEST_CASE("a constant recovery is always the same, an exponential one has the stated mean") {
    const Recovery constant{Recovery::Shape::constant, {2h, 2h, 2h}, {}};
    CHECK(constant.mean_seconds() == 7200);
    CHECK(constant.quantile(0.999) == 2h);
    const Recovery exponential{Recovery::Shape::exponential, {2h, 2h, 2h}, {}};
    CHECK(exponential.mean_seconds() == 7200);
    CHECK(seconds(exponential.quantile(1 - std::exp(-1.0))) == near(7200, 1e-9));
}

TEST_CASE("a recovery that takes no time has no spread") {
    const Recovery none{Recovery::Shape::lognormal, {}, {4h, 4h, 4h}};
    CHECK(none.mean_seconds() == 0);
    CHECK(none.quantile(0.99) == 0s);
}

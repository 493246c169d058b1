#include "report/writing/format.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "base/quantity.h"

using namespace knockon;

namespace {

/// As a terminal shows it: no-break spaces as spaces, the minus sign as a hyphen.
std::string plain(const Figure& f) {
    std::string out;
    for (std::size_t i = 0; i < f.text().size();) {
        if (f.text().compare(i, 2, "\u00A0") == 0) {
            out += ' ';
            i += 2;
        } else if (f.text().compare(i, 3, "\u2212") == 0) {
            out += '-';
            i += 3;
        } else {
            out += f.text()[i++];
        }
    }
    return out;
}

Instant instant(const char* text) { return Zone().to_instant(*parse_moment(text)); }

}  // namespace

TEST_CASE("an availability has two digits of what is missing, and never a nine too many") {
    CHECK(plain(availability(0)) == "100 %");
    CHECK(plain(availability(0.0032)) == "99.68 %");
    CHECK(plain(availability(0.005)) == "99.50 %");
    CHECK(plain(availability(0.01)) == "99.0 %");
    CHECK(plain(availability(0.12)) == "88 %");
    CHECK(plain(availability(0.99)) == "1 %");
    CHECK(plain(availability(1)) == "0 %");
    CHECK(plain(availability(1.2e-7)) == "99.999988 %");
    CHECK(plain(availability(1e-15)) == "over 99.9999999 %");
    CHECK(plain(availability(0.010004)) == "98.9996 %");
    CHECK(nines(0.010004) == 1);
    CHECK(nines(0.01) == 2);
    CHECK(nines(1 - 0.99) == 2);
    CHECK(nines(0.0099) == 2);
    CHECK(nines(0.5) == 0);
    CHECK(nines(1e-3) == 3);
    CHECK(nines(0) == 9);
}

TEST_CASE("a percentage has two significant digits") {
    CHECK(plain(percent(0)) == "0 %");
    CHECK(plain(percent(0.131)) == "13 %");
    CHECK(plain(percent(0.0112)) == "1.1 %");
    CHECK(plain(percent(0.08)) == "8.0 %");
    CHECK(plain(percent(0.000134)) == "0.013 %");
    CHECK(plain(percent(-0.02)) == "-2.0 %");
    CHECK(plain(percent(1)) == "100 %");
}

TEST_CASE(
    "what is nearly certain is never called certain, what is nearly impossible never impossible") {
    CHECK(plain(percent(0.99)) == "99 %");
    CHECK(plain(percent(0.9951)) == "99.5 %");
    CHECK(plain(percent(0.99999)) == "99.999 %");
    CHECK(plain(percent(1 - 1e-12)) == "over 99.9999 %");
    CHECK(plain(percent(1e-9)) == "under 0.01 %");
    CHECK(plain(frequency(0.999, 100)) == "99 in 100");
    CHECK(plain(frequency(1e-7, 1000)) == "<1 in 1000");
}

TEST_CASE("natural frequencies of a table share a base, 100 if that lets the rarest count") {
    CHECK(frequency_base(std::vector<double>{}) == 100);
    CHECK(frequency_base(std::vector<double>{0.13, 0.011, 0}) == 100);
    CHECK(frequency_base(std::vector<double>{0.13, 0.003}) == 1000);
    CHECK(frequency_base(std::vector<double>{0.13, -0.0004}) == 1000);
    CHECK(frequency_base(std::vector<double>{1e-9}) == 1000);
    CHECK(plain(frequency(0.131, 100)) == "13 in 100");
    CHECK(plain(frequency(0.131, 1000)) == "131 in 1000");
    CHECK(plain(frequency(-0.02, 100)) == "-2 in 100");
    CHECK(plain(frequency(0, 100)) == "0 in 100");
    CHECK(plain(frequency(1, 100)) == "100 in 100");
}

TEST_CASE("money takes the unit that needs the fewest digits") {
    CHECK(plain(money(7612, "EUR")) == "€ 7.6k");
    CHECK(plain(money(61'300, "EUR")) == "€ 61k");
    CHECK(plain(money(503, "USD")) == "$ 500");
    CHECK(plain(money(0.357, "GBP")) == "under £ 1");
    CHECK(plain(money(999.6, "EUR")) == "€ 1.0k");
    CHECK(plain(money(1.25e6, "EUR", 3)) == "€ 1.25M");
    CHECK(plain(money(2.5e9, "CHF")) == "CHF 2.5bn");
    CHECK(plain(money(-330, "EUR")) == "- € 330");
    CHECK(plain(money(0, "EUR")) == "–");
    CHECK(plain(money(3e19, "EUR")) == "€ 30,000,000tn");
    CHECK(plain(signed_money(214'670, "EUR", 3)) == "+ € 215k");
    CHECK(plain(stated_money(5000, "EUR")) == "€ 5k");
    CHECK(plain(stated_money(12'500, "EUR")) == "€ 12.5k");
}

TEST_CASE("a currency from a file is letters or question marks, whatever it says") {
    CHECK(plain(money(5, "\x1b[31m")) == "????m 5");
    CHECK(plain(money(5, "")) == "5");
    CHECK(plain(money(5, "<script>alert")) == "?script? 5");
}

TEST_CASE("lengths of time are rounded to what a reader can use") {
    CHECK(plain(duration(0)) == "–");
    CHECK(plain(duration(0.2)) == "under 1 s");
    CHECK(plain(duration(12.4)) == "12 s");
    CHECK(plain(duration(90)) == "90 s");
    CHECK(plain(duration(36.4 * 60)) == "36 min");
    CHECK(plain(duration(59.9 * 60)) == "1 h");
    CHECK(plain(duration(3600 * 3 + 60 * 34)) == "3 h 35 min");
    CHECK(plain(duration(3600 * 21.2)) == "21 h");
    CHECK(plain(duration(3600 * 48.4)) == "48 h");
    CHECK(plain(duration(86'400 * 4.3)) == "4 d 6 h");
    CHECK(plain(duration(-600)) == "-10 min");
    CHECK(plain(duration(1e12)) == "over 100 years");
}

TEST_CASE("a stated length keeps every part") {
    CHECK(plain(exact_duration(0)) == "0 s");
    CHECK(plain(exact_duration(90)) == "1 min 30 s");
    CHECK(plain(exact_duration(5400)) == "1 h 30 min");
    CHECK(plain(exact_duration(45 * 60)) == "45 min");
    CHECK(plain(exact_duration(2 * 86'400 + 3 * 3600 + 5 * 60 + 1)) == "2 d 3 h 5 min");
}

TEST_CASE("moments are shown by the clock of the landscape") {
    const Zone zone = *Zone::find("Europe/Amsterdam");
    CHECK(plain(moment(instant("2026-12-30T19:00"), zone)) == "Wed 30 Dec 2026 20:00");
    CHECK(plain(moment(instant("2026-07-01T19:00:00Z"), zone, false)) == "Wed 1 Jul 21:00");
    CHECK(plain(period(instant("2026-12-30T19:00"), instant("2026-12-30T21:30"), zone)) ==
          "Wed 30 Dec 2026 20:00–22:30");
    CHECK(plain(period(instant("2026-12-31T19:00"), instant("2027-01-01T01:00"), zone)) ==
          "Thu 31 Dec 2026 20:00 – Fri 1 Jan 2027 02:00");
}

TEST_CASE("any finite number has a form that reads back to within its digits") {
    double x = 1e-12;
    for (int i = 0; i < 300; ++i) {
        CAPTURE(x);
        std::string text = plain(number(x, 3));
        std::erase(text, ',');
        CHECK(text.find('e') == std::string::npos);
        CHECK(std::abs(std::stod(text) - x) <= 0.00501 * x);
        x *= 1.3137;
    }
}

#include "report/words/economics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "drawn.h"
#include "report/page/page.h"
#include "report/pipelines/pipelines.h"
#include "seeded.h"

using namespace knockon;
using namespace knockon::sample;

namespace {

/// What a reader makes of "− € 7.63k", "–" or "< € 100", in the currency.
double read(const std::string& printed) {
    if (printed == "–" || printed.starts_with("<")) return 0;
    std::string digits;
    double factor = printed.find("−") == printed.npos ? 1 : -1;
    for (const char c : printed)
        if ((c >= '0' && c <= '9') || c == '.')
            digits += c;
        else if (c == 'k')
            factor *= 1e3;
        else if (c == 'M')
            factor *= 1e6;
    return factor * std::atof(digits.c_str());
}

std::string printed(const Shown& s) { return s.bytes(false); }

/// Departments that gain and lose anything from cents to millions.
Assessment random_economics(Sources& s, test::Seeded& r) {
    Assessment a = campaign(s);
    a.departments.clear();
    a.economics.emplace();
    a.economics->rest_of_year = 0.9;
    a.economics->releases_in_year = 6;
    const auto amount = [&] {
        return r.below(4) == 0 ? 0 : std::pow(10, 7.5 * r.unit()) * r.unit();
    };
    const std::size_t n = 1 + r.below(9);
    for (std::size_t i = 0; i < n; ++i) {
        const std::string id = "d" + std::to_string(i);
        a.departments.push_back(department(id.c_str(), id.c_str(), 0.1, 1, 2, 3, 4));
        EconomicsRow row;
        row.department = id;
        row.benefit = amount();
        row.cost = amount();
        row.benefit_per_year = amount();
        row.risk = Estimate::exact(amount());
        row.releases = Estimate::exact(amount());
        row.left_behind = Estimate::exact(r.chance(0.3) ? -amount() : amount());
        a.economics->departments.push_back(row);
    }
    return a;
}

}  // namespace

TEST_CASE("parts are rounded so that they add up to their rounded sum") {
    CHECK(rounded_to_sum({1.4, 1.4, 1.4}, 1) == std::vector<std::int64_t>{2, 1, 1});
    CHECK(rounded_to_sum({-0.6, 0.6}, 1) == std::vector<std::int64_t>{-1, 1});
    CHECK(rounded_to_sum({0, 49, 51}, 100) == std::vector<std::int64_t>{0, 0, 1});
    CHECK(rounded_to_sum({}, 10).empty());
}

TEST_CASE("every sum of the first year can be done from what is printed, in every format") {
    test::Seeded r(7);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        Sources s;
        const Assessment a = random_economics(s, r);
        TextOptions wide;
        wide.width = 200;
        wide.detail = TextOptions::Detail::full;
        const View v(a, s, wide);
        for (const bool all : {true, false}) {
            const FirstYear year = first_year_of(v, all);
            std::array<double, FirstYear::columns> sums{};
            double nets = 0;
            for (const FirstYear::Row& row : year.rows) {
                double net = 0;
                for (const FirstYear::Column c : year.shown) {
                    const double x = read(printed(year.amount(v, row, c)));
                    sums[c] += x;
                    net += c == FirstYear::benefit ? x : -x;
                }
                CHECK(read(printed(year.net(v, row))) == doctest::Approx(net));
                nets += net;
            }
            if (year.rows.empty()) continue;
            for (const FirstYear::Column c : year.shown)
                CHECK(read(printed(year.amount(v, year.together, c))) == doctest::Approx(sums[c]));
            CHECK(read(printed(year.net(v, year.together))) == doctest::Approx(nets));
            double cost = 0;
            for (const EconomicsRow& row : a.economics->departments) cost += row.cost;
            CHECK(std::abs(year.value(year.together, FirstYear::cost) - cost) <=
                  year.rounding / 2 * (1 + 1e-9));
        }
        const FirstYear year = first_year_of(v, true);
        const std::string text = unfolded(report_text(a, s, wide)),
                          markdown = report_markdown(a, s, wide);
        std::string page = report_html(a, s);
        for (const FirstYear::Row& row : year.rows)
            for (const FirstYear::Column c : year.shown) {
                const Shown cell = year.amount(v, row, c);
                CHECK(has(text, printed(cell)));
                const std::string little = "<\u00A0";
                const std::string said = cell.runs().front().text;
                CHECK(has(page, said.starts_with(little)
                                    ? "&lt;\u00A0" + said.substr(little.size())
                                    : said));
                CHECK(has(markdown, Shown(column_head(v, c)).bytes(false)));
            }
    }
}

TEST_CASE("what is made up is what the table says that others lose, and adds up as printed") {
    test::Seeded r(11);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        Sources s;
        Assessment a = random_economics(s, r);
        a.economics->compensation = {{"d0", Estimate::exact(1)}};
        TextOptions wide;
        const View v(a, s, wide);
        const FirstYear year = first_year_of(v, true);
        for (const bool all : {true, false}) {
            const std::vector<Shown> costs = cost_sentences(v, all);
            const auto made_up = std::find_if(costs.begin(), costs.end(), [](const Shown& s_) {
                return has(printed(s_), "making up ");
            });
            REQUIRE(made_up != costs.end());
            const std::string said = printed(*made_up);
            const std::size_t parts = said.find(": ");
            double sum = 0;
            for (std::size_t at = parts; at < said.size(); at = said.find(", ", at + 1)) {
                const std::string part = said.substr(at, said.find(", ", at + 1) - at);
                if (!has(part, "<")) sum += read(part.substr(part.find("€")));
            }
            const std::size_t whole = said.find("making up ") + 10;
            CHECK(read(said.substr(whole, parts == said.npos ? said.npos : parts - whole)) ==
                  doctest::Approx(sum));
            for (const FirstYear::Row& row : year.rows)
                if (all && row.net() < 0)
                    CHECK(has(said, printed(row.name) + " " +
                                        printed(rounded_money(-row.net(), year.rounding, a.currency))));
        }
    }
}

// What is printed can be added up, and is the same in every format that people read.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <map>

#include "drawn.h"
#include "report/page/page.h"
#include "report/pipelines/pipelines.h"
#include "report/words/advice.h"
#include "report/words/said.h"
#include "seeded.h"

using namespace knockon;
using namespace knockon::sample;

namespace {

/// What a reader makes of "~€ 7.63k more", "€ 1.8k less", "−", "under € 10"; an amount below all others
/// is nothing.
double amount(std::string printed) {
    if (has(printed, "under") || has(printed, "<")) return 0;
    const double sign = has(printed, "less") || has(printed, "−") ? -1 : 1;
    const std::size_t at = printed.find("€");
    if (at == printed.npos) return 0;
    printed = printed.substr(at);
    std::string digits;
    double factor = sign;
    for (const char c : printed) {
        if ((c >= '0' && c <= '9') || c == '.') digits += c;
        if (c == 'k') factor *= 1e3;
        if (c == 'M') factor *= 1e6;
        if (c == 'm' || c == 'l') break;  // more, less
    }
    return factor * std::atof(digits.c_str());
}

double amount(const Shown& s) { return amount(s.bytes(false)); }

double any_amount(test::Seeded& r) { return std::pow(10, 6 * r.unit()) * r.unit(); }

/// Processes of three departments whose years become dearer or cheaper.
Assessment random_years(Sources& s, test::Seeded& r) {
    Assessment a = campaign(s);
    a.structure.emplace();
    a.processes.clear();
    const std::size_t n = 1 + r.below(8);
    for (std::size_t i = 0; i < n; ++i) {
        const std::string id = "p" + std::to_string(i);
        const char* const of[] = {"finance", "production", "marketing"};
        a.processes.push_back(process(id.c_str(), id.c_str(), of[r.below(3)]));
        SteadyState before, after;
        before.loss_per_year = Estimate::exact(any_amount(r));
        after.loss_per_year = Estimate::exact(any_amount(r));
        a.structure->processes.push_back({id, before, after, {}});
    }
    return a;
}

/// Without the marks of a format, no-break blanks as blanks.
std::string plain(std::string_view text) {
    constexpr std::string_view blank = "\u00A0";
    std::string out;
    while (!text.empty()) {
        const bool no_break = text.starts_with(blank);
        if (no_break || text.front() != '\\') out += no_break ? ' ' : text.front();
        text.remove_prefix(no_break ? blank.size() : 1);
    }
    return out;
}

}  // namespace

TEST_CASE("the years of processes add up to what their departments are said to lose") {
    test::Seeded r(3);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        Sources s;
        const Assessment a = random_years(s, r);
        TextOptions full;
        full.width = 200;
        full.detail = TextOptions::Detail::full;
        const View v(a, s, full);
        const std::vector<StructureRow> rows = structure_rows(v);
        REQUIRE(rows.size() == a.structure->processes.size());
        std::map<Id, double> sums;
        double all = 0, printed = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            sums[a.processes[i].department] += amount(rows[i].more);
            printed += amount(rows[i].more);
            all += rows[i].more_per_year;
        }
        const YearlyLoss yearly = yearly_loss(v);
        CHECK(std::abs(printed - all) <= yearly.rounding / 2 * (1 + 1e-9));
        const std::string text = report_text(a, s, full), page = report_html(a, s),
                          markdown = plain(report_markdown(a, s, full));
        for (const auto& [id, sum] : sums)
            CHECK(yearly.of_department(id) == doctest::Approx(sum));
        for (const StructureRow& row : rows) {
            CHECK(has(text, row.more.bytes(false)));
            CHECK(has(page, row.more.runs().front().text));
            CHECK(has(markdown, row.more.bytes(false)));
        }
    }
}

TEST_CASE("risk and waiting of a start, and what a measure saves and costs, come to what stands beside") {
    test::Seeded r(5);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        Sources s;
        Assessment a = campaign(s);
        a.total.loss.mean = around(any_amount(r));
        for (std::size_t i = 0; i < 3; ++i) {
            WindowOption w;
            w.start = a.start + std::chrono::hours{24 * (i + 1)};
            w.loss = around(any_amount(r));
            w.waiting = r.chance(0.3) ? 0 : any_amount(r);
            a.windows.push_back(w);
            Mitigation m;
            m.text = "measure " + std::to_string(i);
            m.saves = around(any_amount(r));
            m.cost = any_amount(r);
            a.mitigations.push_back(m);
        }
        TextOptions full;
        full.width = 200;
        full.detail = TextOptions::Detail::full;
        const View v(a, s, full);
        const std::string text = report_text(a, s, full), page = report_html(a, s),
                          markdown = plain(report_markdown(a, s, full));
        const WhenInstead when = when_instead(v, 4);
        for (const WhenInstead::Row& row : when.rows) {
            CHECK(amount(row.risk) + amount(row.waiting) == doctest::Approx(amount(row.together)));
            if (!when.waits) continue;
            for (const Shown* cell : {&row.risk, &row.waiting, &row.together}) {
                CHECK(has(text, cell->bytes(false)));
                CHECK(has(page, cell->runs().front().text));
                CHECK(has(markdown, cell->bytes(false)));
            }
        }
        for (const HelpRow& row : what_would_help(v)) {
            CHECK(amount(row.saves) - amount(row.costs) == doctest::Approx(amount(row.net)));
            CHECK(has(text, row.net.bytes(false)));
            CHECK(has(markdown, row.net.bytes(false)));
        }
    }
}

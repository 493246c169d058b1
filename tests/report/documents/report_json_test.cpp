#include <doctest/doctest.h>

#include "drawn.h"
#include "read_back.h"

using namespace knockon;
using namespace knockon::sample;

TEST_CASE("the JSON report has every field of the contract, and its figures are those given") {
    Sources s;
    const Assessment a = sample::campaign(s);
    const rapidjson::Document d = read_back(report_json(a, s));
    for (const char* field :
         {"knockon",     "version",  "seed",   "currency",  "timezone",    "organisation",
          "inputs",      "verdict",  "change", "method",    "departments", "processes",
          "total",       "causes",   "why",    "structure", "economics",   "windows",
          "mitigations", "sign_off", "inform", "findings",  "coverage",    "overrides",
          "assumptions", "notes"})
        CHECK_MESSAGE(d.HasMember(field), field);
    CHECK(text(d["knockon"]) == "report/1");
    CHECK(text(d["change"]["window"]["start"]) == "2026-12-30T20:00:00+01:00");
    CHECK(text(d["change"]["hypercare_end"]) == "2027-01-02T22:30:00+01:00");
    CHECK(real(d["method"]["transition"]["runs"]) == 38'000);
    CHECK(d["method"]["structure"].IsNull());
    const auto& finance = d["departments"][0];
    for (const char* field :
         {"id", "name", "disruption", "deadlines_missed", "downtime_s", "loss", "planned", "reach",
          "absorbed_by", "people", "harm", "without", "exceedance", "appetite", "verdict"})
        CHECK_MESSAGE(finance.HasMember(field), field);
    CHECK(text(finance["id"]) == "finance");
    CHECK(finance["disruption"]["value"].GetDouble() == 0.131);
    CHECK(finance["loss"]["p95"]["low"].GetDouble() == 61'300 * 0.99);
    CHECK(finance["exceedance"][1][0].GetDouble() == 10'000);
    CHECK(finance["appetite"]["probability"].GetDouble() == 0.01);
    CHECK(finance["appetite"]["p95_loss"].IsNull());
    CHECK(finance["without"].IsNull());
    CHECK(text(d["processes"][2]["planned"]["from"]) == "2026-12-30T20:00:00+01:00");
    CHECK(text(d["processes"][0]["department"]) == "finance");
    CHECK(text(d["causes"][0]["kind"]) == "step");
    CHECK(real(d["causes"][0]["index"]) == 2);
    CHECK(text(d["causes"][0]["verb"]) == "update");
    CHECK(d["causes"][1]["index"].IsNull());
    CHECK(d["causes"][1]["risk_achievement_worth"].IsNull());
    CHECK(text(d["why"][0]["chain"][3]) == "invoicing");
    CHECK(real(d["findings"][0]["line"]) == 18);
    CHECK(real(d["findings"][0]["end_column"]) == 9);
    CHECK(d["findings"][0]["accepted"].IsNull());
}

TEST_CASE("a field that was not worked out is empty with a reason, never missing") {
    Sources s;
    const rapidjson::Document d = read_back(report_json(sample::campaign(s), s));
    std::string notes;
    for (const auto& n : d["notes"].GetArray()) notes += std::string(n.GetString()) + "\n";
    for (const char* field : {"structure", "economics", "windows", "mitigations"})
        CHECK_MESSAGE(has(notes, field), field);
}

TEST_CASE("hostile texts come back from JSON as they were") {
    for (const std::string evil :
         {"\x1b[2J", "a\nb", "##[error]x", "</script>", "\u2028", "\"\\"}) {
        CAPTURE(evil);
        Sources s;
        const std::string json = report_json(hostile(s, evil), s);
        const rapidjson::Document d = read_back(json);
        CHECK(std::string(d["change"]["title"].GetString()) == evil);
        CHECK(std::string(d["findings"][0]["file"].GetString()) == evil);
        CHECK(!has(json, "\x1b"));
        CHECK(!has(json, "##["));
        CHECK(!has(json, "</"));
    }
}

TEST_CASE("structure, economics and other starts are drawn once they are known") {
    Sources s;
    Assessment a = sample::campaign(s);
    SteadyState before, after;
    before.downtime_h_per_year = Estimate::exact(21);
    before.loss_per_year = Estimate::exact(100'000);
    after.downtime_h_per_year = Estimate::exact(48);
    after.loss_per_year = Estimate::exact(299'000);
    a.structure = StructureReport{"exact", {{"line1", before, after}}, {{"crm", "line1"}}, {}, {}};
    a.economics.emplace();
    a.economics->departments = {
        {"marketing",
         250'000,
         0,
         35'000,
         Estimate::exact(330),
         {},
         {},
         {},
         Estimate::exact(214'670)},
        {"finance", 0, 0, 0, Estimate::exact(7600), {}, {}, {}, Estimate::exact(-7600)}};
    a.economics->externality_share = 0.96;
    WindowOption w;
    w.start = sample::at("2027-01-05T20:00");
    w.loss = Estimate::exact(900);
    w.departments["finance"].verdict = Verdict::within;
    w.saves = 0.89;
    a.windows = {w};
    const std::string page = drawn(a, s);
    CHECK(has(page, "Line 1"));
    CHECK(has(page, "21 h"));
    CHECK(has(page, "48 h"));
    CHECK(has(page, "€ 199k more"));
    CHECK(has(page, "crm becomes a single point of failure for Line 1"));
    CHECK(has(page, "+ € 214.67k"));
    CHECK(has(page, "− € 7.60k"));
    CHECK(has(unfolded(page), "Others than the sponsor bear 96 % of what is lost"));
    CHECK(has(page, "Tue 5 Jan 20:00"));
    CHECK(has(page, "as requested       € 8.4k"));
    const rapidjson::Document d = read_back(report_json(a, s));
    CHECK(real(d["structure"]["processes"][0]["after"]["downtime_h_per_year"]["value"]) == 48);
    CHECK(text(d["structure"]["new_single_points_of_failure"][0]["component"]) == "crm");
    CHECK(real(d["economics"]["externality_share"]) == 0.96);
    CHECK(text(d["windows"][0]["departments"]["finance"]["verdict"]) == "within");
}

// The formats for pipelines and tables, by what must hold of each; tests/formats reads them back.
#include <doctest/doctest.h>

#include <algorithm>

#include "pages.h"
#include "read_back.h"
#include "report/writing/markdown.h"
#include "report/words/objections.h"
#include "report/writing/xml.h"
#include "sample.h"

using namespace knockon;
using namespace knockon::pages;

namespace {

std::size_t times(const std::string& text, std::string_view piece) {
    std::size_t n = 0;
    for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1))
        ++n;
    return n;
}

std::string escaped(std::string_view text) { return Markdown::from(text).text(); }

/// The sample with a place for the change, one accepted finding, and the limits that are exceeded.
Assessment proposed(Sources& sources) {
    Assessment a = sample::campaign(sources);
    a.change_at = {1, 2, 5, 12};
    a.departments[0].over = {"probability", "loss"};
    a.departments[1].over = {"probability"};
    Acceptance accepted;
    accepted.by = {Id("finance")};
    accepted.because = std::string("the last year of that system");
    a.findings[1].accepted = std::make_shared<const Acceptance>(accepted);
    return a;
}

}  // namespace

TEST_CASE("in Markdown, text from outside is text") {
    CHECK(escaped("Invoice run, 2 of 3") == "Invoice run, 2 of 3");
    CHECK(escaped("*a* _b_ `c` [d](e) <f>") == "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\>");
    CHECK(escaped("a|b\\|c") == "a&#124;b\\\\&#124;c");
    CHECK(escaped("@octocat #12 !3") == "@&#8203;octocat \\#&#8203;12 !&#8203;3");
    CHECK(escaped("20:00 :rocket:") == "20:00 :&#8203;rocket:");
    CHECK(escaped("a:b") == "a:&#8203;b");  // a colon may come after it
    CHECK(escaped("at 20:00") == "at 20:00");
    CHECK(escaped("1. one - two") == "1\\. one \\- two");
    CHECK(escaped("https://x www.y") == "https\\://x www\\.y");
    CHECK(escaped("a\nb\x1b") == "a\\\\nb\\\\x1b");
}

TEST_CASE("the mark of a comment cannot end the comment it stands in") {
    MarkdownPage page(10'000);
    page.marker("CHG--1-->\n<b>é");
    CHECK(page.take() == "<!-- knockon: CHG-%2D1-%2D%3E%0A%3Cb%3E%C3%A9 -->\n");
}

TEST_CASE("a comment keeps to its length and says what it leaves out") {
    Sources sources;
    Assessment a = proposed(sources);
    for (int i = 0; i < 5000; ++i) {
        a.assumptions.push_back({"component c" + std::to_string(i), "recovery", "1 h", "built-in"});
        a.findings.push_back(a.findings[0]);
    }
    const std::string comment = report_markdown(a, sources, {});
    CHECK(comment.size() <= 65'000);
    CHECK(has(comment, "| Finance | "));
    CHECK(has(comment, "Left out, to keep within the length of a comment: "));
    CHECK(has(comment, "<details><summary>Assumed (5,001)"));
    CHECK(has(comment, "- component c0, recovery: 1 h"));
    CHECK(has(comment, "<details><summary>For those who check the figures"));
    CHECK(times(comment, "<details>") == times(comment, "</details>"));
    CHECK(report_github_summary(a, sources, {}).size() > comment.size());
    CHECK(report_github_summary(a, sources, {}).size() <= 1'000'000);
}

TEST_CASE("a table that is too long keeps its head") {
    MarkdownPage page(3000);
    std::vector<std::vector<Markdown>> rows = {{Words("Name")}};
    for (int i = 0; i < 1000; ++i) rows.push_back({count(1000)});
    page.table("departments", rows);
    const std::string text = page.take();
    CHECK(text.starts_with("| Name |\n| --- |\n| 1,000 |\n"));
    CHECK(has(text, "departments (9"));
    CHECK(text.size() < 3000);
}

TEST_CASE("when all is well the comment says so before any figure") {
    Sources sources;
    Assessment a = proposed(sources);
    a.verdict = Verdict::within;
    for (DepartmentFigures& d : a.departments) d.verdict = Verdict::within;
    CHECK(!has(report_markdown(a, sources, {}), "Nothing stands against it."));
    a.findings.clear();
    const std::string calm = report_markdown(a, sources, {});
    CHECK(calm.find("Nothing stands against it.") < calm.find("| Finance"));
}

TEST_CASE("no cell of a table is a formula, and every row is as long as the head") {
    Sources sources;
    Assessment a = proposed(sources);
    a.title = "=1+1";
    a.sponsor = " \t@x";
    a.departments[0].name = "a \"b\", c";
    const std::string csv = report_csv({&a, 1});
    CHECK(csv.starts_with("change,title,sponsor,"));
    CHECK(has(csv, "\"CHG-2026-041\",\"'=1+1\",\" \\t@x\",\"2026-12-30T20:00:00+01:00\","));
    CHECK(has(csv, "\"a \"\"b\"\", c\""));
    CHECK(times(csv, "\r\n") == 1 + a.departments.size());
    CHECK(times(csv, "\n") == times(csv, "\r\n"));
    CHECK(report_csv({}) == csv.substr(0, csv.find('\n') + 1));
}

TEST_CASE("in XML, text from outside is text, and what XML forbids is a visible escape") {
    XmlWriter w;
    w.open("a");
    w.attribute("b", "\"<&>\x01\n");
    w.open("c");
    w.line("]]>\xEF\xBF\xBE\xEF\xBF\xBF!");
    w.line("second");
    w.close();
    w.open("d");
    w.close();
    w.close();
    CHECK(w.take() ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<a b=\"&quot;&lt;&amp;&gt;\\x01\\n\">\n  <c>]]&gt;\\ufffe\\uffff!\nsecond</c>\n  "
          "<d/>\n</a>\n");
}

TEST_CASE("an objection names the limits and the figures beside them") {
    Sources sources;
    Assessment a = proposed(sources);
    const TextOptions options;
    const View v(a, sources, options);
    const std::string said = objection(v, a.departments[0]).bytes(false);
    CHECK(said ==
          "Finance would carry more risk than it accepts: chance of disruption 13 % (accepts 1 %), expected "
          "loss € 7.6k (€ 7.5k to € 7.7k) (accepts € 5k)");
    CHECK(
        has(objection(v, a.departments[2]).bytes(false), "Marketing is within what it accepts: "));
    CHECK(has(objection(v, a.departments[3]).bytes(false), "Logistics: no outage (absorbed: "));
}

TEST_CASE("the gate decides what a test of a pipeline says") {
    Sources sources;
    Assessment a = proposed(sources);
    TextOptions options;
    const std::string failing = report_junit({&a, 1}, sources, options);
    // Two departments and the error; the warning is accepted, so its test is skipped.
    CHECK(has(failing, "tests=\"8\" failures=\"3\" errors=\"0\" skipped=\"1\""));
    CHECK(has(failing, "name=\"department finance\" file=\"changes/spring-campaign.yaml\""));
    CHECK(times(failing, "<failure ") == 3);
    CHECK(has(failing, "accepted by Finance: the last year of that system"));
    options.gate = Severity::note;
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 3);
    a.findings[1].accepted.reset();
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 4);
    SignOff missing;
    missing.who = missing.name = "finance";
    missing.reasons = {"exceeds"};
    a.sign_off = {missing};
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 4);
    options.require_sign_off = true;
    CHECK(has(report_junit({&a, 1}, sources, options), "name=\"agreement department finance\""));
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 5);
    a.sign_off[0].given = true;
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 4);
    options.gate = std::nullopt;
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 0);
    CHECK(has(report_junit({&a, 1}, sources, options), "there is no gate"));
}

TEST_CASE("a change of which nothing can be told fails a test of its own") {
    Sources sources;
    Assessment a = proposed(sources);
    a.findings.clear();
    for (DepartmentFigures& d : a.departments) {
        d.verdict = Verdict::within;
        d.reach = Reach::none;
    }
    TextOptions options;
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 0);
    a.verdict = Verdict::not_modelled;
    const std::string failing = report_junit({&a, 1}, sources, options);
    CHECK(times(failing, "<failure ") == 1);
    CHECK(has(failing, "name=\"modelled\""));
    CHECK(has(failing, "message=\"NOT MODELLED: no chain of needs leads from this change"));
    options.gate = std::nullopt;
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 0);
    options.gate = Severity::error;
    a.departments[0].verdict = Verdict::not_modelled;  // then its own test says so
    CHECK(times(report_junit({&a, 1}, sources, options), "<failure ") == 1);
    CHECK(!has(report_junit({&a, 1}, sources, options), "name=\"modelled\""));
}

TEST_CASE("a result stands in the change file, and says where else to look") {
    Sources sources;
    Assessment a = proposed(sources);
    const std::uint32_t landscape = sources.add("./landscape/a b.yaml", "");
    a.findings[0].at = {landscape, 7, 3, 2};
    const rapidjson::Document d = read_back(report_sarif({&a, 1}, sources, {}));
    const auto& results = d["runs"][0]["results"];
    REQUIRE(results.Size() == 4);
    const auto& appetite = results[0];
    CHECK(text(appetite["ruleId"]) == "appetite-exceeded");
    CHECK(appetite["codeFlows"].Size() == 2);
    CHECK(appetite["locations"][0]["physicalLocation"]["region"]["endColumn"].GetInt() == 17);
    const auto& finding = results[2];
    CHECK(text(finding["ruleId"]) == "C03");
    CHECK(text(finding["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) ==
          "changes/spring-campaign.yaml");
    CHECK(text(finding["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]) ==
          "landscape/a%20b.yaml");
    CHECK(results[3]["suppressions"].Size() == 1);
    // What was so before is no news of the change: it stays where it is.
    a.findings[0].brought_about = false;
    const rapidjson::Document e = read_back(report_sarif({&a, 1}, sources, {}));
    CHECK(text(e["runs"][0]["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]
                ["uri"]) == "landscape/a%20b.yaml");
}

TEST_CASE("of more than 5,000 results the gravest are written, and that is said") {
    Sources sources;
    Assessment a = proposed(sources);
    const Finding warning = a.findings[1];
    for (int i = 0; i < 6000; ++i) a.findings.push_back(warning);
    const rapidjson::Document d = read_back(report_sarif({&a, 1}, sources, {}));
    CHECK(d["runs"][0]["results"].Size() == 5000);
    CHECK(text(d["runs"][0]["results"][2]["ruleId"]) == "C03");
    const auto& said = d["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    CHECK(has(text(said["message"]["text"]), "5000 of 6004 results"));
}

TEST_CASE("several changes make one document, each with its own names") {
    Sources sources;
    std::vector<Assessment> all(2, proposed(sources));
    all[1].change = "CHG-2";
    CHECK(times(report_csv(all), "\r\n") == 1 + 2 * all[0].departments.size());
    CHECK(times(report_prometheus(all), "# TYPE knockon_loss_mean gauge") == 1);
    CHECK(times(report_junit(all, sources, {}), "<testsuite ") == 2);
    CHECK(times(report_jsonl(all, sources), "\n") == 2);
    CHECK(read_back(report_sarif(all, sources, {}))["runs"][0]["results"].Size() == 8);
    const rapidjson::Document issues = read_back(report_gitlab(all, sources, {}));
    REQUIRE(issues.Size() == 6);  // the accepted finding is no issue
    CHECK(text(issues[0]["fingerprint"]) != text(issues[3]["fingerprint"]));
}

TEST_CASE("a workflow command keeps its message and its properties to itself") {
    Sources sources;
    Assessment a = proposed(sources);
    a.findings[0].message = "a\n::error::b%0A,c:d";
    sources.files[1].path = "x,line=9::y.yaml";
    const std::string commands = report_github({&a, 1}, sources, {});
    CHECK(has(commands,
              "::error file=x%2Cline=9%3A%3Ay.yaml,line=18,endLine=18,col=5,endColumn=9,"
              "title=CHG-2026-041%3A C03::a\\n\\x3a:error::b%250A,c:d; help: "));
    CHECK(times(commands, "\n") == 3);
}

#include "report/page/portfolio.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "markup.h"
#include "pages.h"
#include "report/page/parts.h"
#include "report/report.h"
#include "sample.h"

using namespace knockon;
using namespace knockon::pages;
using markup::bones;
using markup::Element;
using markup::elements;
using markup::texts;
using markup::the;

namespace {

std::vector<Element> with(const std::vector<Element>& all, std::string_view tag,
                          std::string_view name) {
    std::vector<Element> found;
    for (const Element& e : all) {
        const auto c = e.attributes.find("class");
        if (e.tag == tag && c != e.attributes.end() && c->second == name) found.push_back(e);
    }
    return found;
}

/// Everyone accepts it, and it comes a day later.
Assessment calm(Sources& s, const char* id) {
    Assessment a = sample::campaign(s);
    a.change = id;
    a.title = "Second";
    a.start += std::chrono::hours{24};
    a.end += std::chrono::hours{24};
    a.hypercare_end += std::chrono::hours{24};
    a.verdict = Verdict::within;
    for (DepartmentFigures& d : a.departments) d.verdict = Verdict::within;
    a.findings.clear();
    a.total.loss.mean = sample::around(120);
    return a;
}

Together play(const Assessment& a, const Assessment& b) {
    Together t;
    t.changes = {a.change, b.change};
    t.from = a.start;
    t.to = b.hypercare_end;
    t.any_disruption = sample::around(0.2, 0.05);
    t.loss = {sample::around(9000, 0.05), sample::around(70'000, 0), {}, {}, {}};
    t.apart = sample::around(8566);
    t.interaction = sample::around(1300, 0.1);
    t.departments = {
        {"finance", "Finance", sample::around(0.14), sample::around(7700), sample::around(7612)}};
    t.limits_hit = {"max-runs: stopped early"};
    t.notes = {"one is not played"};
    return t;
}

Portfolio two(Sources& s) {
    Portfolio p;
    p.version = "0.1.0";
    p.currency = "EUR";
    p.timezone = "Europe/Amsterdam";
    p.reports = {sample::campaign(s), calm(s, "CHG-2")};
    const Assessment &a = p.reports[0], &b = p.reports[1];
    p.collisions = {{CollisionKind::team, a.change, b.change, "web", b.start, b.end, {}, true},
                    {CollisionKind::component, a.change, b.change, "auth", b.start, b.end,
                     sample::around(1300, 0.1), false},
                    {CollisionKind::component, a.change, b.change, "api", b.start, b.end,
                     Estimate{2, -5, 9, {}, {}}, false}};
    p.together = {play(a, b)};
    p.loss = sample::around(9100, 0.05);
    p.left_out = {{"changes/typo.yaml", "`fials` is no field"}};
    p.notes = {"the year is cut in two"};
    return p;
}

std::vector<Element> page(const Portfolio& p, const Sources& s) {
    return elements(portfolio_html(p, s));
}

std::string section(const std::vector<Element>& all, std::string_view id) {
    return the(all, "section", "id", id).text;
}

/// The page with every text that can come from a file replaced.
std::string with_this_everywhere(const std::string& word) {
    Sources s;
    Portfolio p = two(s);
    for (auto& file : s.files) file.path = word;
    p.version = p.currency = word;
    p.notes = {word};
    p.left_out = {{word, word}};
    for (Meeting& m : p.collisions) m.what = word;
    for (Together& t : p.together) {
        t.notes = t.limits_hit = {word};
        t.departments[0].name = t.departments[0].department = word;
    }
    for (Assessment& a : p.reports) {
        a.organisation = a.title = a.sponsor_name = word;
        a.notes = a.limits_hit = a.overrides = {word};
        a.inputs = {{word, word}};
        a.assumptions = {{word, word, word, word}};
        a.transition.engine = word;
        a.mitigations = {{"x", word, sample::around(5), {}, {}, {}}};
        a.sign_off = {{SignOff::Kind::role, word, word, {word}, false, word}};
        a.since.emplace();
        a.since->path = a.since->version = word;
        a.since->notes = {word};
        for (DepartmentFigures& d : a.departments) {
            d.name = d.settle = word;
            d.accepted.reset();
        }
        for (Figures& f : a.processes) f.name = word;
        for (CauseFigures& c : a.causes) c.cause.target = word;
        for (Why& w : a.why) w.chain = {word, word};
        for (Finding& f : a.findings) {
            f.message = f.help = f.code = f.quality = word;
            f.related = {{f.at, word}};
        }
    }
    // Both ends of a link are the same text.
    for (Meeting& m : p.collisions) m.first = word;
    p.together[0].changes[0] = p.reports[0].change = word;
    return portfolio_html(p, s);
}

}  // namespace

TEST_CASE("on a narrow page each cell stands beside the head of its own column") {
    Sources s;
    Portfolio p = two(s);
    p.together = {play(p.reports[0], p.reports[1])};
    std::vector<std::string> heads;
    std::size_t column = 0, checked = 0;
    for (const Element& e : elements(portfolio_html(p, s))) {
        if (e.tag == "table") heads.clear();
        if (e.tag == "tr") column = 0;
        if (e.tag != "th" && e.tag != "td") continue;
        if (e.attributes.contains("scope") && e.attributes.at("scope") == "col") {
            heads.push_back(e.text);
            continue;
        }
        if (e.attributes.contains("data-head")) {
            REQUIRE(column < heads.size());
            CHECK(e.attributes.at("data-head") == heads[column]);
            ++checked;
        }
        ++column;
    }
    CHECK(checked > 40);
}

TEST_CASE("no change at all is a page") {
    Portfolio p;
    p.currency = "EUR";
    const auto all = page(p, Sources());
    CHECK(has(the(all, "h2", "id", "verdict").text, "0 changes"));
    markup::check_keys(all);
}

TEST_CASE("the verdict on many comes first, and every key leads somewhere") {
    Sources s;
    const auto all = page(two(s), s);
    std::vector<std::string> heads;
    for (const Element& e : all)
        if (e.tag == "h1" || e.tag == "h2") heads.push_back(e.text);
    CHECK(heads == std::vector<std::string>{
                       "3 changes",
                       "3 changes: 1 not as proposed, 1 within what everyone accepts, 1 not assessed.",
                       "All changes, the worst first", "Not assessed", "Who objects to what",
                       "What they risk together", "Where they meet", "Time line", "Each change",
                       "What this rests on"});
    markup::check_keys(all);
    const std::string main = the(all, "main", "id", "main").text;
    for (const char* piece :
         {"Finance objects to 1 change, Production to 1.", "`fials` is no field",
          "No worse than before, so at no gate: 0 verdicts, 0 findings, 1 collision.",
          "Note: the year is cut in two",
          "Expected extra loss of all\n€\u00A09.1k (€\u00A08.6k to €\u00A09.6k)",
          "Engine simulate: 2 changes, at most 38,000 runs, error up to 1.8\u00A0%"})
        CHECK_MESSAGE(has(main, piece), piece);
}

TEST_CASE("what was not assessed is not called within") {
    Sources s;
    Portfolio p = two(s);
    p.reports = {p.reports[1]};
    p.collisions.clear();
    p.together.clear();
    CHECK(with(page(p, s), "section", "verdict undetermined").size() == 1);
    p.left_out.clear();
    CHECK(with(page(p, s), "section", "verdict within").size() == 1);
    p.reports[0].verdict = Verdict::undetermined;
    CHECK(with(page(p, s), "section", "verdict undetermined").size() == 1);
}

TEST_CASE("a page of many lets nothing in") {
    Sources s;
    const auto all = page(two(s), s);
    pages::check_policy(all);
}

TEST_CASE("the table of all has a row for each, with keys to sort by and a link to its fold") {
    Sources s;
    const Portfolio p = two(s);
    const auto all = page(p, s);
    const std::string table = section(all, "changes");
    for (const char* piece :
         {"CHG-2026-041Personalised spring campaign", "Wed\u00A030\u00A0Dec\u00A02026\u00A020:00",
          "not as proposed", "15\u00A0%", "€\u00A08.4k", "Finance, Production", "CHG-2Second"})
        CHECK_MESSAGE(has(table, piece), piece);
    CHECK(the(all, "a", "href", "#change-1").text == "CHG-2026-041");
    const Element& fold = the(all, "details", "id", "change-1");
    CHECK(has(fold.text, "NOT AS PROPOSED: Finance and Production would carry more risk"));
    CHECK(has(fold.text, "migrating mail cannot be undone"));
    CHECK(has(fold.text, "step 2: updating auth: €\u00A07.0k"));
    CHECK(has(fold.text, "Finance 86\u00A0%: updating auth fails → api → pay → Invoice run"));
    CHECK(has(the(all, "details", "id", "change-2").text, "WITHIN what everyone accepts"));
    std::vector<std::string> keys;
    for (const Element& e : all)
        if (const auto key = e.attributes.find("data-key"); key != e.attributes.end())
            keys.push_back(key->second);
    // Verdict, start (date -d "2026-12-30T19:00Z" +%s), chance, loss, collisions, errors.
    REQUIRE(keys.size() > 6);
    keys.resize(6);
    CHECK(keys == std::vector<std::string>{"1798657200", "2", "0.15", "8446", "3", "1"});
}

TEST_CASE("whoever has a say is in the matrix, in words as well as in colour") {
    Sources s;
    Portfolio p = two(s);
    p.reports[0].departments[1].accepted.emplace();
    p.reports[1].departments[0].verdict = Verdict::undetermined;
    p.reports[1].departments[2].appetite = {};
    const auto all = page(p, s);
    const std::string matrix = section(all, "objections");
    for (const char* piece : {"✕\u00A013\u00A0%, more than it accepts",
                              "(✕)\u00A01.1\u00A0%, more than its limit, accepted",
                              "✓\u00A04.7\u00A0%, within what it accepts",
                              "?\u00A013\u00A0%, cannot be told", "4.7\u00A0%, states no limit"})
        CHECK_MESSAGE(has(matrix, piece), piece);
    // Nothing gets to Logistics, Sales and People: no column.
    CHECK(!has(matrix, "Logistics"));
    CHECK(has(section(all, "changes"), "Finance, Production (accepted)"));
    CHECK(has(the(all, "main", "id", "main").text, "Finance objects to 2 changes."));
}

TEST_CASE("collisions stand by kind, and what the error hides is not told as a figure") {
    Sources s;
    const auto all = page(two(s), s);
    const std::string text = section(all, "collisions");
    CHECK(has(text, "same component: 2, same team: 1."));
    CHECK(text.find("auth") < text.find("web"));
    for (const char* piece :
         {"+\u00A0€\u00A01.3k (+\u00A0€\u00A01.2k to +\u00A0€\u00A01.4k)", "no more than the error",
          "not played", "was there before: not at the gate"})
        CHECK_MESSAGE(has(text, piece), piece);
    const std::string together = section(all, "together");
    for (const char* piece :
         {"20\u00A0% (19\u00A0% to 21\u00A0%)", "€\u00A09.0k (€\u00A08.6k to €\u00A09.4k)",
          "€\u00A070k", "€\u00A08.6k",
          "Finance €\u00A07.7k (alone €\u00A07.6k), disrupted 14\u00A0%",
          "limit met: max-runs: stopped early", "one is not played"})
        CHECK_MESSAGE(has(together, piece), piece);
}

TEST_CASE("the time line has a bar for each, by its start, and the table says the same") {
    Sources s;
    const Portfolio p = two(s);
    const auto all = page(p, s);
    const auto windows = with(all, "rect", "window"), watched = with(all, "rect", "watched");
    REQUIRE(windows.size() == 2);
    REQUIRE(watched.size() == 2);
    const auto at = [](const Element& e, const char* name) {
        return std::stoi(e.attributes.at(name));
    };
    // Watched follows at once; the second begins 24 h of the 98.5 h later.
    for (std::size_t i = 0; i < 2; ++i)
        CHECK(at(windows[i], "x") + at(windows[i], "width") == at(watched[i], "x"));
    const double whole = at(watched[1], "x") + at(watched[1], "width") - at(windows[0], "x");
    CHECK(std::abs((at(windows[1], "x") - at(windows[0], "x")) / whole - 24 / 98.5) < 2 / whole);
    CHECK(with(all, "path", "meets").size() == 2);  // all three at the same time, on both bars
    const std::string text = section(all, "time");
    CHECK(has(text, "✕ CHG-2026-041"));
    CHECK(has(text, "✓ CHG-2"));
    CHECK(has(text, "Wed\u00A030\u00A0Dec\u00A02026\u00A020:00–22:30"));
    CHECK(has(text, "Sun\u00A03\u00A0Jan\u00A02027\u00A022:30"));
}

TEST_CASE("a time line of any length has a few moments written at it, all inside") {
    Sources s;
    Portfolio p = two(s);
    for (const int hours_long : {1, 2, 5, 12, 23, 48, 100, 500, 2000, 9000, 50'000, 400'000}) {
        CAPTURE(hours_long);
        for (const char* start : {"2026-12-30T20:00", "2027-03-27T23:30", "2027-10-30T22:00"}) {
            p.reports[0].start = sample::at(start);
            p.reports[0].end = p.reports[0].start + std::chrono::minutes{20};
            p.reports[0].hypercare_end = p.reports[0].end;
            p.reports[1].start = p.reports[0].start;
            p.reports[1].end = p.reports[1].hypercare_end =
                p.reports[0].start + std::chrono::hours{hours_long};
            const auto lines = with(page(p, s), "line", "grid");
            CHECK(lines.size() >= 1);
            CHECK(lines.size() <= 9);
            int last = 189;
            for (const Element& e : lines) {
                const int x = std::stoi(e.attributes.at("x1"));
                CHECK(x > last);
                last = x;
            }
            CHECK(last <= 936);
        }
    }
}

TEST_CASE("of five hundred all are in the table, the worst are drawn, and the rest is counted") {
    Sources s;
    Portfolio p = two(s);
    const Meeting meeting = p.collisions[0];
    for (int i = 3; i <= 500; ++i) {
        p.reports.push_back(p.reports[1]);
        p.reports.back().change = "CHG-" + std::to_string(i);
        p.collisions.push_back(meeting);
    }
    const std::string bytes = portfolio_html(p, s);
    CHECK(bytes.size() < 1'500'000);
    const auto all = elements(bytes);
    markup::check_keys(all);
    const std::string table = section(all, "changes");
    for (int i = 2; i <= 500; ++i) CHECK(has(table, "CHG-" + std::to_string(i) + "Second"));
    CHECK(std::count_if(all.begin(), all.end(), [](const Element& e) {
              const auto id = e.attributes.find("id");
              return e.tag == "details" && id != e.attributes.end();
          }) == 100);
    CHECK(with(all, "rect", "window").size() == 60);
    CHECK(has(section(all, "each"), "Here are the 100 worst of 500; the other 400 are in"));
    CHECK(has(section(all, "time"), "Drawn are the 60 worst; the table has all 500."));
    CHECK(has(section(all, "objections"), "Not shown: 400 changes further down"));
    CHECK(has(section(all, "collisions"), "Not shown: 301 more that add less"));
    // What adds most is among those shown.
    CHECK(has(section(all, "collisions"), "€\u00A01.3k"));
}

TEST_CASE("no text from a file becomes markup on the page of many") {
    const std::string plain_bones = bones(elements(with_this_everywhere("harmless")));
    for (const std::string& evil :
         {std::string("<script>alert(1)</script>"), std::string("</style><img src=x onerror=a()>"),
          std::string("\"><b>"), std::string("' onclick='x"), std::string("</details></summary>"),
          std::string("<!--"), std::string("-->"), std::string("]]>"), std::string("&amp;#60;"),
          std::string("javascript:alert(1)"), std::string("\x1b[31m"), std::string("a\nb\r\n"),
          std::string("\u202Eevil\u202C"), std::string("\xff\xfe"), std::string("::error::x"),
          std::string("\0x", 2), std::string(20'000, 'w')}) {
        CAPTURE(evil.substr(0, 40));
        const std::string bytes = with_this_everywhere(evil);
        CHECK(bones(elements(bytes)) == plain_bones);
        CHECK(std::none_of(bytes.begin(), bytes.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 && c != '\n';
        }));
        for (const char* turned : {"\u202E", "\u202C"}) CHECK(!has(bytes, turned));
    }
}

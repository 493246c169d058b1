#include <doctest/doctest.h>

#include <algorithm>

#include "markup.h"
#include "pages.h"
#include "report/page/parts.h"
#include "report/report.h"
#include "report/writing/html.h"
#include "sample.h"

using namespace knockon;
using namespace knockon::pages;

namespace {

using markup::bones;
using markup::Element;
using markup::elements;
using markup::texts;
using markup::the;

Picture small_picture() {
    using Kind = PictureNode::Kind;
    using Role = PictureNode::Role;
    using State = PictureNode::State;
    Picture p;
    const auto node = [](Kind kind, Role role, State state, const char* id) {
        PictureNode n;
        n.kind = kind;
        n.role = role;
        n.state = state;
        n.id = id;
        return n;
    };
    p.nodes = {node(Kind::process, Role::none, State::exposed, "invoicing"),
               node(Kind::process, Role::none, State::exposed, "line1"),
               node(Kind::component, Role::none, State::exposed, "pay"),
               node(Kind::component, Role::none, State::exposed, "api"),
               node(Kind::component, Role::touched, State::exposed, "auth"),
               node(Kind::component, Role::none, State::none, "db")};
    p.nodes[0].loss = 7612;
    p.nodes[0].verdict = "exceeds";
    p.edges = {{"invoicing", "pay", ""}, {"line1", "api", "30 % of cases"},
               {"pay", "api", ""},       {"api", "auth", ""},
               {"api", "db", ""},        {"api", "gone", ""}};
    p.left_out = 12;
    return p;
}

Assessment with_everything(Sources& s) {
    Assessment a = sample::campaign(s);
    s.files[1].text.clear();
    for (int line = 1; line < 30; ++line)
        s.files[1].text += line == 18 ? "  - {migrate: mail}\n" : "\n";
    a.picture = small_picture();
    WindowOption w;
    w.start = sample::at("2027-01-05T20:00");
    w.loss = sample::around(900);
    w.saves = 0.89;
    w.departments["finance"] = {sample::around(1), sample::around(0.001), Verdict::within};
    a.windows = {w};
    a.mitigations = {{"rehearse",
                      "rehearse the rollback of auth",
                      sample::around(4900),
                      500.0,
                      {{"finance", Verdict::within}},
                      {"steps.2.fails=1%"}}};
    a.helps_little = {"stop after the first failure"};
    a.structure.emplace();
    a.structure->engine = "exact";
    StructureChange line;
    line.id = "line1";
    line.before.emplace();
    line.after.emplace();
    line.before->downtime_h_per_year = sample::around(21, 0);
    line.after->downtime_h_per_year = sample::around(48, 0);
    line.before->loss_per_year = sample::around(1000, 0);
    line.after->loss_per_year = sample::around(200'000, 0);
    a.structure->processes = {line};
    a.structure->new_single_points_of_failure = {{"crm", "line1"}};
    a.economics.emplace();
    a.economics->departments = {{"marketing",
                                 250'000,
                                 0,
                                 35'000,
                                 sample::around(331),
                                 {},
                                 {},
                                 {},
                                 sample::around(214'669)}};
    a.economics->externality_share = 0.96;
    a.economics->flag = "privately attractive, collectively harmful";
    a.economics->waiting = {{"marketing", 1000}};
    a.economics->exits = {{"nordhost", 86'400.0, 5000.0}};
    a.sign_off = {
        {SignOff::Kind::department, "finance", "Finance", {"exceeds"}, false, "agreed up to € 2k"}};
    a.inform = {{"marketing", 30, "the shop may be slow"}};
    a.break_even = {{"fails of step 2",
                     "steps.2.fails",
                     {1, 18, 5, 3},
                     "8%",
                     "4.2%",
                     "finance",
                     Verdict::within,
                     true}};
    a.timeline = {{TimelineEntry::Kind::window, "CHG-2026-041", "Personalised spring campaign",
                   a.start, a.end}};
    a.notes = {"a note"};
    a.overrides = {"--set x=1"};
    a.limits_hit = {"max-runs"};
    return a;
}

/// The page with every text that can come from a file replaced.
std::string with_this_everywhere(const std::string& word) {
    Sources s;
    Assessment a = with_everything(s);
    s.files[1].path = word;
    std::string line = word;  // a line of a file has no end inside
    std::replace(line.begin(), line.end(), '\n', ' ');
    s.files[1].text = std::string(17, '\n') + "x" + line + "\n" + std::string(2, '\n') + "x\n";
    a.title = a.organisation = a.sponsor_name = a.change = a.version = a.currency = word;
    a.inputs[0] = {word, word};
    for (auto& d : a.departments) {
        d.name = d.settle = word;
        d.over = d.harm = {word};
        for (auto& by : d.absorbed_by) by.text = word;
    }
    for (auto& p : a.processes) p.name = word;
    for (auto& n : a.picture->nodes) n.name = n.kind_name = n.supplier = n.verdict = word;
    for (auto& e : a.picture->edges) e.text = word;
    for (auto& w : a.why) w.holds = {word};
    for (auto& c : a.causes) c.cause.target = word;
    for (auto& f : a.findings) {
        f.message = f.help = f.code = f.quality = word;
        f.related = {{f.at, word}};
        f.at.column = 1;
    }
    a.assumptions[0] = {word, word, word, word};
    a.notes = a.overrides = a.limits_hit = a.helps_little = {word};
    a.mitigations[0].text = word;
    a.mitigations[0].edits = {word};
    a.windows[0].blocked = {word};
    a.sign_off[0].name = a.sign_off[0].standing = a.inform[0].text = a.timeline[0].text = word;
    a.sign_off[0].reasons = {word};
    a.economics->flag = a.economics->exits[0].supplier = word;
    a.structure->engine = a.break_even[0].input = a.break_even[0].value = word;
    a.structure->new_single_points_of_failure[0].component = word;
    return report_html(a, s);
}

}  // namespace

TEST_CASE("an empty document and escaped text") {
    Html h;
    h.doctype().open("p", {{"class", "x"}}).text(Shown::from("a<b>&\"'\n\x1b")).close();
    CHECK(h.take() == "<!DOCTYPE html>\n<p class=\"x\">a&lt;b&gt;&amp;&quot;&#39;\\n\\x1b</p>\n");
}

TEST_CASE("the digest is the one that browsers compute") {
    // openssl dgst -sha256 -binary | base64
    CHECK(policy_digest("alert('Hello, world.');") ==
          "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    CHECK(policy_digest("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST_CASE("the policy names this style and this script, and nothing else gets in") {
    Sources s;
    const auto all = elements(report_html(with_everything(s), s));
    pages::check_policy(all);
    CHECK(!has(std::string(page_style().text()), "url("));
    CHECK(!has(std::string(page_script().text()), "innerHTML"));
}

TEST_CASE(
    "the verdict comes first, headings go down one step at a time, every key leads somewhere") {
    Sources s;
    const auto all = elements(report_html(with_everything(s), s));
    std::vector<std::string> heads;
    for (const Element& e : all)
        if (e.tag == "h1" || e.tag == "h2") heads.push_back(e.text);
    CHECK(heads == std::vector<std::string>{
                       "Personalised spring campaign",
                       "NOT YET: Finance and Production would carry more risk than they accept. "
                       "1 finding stops it.",
                       "Who is hit, and how badly", "The first year: who gains, who loses",
                       "What must be decided, what is certain", "How it gets there", "Why",
                       "When instead", "What would help", "What stays behind",
                       "How bad it can get", "Who must know", "Time line",
                       "Every department, every process", "Findings", "What this rests on"});
    markup::check_keys(all);
}

TEST_CASE("the figures are those of the text, and what is calm says why") {
    Sources s;
    const auto all = elements(report_html(with_everything(s), s));
    const std::string section = the(all, "section", "id", "departments").text;
    for (const char* figure :
         {"13\u00A0%", "13\u00A0in\u00A0100", "€\u00A058k", "€\u00A0120k in 1 of 20 of those",
          "4\u00A0h 30\u00A0min, 9\u00A0h in 1 of 20 of those", "€\u00A07.6k, down 36\u00A0min",
          "1\u00A0%; on average €\u00A05k", "exceeds", "1.1\u00A0%",
          "Logistics: no outage (absorbed: wms survives 6 h without erp)",
          "Sales: no outage (not reached)",
          "People: not modelled"})
        CHECK_MESSAGE(has(section, figure), figure);
    const std::string page = the(all, "main", "id", "main").text;
    for (const char* piece :
         {"rehearse the rollback of auth", "€\u00A04.9k", "measures tried", "+\u00A0€\u00A04.4k",
          "crm becomes a single point of failure for Line 1", "21\u00A0h", "48\u00A0h",
          "+\u00A0€\u00A0214.67k", "96\u00A0%", "privately attractive", "agreed up to € 2k",
          "the shop may be slow", "4.2\u00A0%", "Limit met: max-runs", "What if: --set x=1", "a note",
          "built-in, application", "62\u00A0% of the risk", "38,000 runs"})
        CHECK_MESSAGE(has(page, piece), piece);
}

TEST_CASE("a limit that is exceeded is named as readers call it") {
    Sources s;
    Assessment a = with_everything(s);
    a.departments[0].over = {"probability", "p95_loss"};
    a.departments[1].over = {"loss", "downtime"};
    const std::string text = the(elements(report_html(a, s)), "section", "id", "departments").text;
    CHECK(has(text, "Limits exceeded\nchance of disruption, loss in 1 case of 20\n"));
    CHECK(has(text, "Limits exceeded\nexpected loss, expected downtime\n"));
}

TEST_CASE("starts are a map of days and hours, each with its figure, its verdict as a colour, and words") {
    Sources s;
    Assessment a = with_everything(s);
    const auto start = [](const char* when, double loss, Verdict verdict,
                          std::vector<std::string> blocked = {}) {
        return StartOption{sample::at(when), sample::around(loss), verdict, std::move(blocked)};
    };
    a.starts = {start("2026-12-30T20:00", 8400, Verdict::exceeds),  // as requested
                start("2026-12-31T00:00", 100, Verdict::undetermined),
                start("2026-12-31T20:00", 900, Verdict::within, {"T01", "T07"}),
                start("2027-01-02T08:00", 10, Verdict::within)};
    const auto all = elements(report_html(a, s));
    const Element& map = the(all, "table", "class", "heat");
    std::vector<std::string> cells, shades, days, hours;
    for (std::size_t i = static_cast<std::size_t>(&map - all.data()) + 1;
         i < all.size() && all[i].tag != "table"; ++i) {
        const auto look = all[i].attributes.find("class");
        if (all[i].tag == "td") {
            cells.push_back(all[i].text);
            shades.push_back(look == all[i].attributes.end() ? "" : look->second);
        }
        if (all[i].tag != "th") continue;
        const bool day = all[i].attributes.at("scope") == "row";
        (day ? days : hours).push_back(all[i].text);
        if (day) CHECK((look != all[i].attributes.end()) == all[i].text.starts_with("Sat"));
    }
    CHECK(hours == std::vector<std::string>{"Day", "00:00", "08:00", "20:00"});
    CHECK(days == std::vector<std::string>{"Wed\u00A030\u00A0Dec\u00A02026",
                                           "Thu\u00A031\u00A0Dec\u00A02026",
                                           "Sat\u00A02\u00A0Jan\u00A02027"});
    CHECK(cells == std::vector<std::string>{
                       "–", "–",
                       "8.4k\u00A0\u2715\u00A0\u25C2, more than somebody accepts, as requested",
                       "100\u00A0?, cannot be told", "–", "900\u00A0!, blocked T01 T07", "–",
                       "10, accepted by everyone", "–"});
    // The colour is the verdict; what was not tried has none.
    CHECK(shades[0] == "");
    CHECK(shades[7] == "within");
    CHECK(shades[3] == "undetermined");
    CHECK(shades[5] == "calm");
    CHECK(shades[2] == "exceeds");
}

TEST_CASE("a finding shows its line, and what is meant is marked") {
    Sources s;
    const auto all = elements(report_html(with_everything(s), s));
    CHECK(texts(all, "pre") == std::vector<std::string>{"  - {migrate: mail}"});
    CHECK(texts(all, "mark") == std::vector<std::string>{"{mig"});
}

TEST_CASE("a cause names every node and need on its ways, and only those") {
    Sources s;
    const auto all = elements(report_html(with_everything(s), s));
    CHECK(the(all, "li", "data-cause", "0").text == "step 2: updating auth €\u00A07.0k");
    std::map<std::string, std::string> nodes;
    std::size_t needs = 0, lit = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto causes = all[i].attributes.find("data-causes");
        if (all[i].tag == "g" && causes != all[i].attributes.end()) nodes[all[i + 1].text] = causes->second;
        if (all[i].tag != "path" || causes == all[i].attributes.end()) continue;
        ++needs;
        lit += causes->second.starts_with("0");
    }
    // 0 is the step, 1 the supplier (with db, api, invoicing as its way).
    CHECK(nodes == std::map<std::string, std::string>{{"invoicing", "0 1"},
                                                      {"line1", "0"},
                                                      {"pay", "0"},
                                                      {"api", "0 1"},
                                                      {"auth", "0"},
                                                      {"db", "1"}});
    CHECK(needs == 5);  // the need of what is not drawn is not
    CHECK(lit == 3);    // invoicing-pay, pay-api, api-auth; line1 goes by planning, not drawn
    CHECK(has(the(all, "section", "id", "chain").text, "12 more of the landscape are not drawn"));
}

TEST_CASE("no text from a file becomes markup") {
    const std::string plain_bones = bones(elements(with_this_everywhere("harmless")));
    for (const std::string& evil : {std::string("<script>alert(1)</script>"),
                                    std::string("</style><img src=x onerror=alert(1)>"),
                                    std::string("\"><b>"),
                                    std::string("' onclick='x"),
                                    std::string("</script>"),
                                    std::string("<!--"),
                                    std::string("-->"),
                                    std::string("]]>"),
                                    std::string("&lt;"),
                                    std::string("&amp;#60;"),
                                    std::string("javascript:alert(1)"),
                                    std::string("\x1b[31m"),
                                    std::string("a\nb\r\n"),
                                    std::string("\u202Eevil\u202C"),
                                    std::string("\u2028"),
                                    std::string("\xff\xfe"),
                                    std::string("::error::x"),
                                    std::string("##[command]"),
                                    std::string("=1+1"),
                                    std::string("`"),
                                    std::string("\t"),
                                    std::string("\\u003c"),
                                    std::string("\0x", 2),
                                    std::string(20'000, 'w')}) {
        CAPTURE(evil.substr(0, 40));
        const std::string page = with_this_everywhere(evil);
        CHECK(bones(elements(page)) == plain_bones);
        CHECK(std::none_of(page.begin(), page.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 && c != '\n';
        }));
        for (const char* turned : {"\u202E", "\u202C", "\u2028"}) CHECK(!has(page, turned));
    }
    const auto all = elements(with_this_everywhere("<b>&amp;"));
    CHECK(texts(all, "h1") == std::vector<std::string>{"<b>&amp;"});
}

TEST_CASE("an assessment of nothing is a page") {
    Assessment a;
    a.change = "CHG-1";
    a.currency = "EUR";
    a.verdict = Verdict::not_modelled;
    const auto all = elements(report_html(a, Sources()));
    CHECK(has(the(all, "h2", "id", "verdict").text, "NOT MODELLED"));
    CHECK(has(the(all, "section", "id", "basis").text, "every value in use was stated"));
}

TEST_CASE("thousands of findings are all there") {
    Sources s;
    Assessment a = with_everything(s);
    const Finding f = a.findings.front();
    a.findings.assign(5000, f);
    const auto all = elements(report_html(a, s));
    CHECK(std::count_if(all.begin(), all.end(), [](const Element& e) {
              const auto c = e.attributes.find("class");
              return e.tag == "li" && c != e.attributes.end() && c->second == "error";
          }) == 5000);
}

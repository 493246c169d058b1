#include "report/report.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "drawn.h"
#include "report/words/said.h"

using namespace knockon;
using namespace knockon::sample;

TEST_CASE("the first screen answers in order, in 80 columns") {
    Sources s;
    CHECK(drawn(sample::campaign(s), s) ==
          R"(CHG-2026-041  Personalised spring campaign                    sponsor: Marketing
Wed 30 Dec 2026 20:00–22:30, watched until Sat 2 Jan 22:30      Europe/Amsterdam

NOT AS PROPOSED: Finance and Production would carry more risk than they accept.
1 finding stops it.

                      if it happens                  accepts
              chance  down   loss, 1 in 20  average  chance; average  verdict
  Finance     13 %    4.5 h  € 58k, € 120k  € 7.6k   1 %; € 5k        exceeds
  Production  1.1 %   7.7 h  € 45k, € 60k   € 500    0.5 %            exceeds
  Marketing   4.7 %   –      –              € 330    20 %             within
  Logistics: no outage (absorbed: wms survives 6 h without erp)
  Sales: no outage (not reached)
  People: not modelled (no process of it is described)

  Stopped by    no way back: migrating mail cannot be undone (C03)
  Certain       Campaign down Wed 30 Dec 20:00–20:10
  Why           Finance: mostly updating auth fails → api → pay → Invoice run;
                Production: mostly updating auth fails → api → planning → Line 1
  What stays    nothing
  Assumed       1 value, 38 % of the risk: recovery of component crm

Why  (share of the cases that hit the process)
  Finance       86 %    updating auth fails → api → pay → Invoice run
                11 %    an outage at nordhost and updating node1 → db → api →
                        Invoice run
  Production    97 %    updating auth fails → api → planning → Line 1

Findings  2: security 1, continuity 1
  error    C03  no way back: migrating mail cannot be undone
                changes/spring-campaign.yaml:18:5
  warning  S01  confidential data reaches bigdata (cleared: internal)
                changes/spring-campaign.yaml:21:12

For those who check the figures: 38,000 runs, error 1.8 % (Finance), seed 1.
)");
}

TEST_CASE("those who are hardly hit share a line, unless it could be heavy, harms or comes often") {
    Sources s;
    Assessment a = sample::campaign(s);
    const auto add = [&](const char* id) {
        DepartmentFigures d = department(id, id, 0.003, 1, 0, 20, 0);
        d.if_hit = {{around(3600), around(7200)}, {around(900), around(1000)}};
        d.appetite.probability = 0.2;
        a.departments.insert(a.departments.begin() + 3, d);
    };
    add("Legal");
    CHECK(has(unfolded(drawn(a, s)), "Legal 0.30 %"));  // one alone is a row
    add("Canteen");
    a.total.loss.mean = around(8500);
    CHECK(has(unfolded(drawn(a, s)),
              "Canteen, Legal: within, under 0.4 %, together € 40"));
    TextOptions full;
    full.detail = TextOptions::Detail::full;
    CHECK(has(unfolded(drawn(a, s, full)), "Canteen 0.30 %"));
    a.departments[3].appetite = {};
    CHECK(has(unfolded(drawn(a, s)), "Canteen (no limit), Legal: within"));
    DepartmentFigures& canteen = a.departments[3];
    const DepartmentFigures calm = canteen;
    const auto is_told_apart = [&] { return has(unfolded(drawn(a, s)), "Canteen 0.") &&
                                            has(unfolded(drawn(a, s)), "Legal 0.30 %"); };
    CHECK(!is_told_apart());
    canteen.if_hit->loss.mean = around(9000);
    CHECK(is_told_apart());
    canteen = calm;
    canteen.harm = {"safety"};
    CHECK(is_told_apart());
    canteen = calm;
    canteen.deadlines_missed = around(0.001);
    CHECK(is_told_apart());
    canteen = calm;
    canteen.disruption = around(0.006);
    CHECK(is_told_apart());
    canteen = calm;
    canteen.loss.mean = around(500);
    CHECK(is_told_apart());
    canteen = calm;
    canteen.disruption = {0, 0, 0.02, {}, {}};
    CHECK(has(drawn(a, s), "< 2.0 %"));
    canteen = calm;
    canteen.verdict = Verdict::undetermined;
    CHECK(has(unfolded(drawn(a, s)), "Legal 0.30 %"));
}

TEST_CASE("many of whom one thing is said are the first few by name and a count, and all of them on request") {
    Sources s;
    Assessment a = sample::campaign(s);
    for (const char letter : std::string("abcdefgh")) {  // beside Sales
        DepartmentFigures d;
        d.id = std::string("office-") + letter;
        a.departments.push_back(d);
        Figures work = a.processes.back();
        work.id = std::string("work-") + letter;
        work.department = d.id;
        a.processes.push_back(work);
    }
    const std::string names = "Sales, office-a, office-b, office-c, office-d, office-e, office-f, office-g";
    CHECK(has(unfolded(drawn(a, s)), names + ", 1 more: no outage (not reached)"));
    TextOptions full;
    full.detail = TextOptions::Detail::full;
    CHECK(has(unfolded(drawn(a, s, full)), names + ", office-h: no outage (not reached)"));
}

TEST_CASE("what many departments bear at the same time for certain is one entry") {
    Sources s;
    Assessment a = sample::campaign(s);
    const std::string when = " down Wed 30 Dec 20:00–20:10";
    const auto add = [&](const std::string& id) {
        Figures work = a.processes[2];  // Campaign
        work.id = work.name = id;
        work.department = "office-" + id;
        a.processes.push_back(work);
    };
    for (const char* id : {"a", "b", "c", "d", "e"}) add(id);
    CHECK(has(unfolded(drawn(a, s)), "Campaign" + when + "; a" + when + "; b" + when + "; c" + when + "; d" + when + "; e" + when));
    add("f");
    CHECK(has(unfolded(drawn(a, s)), "Certain Campaign, a, b, 4 more" + when));
}

TEST_CASE("without a department there is no room left for one") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments.clear();
    a.processes.clear();
    a.verdict = Verdict::not_modelled;
    CHECK(!has(drawn(a, s), "\n\n\n"));
}

TEST_CASE("what is beyond money stands with who objects, and below the table for many who are within") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments[0].harm = {"legal"};
    a.departments[2].harm = {"reputation"};
    CHECK(has(unfolded(drawn(a, s)), "exceeds harm besides money: legal Production"));
    CHECK(has(unfolded(drawn(a, s)), "within harm besides money: reputation Logistics"));
    a.departments.insert(a.departments.begin() + 3, a.departments[2]);
    a.departments[3].id = "sales2";
    a.departments[3].name = "Shops";
    a.departments[3].deadlines_missed = around(0.02);
    a.departments.insert(a.departments.begin() + 4, a.departments[3]);
    a.departments[4].id = "sales3";
    a.departments[4].name = "Dealers";
    a.departments[4].harm = {"legal", "reputation"};
    CHECK(has(unfolded(drawn(a, s)),
              "within deadlines missed: Shops 2 in 100, Dealers 2 in 100 harm besides money: legal "
              "(Dealers), reputation (Marketing, Shops, Dealers) Logistics"));
    CHECK(has(unfolded(drawn(a, s)), "exceeds harm besides money: legal Production"));
}

TEST_CASE("the questions after the table are answered in a sentence or two each") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.sign_off = {{SignOff::Kind::department, "finance", "Finance", {"exceeds"}, false,
                   "open again: agreed up to 1 %, now 13 %; agreed on Mon 2 Nov 2026"},
                  {SignOff::Kind::department, "it", "IT", {"owns auth"}, true,
                   "agreed up to € 2k, written in this change; now € 1k"}};
    a.last_turn_back = a.end;
    const std::string text = unfolded(drawn(a, s));
    CHECK(has(text, "Stopped by no way back: migrating mail cannot be undone (C03) "
                    "To agree Finance (exceeds; open again: agreed up to 1 %, now 13 %) "
                    "Agreed IT (agreed up to € 2k, written in this change) "
                    "Certain Campaign down Wed 30 Dec 20:00–20:10 "
                    "Turn back until Wed 30 Dec 22:30 at the latest "
                    "Why Finance: mostly updating auth fails"));
    TextOptions full;
    full.detail = TextOptions::Detail::full;
    CHECK(has(unfolded(drawn(a, s, full)), "agreed on Mon 2 Nov 2026"));
    a.sign_off.erase(a.sign_off.begin());
    CHECK(has(unfolded(drawn(a, s)), "Agreed all who must: IT (agreed"));
    a.notes = {"what would help: not looked for, since it is late",
               "turning back: once the first step has begun it is too late", "picture: large"};
    a.last_turn_back = std::nullopt;
    const std::string noted = unfolded(drawn(a, s));
    CHECK(has(noted, "Turn back once the first step has begun it is too late"));
    CHECK(has(noted, "What helps not looked for, since it is late"));
    CHECK(has(noted, "Note: picture: large"));
    CHECK(!has(noted, "Note: what would help"));
    CHECK(!has(noted, "Note: turning"));
}

TEST_CASE("a chance that exceeds a limit by little is told to be more than it") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments[0].appetite.probability = 0.02;
    a.departments[0].disruption = around(0.0203);
    CHECK(has(unfolded(drawn(a, s)), "Finance 2.03 % "));
    a.departments[0].disruption = around(0.0214);
    CHECK(has(unfolded(drawn(a, s)), "Finance 2.1 % "));
    a.departments[0].verdict = Verdict::within;
    a.departments[0].disruption = around(0.0199);
    CHECK(has(unfolded(drawn(a, s)), "Finance 2.0 % "));
}

TEST_CASE("a limit that is exceeded is named below the figures") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments[0].over = {"probability", "loss"};
    a.departments[0].harm = {"legal"};
    CHECK(has(unfolded(drawn(a, s)), "exceeds over 1 %, € 5k; harm besides money: legal"));
    a.departments[0].verdict = Verdict::undetermined;
    CHECK(has(unfolded(drawn(a, s)), "open: 1 %, € 5k"));
    a.departments[0].verdict = Verdict::within;
    CHECK(!has(unfolded(drawn(a, s)), "over 1 %"));
}

TEST_CASE("chance times loss, and what is told besides, come to the average") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.total.loss.mean = around(8500);
    const auto besides = [&](double average) {
        a.departments[1].loss.mean = around(average);
        return unfolded(drawn(a, s));
    };
    // 1.12 % of € 45k is € 504.
    CHECK(has(besides(804), "outages too short to disrupt are in the average: Production € 300"));
    CHECK(!has(besides(550), "too short"));  // less than a tenth of it
    a.departments[1].if_hit.reset();
    CHECK(!has(besides(804), "too short"));  // nothing is multiplied there
}

TEST_CASE("deadlines of which several are missed at a time are said to be") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments[0].deadlines_missed = around(0.12);
    CHECK(has(unfolded(drawn(a, s)), "deadlines missed: 12 in 100 Production"));
    a.departments[0].deadlines_missed = around(0.2);
    CHECK(has(unfolded(drawn(a, s)), "deadlines missed: 20 in 100, several at a time"));
}

TEST_CASE("how often a step fails stands with it where somebody stated it, and shares add up") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.values["steps.2.fails"] = "8%";
    CHECK(has(unfolded(drawn(a, s)), "updating auth fails (8 %) → api → pay → Invoice run"));
    CHECK(has(unfolded(drawn(a, s)), "86 % updating auth"));
    a.why.push_back(a.why[1]);
    a.why.back().share = 0.03;
    CHECK(has(unfolded(drawn(a, s)), "3.0 % 1 less likely way"));
}

TEST_CASE("another start says its night, its risk and on what it rests") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.findings.clear();
    a.total.loss.mean = around(8446);
    WindowOption w;
    w.start = at("2027-01-06T02:00");
    w.loss = around(876);
    a.windows = {w};
    CHECK(has(drawn(a, s), "Later: Wed 6 Jan 02:00 (Tue night) is within what everyone accepts, at a risk of"));
    CHECK(has(drawn(a, s), "€ 900."));
    CHECK(has(unfolded(drawn(a, s)), "Wed 6 Jan 02:00 (Tue night) € 900"));
    a.windows[0].loss = Estimate::exact(0);
    a.windows[0].start = at("2026-12-20T06:00");
    a.assumptions.push_back({"crm", "capacity", "unlimited", "built-in"});
    CHECK(has(unfolded(drawn(a, s)),
              "Earlier: Sun 20 Dec 06:00 is within what everyone accepts, no loss expected, if 1 part "
              "carries any load, which nobody stated."));
    a.windows.clear();
    a.starts = {{at("2026-12-07T20:00"), {}, Verdict::exceeds, {}},
                {at("2027-01-07T20:00"), {}, Verdict::exceeds, {}}};
    CHECK(has(drawn(a, s),
              "No start was found that everyone accepts from Mon 7 Dec to Thu 7 Jan.\n"));
}

TEST_CASE("the measure after which everyone is within is told before one that saves more") {
    Sources s;
    Assessment a = sample::campaign(s);
    const auto measure = [&](const char* text, double saves, Verdict production) {
        Mitigation m;
        m.text = text;
        m.saves = around(saves);
        m.verdicts = {{"finance", Verdict::within}, {"production", production}};
        a.mitigations.push_back(m);
    };
    measure("a buffer", 900, Verdict::exceeds);
    measure("a second auth", 500, Verdict::within);
    CHECK(has(unfolded(drawn(a, s)),
              "What helps a second auth: saves € 500, price not stated; Finance within, Production "
              "within"));
    // Of who is not modelled no measure tells more.
    a.departments.back().verdict = Verdict::not_modelled;
    a.mitigations[1].verdicts[a.departments.back().id] = Verdict::within;
    CHECK(has(unfolded(drawn(a, s)), "price not stated; Finance within, Production within"));
    CHECK(!has(unfolded(drawn(a, s)), "People within"));
    a.mitigations[1].verdicts["production"] = Verdict::exceeds;
    CHECK(has(unfolded(drawn(a, s)), "What helps a buffer: saves € 900"));
}

TEST_CASE("no page is wider than it may be, and none leaves out a figure of the table") {
    Sources s;
    const Assessment a = sample::campaign(s);
    for (int width = 40; width <= 200; ++width) {
        CAPTURE(width);
        TextOptions o;
        o.width = width;
        o.detail = width % 2 ? TextOptions::Detail::normal : TextOptions::Detail::full;
        const std::string text = drawn(a, s, o);
        for (const std::string& line : lines_of(text)) CHECK(display_width(line) <= width);
        const std::string one = unfolded(text);
        for (const char* figure : {"13 %", "€ 58k", "€ 7.6k", "1 %; ", "€ 5k", "exceeds", "1.1 %",
                                   "€ 500", "0.5 %"})
            CHECK_MESSAGE(has(one, figure), figure);
        if (o.detail == TextOptions::Detail::full) CHECK(has(one, "€ 5.0k"));  // 1 case of 20
    }
}

TEST_CASE("colour changes no word") {
    Sources s;
    const Assessment a = sample::campaign(s);
    TextOptions o;
    o.colour = true;
    o.detail = TextOptions::Detail::full;
    const std::string coloured = drawn(a, s, o);
    std::string stripped;
    for (std::size_t i = 0; i < coloured.size(); ++i) {
        if (coloured[i] == '\x1b') {
            i = coloured.find('m', i);
            continue;
        }
        stripped += coloured[i];
    }
    o.colour = false;
    CHECK(has(coloured, "\x1b["));
    CHECK(stripped == drawn(a, s, o));
    CHECK(!has(stripped, "\x1b"));
}

TEST_CASE("none says which kind of none it is") {
    Sources s;
    Assessment a = sample::campaign(s);
    for (auto& d : a.departments) d.verdict = Verdict::within;
    a.verdict = Verdict::within;
    a.findings.clear();
    CHECK(has(verdict_line(a), "WITHIN what everyone accepts."));

    for (auto& d : a.departments) d.appetite = {};
    CHECK(has(verdict_line(a), "NO LIMIT STATED"));
    CHECK(has(unfolded(drawn(a, s)), "no limit –"));
    CHECK(!has(unfolded(drawn(a, s)), "no limit within"));

    for (auto& d : a.departments)
        if (d.reach == Reach::exposed) d.reach = Reach::absorbed;
    CHECK(has(verdict_line(a), "absorbed before it gets to a process"));

    for (auto& d : a.departments) d.reach = Reach::none;
    a.verdict = Verdict::not_modelled;
    CHECK(has(verdict_line(a), "NOT MODELLED: no chain of needs leads from this change"));

    a.processes.clear();
    CHECK(has(verdict_line(a), "NOT MODELLED"));
    CHECK(has(drawn(a, s), "not modelled"));
}

TEST_CASE("what was never seen in a simulation is not called impossible") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments[2].disruption = {0, 0, 0.0004, {}, {}};
    CHECK(has(drawn(a, s), "< 0.040 %"));
    a.departments[2].disruption.high = 0.00041;
    CHECK(has(drawn(a, s), "< 0.050 %"));
    TextOptions narrow;
    narrow.width = 40;
    CHECK(has(drawn(a, s, narrow), "< 0.050 %"));
    narrow.detail = TextOptions::Detail::full;
    CHECK(has(unfolded(drawn(a, s, narrow)), "chance of disruption under 0.041 %"));
    a.departments[2].disruption = Estimate::exact(0);
    CHECK(!has(drawn(a, s), "< 0"));
}

TEST_CASE("an open verdict names who it is open for and what would settle it") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments[0].verdict = Verdict::within;
    a.departments[1].verdict = Verdict::undetermined;
    a.departments[1].settle = "state `fails` of step 2 more closely";
    a.verdict = Verdict::undetermined;
    CHECK(has(verdict_line(a), "UNDETERMINED: whether Production stays within what it accepts"));
    CHECK(has(unfolded(drawn(a, s)),
              "Production is undetermined: state `fails` of step 2 more closely"));
    a.departments[0].verdict = Verdict::exceeds;
    CHECK(has(verdict_line(a),
              "NOT AS PROPOSED: Finance would carry more risk than it accepts. For Production it"));
}

TEST_CASE("what was changed on the command line and what was cut is on every version of the page") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.overrides = {"--down nordhost", "--start 2027-01-05T20:00"};
    a.limits_hit = {"200,000 runs"};
    for (const auto detail :
         {TextOptions::Detail::brief, TextOptions::Detail::normal, TextOptions::Detail::full}) {
        TextOptions o;
        o.detail = detail;
        CHECK(has(drawn(a, s, o), "What if: --down nordhost, --start 2027-01-05T20:00"));
        CHECK(has(drawn(a, s, o), "Limits met: 200,000 runs"));
    }
}

TEST_CASE("brief is the verdict and the table, full adds causes, processes and who bears what") {
    Sources s;
    const Assessment a = sample::campaign(s);
    TextOptions o;
    o.detail = TextOptions::Detail::brief;
    CHECK(drawn(a, s, o).starts_with("NOT AS PROPOSED"));
    CHECK(!has(drawn(a, s, o), "Why"));
    o.detail = TextOptions::Detail::full;
    const std::string full = drawn(a, s, o);
    CHECK(has(full, "Every process"));
    CHECK(has(full, "step 2: updating auth    € 7.0k"));
    CHECK(has(full, "step 2: updating auth: Finance € 6.5k, Marketing € 300"));
    CHECK(has(full, "api: survives 15 min without it"));
    CHECK(has(full, "help: rehearse a way back"));
}

TEST_CASE("too narrow for columns, departments follow each other and what is none is called so") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments[2].appetite = {};
    a.departments[2].downtime_s.mean = a.departments[2].downtime_s.p95 = Estimate::exact(0);
    TextOptions narrow;
    narrow.width = 40;
    CHECK(has(unfolded(drawn(a, s, narrow)),
              "Finance: exceeds (accepts 1 %; on average € 5k) chance 13 %; if it happens: down 4.5 h, "
              "loss, 1 in 20 € 58k, € 120k; on average: loss € 7.6k"));
    narrow.detail = TextOptions::Detail::full;
    const std::string one = unfolded(drawn(a, s, narrow));
    CHECK(has(one,
              "Finance: exceeds (accepts 1 %; on average € 5k) chance of disruption 13 %, 13 in 100 if "
              "it happens: down 4 h 30 min, 9 h in 1 of 20 of those; loss € 58k, € 120k in 1 of 20 "
              "of those extra downtime 36 min on average, 3 h 35 min in 1 case of 20"));
    CHECK(has(one, "Marketing: within (no limit)"));
    CHECK(has(one, "extra downtime none extra loss € 330 on average"));
}

TEST_CASE("every assumption is listed on request, and none is said to be none") {
    Sources s;
    Assessment a = sample::campaign(s);
    TextOptions o;
    o.assumptions = true;
    CHECK(has(unfolded(drawn(a, s, o)),
              "component crm, recovery: 1 h, 90 % within 4 h built-in, application"));
    a.assumptions.clear();
    CHECK(has(drawn(a, s, o), "every value in use was stated"));
}

TEST_CASE("what uncertain inputs leave open stands apart from the sampling error") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.departments[0].disruption.inputs_low = 0.05;
    a.departments[0].disruption.inputs_high = 0.22;
    CHECK(has(unfolded(drawn(a, s)), "Finance chance of disruption 5.0 % to 22 %"));
}

TEST_CASE("accepted findings are counted apart and do not make an error") {
    Sources s;
    Assessment a = sample::campaign(s);
    Acceptance let;
    let.because = std::string("contract");
    let.by = std::string("finance");
    a.findings[0].accepted = std::make_shared<const Acceptance>(let);
    CHECK(!has(verdict_line(a), "stop"));
    CHECK(has(drawn(a, s), "Findings  2, 1 of them accepted: "));
    CHECK(has(drawn(a, s), "accepted by Finance: contract"));
    let.until = *parse_date("2027-03-01");
    a.findings[0].accepted = std::make_shared<const Acceptance>(let);
    CHECK(has(drawn(a, s), "accepted by Finance until Mon 1 Mar 2027: contract"));
}

TEST_CASE("an accepted excess is named in the verdict and shown with its reason") {
    Sources s;
    Assessment a = sample::campaign(s);
    Acceptance let;
    let.because = std::string("contract");
    let.by = std::string("marketing");
    let.until = *parse_date("2027-03-01");
    a.findings.clear();
    a.departments[1].accepted = let;
    CHECK(verdict_line(a) ==
          "CHG-2026-041: NOT AS PROPOSED: Finance would carry more risk than it accepts. Production would "
          "carry more risk than its appetite, which was accepted.\n");
    CHECK(has(unfolded(drawn(a, s)),
              "Production: exceeds, accepted by Marketing until Mon 1 Mar 2027: contract"));
    a.departments[0].accepted = let;
    a.departments[0].verdict = Verdict::undetermined;
    a.verdict = Verdict::within;
    CHECK(verdict_line(a) ==
          "CHG-2026-041: ACCEPTED: Production would carry more risk than its appetite, which was "
          "accepted. Whether Finance stays within its appetite cannot be told, which was "
          "accepted.\n");
}

TEST_CASE("findings that were there before are counted, and listed apart when asked for") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.findings[1].brought_about = false;
    CHECK(has(drawn(a, s), "Findings  1: "));
    CHECK(has(drawn(a, s), "and 1 that was there before: --all lists it"));
    CHECK(!has(drawn(a, s), a.findings[1].code));
    TextOptions all;
    all.before = true;
    CHECK(has(drawn(a, s, all), "There before this change  1: "));
    CHECK(has(drawn(a, s, all), a.findings[1].code));
    a.findings[0].brought_about = false;
    CHECK(
        has(unfolded(drawn(a, s)),
            "Findings none that this change brings about; 2 that were there before: --all lists"));
    CHECK(!has(verdict_line(a), "stop"));
}

TEST_CASE("of many findings of one code the first few are shown and the rest is counted") {
    Sources s;
    Assessment a = sample::campaign(s);
    const Finding one = a.findings[1];
    a.findings.resize(1);
    for (int i = 0; i < 7; ++i) a.findings.push_back(one);
    CHECK(has(drawn(a, s), "and 5 S01 more: -v lists them"));
    TextOptions full;
    full.detail = TextOptions::Detail::full;
    CHECK(!has(drawn(a, s, full), "-v lists them"));
}

TEST_CASE(
    "many findings take two lines each and end where a part of them does, an error is told in full") {
    Sources s;
    Assessment a = sample::campaign(s);
    const Finding one = a.findings[1];
    for (const char* code : {"S02", "S03", "T01"}) {
        a.findings.push_back(one);
        a.findings.back().code = code;
        a.findings.back().message =
            "words that go on and on; longer than any line of 80 columns: so long that two of them are "
            "not enough for what " + std::string(code) + " has to say to the end";
    }
    const std::string text = drawn(a, s);
    CHECK(has(text, "spring-campaign.yaml:18:5\n"));  // of the error
    CHECK(has(text, "\n  warning  T01  words that go on and on; longer than any line of 80 columns …\n"));
    CHECK(!has(text, "T01 has to say"));
    CHECK(has(text, "-v gives them in full"));
    TextOptions full;
    full.detail = TextOptions::Detail::full;
    CHECK(has(unfolded(drawn(a, s, full)), "T01 has to say to the end"));
    CHECK(!has(drawn(a, s, full), "…"));
    // Nothing ends in the middle of a sentence: what has no parts is told in full.
    for (Finding& f : a.findings)
        if (f.code == "T01")
            f.message = "words without any part that could stand by itself, of which there are more "
                        "than two lines hold and which go on to the very last one of them all";
    CHECK(has(unfolded(drawn(a, s)), "to the very last one of them all"));
}

TEST_CASE("what has a name is called by it, in causes, ways and years") {
    Sources s;
    Assessment a = sample::campaign(s);
    CHECK(has(unfolded(drawn(a, s)), "updating auth fails → api → pay → Invoice run"));
    a.names = {{"auth", "Single sign-on"}, {"pay", "Payments"}};
    CHECK(has(unfolded(drawn(a, s)),
              "updating Single sign-on fails → api → Payments → Invoice run"));
}

TEST_CASE("a step is said to fail only where its planned part alone cannot be meant") {
    Sources s;
    Assessment a = sample::campaign(s);
    CHECK(has(drawn(a, s), "updating auth fails → api → pay"));
    a.processes[0].planned = {60, a.start, a.start + std::chrono::minutes{1}};
    CHECK(has(drawn(a, s), "updating auth → api → pay"));
}

TEST_CASE("nothing from a file steers a terminal, breaks a line or commands a runner") {
    for (const std::string evil :
         {"\x1b[2J\x1b]0;x\x07", "a\nb\r\nc", "::error::x", "##[error]x", "##vso[task.x]",
          "\u202e abc", "\u2028", "\xff\xfe", "a ::set-output name=x::y", "\u009b31m"}) {
        CAPTURE(evil);
        Sources s;
        const Assessment a = hostile(s, evil);
        for (const int width : {30, 80, 120}) {
            TextOptions o;
            o.width = width;
            o.detail = TextOptions::Detail::full;
            o.assumptions = true;
            const std::string text = drawn(a, s, o);
            CHECK(valid_utf8(text));
            for (const std::string& line : lines_of(text)) {
                CHECK(printable(line) == line);
                CHECK(display_width(line) <= std::max(width, 40));
            }
        }
        CHECK(lines_of(verdict_line(a)).size() == 1);
    }
}

TEST_CASE("values at which a verdict flips are said in words") {
    Sources s;
    Assessment a = sample::campaign(s);
    a.break_even = {{.input = "recovery of step 2", .value = "1 h", .department = "finance"}};
    const auto said = [&](const char* flips_at) {
        a.break_even[0].flips_at = flips_at;
        return unfolded(drawn(a, s));
    };
    CHECK(has(said("{p50: 14m, p90: 1h29m}"),
              "at most 14 min in half of the cases, 1 h 29 min in 9 of 10 (now 1 h)"));
    CHECK(has(said("8.6%"), "at most 8.6 % (now"));
    CHECK(has(said("2d"), "at most 2 d (now"));
}

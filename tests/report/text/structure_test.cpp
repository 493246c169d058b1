#include "assess/structure/structure.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "pages.h"
#include "read_back.h"
#include "report/report.h"
#include "sample.h"

using namespace knockon;
using namespace knockon::pages;

namespace {

SteadyState state(Estimate unavailability, double episodes, Estimate loss) {
    const auto times = [](const Estimate& e, double f) {
        return Estimate{e.value * f, e.low * f, e.high * f, {}, {}};
    };
    SteadyState s;
    s.unavailability = unavailability;
    s.downtime_h_per_year = times(unavailability, 8760);
    s.episodes_per_year = Estimate::exact(episodes);
    s.loss_per_year = loss;
    return s;
}

ImportanceRow part(const char* id, double criticality, std::optional<double> rrw,
                   std::optional<double> saves) {
    return {id, 0.9, criticality, 300, rrw, saves};
}

/// The books of finance, exact: two components in series with a pair of nodes.
ProcessStructure books() {
    ProcessStructure p;
    p.id = "books";
    p.name = "Books";
    p.department = "finance";
    p.state = state(Estimate::exact(0.0032), 12.1, Estimate::exact(28'614));
    p.cut_sets = "3";
    p.top = {
        {{"erp"}, 0.002, {{"books", "erp"}}},
        {{"ledger"}, 0.001, {{"books", "ledger"}}},
        {{"node_a", "node_b"}, 0.0002, {{"books", "erp", "node_a"}, {"books", "erp", "node_b"}}}};
    p.importance = {part("erp", 0.62, 2.7, 17'100), part("ledger", 0.31, 1.4, 8'900),
                    part("node_a", 0.06, 1.1, 1'750), part("node_b", 0.06, 1.1, 1'750)};
    p.single_points = {"erp", "ledger"};
    return p;
}

/// A campaign behind a tolerance: years were simulated.
ProcessStructure campaign() {
    ProcessStructure p;
    p.id = "campaign";
    p.name = "Campaign";
    p.department = "marketing";
    p.simulated = p.loss_simulated = true;
    p.state = state({0.005, 0.0048, 0.0052, {}, {}}, 0, {2'190, 2'090, 2'290, {}, {}});
    p.state.episodes_per_year = {0.013, 0.011, 0.015, {}, {}};
    p.state.disruptions_per_year = Estimate{0.5, 0.4, 0.6, {}, {}};
    p.cut_sets = "1";
    p.top = {{{"personaliser"}, 0.005, {{"campaign", "personaliser"}}}};
    p.importance = {part("personaliser", 1, {}, 2'190)};
    p.single_points = {"personaliser"};
    return p;
}

Structure both() {
    Structure s;
    s.version = "0.1.0";
    s.seed = 7;
    s.organisation = "Van Rijn Fietsen";
    s.currency = "EUR";
    s.processes = {books(), campaign()};
    s.departments = {
        {"finance", "Finance", Estimate::exact(28'614), books().importance},
        {"marketing", "Marketing", {2'190, 2'090, 2'290, {}, {}}, campaign().importance}};
    s.years = 4096;
    s.assumptions = {{"component erp", "recovery", "1 h", "built-in, application"}};
    return s;
}

TextOptions columns(int width) {
    TextOptions o;
    o.width = width;
    return o;
}

void check_width(const std::string& page, int width) {
    for (std::size_t at = 0; at < page.size();) {
        const std::size_t end = page.find('\n', at);
        CHECK(display_width(page.substr(at, end - at)) <= width);
        at = end + 1;
    }
}

/// The sample, accepted by everyone, and what it leaves behind.
Assessment accepted(Sources& sources) {
    Assessment a = sample::campaign(sources);
    a.verdict = Verdict::within;
    for (DepartmentFigures& d : a.departments) d.verdict = Verdict::within;
    a.departments[1].loss.mean = Estimate::exact(240);
    a.findings.clear();
    a.structure = StructureReport{};
    a.structure->engine = "exact";
    return a;
}

StructureChange change(const char* id, double before, double after) {
    return {id, state(Estimate::exact(before), 5, Estimate::exact(before * 8760 * 1000)),
            state(Estimate::exact(after), 9, Estimate::exact(after * 8760 * 1000))};
}

std::string stays_behind(const Assessment& a, const Sources& s, int width = 80) {
    const std::string page = report_text(a, s, columns(width));
    const std::size_t from = page.find("What stays behind");
    if (from == std::string::npos) return {};
    return page.substr(from, page.find("\n\n", from) + 1 - from);
}

}  // namespace

TEST_CASE("structure says how good each process is, what it stands on, and what would help") {
    CHECK(structure_text(both(), columns(80)) ==
          R"(How good each process is, and what it stands on                 Van Rijn Fietsen

Departments      loss per year      saved per year if it never failed
  Finance        € 29k              erp € 17k, ledger € 8.9k, node_a € 1.8k
  Marketing      ~€ 2.2k ± € 100    personaliser ~€ 2.2k

Per year          availability   down, on   in         episodes  loss
                                 the clock  working
                                            time
  Books           99.68 %, two   28 h       –          12        € 29k
  (Finance)       nines
  Campaign        ~99.50 %, two  ~44 h      none seen  ~1 in     ~€ 2.2k ± € 100
  (Marketing)     nines                                77 years

Books (Finance)
  alone bring it down    erp, ledger
  combinations           3; the likeliest: erp 18 h, ledger 8.8 h, node_a +
                         node_b 1.8 h a year
  by way of              erp → node_a, erp → node_b
  would save most        erp € 17k, ledger € 8.9k, node_a € 1.8k a year, if it
                         never failed

Campaign (Marketing)
  alone bring it down   personaliser
  combinations          1: personaliser 44 h a year
  would save most       personaliser ~€ 2.2k a year, if it never failed
  disrupted             ~0.50 ± 0.10 times a year: for longer than it may be, or
                        with a deadline missed

1 value is assumed (recovery of component erp): --assumptions lists them. Exact
but for what is marked ~: 4,096 years simulated, seed 7; ± is half of the 95 %
interval, and savings marked ~ share the loss out as the downtime is.
Combinations are those of the needs alone: all their members are down for so
long, whether or not a tolerance holds it.
)");
}

TEST_CASE("a narrow page says the same in paragraphs, a wide one on longer lines") {
    const std::string narrow = structure_text(both(), columns(60));
    CHECK(narrow.starts_with(R"(How good each process is, and what it stands on
  Van Rijn Fietsen

Departments     loss per year     saved per year if it never
                                  failed
  Finance       € 29k             erp € 17k, ledger € 8.9k,
                                  node_a € 1.8k
  Marketing     ~€ 2.2k ± € 100   personaliser ~€ 2.2k
)"));
    CHECK(has(unfolded(narrow),
              "Books (Finance): availability 99.68 %, two nines, down, on the clock 28 h, in working "
              "time –, episodes 12, loss € 29k"));
    const std::string wide = unfolded(structure_text(both(), columns(120)));
    CHECK(has(wide, "Books (Finance) 99.68 %, two nines 28 h – 12 € 29k "
                    "Campaign (Marketing) ~99.50 %, two nines ~44 h none seen ~1 in 77 years "
                    "~€ 2.2k ± € 100"));
    for (const int width : {20, 40, 60, 80, 120}) {
        CAPTURE(width);
        check_width(structure_text(both(), columns(width)), width);
    }
}

TEST_CASE("what is worked out exactly has no mark, and says so") {
    Structure s = both();
    s.processes.pop_back();
    s.departments.pop_back();
    s.years = 0;
    const std::string page = unfolded(structure_text(s, {}));
    CHECK(has(page, "Worked out exactly."));
    CHECK(!has(page, "~"));
    CHECK(!has(page, "±"));
}

TEST_CASE("bounds are shown as bounds and the limit behind them is named") {
    Structure s = both();
    s.processes.pop_back();
    s.departments.pop_back();
    ProcessStructure& p = s.processes[0];
    p.state = state({0.0032, 0.003, 0.0034, {}, {}}, 12, {28'000, 26'000, 30'000, {}, {}});
    p.cut_sets = std::nullopt;
    p.single_points.clear();
    s.limits_hit = {"nodes: books is too entangled"};
    const std::string page = unfolded(structure_text(s, columns(120)));
    CHECK(has(page, "99.66 % to 99.70 %"));
    CHECK(has(page, "26 h to 30 h"));
    CHECK(has(page, "€ 26k to € 30k"));
    CHECK(has(page, "between bounds that are certain"));
    CHECK(has(page, "more than could be counted"));
    CHECK(has(page, "none found"));
    CHECK(has(page, "Limits met: nodes: books is too entangled"));
    CHECK(!has(page, "Worked out exactly."));
}

TEST_CASE("never down, not seen down and not modelled are three things") {
    Structure s = both();
    s.processes[0].state = SteadyState{};
    s.processes[0].top.clear();
    s.processes[0].cut_sets = "0";
    s.processes[0].importance.clear();
    s.processes[0].single_points.clear();
    s.processes[1].state = SteadyState{};
    const std::string page = unfolded(structure_text(s, columns(120)));
    CHECK(has(page, "never down"));
    CHECK(has(page, "nothing that is described can bring it down"));
    CHECK(has(page, "~100 %, not seen down none seen none seen none seen"));
    CHECK(has(structure_text({}, {}), "NOT MODELLED"));
}

TEST_CASE("a process whose outages cost nothing is helped by what is behind its downtime") {
    Structure s = both();
    for (ImportanceRow& r : s.processes[0].importance) r.saves_per_year = 0.0;
    CHECK(has(unfolded(structure_text(s, {})),
              "erp 62 %, ledger 31 %, node_a 6.0 % of its downtime (no money is lost)"));
}

TEST_CASE("what is left out of a long landscape is counted") {
    Structure s = both();
    for (int i = 0; i < 30; ++i) {
        s.processes.push_back(books());
        s.processes.back().name = "Process " + std::to_string(i);
    }
    const std::string page = structure_text(s, {});
    CHECK(has(page, "and 12 more: -v lists them"));
    CHECK(has(page, "What brings down the other 26: -v lists them"));
    CHECK(!has(page, "Process 29"));
    TextOptions everything;
    everything.detail = TextOptions::Detail::full;
    const std::string all = structure_text(s, everything);
    CHECK(has(all, "Process 29"));
    CHECK(!has(all, "more: -v"));
    CHECK(has(structure_text(both(), {}, 1), "3; the likeliest: erp 18 h a year"));
}

TEST_CASE("structure/1 has the fields of the contract") {
    const rapidjson::Document d = read_back(structure_json(both()));
    CHECK(text(d["knockon"]) == "structure/1");
    CHECK(real(d["seed"]) == 7);
    CHECK(text(d["currency"]) == "EUR");
    const auto& p = d["processes"][0];
    CHECK(text(p["id"]) == "books");
    CHECK(text(p["method"]) == "exact");
    CHECK(real(p["unavailability"]["value"]) == 0.0032);
    CHECK(real(p["unavailability"]["low"]) == 0.0032);
    CHECK(real(p["episodes_per_year"]["value"]) == 12.1);
    CHECK(p["disruptions_per_year"].IsNull());
    CHECK(real(p["loss_per_year"]["value"]) == 28'614);
    CHECK(text(p["cut_sets"]["count"]) == "3");
    CHECK(text(p["cut_sets"]["top"][2]["members"][1]) == "node_b");
    CHECK(real(p["cut_sets"]["top"][2]["probability"]) == 0.0002);
    CHECK(text(p["cut_sets"]["top"][2]["chains"][1][2]) == "node_b");
    CHECK(text(p["importance"][0]["id"]) == "erp");
    CHECK(real(p["importance"][0]["birnbaum"]) == 0.9);
    CHECK(real(p["importance"][0]["criticality"]) == 0.62);
    CHECK(real(p["importance"][0]["raw"]) == 300);
    CHECK(real(p["importance"][0]["rrw"]) == 2.7);
    CHECK(text(p["single_points_of_failure"][1]) == "ledger");
    const auto& simulated = d["processes"][1];
    CHECK(text(simulated["method"]) == "simulate");
    CHECK(real(simulated["loss_per_year"]["low"]) == 2'090);
    CHECK(simulated["importance"][0]["rrw"].IsNull());
    CHECK(text(d["departments"][1]["id"]) == "marketing");
    CHECK(text(d["departments"][0]["saves"][0]["id"]) == "erp");
    CHECK(d["limits_hit"].Size() == 0);
    CHECK(text(d["assumptions"][0]["of"]) == "component erp");
    std::string notes;
    for (const auto& n : d["notes"].GetArray()) notes += text(n) + "\n";
    CHECK(has(notes, "rrw: null where"));
    CHECK(has(notes, "disruptions_per_year: null"));
    CHECK(!has(notes, "cut_sets.count"));
}

TEST_CASE("names from files can hurt neither a terminal nor a reader of JSON") {
    for (const std::string& evil :
         {std::string("\x1b[31mred"), std::string("line\nend"), std::string("##[error]x"),
          std::string("\u202Ereverse"), std::string("</script>\"'\\"), std::string("\xff\xfe")}) {
        CAPTURE(evil);
        Structure s = both();
        s.organisation = s.currency = s.version = evil;
        for (ProcessStructure& p : s.processes) {
            p.id = p.name = evil;
            p.top[0].members = {evil};
            p.top[0].chains = {{evil, evil, evil}};
            p.single_points = {evil};
            for (ImportanceRow& r : p.importance) r.id = evil;
            p.cut_sets = std::nullopt;
        }
        for (DepartmentStructure& d : s.departments) d.name = evil;
        s.limits_hit = {evil};
        s.assumptions = {{evil, evil, evil, evil}};
        TextOptions o;
        o.assumptions = true;
        const std::string page = structure_text(s, o), json = structure_json(s);
        CHECK(!has(page, "\x1b"));
        CHECK(!has(page, "##["));
        CHECK(!has(page, "\u202E"));
        CHECK(!has(page, "\nend"));
        CHECK(valid_utf8(page));
        CHECK(!has(json, "\x1b"));
        CHECK(!has(json, "##["));
        CHECK(!has(json, "</"));
        CHECK(valid_utf8(json));
        read_back(json);
    }
}

TEST_CASE("what stays behind is said before and after, and who pays for it every year") {
    Sources s;
    Assessment a = accepted(s);
    a.structure->processes = {change("line1", 0.0024, 0.0097), change("invoicing", 0.001, 0.0008),
                              change("quoting", 0.001, 0.001)};
    a.structure->processes[2].after->episodes_per_year = Estimate::exact(5);
    a.structure->new_single_points_of_failure = {{"crm", "line1"}};
    a.structure->removed_single_points_of_failure = {{"erp", "invoicing"}};
    a.structure->year_one = {61'000, 59'000, 63'000, {}, {}};
    CHECK(stays_behind(a, s) ==
          R"(What stays behind          down before    after    loss per year
  Line 1 (Production)      21 h           85 h     € 64.0k more
  Invoice run (Finance)    8.8 h          7.0 h    € 1.8k less
  Safe to install, but it costs Production € 64.0k more every year; its whole
    transition risk is € 240.
  For others every year: Finance € 1.8k less.
  crm becomes a single point of failure for Line 1
  erp is no single point of failure any more for Invoice run
  Loss of the first year, with the transition and the releases to come: € 61k,
    an average known to lie between € 59k and € 63k
)");
    for (const int width : {20, 60, 120}) check_width(report_text(a, s, columns(width)), width);
    a.findings.emplace_back();
    a.findings.back().severity = Severity::error;
    CHECK(has(unfolded(stays_behind(a, s)),
              "Its transition is within what everyone accepts, but it costs Production € 64.0k more "
              "every year; its whole transition risk is € 240."));
    a.verdict = Verdict::exceeds;
    CHECK(!has(stays_behind(a, s), "Safe to install"));
    CHECK(
        has(stays_behind(a, s), "It costs Production € 64.0k more every year; the expected loss of"));
}

TEST_CASE("what takes a process down together is one line of each process, in full when asked") {
    Sources s;
    Assessment a = accepted(s);
    a.structure->new_cut_sets = {{"line1", {"crm", "erp"}, 1e-3},
                                 {"line1", {"crm", "mes"}, 1e-4},
                                 {"line1", {"crm", "db", "mes"}, 1e-6},
                                 {"invoicing", {"crm", "erp"}, 1e-3}};
    a.structure->removed_cut_sets = {{"line1", {"db", "mes"}, 1e-4}};
    CHECK(stays_behind(a, s) ==
          R"(What stays behind
  Line 1 now stops with crm + erp (8.8 h a year) and 2 less likely
  Invoice run now stops with crm + erp (8.8 h a year)
  Line 1 no longer stops with db + mes (53 min a year)
)");
    a.structure->new_cut_sets[3].members = {"crm", "erp needs crm", "switch of db needs a, b"};
    CHECK(has(unfolded(stays_behind(a, s)),
              "Invoice run now stops with crm + erp for want of crm + the switch of db"));
    TextOptions full = columns(100);
    full.detail = TextOptions::Detail::full;
    CHECK(
        has(unfolded(report_text(a, s, full)), "crm + mes (53 min a year), crm + db + mes (32 s"));
    for (const int width : {20, 60, 120}) check_width(report_text(a, s, columns(width)), width);
}

TEST_CASE("a transition that risks more than a year is worse is not called the smaller evil") {
    Sources s;
    Assessment a = accepted(s);
    a.departments[1].loss.mean = Estimate::exact(100'000);
    a.structure->processes = {change("line1", 0.0024, 0.0097)};
    CHECK(!has(stays_behind(a, s), "Safe to install"));
    a.structure->processes = {change("line1", 0.0097, 0.0024)};
    CHECK(has(stays_behind(a, s), "It saves Production € 63.9k every year."));
}

TEST_CASE("years simulated are marked, and a difference that may be chance is called one") {
    Sources s;
    Assessment a = accepted(s);
    StructureChange c = change("line1", 0.0024, 0.0028);
    c.before->loss_per_year = {21'000, 17'000, 25'000, {}, {}};
    c.after->loss_per_year = {24'000, 20'000, 28'000, {}, {}};
    c.more_per_year = {3'000, -200, 6'200, {}, {}};
    a.structure->processes = {c};
    CHECK(has(unfolded(stays_behind(a, s)), "~€ 3.00k more every year (the 95 % interval holds 0); its "
                                            "whole transition risk is € 240."));
    // Both were drawn alike, so they differ for certain though either alone may lie elsewhere.
    a.structure->processes[0].more_per_year = {3'000, 200, 5'800, {}, {}};
    CHECK(has(unfolded(stays_behind(a, s)), "~€ 3.00k more every year; its whole transition risk"));
    CHECK(has(stays_behind(a, s), "~ estimated, from years simulated"));
}

TEST_CASE("a change that leaves nothing behind says nothing about it") {
    Sources s;
    Assessment a = accepted(s);
    CHECK(stays_behind(a, s).empty());
    a.structure->processes = {change("line1", 0.0024, 0.0024)};
    a.structure->processes[0].after = a.structure->processes[0].before;
    CHECK(stays_behind(a, s).empty());
    a.structure = std::nullopt;
    CHECK(stays_behind(a, s).empty());
}

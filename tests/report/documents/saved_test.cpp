// A report that was saved says the same when it is read back: in every format, and field by field.
#include "report/documents/saved.h"

#include <doctest/doctest.h>

#include "read_back.h"
#include "report/formats.h"
#include "sample.h"
#include "temporary_file.h"

using namespace knockon;

namespace {

/// Read back; the diagnostics are in `said`.
std::optional<Saved> read_back_saved(std::string_view text, Sources& sources, std::string& said,
                                     const Limits& limits = {}) {
    const test::TemporaryFile file(text);
    Diagnostics out;
    auto saved = read_saved(file.path, limits, sources, out);
    said = render(out, sources);
    CHECK(saved.has_value() == !out.has_errors());
    return saved;
}

Assessment full(Sources& sources) {
    Assessment a = sample::campaign(sources);
    a.inputs[0].as = "policy";
    std::string lines;
    for (int i = 1; i <= 30; ++i) lines += "line " + std::to_string(i) + ": \"\\ <b>\t&\n";
    sources.files[1].text = lines;
    a.sponsor_name = "Marketing";
    a.limits_hit = {"max-runs: stopped"};
    a.overrides = {"--start 2027-01-05T20:00"};
    a.notes = {"the last moment to turn back is 21:30", "not modelled: <script>\u202e ##[group]"};
    a.last_turn_back = a.start;
    a.timeline = {{TimelineEntry::Kind::window, "CHG", "Title", a.start, a.end},
                  {TimelineEntry::Kind::turn_back, "CHG", "by then", a.start, a.start}};
    const Acceptance accepted{Stated<std::string>("C03"),
                              {},
                              Ref("mail"),
                              Stated<std::string>("it is known"),
                              Ref("finance"),
                              Stated<std::chrono::year_month_day>(std::chrono::year{2027} / 5 / 1)};
    a.why[0].weakest = WeakestNeed{"api", "auth", Origin::guessed};
    a.findings[0].accepted = std::make_shared<const Acceptance>(accepted);
    a.findings[0].related = {{{1, 7, 3, 1}, "the other"}, {{}, "nowhere"}};
    a.findings[0].extent = 3600;
    a.findings[1].brought_about = false;
    a.findings[1].excused = true;
    a.findings[1].at = {1, 0, 0, 1};
    DepartmentFigures& d = a.departments[0];
    d.accepted = accepted;
    d.accepted->finding = {};
    d.accepted->exceeds = Ref("finance");
    d.excused = true;
    d.over = {"probability", "loss"};
    d.settle = "more runs";
    d.appetite.p95_loss = 7.5;
    d.appetite.downtime = Stated<Duration>(std::chrono::minutes{15});
    d.appetite.loss_per_year = 100.0;
    d.deadlines_missed = {0.5, 0.4, 0.6};
    d.people = 30;
    d.harm = {"customers see each other's orders"};
    d.disruption.inputs_low = 0.01;
    d.disruption.inputs_high = 0.2;
    d.without = Without{Estimate::exact(0.1), Estimate::exact(3), Estimate::exact(4)};
    d.exceedance = {{1, 0.5}, {1e6, 1e-9}};
    d.planned = {600, a.start, a.end};
    a.total.exceedance = d.exceedance;
    a.total.planned = d.planned;
    a.total.if_hit = a.processes[0].if_hit = a.departments[0].if_hit;
    for (Figures* f : {&a.processes[0], &a.total}) {
        f->deadlines_missed = d.deadlines_missed;
        f->people = d.people;
        f->harm = d.harm;
        f->without = d.without;
    }
    a.structure = StructureReport{"exact",
                                  {{"invoicing",
                                    SteadyState{Estimate::exact(1e-12),
                                                {1, 0.5, 2},
                                                {3, 2, 4},
                                                Estimate::exact(1),
                                                {5, 4, 6},
                                                {0.5, 0.3, 1}},
                                    std::nullopt,
                                    {-5, -6, -4}}},
                                  {{"crm", "invoicing"}},
                                  {{"db", "line1"}},
                                  {{"invoicing", {"crm", "erp"}, 1e-4}},
                                  {{"line1", {"db", "plan needs api"}, 2e-5}},
                                  {7, 6, 8},
                                  {9, 8, 10}};
    a.names = {{"crm", "Customer records"}, {"db", "Database"}};
    a.economics = Economics{};
    a.economics->releases_in_year = 2;
    a.economics->rest_of_year = 0.75;
    a.economics->departments = {{"marketing",
                                 250'000,
                                 12'000,
                                 35'000,
                                 {330, 300, 360},
                                 {660, 600, 720},
                                 {400, 300, 500},
                                 {300, 225, 375},
                                 {222'710, 2, 3}}};
    a.economics->total = {{},        250'000,   12'000,    45'000,    {8446, 8000, 9000},
                          {1, 0, 2}, {7, 6, 8}, {5, 4, 6}, {1, -1, 2}};
    a.economics->compensation = {{"finance", {7612, 7000, 8000}}};
    a.economics->waiting = {{"marketing", 4000}};
    a.economics->budget = 50'000;
    a.economics->year_budgets = {{"finance", 20'000, {9000, 8000, 10'000}}};
    a.economics->exits = {{"nordhost", 86'400, 12'000}, {"bigdata", {}, {}}};
    a.sign_off = {{SignOff::Kind::role, "ciso", "CISO", {"exceeds"}, true, "agreed up to € 2k"}};
    a.inform = {{"finance", 30, "Invoice run may stop on Wed 30 Dec"}};
    a.mitigations = {{"buffer", "a queue of 2 h", {1100, 900, 1300}, 500, {}, {"--set x=1"}}};
    a.mitigations[0].verdicts["finance"] = Verdict::exceeds;
    a.helps_little = {"stop after the first failure"};
    a.break_even = {{"fails of step 3",
                     "steps.3.fails",
                     {1, 18, 5, 3},
                     "8%",
                     "4.2%",
                     "finance",
                     Verdict::within,
                     true,
                     true,
                     "it"}};
    a.values = {{"components.erp.availability", "99.5%"}, {"steps.1.fails", "2% <b>"}};
    Since s{"old <b>.json", "0.9", true, Verdict::within};
    s.verdicts = {{"finance", Verdict::undetermined, Verdict::exceeds}};
    s.figures = {{"finance", "loss", {300, 290, 310}, {1200, 1100, 1300}, {900, 880, 920}, true},
                 {{}, "disruption", {0.1, 0.1, 0.1}, {0.2, 0.2, 0.2}, {0.1, 0.1, 0.1}, false}};
    s.within_error = 3;
    s.came = {{"C03", Severity::error, "no way back", "f1", "accepted"},
              {"T02", Severity::note, "in a freeze", "f2", {}}};
    s.went = {{"M02", Severity::warning, "owned by nobody", "f3", {}}};
    s.sign_off = {{SignOff::Kind::department, "finance", "Finance", "given", "open"},
                  {SignOff::Kind::role, "ciso", "CISO", {}, "open"}};
    s.new_points = {{"crm", "invoicing"}};
    s.gone_points = {{"db", "line1"}};
    s.new_limits = {"max-runs"};
    s.gone_limits = {"shares"};
    InputMoved moved{"components.erp.availability", "99.9%", "99.5%",
                     Estimate{900, 880, 920},       {},      {}};
    moved.by_department["finance"] = {890, 870, 910};
    moved.verdicts["finance"] = Verdict::within;
    s.inputs = {moved, {"components.crm", {}, "kind: saas", {}, {}, {}}};
    s.files = {"landscape/web.yaml"};
    s.only_worse = true;
    s.notes = {"at most 8 are put back"};
    a.since = s;
    a.change_at = {1, 2, 1, 1};
    a.economics->externality_share = 0.96;
    a.economics->flag = "privately attractive, collectively harmful";
    WindowOption option{a.end, {900, 800, 1000},          {}, {"T01"}, 0.89,
                        400,   Estimate{7600, 7000, 8200}};
    option.departments["finance"] = {{1, 0, 2}, {0.1, 0, 0.2}, Verdict::undetermined, true};
    a.windows = {option};
    a.starts = {{a.start, {8500, 8000, 9000}, Verdict::exceeds, {}},
                {a.end, {900, 800, 1000}, Verdict::within, {"T01", "T07"}}};
    a.structure->processes.push_back({"line1", std::nullopt, a.structure->processes[0].before});
    PictureNode process, component;
    process.kind = PictureNode::Kind::rest_processes;
    process.state = PictureNode::State::exposed;
    process.id = "invoicing";
    process.name = "Invoice run";
    process.department = "finance";
    process.loss = 7612;
    process.verdict = "exceeds";
    process.count = 5;
    process.at = {1, 4, 2, 1};
    component.role = PictureNode::Role::added;
    component.state = PictureNode::State::absorbed;
    component.id = "db";
    component.kind_name = "database";
    component.supplier = "nordhost";
    component.sourcing = "bought";
    a.picture = Picture{{process, component},
                        {{"invoicing", "db", "survives 15 min without it", true, false}},
                        12,
                        3};
    return a;
}

std::string drawn(const Assessment& a, const Sources& s, TextOptions::Detail detail) {
    TextOptions o;
    o.detail = detail;
    o.assumptions = detail == TextOptions::Detail::full;
    return report_text(a, s, o);
}

/// The document without the first key of that name, and what stands under it.
std::string without_key(std::string json, const std::string& key) {
    const std::string quoted = "\"" + key + "\": ";
    const std::size_t start = json.find(quoted);
    REQUIRE_MESSAGE(start != json.npos, key);
    std::size_t end = start + quoted.size();
    bool in_text = false;
    for (int depth = 0; end < json.size(); ++end) {
        const char c = json[end];
        if (in_text) {
            if (c == '\\') ++end;
            in_text = c != '"';
            continue;
        }
        in_text = c == '"';
        if (depth == 0 && (c == ',' || c == '}' || c == '\n')) break;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
    }
    // Not the last of its object: its comma goes with it, else the one before it.
    if (json[end] == ',') return json.erase(start, end + 1 - start);
    const std::size_t comma = json.rfind(',', start);
    return json.erase(comma, end - comma);
}

/// Which keys hold something else than nothing, in any record of those keys.
void note_what_is_set(const rapidjson::Value& v, std::map<std::string, bool>& set) {
    if (v.IsArray())
        for (const auto& item : v.GetArray()) note_what_is_set(item, set);
    if (!v.IsObject()) return;
    std::string record;
    for (const auto& m : v.GetObject()) record += std::string(" ") + m.name.GetString();
    for (const auto& m : v.GetObject()) {
        const rapidjson::Value& x = m.value;
        set[m.name.GetString() + (" of" + record)] |=
            x.IsBool() || (x.IsNumber() && x.GetDouble() != 0) ||
            (x.IsString() && x.GetStringLength() > 0) || (x.IsArray() && !x.Empty()) ||
            (x.IsObject() && !x.ObjectEmpty());
        note_what_is_set(x, set);
    }
}

const Assessment& report_of(const std::optional<Saved>& saved) {
    REQUIRE(saved.has_value());
    return std::get<Assessment>(*saved);
}

}  // namespace

TEST_CASE("a saved report read back says the same in every format") {
    for (const bool everything : {false, true}) {
        Sources sources, again;
        const Assessment a = everything ? full(sources) : sample::campaign(sources);
        std::string said;
        const auto saved = read_back_saved(report_json(a, sources), again, said);
        CHECK(said == "");
        const Assessment& b = report_of(saved);
        for (const ReportFormat& f : report_formats()) {
            CAPTURE(f.name);
            CHECK(f.draw(b, again, {}) == f.draw(a, sources, {}));
        }
        for (const auto detail : {TextOptions::Detail::brief, TextOptions::Detail::full})
            CHECK(drawn(b, again, detail) == drawn(a, sources, detail));
    }
}

TEST_CASE("the sample above sets every key, so that none can be lost unnoticed") {
    Sources sources;
    std::map<std::string, bool> set;
    note_what_is_set(read_back(report_json(full(sources), sources)), set);
    std::string unset;
    for (const auto& [key, is_set] : set)
        if (!is_set) unset += key + "\n";
    CHECK(unset == "");
}

TEST_CASE("a saved portfolio read back says the same") {
    Sources sources, again;
    Portfolio p;
    p.version = "1.0";
    p.seed = 7;
    p.currency = "EUR";
    p.timezone = "Europe/Amsterdam";
    p.reports = {full(sources)};
    const Instant start = p.reports[0].start, end = p.reports[0].end;
    p.left_out = {{"changes/typo.yaml", "a change has no key `fials`"}};
    p.collisions = {{CollisionKind::redundancy, "A", "B", "n1, n2", start, end, Estimate{1, 0, 2}},
                    {CollisionKind::deadline, "A", "C", "invoicing", start, end, {}, true}};
    Together t;
    t.changes = {"A", "B"};
    t.from = start;
    t.to = end;
    t.method = {"simulate", 1234, 0.01, "finance"};
    t.any_disruption = {0.1, 0.05, 0.15};
    t.loss.mean = {10, 9, 11};
    t.apart = Estimate{12, 11, 13};
    t.interaction = Estimate{-2, -3, -1};
    t.departments = {{"finance", "Finance", {0.1, 0.1, 0.1}, {10, 9, 11}, {12, 11, 13}}};
    t.limits_hit = {"max-runs"};
    t.notes = {"C is not played together with the others"};
    p.together = {t, t};
    p.together[1].apart.reset();
    p.together[1].interaction.reset();
    p.together[1].departments[0].apart = {};
    p.loss = Estimate{20, 18, 22};
    p.notes = {"cut"};
    std::string said;
    const auto saved = read_back_saved(portfolio_json(p, sources), again, said);
    CHECK(said == "");
    REQUIRE(saved.has_value());
    const Portfolio& q = std::get<Portfolio>(*saved);
    for (const ReportFormat& f : report_formats()) {
        CAPTURE(f.name);
        CHECK(f.draw_many(q, again, {}) == f.draw_many(p, sources, {}));
    }
}

TEST_CASE("what is no saved report is refused with its place") {
    Sources s;
    const auto refused = [&](std::string_view text, std::string_view piece) {
        std::string said;
        CAPTURE(text);
        CHECK_FALSE(read_back_saved(text, s, said).has_value());
        CAPTURE(said);
        CHECK(said.find(piece) != std::string::npos);
    };
    refused("", "K007");
    refused("not json", "K003");
    refused("[1, 2]", "this is no saved report");
    refused("{\"knockon\": \"impact/1\"}", "`impact/1` is no saved report");
    refused("{\"knockon\": \"report/2\"}", "`report/2` is no saved report");
    refused("{\"knockon\": \"report/1\"}", "a saved report needs `version`");
    refused("{\"knockon\": {}}", "no saved report");
    refused(std::string(100, '['), "K004");
    refused("{\"knockon\": \"report/1\", \"knockon\": \"report/1\"}", "K006");
}

TEST_CASE("a value of the wrong kind is an error at its place, whatever it is") {
    Sources sources;
    const std::string good = report_json(full(sources), sources);
    // Every value in turn becomes a text, a number, a list, null or something huge: read or
    // refused, never more than that, and what is read can be drawn.
    std::size_t refused = 0, tried = 0;
    for (std::size_t at = good.find("\": "); at != std::string::npos;
         at = good.find("\": ", at + 1)) {
        const std::size_t begin = at + 3;
        const char c = good[begin];
        if (c == '{' || c == '[') continue;
        std::size_t end = begin;
        if (c == '"') {
            for (++end; good[end] != '"'; ++end) end += good[end] == '\\';
            ++end;
        } else {
            end = good.find_first_of(",}\n", begin);
        }
        if (++tried % 7 != 0) continue;  // a sample of them, for speed
        for (const char* other : {"\"x\"", "-1e300", "1e17", "[]", "null", "{\"a\": 1}", "-3"}) {
            const std::string bad = good.substr(0, begin) + other + good.substr(end);
            Sources again;
            std::string said;
            const auto saved = read_back_saved(bad, again, said);
            if (!saved) {
                ++refused;
                CHECK(said.find("error[K") != std::string::npos);
                continue;
            }
            const Assessment& a = std::get<Assessment>(*saved);
            for (const ReportFormat& f : report_formats()) f.draw(a, again, {});
            drawn(a, again, TextOptions::Detail::full);
        }
    }
    CHECK(tried > 300);
    CHECK(refused > 150);
}

TEST_CASE("cut off anywhere, a saved report is refused") {
    Sources sources;
    const std::string good = report_json(sample::campaign(sources), sources);
    for (std::size_t size = 0; size + 2 < good.size(); size += 97) {
        Sources again;
        std::string said;
        CHECK_FALSE(read_back_saved(good.substr(0, size), again, said).has_value());
    }
}

TEST_CASE("a huge saved report meets a limit that is named") {
    Sources sources, again;
    Limits limits;
    limits.bytes = 1000;
    std::string said;
    CHECK_FALSE(
        read_back_saved(report_json(sample::campaign(sources), sources), again, said, limits));
    CHECK(said.find("raise the limit: --limit bytes=") != std::string::npos);
}

TEST_CASE("what an earlier version did not say yet is missing, and a note says so") {
    Sources sources;
    Assessment a = full(sources);
    a.notes = {"the last of all"};
    const std::string json = report_json(a, sources);
    for (const std::string key :
         {"starts", "mitigations", "helps_little", "break_even", "picture", "sign_off", "inform",
          "values", "new_cut_sets", "removed_cut_sets", "compensation", "waiting", "budget",
          "year_budgets", "exits", "saving"}) {
        CAPTURE(key);
        Sources again, third;
        std::string said;
        const auto saved = read_back_saved(without_key(json, key), again, said);
        CHECK(said == "");
        const Assessment& b = report_of(saved);
        const std::string note =
            "version " + a.version + " wrote this report, and did not say yet: " + key;
        CHECK(b.notes == std::vector<std::string>{"the last of all", note});
        for (const ReportFormat& f : report_formats()) f.draw(b, again, {});
        // Saved once more, it still says so, and only once.
        const auto twice = read_back_saved(report_json(b, again), third, said);
        CHECK(report_of(twice).notes == b.notes);
    }
    for (const std::string key :
         {"departments", "findings", "verdict", "notes", "change", "total"}) {
        CAPTURE(key);
        Sources again;
        std::string said;
        CHECK_FALSE(read_back_saved(without_key(json, key), again, said));
        CHECK(said.find(key) != said.npos);
    }
}

TEST_CASE("what an earlier version did not add up is added up, as wide as it can be") {
    Sources sources, again;
    const Assessment a = full(sources);
    std::string said;
    std::string old = report_json(a, sources);
    while (old.find("\"more_per_year\"") != old.npos) old = without_key(old, "more_per_year");
    const auto saved = read_back_saved(old, again, said);
    CHECK(said == "");
    // One costs 5 (4 to 6) a year before and is not there after, the other the other way round.
    const Estimate& more = report_of(saved).structure->more_per_year;
    CHECK(more.value == 0);
    CHECK(more.low == -2);
    CHECK(more.high == 2);
    CHECK(report_of(saved).notes == a.notes);
    Assessment none = a;
    none.economics->total = {};
    Sources third;
    std::string json = report_json(none, sources);
    const std::size_t economics = json.find("\"economics\"");
    const std::string rest = without_key(json.substr(economics), "total");
    const auto totals = read_back_saved(json.substr(0, economics) + rest, third, said);
    CHECK(said == "");
    CHECK(report_of(totals).economics->total.benefit == 250'000);
    CHECK(report_of(totals).economics->total.net.high == 3);
}

TEST_CASE("keys of a newer version are passed over") {
    Sources sources, again;
    std::string json = report_json(sample::campaign(sources), sources);
    json.insert(json.find("\"version\""), "\"mood\": {\"of\": [\"the\", \"day\"]}, ");
    std::string said;
    const auto saved = read_back_saved(json, again, said);
    CHECK(said == "");
    CHECK(report_json(report_of(saved), again) == report_json(sample::campaign(sources), sources));
}

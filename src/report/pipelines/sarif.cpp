// SARIF 2.1.0: a result for every finding and for every appetite that is exceeded or open.
//
// As GitHub code scanning reads it: each result has one place with all four ends of its region, in
// the change file where it can be (that is what a pull request shows), the way to the department as
// code flows, a fingerprint made of ids, and a rule with its help. At most 5,000 results; what is
// left out is said in a notification.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/pipelines/pipelines.h"
#include "report/pipelines/sarif_rules.h"
#include "report/words/objections.h"
#include "report/writing/json.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

constexpr std::size_t most_results = 5000, most_steps = 1000, flows_shown = 3;
constexpr std::size_t longest_text = 1000;  // code points of a rule's description

/// One line; what would be an embedded link is none any more.
std::string plain(std::string_view outside) {
    std::string out;
    for (const char c : printable(outside)) {
        if (c == '(' && out.ends_with(']')) out += "\xE2\x80\x8B";
        out += c;
    }
    return out.empty() ? "-" : out;
}

/// RFC 3986, relative to where the program was started.
std::string uri(const std::string& path) {
    std::string out = path.starts_with('/') ? "file://" : "";
    for (const char c : tidy_path(path)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool kept = letter || (c >= '0' && c <= '9') ||
                          std::string_view("/-._~").find(c) != std::string_view::npos;
        if (kept)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out;
}

struct Result {
    const View* view;
    const DepartmentFigures* department = nullptr;  // one of the two
    const Finding* finding = nullptr;

    Severity severity() const { return finding ? finding->severity : Severity::error; }
};

struct Sarif {
    JsonWriter w;
    std::vector<SarifRule> rules;
    std::map<std::string, std::size_t> rule_index;
    std::map<std::string, int> seen;  // fingerprints

    std::size_t index_of(const SarifRule& r);
    void message(std::string_view text);
    void physical(const View& v, Position at);
    void logical(const Id& id);
    void step(const View& v, Position at, const Id& id, std::string_view text);
    void related(const View& v, const std::vector<Related>& places);
    void flow(const View& v, const Why& why);
    void flow(const View& v, const std::vector<Related>& places);
    void suppression(const View& v, const std::optional<Acceptance>& accepted);
    void fingerprint(std::string text);
    void baseline(const Result& r);
    void result(const Result& r);
    void about(const View& v, const DepartmentFigures& d);
    void about(const View& v, const Finding& f);
    void driver(const std::string& version);
};

std::size_t Sarif::index_of(const SarifRule& r) {
    const auto [entry, fresh] = rule_index.try_emplace(r.id, rules.size());
    if (fresh) rules.push_back(r);
    return entry->second;
}

void Sarif::message(std::string_view text) {
    w.key("message");
    w.object(Lay::compact);
    w.field("text", plain(text));
    w.end();
}

void Sarif::physical(const View& v, Position at) {
    at = place_in_file(v.a, v.sources, at);
    if (!at) return;
    const std::uint32_t line = std::max(at.line, 1u), column = std::max(at.column, 1u);
    w.key("physicalLocation");
    w.object(Lay::compact);
    w.key("artifactLocation");
    w.object();
    w.field("uri", uri(v.sources[at].path));
    w.end();
    w.key("region");
    w.object();
    w.field("startLine", line);
    w.field("startColumn", column);
    w.field("endLine", line);
    w.field("endColumn", column + std::max(at.length, 1u));
    w.end();
    w.end();
}

void Sarif::logical(const Id& id) {
    w.key("logicalLocations");
    w.array(Lay::compact);
    w.object();
    w.field("name", plain(id));
    w.end();
    w.end();
}

/// One place on the way.
void Sarif::step(const View& v, Position at, const Id& id, std::string_view text) {
    w.object();
    w.key("location");
    w.object();
    message(text);
    physical(v, at);
    if (!id.empty()) logical(id);
    w.end();
    w.end();
}

Position position_of(const Assessment& a, const Id& id) {
    if (a.picture)
        for (const PictureNode& n : a.picture->nodes)
            if (n.id == id) return n.at;
    return {};
}

void Sarif::flow(const View& v, const Why& why) {
    w.object();
    w.key("message");
    w.object(Lay::compact);
    w.field("text", plain(chain_phrase(v, why).bytes(false)));
    w.end();
    w.key("threadFlows");
    w.array();
    w.object();
    w.key("locations");
    w.array();
    for (const Cause& c : why.members)
        step(v, v.a.change_at, c.target, cause_phrase(v, c, false).bytes(false));
    for (std::size_t i = 0; i < std::min(why.chain.size(), most_steps); ++i) {
        const bool held = i > 0 && i <= why.holds.size() && !why.holds[i - 1].empty();
        step(v, position_of(v.a, why.chain[i]), why.chain[i],
             v.name_of(why.chain[i]).bytes(false) + (held ? ": " + why.holds[i - 1] : ""));
    }
    w.end();
    w.end();
    w.end();
    w.end();
}

void Sarif::flow(const View& v, const std::vector<Related>& places) {
    w.object();
    w.key("threadFlows");
    w.array();
    w.object();
    w.key("locations");
    w.array();
    for (std::size_t i = 0; i < std::min(places.size(), most_steps); ++i)
        step(v, places[i].at, {}, places[i].message);
    w.end();
    w.end();
    w.end();
    w.end();
}

void Sarif::related(const View& v, const std::vector<Related>& places) {
    if (places.empty()) return;
    w.key("relatedLocations");
    w.array();
    int id = 0;
    for (const Related& r : places) {
        w.object();
        w.field("id", ++id);
        message(r.message);
        physical(v, r.at);
        w.end();
    }
    w.end();
}

void Sarif::suppression(const View& v, const std::optional<Acceptance>& accepted) {
    w.key("suppressions");
    w.array();
    if (accepted) {
        w.object(Lay::compact);
        w.field("kind", "external");
        w.field("status", "accepted");
        w.field("justification", plain(accepted_phrase(v, *accepted).bytes(false)));
        w.end();
    }
    w.end();
}

void Sarif::fingerprint(std::string text) {
    if (const int n = ++seen[text]; n > 1) text += "-" + std::to_string(n);
    w.key("partialFingerprints");
    w.object(Lay::compact);
    w.field("knockon/v1", text);
    w.field("primaryLocationLineHash", text);
    w.end();
}

void Sarif::about(const View& v, const DepartmentFigures& d) {
    message(objection(v, d).bytes(false));
    w.key("locations");
    w.array();
    w.object();
    physical(v, v.a.change_at);
    logical(d.id);
    w.end();
    w.end();
    const auto ways = ways_to(v, d.id, flows_shown);
    if (!ways.empty()) {
        w.key("codeFlows");
        w.array();
        for (const Why* y : ways) flow(v, *y);
        w.end();
    }
    suppression(v, d.accepted);
    fingerprint(result_fingerprint(v.a, d));
}

void Sarif::about(const View& v, const Finding& f) {
    // A pull request shows what is in its own files: what the change brings about is said there.
    const bool elsewhere =
        f.brought_about && v.a.change_at && f.at && f.at.file != v.a.change_at.file;
    message(f.message);
    w.key("locations");
    w.array();
    w.object();
    physical(v, elsewhere ? v.a.change_at : f.at);
    if (!f.subjects.empty()) logical(f.subjects.front());
    w.end();
    w.end();
    std::vector<Related> places = f.related;
    if (elsewhere) places.insert(places.begin(), Related{f.at, f.message});
    related(v, places);
    if (places.size() > 1) {
        w.key("codeFlows");
        w.array();
        flow(v, places);
        w.end();
    }
    suppression(v, f.accepted);
    fingerprint(result_fingerprint(v.a, f));
}

/// Against the earlier report, where there was one (SARIF 2.1.0, section 3.27.24); an excused
/// result is not at the gate.
void Sarif::baseline(const Result& r) {
    const auto& since = r.view->a.since;
    if (!since) return;
    const auto same_finding = [&](const FindingMoved& f) {
        return r.finding && f.fingerprint == r.finding->fingerprint;
    };
    const auto came = std::find_if(since->came.begin(), since->came.end(), same_finding);
    const auto verdict = std::find_if(
        since->verdicts.begin(), since->verdicts.end(),
        [&](const VerdictMoved& m) { return r.department && m.department == r.department->id; });
    const bool moved = r.finding ? came != since->came.end() : verdict != since->verdicts.end();
    const bool was_there =
        r.finding ? moved && !came->was.empty() : moved && verdict->before != Verdict::within;
    w.field("baselineState", !since->known || (moved && !was_there) ? "new"
                             : moved                                ? "updated"
                                                                    : "unchanged");
    const bool excused = r.finding ? r.finding->excused : r.department->excused;
    w.key("properties");
    w.object(Lay::compact);
    w.field("excused", excused);
    w.end();
}

void Sarif::result(const Result& r) {
    const SarifRule rule = r.finding ? rule_of(*r.finding) : appetite_rule(r.department->verdict);
    w.object();
    w.field("ruleId", rule.id);
    w.field("ruleIndex", std::uint64_t{index_of(rule)});
    w.field("level", name(r.severity()));
    if (r.finding)
        about(*r.view, *r.finding);
    else
        about(*r.view, *r.department);
    baseline(r);
    w.end();
}

void Sarif::driver(const std::string& version) {
    const auto text = [&](std::string_view key, std::string_view value) {
        w.key(key);
        w.object(Lay::compact);
        w.field("text", cut(plain(value), longest_text));
        w.end();
    };
    w.key("tool");
    w.object();
    w.key("driver");
    w.object();
    w.field("name", "knockon");
    w.field("semanticVersion", version);
    w.key("rules");
    w.array();
    for (const SarifRule& r : rules) {
        w.object();
        w.field("id", r.id);
        text("shortDescription", r.title);
        text("fullDescription", r.meaning);
        text("help", r.remedy);
        w.key("properties");
        w.object(Lay::compact);
        w.field("tags", std::vector<std::string>{plain(r.quality)});
        w.end();
        w.end();
    }
    w.end();
    w.end();
    w.end();
}

/// What stands against the changes, the gravest first.
std::vector<Result> results_of(const std::vector<View>& views) {
    std::vector<Result> all;
    for (const View& v : views)
        for (const DepartmentFigures& d : v.a.departments)
            if (d.verdict != Verdict::within) all.push_back({&v, &d, nullptr});
    for (const View& v : views)
        for (const Finding& f : v.a.findings) all.push_back({&v, nullptr, &f});
    std::stable_sort(all.begin(), all.end(), [](const Result& a, const Result& b) {
        return static_cast<int>(a.severity()) > static_cast<int>(b.severity());
    });
    return all;
}

void write_notification(JsonWriter& w, std::string_view level, const std::string& text) {
    w.object();
    w.field("level", level);
    w.key("message");
    w.object(Lay::compact);
    w.field("text", text);
    w.end();
    w.end();
}

void write_invocation(JsonWriter& w, std::span<const Assessment> all, std::size_t results) {
    w.key("invocations");
    w.array();
    w.object();
    w.field("executionSuccessful", true);
    const std::vector<std::string> judged = judged_by(all);
    if (results > most_results || !judged.empty()) {
        w.key("toolExecutionNotifications");
        w.array();
        for (const std::string& file : judged)
            write_notification(w, "note", "judged by " + plain(file));
        if (results > most_results)
            write_notification(w, "warning",
                               fmt::format("{} of {} results are here, the gravest first; "
                                           "`--format json` has all of them",
                                           most_results, results));
        w.end();
    }
    w.end();
    w.end();
}

}  // namespace

std::string report_sarif(std::span<const Assessment> all, const Sources& sources,
                         const TextOptions& options) {
    std::vector<View> views;
    views.reserve(all.size());  // results point at them
    for (const Assessment& a : all) views.emplace_back(a, sources, options);
    const std::vector<Result> results = results_of(views);
    Sarif s;
    for (const Result& r : results)
        s.index_of(r.finding ? rule_of(*r.finding) : appetite_rule(r.department->verdict));
    s.w.object();
    s.w.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    s.w.field("version", "2.1.0");
    s.w.key("runs");
    s.w.array();
    s.w.object();
    s.driver(all.empty() ? std::string("0") : all.front().version);
    s.w.key("automationDetails");
    s.w.object(Lay::compact);
    s.w.field("id", all.size() == 1 ? fmt::format("knockon/{}/", all.front().change) : "knockon/");
    s.w.end();
    s.w.field("columnKind", "unicodeCodePoints");
    write_invocation(s.w, all, results.size());
    s.w.key("results");
    s.w.array();
    for (std::size_t i = 0; i < std::min(results.size(), most_results); ++i) s.result(results[i]);
    s.w.end();
    s.w.end();
    s.w.end();
    s.w.end();
    return s.w.take();
}

}  // namespace knockon

// SARIF 2.1.0: a result for every finding and for every appetite that is exceeded or open.
//
// As GitHub code scanning reads it: each result has one place with all four ends of its region, in
// the change file where it can be (that is what a pull request shows), the way to the department as
// code flows, a fingerprint made of ids, and a rule with its help. At most 5,000 results; what is
// left out is said in a notification.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/codes.h"
#include "base/text.h"
#include "report/pipelines/pipelines.h"
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

/// What a result is an example of.
struct Rule {
    std::string id, title, meaning, remedy, quality;
};

/// Of a department that does not accept a change.
Rule appetite_rule(Verdict v) {
    if (v == Verdict::exceeds)
        return {"appetite-exceeded", "more risk than a department accepts",
                "A department states how much risk it accepts for one change: a probability of "
                "disruption, an expected loss, a loss in 1 case of 20, or downtime. This change is "
                "beyond one of them.",
                "Choose another start (`knockon windows`), lessen the risk, or ask the department.",
                "appetite"};
    return {"appetite-open", "whether a department accepts the risk cannot be told",
            "The interval of a figure holds the limit that a department states, so it is neither "
            "clearly within nor clearly beyond.",
            "Lower `--max-error`, or give better estimates of what the report names.", "appetite"};
}

/// What `knockon explain` says of its code.
Rule rule_of(const Finding& f) {
    Rule r{f.code, f.code, f.code, f.help.empty() ? f.code : f.help, f.quality};
    if (const CodeEntry* entry = find_code(f.code)) {
        r.title = entry->title;
        r.meaning = entry->meaning;
        r.remedy = entry->remedy;
    }
    return r;
}

struct Result {
    const View* view;
    const DepartmentFigures* department = nullptr;  // one of the two
    const Finding* finding = nullptr;

    Severity severity() const { return finding ? finding->severity : Severity::error; }
    Rule rule() const { return finding ? rule_of(*finding) : appetite_rule(department->verdict); }
};

struct Sarif {
    JsonWriter w;
    std::vector<Rule> rules;
    std::map<std::string, std::size_t> rule_index;
    std::map<std::string, int> seen;  // fingerprints

    std::size_t index_of(const Rule& r);
    void text(std::string_view key, std::string_view text);
    void message(std::string_view text) { this->text("message", plain(text)); }
    void physical(const View& v, Position at);
    void logical(const Id& id);
    void location(const View& v, Position at, const Id& id);
    void step(const View& v, Position at, const Id& id, std::string_view text);
    template <class Steps>
    void flow(Steps steps);
    void related(const View& v, const std::vector<Related>& places);
    void flow_of(const View& v, const Why& why);
    void suppression(const View& v, const Acceptance* accepted);
    void fingerprint(std::string text);
    void baseline(const Result& r);
    void result(const Result& r);
    void about(const View& v, const DepartmentFigures& d);
    void about(const View& v, const Finding& f);
    void driver(const std::string& version);
    void invocation(std::span<const Assessment> all, std::size_t results);
};

std::size_t Sarif::index_of(const Rule& r) {
    const auto [entry, fresh] = rule_index.try_emplace(r.id, rules.size());
    if (fresh) rules.push_back(r);
    return entry->second;
}

void Sarif::text(std::string_view key, std::string_view text) {
    w.object(key, Lay::compact, [&] { w.field("text", text); });
}

void Sarif::physical(const View& v, Position at) {
    at = place_in_file(v.a, v.sources, at);
    if (!at) return;
    const std::uint32_t line = std::max(at.line, 1u), column = std::max(at.column, 1u);
    w.object("physicalLocation", Lay::compact, [&] {
        w.object("artifactLocation", [&] { w.field("uri", uri(v.sources[at].path)); });
        w.object("region", [&] {
            w.field("startLine", line);
            w.field("startColumn", column);
            w.field("endLine", line);
            w.field("endColumn", column + std::max<std::uint32_t>(at.length, 1));
        });
    });
}

void Sarif::logical(const Id& id) {
    w.array("logicalLocations", Lay::compact,
            [&] { w.object([&] { w.field("name", plain(id)); }); });
}

/// The one place of a result.
void Sarif::location(const View& v, Position at, const Id& id) {
    w.array("locations", [&] {
        w.object([&] {
            physical(v, at);
            if (!id.empty()) logical(id);
        });
    });
}

/// One place on the way.
void Sarif::step(const View& v, Position at, const Id& id, std::string_view text) {
    w.object([&] {
        w.object("location", [&] {
            message(text);
            physical(v, at);
            if (!id.empty()) logical(id);
        });
    });
}

/// Into the open code flow.
template <class Steps>
void Sarif::flow(Steps steps) {
    w.array("threadFlows", [&] { w.object([&] { w.array("locations", steps); }); });
}

Position position_of(const Assessment& a, const Id& id) {
    if (a.picture)
        for (const PictureNode& n : a.picture->nodes)
            if (n.id == id) return n.at;
    return {};
}

void Sarif::flow_of(const View& v, const Why& why) {
    message(chain_phrase(v, why).bytes(false));
    flow([&] {
        for (const Cause& c : why.members)
            step(v, v.a.change_at, c.target, cause_phrase(v, c, false).bytes(false));
        for (std::size_t i = 0; i < std::min(why.chain.size(), most_steps); ++i) {
            const bool held = i > 0 && i <= why.holds.size() && !why.holds[i - 1].empty();
            step(v, position_of(v.a, why.chain[i]), why.chain[i],
                 v.name_of(why.chain[i]).bytes(false) + (held ? ": " + why.holds[i - 1] : ""));
        }
    });
}

void Sarif::related(const View& v, const std::vector<Related>& places) {
    if (places.empty()) return;
    w.array("relatedLocations", [&] {
        int id = 0;
        for (const Related& r : places)
            w.object([&] {
                w.field("id", ++id);
                message(r.message);
                physical(v, r.at);
            });
    });
}

void Sarif::suppression(const View& v, const Acceptance* accepted) {
    w.array("suppressions", [&] {
        if (!accepted) return;
        w.object(Lay::compact, [&] {
            w.field("kind", "external");
            w.field("status", "accepted");
            w.field("justification", plain(accepted_phrase(v, *accepted).bytes(false)));
        });
    });
}

void Sarif::fingerprint(std::string text) {
    if (const int n = ++seen[text]; n > 1) text += "-" + std::to_string(n);
    w.object("partialFingerprints", Lay::compact, [&] {
        w.field("knockon/v1", text);
        w.field("primaryLocationLineHash", text);
    });
}

void Sarif::about(const View& v, const DepartmentFigures& d) {
    message(objection(v, d).bytes(false));
    location(v, v.a.change_at, d.id);
    if (const auto ways = ways_to(v, d.id, flows_shown); !ways.empty())
        w.array("codeFlows", [&] {
            for (const Why* y : ways) w.object([&] { flow_of(v, *y); });
        });
    suppression(v, d.accepted ? &*d.accepted : nullptr);
    fingerprint(result_fingerprint(v.a, d));
}

void Sarif::about(const View& v, const Finding& f) {
    // A pull request shows what is in its own files: what the change brings about is said there.
    const bool elsewhere =
        f.brought_about && v.a.change_at && f.at && f.at.file != v.a.change_at.file;
    message(f.message);
    location(v, elsewhere ? v.a.change_at : f.at, f.subjects.empty() ? Id() : f.subjects.front());
    std::vector<Related> places = f.related;
    if (elsewhere) places.insert(places.begin(), Related{f.at, f.message});
    related(v, places);
    const auto steps = [&] {
        for (std::size_t i = 0; i < std::min(places.size(), most_steps); ++i)
            step(v, places[i].at, {}, places[i].message);
    };
    if (places.size() > 1) w.array("codeFlows", [&] { w.object([&] { flow(steps); }); });
    suppression(v, f.accepted.get());
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
    w.object("properties", Lay::compact, [&] { w.field("excused", excused); });
}

void Sarif::result(const Result& r) {
    const Rule rule = r.rule();
    w.field("ruleId", rule.id);
    w.field("ruleIndex", std::uint64_t{index_of(rule)});
    w.field("level", name(r.severity()));
    if (r.finding)
        about(*r.view, *r.finding);
    else
        about(*r.view, *r.department);
    baseline(r);
}

void Sarif::driver(const std::string& version) {
    const auto each_rule = [&] {
        for (const Rule& r : rules)
            w.object([&] {
                w.field("id", r.id);
                text("shortDescription", cut(plain(r.title), longest_text));
                text("fullDescription", cut(plain(r.meaning), longest_text));
                text("help", cut(plain(r.remedy), longest_text));
                const std::vector<std::string> tags = {plain(r.quality)};
                w.object("properties", Lay::compact, [&] { w.field("tags", tags); });
            });
    };
    w.object("tool", [&] {
        w.object("driver", [&] {
            w.field("name", "knockon");
            w.field("semanticVersion", version);
            w.array("rules", each_rule);
        });
    });
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

void Sarif::invocation(std::span<const Assessment> all, std::size_t results) {
    const std::vector<std::string> judged = judged_by(all);
    const auto notify = [&](std::string_view level, const std::string& said) {
        w.object([&] {
            w.field("level", level);
            text("message", said);
        });
    };
    const auto notifications = [&] {
        for (const std::string& file : judged) notify("note", "judged by " + plain(file));
        if (results > most_results)
            notify("warning", fmt::format("{} of {} results are here, the gravest first; `--format "
                                          "json` has all of them",
                                          most_results, results));
    };
    w.array("invocations", [&] {
        w.object([&] {
            w.field("executionSuccessful", true);
            if (results > most_results || !judged.empty())
                w.array("toolExecutionNotifications", notifications);
        });
    });
}

}  // namespace

std::string report_sarif(std::span<const Assessment> all, const Sources& sources,
                         const TextOptions& options) {
    std::vector<View> views;
    views.reserve(all.size());  // results point at them
    for (const Assessment& a : all) views.emplace_back(a, sources, options);
    const std::vector<Result> results = results_of(views);
    Sarif s;
    JsonWriter& w = s.w;
    for (const Result& r : results) s.index_of(r.rule());
    const auto run = [&] {
        const std::string id =
            all.size() == 1 ? fmt::format("knockon/{}/", all.front().change) : "knockon/";
        s.driver(all.empty() ? std::string("0") : all.front().version);
        w.object("automationDetails", Lay::compact, [&] { w.field("id", id); });
        w.field("columnKind", "unicodeCodePoints");
        s.invocation(all, results.size());
        w.array("results", [&] {
            for (std::size_t i = 0; i < std::min(results.size(), most_results); ++i)
                w.object([&] { s.result(results[i]); });
        });
    };
    w.object([&] {
        w.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        w.field("version", "2.1.0");
        w.array("runs", [&] { w.object(run); });
    });
    return w.take();
}

}  // namespace knockon

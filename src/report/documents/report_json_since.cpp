// `report/1`: what moved since an earlier report.
#include "report/documents/json_parts.h"
#include "report/words/gate.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

void write_verdicts(JsonWriter& w, const Since& s) {
    w.key("verdicts");
    w.array();
    for (const VerdictMoved& v : s.verdicts) {
        w.object(Lay::compact);
        w.field("department", v.department);
        w.field("before", name(v.before));
        w.field("after", name(v.after));
        w.end();
    }
    w.end();
}

void write_figures(JsonWriter& w, const Since& s) {
    w.key("figures");
    w.array();
    for (const FigureMoved& f : s.figures) {
        w.object(Lay::compact);
        w.field("department", f.department.empty() ? std::nullopt : std::optional(f.department));
        w.field("what", f.what);
        w.field("before", f.before);
        w.field("after", f.after);
        w.field("more", f.more);
        w.field("same_draws", f.same_draws);
        w.end();
    }
    w.end();
    w.field("within_error", std::uint64_t{s.within_error});
}

void write_findings(JsonWriter& w, std::string_view key, const std::vector<FindingMoved>& all) {
    w.key(key);
    w.array();
    for (const FindingMoved& f : all) {
        w.object(Lay::compact);
        w.field("code", f.code);
        w.field("severity", name(f.severity));
        w.field("message", f.message);
        w.field("fingerprint", f.fingerprint);
        w.field("was", f.was.empty() ? std::nullopt : std::optional(f.was));
        w.end();
    }
    w.end();
}

void write_sign_off(JsonWriter& w, const Since& s) {
    const auto or_null = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(text);
    };
    w.key("sign_off");
    w.array();
    for (const SignOffMoved& m : s.sign_off) {
        w.object(Lay::compact);
        w.field("who", m.who);
        w.field("kind", name(m.kind));
        w.field("name", m.name);
        w.field("before", or_null(m.before));
        w.field("after", or_null(m.after));
        w.end();
    }
    w.end();
}

void write_inputs(JsonWriter& w, const Since& s) {
    w.key("inputs");
    w.array();
    for (const InputMoved& i : s.inputs) {
        w.object();
        w.field("path", i.path);
        w.field("before", i.before);
        w.field("after", i.after);
        w.field("moves", i.moves);
        w.key("by_department");
        w.object();
        for (const auto& [id, more] : i.by_department) w.field(id, more);
        w.end();
        w.key("verdicts");
        w.object(Lay::compact);
        for (const auto& [id, verdict] : i.verdicts) w.field(id, name(verdict));
        w.end();
        w.end();
    }
    w.end();
}

}  // namespace

void write_since(JsonWriter& w, const Assessment& a) {
    w.key("since");
    if (!a.since) {
        w.null();
        return;
    }
    const Since& s = *a.since;
    w.object();
    w.field("path", s.path);
    w.field("version", s.version);
    w.field("known", s.known);
    w.field("verdict", name(s.verdict));
    write_verdicts(w, s);
    write_figures(w, s);
    write_findings(w, "came", s.came);
    write_findings(w, "went", s.went);
    write_sign_off(w, s);
    write_points(w, "new_single_points_of_failure", s.new_points);
    write_points(w, "removed_single_points_of_failure", s.gone_points);
    w.field("new_limits_hit", s.new_limits);
    w.field("gone_limits_hit", s.gone_limits);
    write_inputs(w, s);
    w.field("files", s.files);
    w.field("only_worse", s.only_worse);
    const Excused excused = excused_of(a);
    w.key("excused");
    w.object(Lay::compact);
    w.field("verdicts", std::uint64_t{excused.verdicts});
    w.field("findings", std::uint64_t{excused.findings});
    w.end();
    w.field("notes", s.notes);
    w.end();
}

}  // namespace knockon

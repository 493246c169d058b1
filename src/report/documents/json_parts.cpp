#include "report/documents/json_parts.h"

#include <fmt/format.h>

namespace knockon {
namespace {

std::string date(std::chrono::year_month_day d) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()),
                       static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

std::optional<std::string> if_stated(const Stated<std::string>& s) {
    return s ? std::optional(*s) : std::nullopt;
}

}  // namespace

void write_place(JsonWriter& w, Position at, const Sources& sources) {
    const bool known = static_cast<bool>(at);
    const bool line = known && at.line > 0;
    w.field("file", known ? std::optional(sources[at].path) : std::nullopt);
    w.field("line", line ? std::optional(at.line) : std::nullopt);
    w.field("column", line ? std::optional(at.column) : std::nullopt);
}

void write_related(JsonWriter& w, const std::vector<Related>& related, const Sources& sources) {
    w.key("related");
    w.array();
    for (const Related& r : related) {
        w.object(JsonWriter::Lay::compact);
        write_place(w, r.at, sources);
        w.field("message", r.message);
        w.end();
    }
    w.end();
}

void write_acceptance(JsonWriter& w, const std::optional<Acceptance>& accepted) {
    w.key("accepted");
    if (!accepted) {
        w.null();
        return;
    }
    w.object(JsonWriter::Lay::compact);
    w.field("because", accepted->because.value);
    w.field("by", accepted->by.value);
    w.field("until", accepted->until ? std::optional(date(*accepted->until)) : std::nullopt);
    w.field("finding", if_stated(accepted->finding));
    w.field("exceeds", if_stated(accepted->exceeds));
    w.field("for", if_stated(accepted->subject));
    w.end();
}

void write_finding_head(JsonWriter& w, const Finding& f, const Sources& sources) {
    w.field("code", f.code);
    w.field("severity", name(f.severity));
    w.field("quality", f.quality);
    w.field("message", f.message);
    w.field("help", f.help);
    write_place(w, f.at, sources);
}

void write_landscape_findings(JsonWriter& w, std::string_view key,
                              const std::vector<Finding>& findings, const Sources& sources) {
    w.key(key);
    w.array();
    for (const Finding& f : findings) {
        w.object();
        write_finding_head(w, f, sources);
        write_related(w, f.related, sources);
        w.field("subjects", f.subjects);
        w.field("fingerprint", f.fingerprint);
        w.field("extent", f.extent);
        write_acceptance(w, f.accepted);
        w.end();
    }
    w.end();
}

void write_points(JsonWriter& w, std::string_view key, const std::vector<SinglePoint>& points) {
    w.key(key);
    w.array();
    for (const SinglePoint& p : points) {
        w.object(JsonWriter::Lay::compact);
        w.field("component", p.component);
        w.field("process", p.process);
        w.end();
    }
    w.end();
}

void write_method(JsonWriter& w, const Method& m) {
    w.object(JsonWriter::Lay::compact);
    w.field("engine", m.engine);
    w.field("runs", m.runs);
    w.field("relative_error", m.relative_error);
    w.field("worst", m.worst);
    w.end();
}

void write_loss(JsonWriter& w, const LossFigures& l) {
    w.key("loss");
    w.object();
    w.field("mean", l.mean);
    w.field("p95", l.p95);
    w.field("p99", l.p99);
    w.field("tail_mean", l.tail_mean);
    w.field("given_any", l.given_any);
    w.end();
}

void write_assumption(JsonWriter& w, const Assumption& a) {
    w.object(JsonWriter::Lay::compact);
    w.field("of", a.of);
    w.field("what", a.what);
    w.field("value", a.value);
    w.field("source", a.source);
    w.end();
}

}  // namespace knockon

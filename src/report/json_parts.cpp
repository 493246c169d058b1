#include "report/json_parts.h"

namespace knockon {

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

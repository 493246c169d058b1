#include "report/documents/json_documents.h"

#include "assess/portfolio.h"
#include "report/documents/json_parts.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

void write_collisions(JsonWriter& w, const Portfolio& p, const Zone& zone) {
    w.key("collisions");
    w.array();
    for (const Meeting& m : p.collisions) {
        w.object(Lay::compact);
        w.field("kind", name(m.kind));
        w.field("changes", std::vector<std::string>{m.first, m.second});
        w.field("what", m.what);
        w.field("from", zone.rfc3339(m.from));
        w.field("to", zone.rfc3339(m.to));
        w.field("loss", m.loss);
        w.field("excused", m.excused);
        w.end();
    }
    w.end();
}

void write_departments(JsonWriter& w, const Together& t) {
    w.key("departments");
    w.array();
    for (const TogetherRow& r : t.departments) {
        w.object();
        w.field("id", r.department);
        w.field("name", r.name);
        w.field("disruption", r.disruption);
        w.field("loss", r.loss);
        w.field("apart", t.apart ? std::optional(r.apart) : std::nullopt);
        w.end();
    }
    w.end();
}

void write_together(JsonWriter& w, const Portfolio& p, const Zone& zone) {
    w.key("together");
    w.array();
    for (const Together& t : p.together) {
        w.object();
        w.field("changes", t.changes);
        w.field("from", zone.rfc3339(t.from));
        w.field("to", zone.rfc3339(t.to));
        w.key("method");
        write_method(w, t.method);
        w.field("limits_hit", t.limits_hit);
        w.field("any_disruption", t.any_disruption);
        write_loss(w, t.loss);
        w.field("apart", t.apart);
        w.field("interaction", t.interaction);
        write_departments(w, t);
        w.field("notes", t.notes);
        w.end();
    }
    w.end();
}

}  // namespace

std::string portfolio_json(const Portfolio& p, const Sources& sources) {
    JsonWriter w;
    const Zone zone = Zone::find(p.timezone).value_or(Zone());
    w.object();
    w.field("knockon", "portfolio/1");
    w.field("version", p.version);
    w.field("seed", p.seed);
    w.field("currency", p.currency);
    w.field("timezone", p.timezone);
    w.key("reports");
    w.array();
    for (const Assessment& a : p.reports) write_report(w, a, sources);
    w.end();
    w.key("left_out");
    w.array();
    for (const LeftOut& l : p.left_out) {
        w.object(Lay::compact);
        w.field("path", l.path);
        w.field("because", l.because);
        w.end();
    }
    w.end();
    write_collisions(w, p, zone);
    write_together(w, p, zone);
    w.key("total");
    w.object();
    w.field("loss", p.loss);
    w.end();
    w.field("notes", p.notes);
    w.end();
    return w.take();
}

}  // namespace knockon

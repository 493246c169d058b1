#include "report/documents/json_documents.h"

#include "assess/structure/impact.h"
#include "report/writing/json.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

void write_process(JsonWriter& w, const ImpactProcess& p) {
    w.object(Lay::compact);
    w.field("id", p.id);
    w.field("name", p.name);
    w.field("department", p.department);
    w.field("certain", p.certain);
    w.field("after_s", p.after_s);
    w.field("path", p.path);
    w.end();
}

void write_group(JsonWriter& w, const ImpactGroup& g) {
    w.object(Lay::compact);
    w.field("consumer", g.consumer);
    w.field("members", g.members);
    w.field("needed", g.needed);
    w.field("down", g.down);
    w.field("spare", g.spare);
    w.end();
}

}  // namespace

std::string impact_json(const Impact& impact) {
    JsonWriter w;
    w.object();
    w.field("knockon", "impact/1");
    w.field("ids", impact.ids);
    w.key("reaches");
    w.object(Lay::compact);
    w.field("components", std::uint64_t{impact.reaches_components});
    w.field("processes", std::uint64_t{impact.reaches_processes});
    w.end();
    w.key("components");
    w.array();
    for (const ImpactComponent& c : impact.components) {
        w.object(Lay::compact);
        w.field("id", c.id);
        w.field("depth", c.depth);
        w.field("certain", c.certain);
        w.end();
    }
    w.end();
    w.key("processes");
    w.array();
    for (const ImpactProcess& p : impact.processes) write_process(w, p);
    w.end();
    w.key("departments");
    w.array();
    for (const Impact::Row& d : impact.departments) {
        w.object(Lay::compact);
        w.field("id", d.id);
        w.field("name", d.name);
        w.field("certain", d.certain);
        w.field("possible", d.possible);
        w.end();
    }
    w.end();
    w.key("groups");
    w.array();
    for (const ImpactGroup& g : impact.groups) write_group(w, g);
    w.end();
    w.end();
    return w.take();
}

}  // namespace knockon

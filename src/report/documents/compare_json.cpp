#include "report/documents/json_documents.h"

#include "assess/compare.h"
#include "report/documents/json_parts.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

void write_departments(JsonWriter& w, const Compared& c) {
    w.key("departments");
    w.array();
    for (const DepartmentFigures& d : c.report.departments) {
        w.object();
        w.field("id", d.id);
        w.field("name", d.name);
        w.field("loss", d.loss.mean);
        w.field("disruption", d.disruption);
        w.key("downtime_s");
        w.object(Lay::compact);
        w.field("mean", d.downtime_s.mean);
        w.end();
        w.field("verdict", name(d.verdict));
        w.field("loss_more_than_first", c.more.at(d.id));
        w.end();
    }
    w.end();
}

void write_suppliers(JsonWriter& w, const Compared& c) {
    w.key("new_suppliers");
    w.array();
    for (const Exit& e : c.new_suppliers) {
        w.object(Lay::compact);
        w.field("id", e.supplier);
        w.field("exit_s", e.takes_s);
        w.field("exit_cost", e.cost);
        w.end();
    }
    w.end();
}

void write_findings(JsonWriter& w, const Compared& c) {
    w.key("findings");
    w.object(Lay::compact);
    for (const Severity s : {Severity::error, Severity::warning, Severity::note}) {
        const auto found = c.findings.find(s);
        w.field(name(s), std::uint64_t{found == c.findings.end() ? 0 : found->second});
    }
    w.end();
}

/// Alternatives are counted from 1, as the text letters them from A.
void write_places(JsonWriter& w, const std::vector<std::size_t>& places) {
    w.array(Lay::compact);
    for (const std::size_t i : places) w.value(std::uint64_t{i + 1});
    w.end();
}

void write_alternative(JsonWriter& w, const Compared& c, const Zone& zone) {
    const Assessment& a = c.report;
    w.object();
    w.field("file", c.path);
    w.key("change");
    w.object();
    w.field("id", a.change);
    w.field("title", a.title);
    w.field("sponsor", a.sponsor.empty() ? std::nullopt : std::optional(a.sponsor));
    w.key("window");
    w.object(Lay::compact);
    w.field("start", zone.rfc3339(a.start));
    w.field("end", zone.rfc3339(a.end));
    w.end();
    w.field("hypercare_end", zone.rfc3339(a.hypercare_end));
    w.end();
    w.field("verdict", name(a.verdict));
    w.key("method");
    w.object(Lay::compact);
    w.field("engine", a.transition.engine);
    w.field("runs", a.transition.runs);
    w.field("relative_error", a.transition.relative_error);
    w.end();
    write_departments(w, c);
    w.key("total");
    w.object();
    w.field("loss", a.total.loss.mean);
    w.field("loss_more_than_first", c.more_total);
    w.field("any_disruption", a.total.disruption);
    w.end();
    w.field("benefit", c.benefit);
    w.field("cost", c.cost);
    w.field("net", c.net);
    w.field("more_per_year", a.structure ? a.structure->more_per_year : Estimate::exact(0));
    w.field("year_one", a.structure ? std::optional(a.structure->year_one) : std::nullopt);
    write_suppliers(w, c);
    write_findings(w, c);
    w.key("dominated_by");
    write_places(w, c.dominated_by);
    w.end();
}

}  // namespace

std::string compare_json(const Comparison& c) {
    const Zone zone = Zone::find(c.timezone).value_or(Zone());
    JsonWriter w;
    w.object();
    w.field("knockon", "compare/1");
    w.field("version", c.version);
    w.field("seed", c.seed);
    w.field("organisation", c.organisation);
    w.field("currency", c.currency);
    w.field("timezone", c.timezone);
    w.field("overrides", c.overrides);
    w.field("limits_hit", c.limits_hit);
    w.key("alternatives");
    w.array();
    for (const Compared& a : c.alternatives) write_alternative(w, a, zone);
    w.end();
    w.key("best");
    w.object();
    for (const auto& [id, places] : c.best) {
        w.key(id);
        write_places(w, places);
    }
    w.end();
    std::vector<std::string> notes;
    for (const Compared& a : c.alternatives)
        if (!a.report.structure)
            notes.push_back(a.path + ": year_one is not worked out, nothing stays behind");
    w.field("notes", notes);
    w.end();
    return w.take();
}

}  // namespace knockon

#include "report/documents/json_documents.h"

#include "assess/structure/landscape_diff.h"
#include "report/documents/json_parts.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

void write_record(JsonWriter& w, const RecordChange& r, const Sources& sources) {
    w.object();
    w.field("what", name(r.what));
    w.field("section", r.section);
    w.field("id", r.id.empty() ? std::nullopt : std::optional(r.id));
    w.field("was", r.was.empty() ? std::nullopt : std::optional(r.was));
    w.field("name", r.name.empty() ? std::nullopt : std::optional(r.name));
    w.key("fields");
    w.array();
    for (const FieldChange& f : r.fields) {
        w.object(Lay::compact);
        w.field("key", f.key);
        w.field("before", f.before);
        w.field("after", f.after);
        w.end();
    }
    w.end();
    write_place(w, r.at, sources);
    w.end();
}

void write_process(JsonWriter& w, const ProcessDiff& p) {
    w.object();
    w.field("id", p.id);
    w.field("name", p.name);
    w.field("department", p.department);
    w.field("method", p.simulated ? "simulate" : "exact");
    write_steady_state(w, "before", p.before);
    write_steady_state(w, "after", p.after);
    w.field("more_loss_per_year", p.more_per_year());
    w.field("new_single_points_of_failure", p.new_single_points);
    w.field("removed_single_points_of_failure", p.gone_single_points);
    w.end();
}

}  // namespace

std::string diff_json(const LandscapeDiff& diff, const Sources& sources) {
    JsonWriter w;
    w.object();
    w.field("knockon", "diff/1");
    w.field("version", diff.version);
    w.field("seed", diff.seed);
    w.field("currency", diff.currency);
    w.key("counts");
    w.object(Lay::compact);
    w.field("added", std::uint64_t{diff.count(RecordChange::What::added)});
    w.field("removed", std::uint64_t{diff.count(RecordChange::What::removed)});
    w.field("changed", std::uint64_t{diff.count(RecordChange::What::changed)});
    w.field("renamed", std::uint64_t{diff.count(RecordChange::What::renamed)});
    w.field("processes_as_before", std::uint64_t{diff.processes_as_before});
    w.end();
    w.key("records");
    w.array();
    for (const RecordChange& r : diff.records) write_record(w, r, sources);
    w.end();
    w.key("processes");
    w.array();
    for (const ProcessDiff& p : diff.processes) write_process(w, p);
    w.end();
    w.key("findings");
    w.object();
    write_landscape_findings(w, "new", diff.new_findings, sources);
    write_landscape_findings(w, "gone", diff.gone_findings, sources);
    w.end();
    w.field("years_simulated", diff.years);
    w.field("limits_hit", diff.limits_hit);
    w.end();
    return w.take();
}

}  // namespace knockon

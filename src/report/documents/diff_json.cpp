// `diff/1`.
#include "assess/structure/landscape_diff.h"
#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_findings.h"
#include "report/documents/rows_reasons.h"
#include "report/documents/rows_write.h"

namespace knockon {

template <>
struct Rows<FieldChange> {
    static constexpr Heading heading{"field_change", "A field before and after.", compact};
    static void of(auto& row, auto& f) {
        row("key", f.key);
        row("before", f.before);
        row("after", f.after);
    }
};

template <>
struct Rows<RecordChange> {
    static constexpr Heading heading{"record_change",
                                     "A record that was added, removed, changed or renamed."};
    static void of(auto& row, auto& r) {
        row("what", r.what);
        row("section", r.section, "As in the files: components, processes, …");
        row("id", or_null(r.id));
        row("was", or_null(r.was), "The older id of what was renamed.");
        row("name", or_null(r.name));
        row("fields", r.fields);
        row.place(r.at);
    }
};

template <>
struct Rows<ProcessDiff> {
    static constexpr Heading heading{"process_change", "A process whose years differ."};
    static void of(auto& row, auto& p) {
        row("id", p.id);
        row("name", p.name);
        row("department", p.department);
        row("method", written([&] { return how(p.simulated); }));
        row("before", p.before, "Null if it is not there.");
        row("after", p.after, "Null if it is not there.");
        row("more_loss_per_year", written([&] { return p.more_loss.value; }));
        row("more_loss", p.more_loss, "Per year, on the same draws.");
        row("more_downtime_h", p.more_downtime_h, "Per year, on the same draws.");
        row("new_single_points_of_failure", p.new_single_points);
        row("removed_single_points_of_failure", p.gone_single_points);
    }
};

template <>
struct Rows<LandscapeDiff> {
    static constexpr Heading heading{"diff", "Two versions of a landscape."};
    static void of(auto& row, auto& d) {
        row.kind("diff/1");
        row("version", d.version, "Of the program.");
        row("seed", d.seed);
        row("currency", d.currency);
        row.group("counts", {"diff_counts", "How many there are.", compact}, "", [&](auto& r) {
            using What = RecordChange::What;
            r("added", written([&] { return d.count(What::added); }), "Records.");
            r("removed", written([&] { return d.count(What::removed); }));
            r("changed", written([&] { return d.count(What::changed); }));
            r("renamed", written([&] { return d.count(What::renamed); }),
              "Called otherwise; they may say something else as well.");
            r("processes_as_before", d.processes_as_before);
            r("processes_left_out", d.processes_left_out,
              "That stand on what differs and were not compared; limits_hit says why.");
        });
        row("records", d.records, "What is written differently.");
        row("processes", d.processes, "Whose years differ.");
        const Heading findings{"finding_changes", "Findings that are in one version only."};
        row.group("findings", findings, "", [&](auto& r) {
            r("new", as<LandscapeFinding>(d.new_findings));
            r("gone", as<LandscapeFinding>(d.gone_findings));
        });
        row("years_simulated", d.years);
        row("limits_hit", d.limits_hit);
    }
};

std::string diff_json(const LandscapeDiff& diff, const Sources& sources) {
    return written_document(diff, {sources, {}});
}

void describe_diff(std::vector<DocumentRecord>& all) { RowDescriber::record<LandscapeDiff>(all); }

}  // namespace knockon

// The records of the documents about several changes.
#include "report/documents/documents.h"

namespace knockon {
namespace {

using Records = std::vector<DocumentRecord>;

Records portfolio_records() {
    return {
        {"portfolio",
         "Several changes.",
         {{"knockon", "=portfolio/1", "What this is."},
          {"version", "string", "Of the program."},
          {"seed", "integer", ""},
          {"currency", "string", ""},
          {"timezone", "string", ""},
          {"reports", "[report]", "Each by itself, the worst first."},
          {"left_out", "[left_out]", "What could not be assessed."},
          {"collisions", "[meeting]", "Where two of them meet."},
          {"together", "[together]", "Those that overlap, played at once."},
          {"total", "portfolio_total", ""},
          {"notes", "[string]", ""}}},
        {"left_out",
         "A file that could not be assessed.",
         {{"path", "string", ""}, {"because", "string", ""}}},
        {"meeting",
         "Two changes that meet.",
         {{"kind", "=component|need|redundancy|supplier|team|deadline", ""},
          {"changes", "[string]", "Two ids."},
          {"what", "string", "What they meet at."},
          {"from", "time", ""},
          {"to", "time", ""},
          {"loss", "estimate?", "What they risk together beyond each alone."},
          {"excused", "boolean", "Was there before: not at the gate."}}},
        {"together",
         "Changes whose watched periods overlap, played at once on the same draws.",
         {{"changes", "[string]", ""},
          {"from", "time", ""},
          {"to", "time", ""},
          {"method", "transition_method", ""},
          {"limits_hit", "[string]", ""},
          {"any_disruption", "estimate", ""},
          {"loss", "loss", ""},
          {"apart", "estimate?", "The sum of each by itself."},
          {"interaction", "estimate?", "Together less apart."},
          {"departments", "[together_row]", ""},
          {"notes", "[string]", ""}}},
        {"together_row",
         "A department.",
         {{"id", "string", ""},
          {"name", "string", ""},
          {"disruption", "estimate", ""},
          {"loss", "estimate", ""},
          {"apart", "estimate?", ""}}},
        {"portfolio_total", "All of them.", {{"loss", "estimate?", "Expected extra loss."}}},
    };
}

Records compare_records() {
    return {
        {"compare",
         "Alternatives for the same wish.",
         {{"knockon", "=compare/1", "What this is."},
          {"version", "string", "Of the program."},
          {"seed", "integer", ""},
          {"organisation", "string", ""},
          {"currency", "string", ""},
          {"timezone", "string", ""},
          {"overrides", "[string]", "What-if options, as given."},
          {"limits_hit", "[string]", ""},
          {"alternatives", "[alternative]", "In the order given."},
          {"best", "{[integer]}",
           "By department, the alternatives (from 1) whose loss no other undercuts."},
          {"notes", "[string]", ""}}},
        {"alternative",
         "One of them.",
         {{"file", "string", ""},
          {"change", "alternative_change", ""},
          {"verdict", "=within|exceeds|undetermined", ""},
          {"method", "alternative_method", ""},
          {"departments", "[alternative_row]", ""},
          {"total", "alternative_total", ""},
          {"benefit", "number", ""},
          {"cost", "number", ""},
          {"net", "estimate", "Benefit less cost and expected extra loss."},
          {"more_per_year", "estimate", "Loss per year that stays behind."},
          {"year_one", "estimate?", ""},
          {"new_suppliers", "[new_supplier]", ""},
          {"findings", "finding_counts", "That are open."},
          {"dominated_by", "[integer]", "Alternatives, from 1."}}},
        {"alternative_change",
         "The change.",
         {{"id", "string", ""},
          {"title", "string", ""},
          {"sponsor", "string?", ""},
          {"window", "period", ""},
          {"hypercare_end", "time", ""}}},
        {"alternative_method",
         "How it was worked out.",
         {{"engine", "=enumerate|exact|simulate", ""},
          {"runs", "integer", ""},
          {"relative_error", "number", ""}}},
        {"alternative_row",
         "A department.",
         {{"id", "string", ""},
          {"name", "string", ""},
          {"loss", "estimate", ""},
          {"disruption", "estimate", ""},
          {"downtime_s", "mean_only", ""},
          {"verdict", "=within|exceeds|undetermined", ""},
          {"loss_more_than_first", "estimate", "On the same draws."}}},
        {"alternative_total",
         "All departments.",
         {{"loss", "estimate", ""},
          {"loss_more_than_first", "estimate", ""},
          {"any_disruption", "estimate", ""}}},
        {"new_supplier",
         "A supplier newly depended on.",
         {{"id", "string", ""}, {"exit_s", "number?", ""}, {"exit_cost", "number?", ""}}},
        {"finding_counts",
         "How many there are.",
         {{"error", "integer", ""}, {"warning", "integer", ""}, {"note", "integer", ""}}},
    };
}

}  // namespace

std::vector<DocumentRecord> many_records() {
    Records all = portfolio_records();
    const Records more = compare_records();
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace knockon

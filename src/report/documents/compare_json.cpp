// `compare/1`.
#include "assess/compare.h"
#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_outlook.h"
#include "report/documents/rows_report.h"
#include "report/documents/rows_write.h"

namespace knockon {
namespace {

/// Alternatives are counted from 1, as the text letters them from A.
std::vector<std::size_t> from_one(std::vector<std::size_t> places) {
    for (std::size_t& i : places) ++i;
    return places;
}

std::map<Id, std::vector<std::size_t>> best_of(const Comparison& c) {
    std::map<Id, std::vector<std::size_t>> best;
    for (const auto& [id, places] : c.best) best[id] = from_one(places);
    return best;
}

std::vector<std::string> notes_of(const Comparison& c) {
    std::vector<std::string> notes;
    for (const Compared& a : c.alternatives)
        if (!a.report.structure)
            notes.push_back(a.path + ": year_one is not worked out, nothing stays behind");
    return notes;
}

}  // namespace

template <>
struct Rows<Compared> {
    static constexpr Heading heading{"alternative", "One of them."};

    static void of(auto& row, auto& c) {
        row("file", c.path);
        row.group("change", {"alternative_change", "The change."}, "",
                  [&](auto& r) { change(r, c.report); });
        row("verdict", c.report.verdict);
        row.group("method", {"alternative_method", "How it was worked out.", compact}, "",
                  [&](auto& r) {
                      r("engine", one_of(c.report.transition.engine, "enumerate|exact|simulate"));
                      r("runs", c.report.transition.runs);
                      r("relative_error", c.report.transition.relative_error);
                  });
        const Heading of_department{"alternative_row", "A department."};
        row.list("departments", of_department, c.report.departments, "", [&](auto& r, auto& d) {
            r("id", d.id);
            r("name", d.name);
            r("loss", d.loss.mean);
            r("disruption", d.disruption);
            r("downtime_s", as<MeanOnly>(d.downtime_s.mean));
            r("verdict", d.verdict);
            r("loss_more_than_first", written([&] { return c.more.at(d.id); }),
              "On the same draws.");
        });
        row.group("total", {"alternative_total", "All departments."}, "", [&](auto& r) {
            r("loss", c.report.total.loss.mean);
            r("loss_more_than_first", c.more_total);
            r("any_disruption", c.report.total.disruption);
        });
        money(row, c);
        const Heading of_supplier{"new_supplier", "A supplier newly depended on.", compact};
        row.list("new_suppliers", of_supplier, c.new_suppliers, "", [](auto& r, auto& e) {
            r("id", e.supplier);
            r("exit_s", e.takes_s);
            r("exit_cost", e.cost);
        });
        const Heading counts{"finding_counts", "How many there are.", compact};
        row.group("findings", counts, "That are open.", [&](auto& r) {
            for (const Severity s : {Severity::error, Severity::warning, Severity::note})
                r(name(s), written([&] {
                      const auto found = c.findings.find(s);
                      return found == c.findings.end() ? std::size_t{0} : found->second;
                  }));
        });
        row("dominated_by", written([&] { return from_one(c.dominated_by); }),
            "Alternatives, from 1.");
    }
    static void change(auto& row, auto& a) {
        row("id", a.change);
        row("title", a.title);
        row("sponsor", or_null(a.sponsor));
        row.group("window", period_heading, "", [&](auto& r) {
            r("start", a.start);
            r("end", a.end);
        });
        row("hypercare_end", a.hypercare_end);
    }
    static void money(auto& row, auto& c) {
        const auto& behind = c.report.structure;
        row("benefit", c.benefit);
        row("cost", c.cost);
        row("net", c.net, "Benefit less cost and losses, of the first year.");
        row("more_per_year",
            written([&] { return behind ? behind->more_per_year : Estimate::exact(0); }),
            "Loss per year that stays behind.");
        row("year_one",
            written([&] { return behind ? std::optional(behind->year_one) : std::nullopt; }));
    }
};

template <>
struct Rows<Comparison> {
    static constexpr Heading heading{"compare", "Alternatives for the same wish."};
    static void of(auto& row, auto& c) {
        row.kind("compare/1");
        row("version", c.version, "Of the program.");
        row("seed", c.seed);
        row("organisation", c.organisation);
        row("currency", c.currency);
        row("timezone", c.timezone);
        row("inputs", c.inputs);
        row("overrides", c.overrides, "What-if options, as given.");
        row("limits_hit", c.limits_hit);
        row("alternatives", c.alternatives, "In the order given.");
        row("best", written([&] { return best_of(c); }),
            "By department, the alternatives (from 1) whose loss no other undercuts.");
        row("notes", written([&] { return notes_of(c); }));
    }
};

std::string compare_json(const Comparison& c) {
    return written_document(c, {{}, Zone::find(c.timezone).value_or(Zone())});
}

void describe_compare(std::vector<DocumentRecord>& all) { RowDescriber::record<Comparison>(all); }

}  // namespace knockon

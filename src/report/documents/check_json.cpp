// `check/1`.
#include "model/landscape.h"
#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_findings.h"
#include "report/documents/rows_write.h"
#include "report/words/counted.h"

namespace knockon {
namespace {

struct Checked {
    std::size_t departments = 0, suppliers = 0, components = 0, processes = 0, needs = 0;
    std::vector<Diagnostic> diagnostics;
    std::vector<Finding> findings;
};

}  // namespace

template <>
struct Rows<Diagnostic> {
    static constexpr Heading heading{"diagnostic", "A mistake or a doubt."};
    static void of(auto& row, auto& d) {
        row("severity", d.severity);
        row("code", d.code, "`knockon explain` tells what it means.");
        row("message", d.message);
        row.place(d.at);
        row("help", d.help, "The way out; may be empty.");
        row("related", d.related);
    }
};

template <>
struct Rows<Checked> {
    static constexpr Heading heading{"check", "What is wrong with the files."};
    static void of(auto& row, auto& c) {
        row.kind("check/1");
        const Heading counts{"counts", "How many there are.", compact};
        row.group("counts", counts, "What the landscape holds.", [&](auto& r) {
            r("departments", c.departments);
            r("suppliers", c.suppliers);
            r("components", c.components);
            r("processes", c.processes);
            r("needs", c.needs);
        });
        row("diagnostics", c.diagnostics, "By file, line and column.");
        row("findings", as<LandscapeFinding>(c.findings),
            "In the landscape as it is; none where a diagnostic is an error.");
    }
};

std::string check_json(const Landscape& l, const Diagnostics& diagnostics,
                       const std::vector<Finding>& findings, const Sources& sources) {
    return written_document(
        Checked{l.departments.size(), l.suppliers.size(), l.components.size(), l.processes.size(),
                count_needs(l), diagnostics.all, findings},
        {sources, {}});
}

void describe_check(std::vector<DocumentRecord>& all) { RowDescriber::record<Checked>(all); }

}  // namespace knockon

// `import/1`.
#include "convert/core.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_figures.h"
#include "report/documents/rows_write.h"

namespace knockon {

template <>
struct Rows<Drop> {
    static constexpr Heading heading{"import_drop", "What was left out for one reason.", compact};
    static void of(auto& row, auto& d) {
        row("what", one_of(d.what, "element|relation"));
        row("reason", d.reason);
        row("count", d.count);
        row("examples", d.examples, "A few, as the source names them.");
    }
};

template <>
struct Rows<Balance> {
    static constexpr Heading heading{
        "import",
        "What was read from files of other tools, and what became of it: everything read is in the "
        "landscape, or under a reason."};
    static void of(auto& row, auto& b) {
        row.kind("import/1");
        const Heading read{"import_read", "Before anything was left out.", compact};
        row.group("read", read, "", [&](auto& r) {
            r("elements", b.elements);
            r("relations", b.relations);
        });
        const Heading mapped{"import_mapped", "Counts.", compact};
        row.group("mapped", mapped, "What stands in the landscape.", [&](auto& r) {
            r("components", b.components);
            r("processes", b.processes);
            r("suppliers", b.suppliers);
            r("needs", b.needs,
              "Pairs: who needs, what is needed; the members of a group one each.");
        });
        row("dropped", b.dropped, "What does not.");
    }
};

std::string balance_json(const Balance& balance) { return written_document(balance, {{}, {}}); }

void describe_import(std::vector<DocumentRecord>& all) { RowDescriber::record<Balance>(all); }

}  // namespace knockon

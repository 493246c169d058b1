// `graph/1`: a picture for other tools.
#include "report/documents/rows_describe.h"
#include "report/documents/rows_picture.h"
#include "report/documents/rows_write.h"
#include "report/pictures/graph.h"

namespace knockon {

template <>
struct Rows<GraphPage> {
    static constexpr Heading heading{"graph", "A picture for other tools."};
    static void of(auto& row, auto& g) {
        row.kind("graph/1");
        row("view", g.view, "What it is of.");
        row("colour_by", g.colour_by);
        row("title", g.title);
        row("currency", g.currency);
        Rows<Picture>::of(row, g.picture);
        row("notes", g.notes);
    }
};

std::string graph_json(const GraphPage& page, const Sources& sources) {
    return written_document(page, {sources, {}});
}

void describe_graph(std::vector<DocumentRecord>& all) { RowDescriber::record<GraphPage>(all); }

}  // namespace knockon

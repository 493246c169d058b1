// `graph/1`: a picture for other tools.
#include "report/documents/json_parts.h"
#include "report/pictures/graph.h"

namespace knockon {

std::string graph_json(const GraphPage& page, const Sources& sources) {
    JsonWriter w;
    w.object();
    w.field("knockon", "graph/1");
    w.field("view", name(page.view));
    w.field("colour_by", name(page.colour_by));
    w.field("title", page.title);
    w.field("currency", page.currency);
    write_picture_parts(w, page.picture, sources);
    w.field("notes", page.notes);
    w.end();
    return w.take();
}

}  // namespace knockon

// The picture in `report/1`.
#include "report/documents/json_parts.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

std::optional<std::string> if_said(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

void write_node(JsonWriter& w, const PictureNode& node, const Sources& sources) {
    w.object(Lay::compact);
    w.field("id", node.id);
    w.field("kind", name(node.kind));
    w.field("name", if_said(node.name));
    w.field("component_kind", if_said(node.kind_name));
    w.field("department", if_said(node.department));
    w.field("supplier", if_said(node.supplier));
    w.field("sourcing", if_said(node.sourcing));
    w.field("role", name(node.role));
    w.field("state", name(node.state));
    w.field("loss", node.loss);
    w.field("verdict", if_said(node.verdict));
    w.field("count", std::uint64_t{node.count});
    write_place(w, node.at, sources);
    w.end();
}

void write_edge(JsonWriter& w, const PictureEdge& edge) {
    w.object(Lay::compact);
    w.field("from", edge.from);
    w.field("to", edge.to);
    w.field("text", if_said(edge.text));
    w.field("added", edge.added);
    w.field("removed", edge.removed);
    w.end();
}

}  // namespace

void write_picture_parts(JsonWriter& w, const Picture& picture, const Sources& sources) {
    w.key("nodes");
    w.array();
    for (const PictureNode& node : picture.nodes) write_node(w, node, sources);
    w.end();
    w.key("edges");
    w.array();
    for (const PictureEdge& edge : picture.edges) write_edge(w, edge);
    w.end();
    w.field("left_out", picture.left_out);
    w.field("dropped", picture.dropped);
}

void write_picture(JsonWriter& w, const Assessment& a, const Sources& sources) {
    w.key("picture");
    if (!a.picture) {
        w.null();
        return;
    }
    w.object();
    write_picture_parts(w, *a.picture, sources);
    w.end();
}

}  // namespace knockon

// JSON Graph Format (version 1 and 2): nodes as a list or by id, edges from source to target.
#include <fmt/format.h>

#include "convert/format.h"

namespace knockon::json_graph {
namespace {

constexpr RelationRule rules[] = {
    {"edge", Meaning::needs, "its source needs its target"},
};

constexpr Becomes elements[] = {
    {"nodes", "component", "of all graphs; id is `id` or the key, the label is the name"},
};

constexpr std::string_view notes[] = {
    "`directed: false`, of an edge or else of its graph, says nothing of who needs whom: such edges are left out.",
};

bool undirected(Value v, bool otherwise) {
    const auto found = v.find("directed");
    return found && found->is_text() ? found->text() == "false" : otherwise;
}

void read_graph(Value graph, Core& core) {
    if (!graph.is_map()) return;
    if (const auto nodes = graph.find("nodes"))
        for (const Value node : *nodes) {
            Component c;
            const std::string label = node.is_map() ? text_at(node, "label") : std::string{};
            if (!label.empty()) c.name = label;
            std::string id = nodes->is_map() ? std::string(node.key()) : text_at(node, "id");
            core.add({.id = std::move(id),
                      .record = std::move(c),
                      .at = nodes->is_map() ? node.key_at() : node.at()});
        }
    const bool none = undirected(graph, false);
    if (const auto edges = graph.find("edges"); edges && edges->is_list())
        for (const Value edge : *edges) {
            if (!edge.is_map()) continue;
            const auto end = [&](std::string_view key) {
                const auto found = edge.find(key);
                return found ? found->text() : std::string_view{};
            };
            const std::string_view from = end("source"), to = end("target");
            if (undirected(edge, none))
                core.drop("no direction", fmt::format("{} – {}", from, to));
            else
                core.relate(from, to, "edge", edge.at());
        }
}

void read(Importing& in) {
    for (const Opened& input : in.inputs)
        for (std::size_t d = 0; d < input.documents.size(); ++d) {
            const Value root = input.root(d);
            if (const auto graph = root.find("graph")) read_graph(*graph, in.core);
            if (const auto graphs = root.find("graphs"); graphs && graphs->is_list())
                for (const Value graph : *graphs) read_graph(graph, in.core);
        }
}

bool recognises(const Opened& input, const Sources&) {
    return input.looks == Looks::json && any_document(input, [](Value root) {
               if (!root.is_map()) return false;
               const auto graph = root.find("graph"), graphs = root.find("graphs");
               return (graph && graph->is_map() && graph->find("nodes")) ||
                      (graphs && graphs->is_list());
           });
}

}  // namespace

Format format() {
    return {.name = "jgf",
            .title = "JSON Graph",
            .files = "a file with `graph` or `graphs`",
            .recognises = recognises,
            .read = read,
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::json_graph

// Kiali: the graph of a service mesh, as `/api/namespaces/graph` gives it.
#include <map>
#include <set>

#include "convert/format.h"

namespace knockon::kiali {
namespace {

constexpr RelationRule rules[] = {
    {"traffic", Meaning::needs, "the source was seen to ask the target"},
    {"routes to", Meaning::any, "a service node needs one of the workloads behind it"},
};

constexpr Becomes elements[] = {
    {"nodes", "component",
     "id is cluster/namespace/name: the workload, else the app, else the service"},
    {"service nodes", "component", "id is cluster/namespace/service/name"},
    {"boxes", "nothing", "they only group others"},
    {"unknown", "nothing", "traffic from or to nobody knows where"},
};

constexpr std::string_view notes[] = {
    "Only what was called in the time that the graph covers is in it.",
};

struct Meshed {
    std::string id, name;
    bool service = false;
};

std::optional<Value> graph_of(Value root, std::string_view which) {
    const auto all = root.is_map() ? root.find("elements") : std::nullopt;
    const auto list = all && all->is_map() ? all->find(which) : std::nullopt;
    return list && list->is_list() ? list : std::nullopt;
}

Meshed meshed(Value data) {
    Meshed m;
    m.service = text_at(data, "nodeType") == "service";
    for (const std::string_view key : {"workload", "app", "service"})
        if (m.name.empty() && (!m.service || key == "service")) m.name = text_at(data, key);
    m.id = text_at(data, "cluster") + "/" + text_at(data, "namespace") +
           (m.service ? "/service/" : "/") + m.name;
    return m;
}

void read_nodes(Value nodes, std::map<std::string, Meshed>& by_key, Core& core) {
    for (const Value node : nodes) {
        const auto data = node.find("data");
        if (!data) continue;
        const std::string key = text_at(*data, "id");
        if (text_at(*data, "nodeType") == "box" || data->find("isBox") || data->find("isGroup")) {
            core.leave_out(key, "box");
            continue;
        }
        const Meshed m = meshed(*data);
        if (text_at(*data, "nodeType") == "unknown" || m.name.empty() || m.name == "unknown") {
            core.leave_out(key, "unknown", "unknown end");
            continue;
        }
        by_key[key] = m;
        Component c;
        c.name = m.name;
        c.kind = std::string("service");
        core.add({.id = m.id, .record = std::move(c), .at = node.at()});
    }
}

void read_edges(Value edges, const std::map<std::string, Meshed>& by_key, Core& core) {
    const auto id_of = [&](const std::string& key) {
        const auto found = by_key.find(key);
        return found == by_key.end() ? key : found->second.id;
    };
    for (const Value edge : edges) {
        const auto data = edge.find("data");
        if (!data) continue;
        const std::string from = text_at(*data, "source"), to = text_at(*data, "target");
        const auto source = by_key.find(from), target = by_key.find(to);
        const bool routes = source != by_key.end() && source->second.service &&
                            target != by_key.end() && !target->second.service;
        core.relate({.from = id_of(from),
                     .to = id_of(to),
                     .type = routes ? "routes to" : "traffic",
                     .at = edge.at(),
                     .origin = Origin::observed});
    }
}

void read(Importing& in) {
    for (const Opened& input : in.inputs)
        for (std::size_t d = 0; d < input.documents.size(); ++d) {
            std::map<std::string, Meshed> by_key;
            const Value root = input.root(d);
            if (const auto nodes = graph_of(root, "nodes")) read_nodes(*nodes, by_key, in.core);
            if (const auto edges = graph_of(root, "edges")) read_edges(*edges, by_key, in.core);
        }
}

bool recognises(const Opened& input, const Sources&) {
    return any_document(input, [](Value root) {
        const auto nodes = graph_of(root, "nodes");
        if (!nodes || nodes->size() == 0) return false;
        const auto data = (*nodes->begin()).find("data");
        return data && data->find("nodeType");
    });
}

}  // namespace

Format format() {
    return {.name = "kiali",
            .title = "Kiali",
            .files = "what /api/namespaces/graph answers",
            .recognises = recognises,
            .read = read,
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::kiali

// CycloneDX in JSON (1.2 to 1.6): the services of a bill of materials and what they depend on.
#include "convert/format.h"

namespace knockon::cyclonedx {
namespace {

constexpr RelationRule rules[] = {
    {"dependsOn", Meaning::needs, "`ref` needs each of them"},
};

constexpr Becomes elements[] = {
    {"services", "component", "nested ones too; id is bom-ref, else the name"},
    {"metadata.component", "component", "where it is said to depend on something"},
    {"provider", "supplier", "by its name"},
    {"components", "nothing", "libraries do not fail apart from what they are built into"},
};

constexpr std::string_view notes[] = {
    "That a service is nested in another, or that data flow between them, is no need.",
    "A bill of libraries without services holds nothing that knockon could use.",
};

std::string id_of(Value v) {
    std::string id = text_at(v, "bom-ref");
    return id.empty() ? text_at(v, "name") : id;
}

/// `f` of each entry of the list `key`, and of the lists of that name within, however deep.
template <class F>
void each_nested(Value root, std::string_view key, F&& f) {
    std::vector<Value> open{root};
    while (!open.empty()) {
        const Value v = open.back();
        open.pop_back();
        const auto list = v.find(key);
        if (!list || !list->is_list()) continue;
        std::vector<Value> inner;
        for (const Value entry : *list)
            if (entry.is_map()) {
                f(entry);
                inner.push_back(entry);
            }
        open.insert(open.end(), inner.rbegin(), inner.rend());
    }
}

void add(Value v, std::string_view kind, Core& core) {
    Component c;
    if (const std::string name = text_at(v, "name"); !name.empty()) c.name = name;
    c.kind = std::string(kind);
    Element e{.id = id_of(v), .record = std::move(c), .at = v.at()};
    if (const auto provider = v.find("provider"); provider && provider->is_map())
        e.supplier = text_at(*provider, "name");
    core.add(std::move(e));
}

void read_bill(Value root, Core& core) {
    const auto dependencies = root.find("dependencies");
    const auto depends = [&](const std::string& id) {
        if (dependencies && dependencies->is_list())
            for (const Value d : *dependencies)
                if (const auto on = d.find("dependsOn");
                    text_at(d, "ref") == id && on && on->size() > 0)
                    return true;
        return false;
    };
    each_nested(root, "services", [&](Value v) { add(v, "service", core); });
    if (const auto metadata = root.find("metadata"))
        if (const auto own = metadata->find("component"); own && depends(id_of(*own)))
            add(*own, "application", core);
    each_nested(root, "components", [&](Value v) {
        core.leave_out(id_of(v), "software component", "end is a software component");
    });
    if (!dependencies || !dependencies->is_list()) return;
    for (const Value d : *dependencies)
        if (const auto on = d.find("dependsOn"); on && on->is_list())
            for (const Value other : *on)
                core.relate({.from = text_at(d, "ref"),
                             .to = std::string(other.text()),
                             .type = "dependsOn",
                             .at = other.at()});
}

void read(Importing& in) {
    for (const Opened& input : in.inputs)
        for (std::size_t d = 0; d < input.documents.size(); ++d) read_bill(input.root(d), in.core);
}

bool recognises(const Opened& input, const Sources&) {
    return any_document(input, [](Value root) {
        return root.is_map() && text_at(root, "bomFormat") == "CycloneDX";
    });
}

}  // namespace

Format format() {
    return {.name = "cyclonedx",
            .title = "CycloneDX",
            .files = "a bill of materials in JSON that lists services",
            .recognises = recognises,
            .read = read,
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::cyclonedx

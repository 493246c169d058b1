// CALM, the Common Architecture Language Model of FINOS (1.0): nodes, relationships, and flows, which become processes.
#include <map>
#include <set>

#include "convert/format.h"

namespace knockon::calm {
namespace {

constexpr RelationRule rules[] = {
    {"connects", Meaning::needs, "the source needs its destination"},
    {"interacts", Meaning::needs, "the actor needs the nodes"},
    {"deployed-in", Meaning::needed_by, "each node needs the container that it is deployed in"},
    {"composed-of", Meaning::needs, "the container needs each node"},
    {"composed-of a place", Meaning::needed_by,
     "each node needs it, where something is deployed in the container"},
    {"flow", Meaning::needs, "a flow needs every end of the relationships on its transitions"},
};

constexpr Becomes elements[] = {
    {"nodes", "component", "id is unique-id"},
    {"flows", "process", "id is unique-id"},
    {"nodes of type actor", "nothing", "people do not fail as systems do"},
};

constexpr std::string_view notes[] = {
    "`relationship-type` may be a mapping, or a word beside a key of that name.",
};

struct Link {
    std::vector<std::string> ends;  // but actors
};

/// "connects" and what it says.
std::optional<std::pair<std::string, Value>> kind_of(Value relationship) {
    const auto type = relationship.find("relationship-type");
    if (!type) return std::nullopt;
    if (type->is_text()) {
        const auto says = relationship.find(type->text());
        if (!says) return std::nullopt;
        return std::pair{std::string(type->text()), *says};
    }
    if (!type->is_map() || type->size() == 0) return std::nullopt;
    const Value says = *type->begin();
    return std::pair{std::string(says.key()), says};
}

std::string node_of(Value says, std::string_view key) {
    const auto end = says.find(key);
    if (!end) return {};
    return end->is_map() ? text_at(*end, "node") : std::string(end->text());
}

std::vector<std::string> nodes_of(Value says) {
    std::vector<std::string> ids;
    if (const auto nodes = says.find("nodes"); nodes && nodes->is_list())
        for (const Value node : *nodes) ids.emplace_back(node.text());
    return ids;
}

class Reader {
  public:
    explicit Reader(Core& core) : core_(core) {}

    void read(Value root) {
        if (const auto nodes = root.find("nodes"); nodes && nodes->is_list())
            for (const Value node : *nodes) add(node);
        const auto relationships = root.find("relationships");
        if (relationships && relationships->is_list()) {
            for (const Value r : *relationships)
                if (const auto kind = kind_of(r); kind && kind->first == "deployed-in")
                    places_.insert(node_of(kind->second, "container"));
            for (const Value r : *relationships) relate(r);
        }
        if (const auto flows = root.find("flows"); flows && flows->is_list())
            for (const Value flow : *flows) add_flow(flow);
    }

  private:
    void add(Value node) {
        const std::string id = text_at(node, "unique-id"), type = text_at(node, "node-type");
        if (type == "actor") {
            actors_.insert(id);
            core_.known_as(id, text_at(node, "name"));
            core_.leave_out(id, "actor", "actor");
            return;
        }
        Component c;
        if (const std::string name = text_at(node, "name"); !name.empty()) c.name = name;
        if (!type.empty()) c.kind = type;
        core_.add({.id = id, .record = std::move(c), .at = node.at()});
    }

    void relate(Value r) {
        const auto kind = kind_of(r);
        if (!kind) {
            core_.drop("no relationship-type", text_at(r, "unique-id"));
            return;
        }
        const auto& [word, says] = *kind;
        Link& link = links_[text_at(r, "unique-id")];
        const auto pair = [&](const std::string& from, const std::string& to,
                              std::string_view type) {
            core_.relate({.from = from, .to = to, .type = std::string(type), .at = r.at()});
            for (const std::string& end : {from, to})
                if (!actors_.contains(end)) link.ends.push_back(end);
        };
        if (word == "connects")
            return pair(node_of(says, "source"), node_of(says, "destination"), word);
        if (word == "options")
            return core_.drop("a choice that is not made yet", text_at(r, "unique-id"));
        const std::string one = node_of(says, word == "interacts" ? "actor" : "container");
        const bool place = word == "composed-of" && places_.contains(one);
        for (const std::string& node : nodes_of(says))
            pair(one, node, word == "deployed-in" || !place ? word : "composed-of a place");
    }

    void add_flow(Value flow) {
        const std::string id = text_at(flow, "unique-id");
        Process p;
        if (const std::string name = text_at(flow, "name"); !name.empty()) p.name = name;
        core_.add({.id = id, .record = std::move(p), .at = flow.at()});
        std::set<std::string> needed;
        const auto transitions = flow.find("transitions");
        if (!transitions || !transitions->is_list()) return;
        for (const Value t : *transitions) {
            const auto link = links_.find(text_at(t, "relationship-unique-id"));
            if (link == links_.end()) {
                core_.drop("a transition of no relationship",
                           id + " → " + text_at(t, "relationship-unique-id"));
                continue;
            }
            for (const std::string& end : link->second.ends)
                if (needed.insert(end).second)
                    core_.relate({.from = id, .to = end, .type = "flow", .at = t.at()});
        }
    }

    Core& core_;
    std::set<std::string> actors_, places_;
    std::map<std::string, Link> links_;
};

bool is_calm(Value root) {
    const auto nodes = root.is_map() ? root.find("nodes") : std::nullopt;
    if (!nodes || !nodes->is_list() || nodes->size() == 0) return false;
    const Value first = *nodes->begin();
    return first.is_map() && first.find("unique-id") && first.find("node-type");
}

void read(Importing& in) {
    for (const Opened& input : in.inputs)
        for (std::size_t d = 0; d < input.documents.size(); ++d)
            if (is_calm(input.root(d))) Reader(in.core).read(input.root(d));
}

bool recognises(const Opened& input, const Sources&) { return any_document(input, is_calm); }

}  // namespace

Format format() {
    return {.name = "calm",
            .title = "CALM (FINOS)",
            .files = "an architecture in JSON",
            .recognises = recognises,
            .read = read,
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::calm

// Structurizr: a workspace in JSON. Software systems, containers and custom elements, and with `--environment` the
// deployment and infrastructure nodes of one environment.
#include <fmt/format.h>

#include <map>
#include <set>

#include "convert/format.h"

namespace knockon::structurizr {
namespace {

constexpr RelationRule rules[] = {
    {"relationship", Meaning::needs, "the source needs its destination"},
    {"consists of", Meaning::needs, "a system needs its containers"},
    {"stands in", Meaning::needs, "a deployment node needs the one around it"},
    {"runs on", Meaning::any, "what has instances on several nodes needs one of them"},
};

constexpr Becomes elements[] = {
    {"software systems, containers, custom elements", "component", "id is `id`"},
    {"deployment and infrastructure nodes", "component", "those of `--environment` only"},
    {"components", "nothing", "each is folded into its container"},
    {"people", "nothing", "they do not fail as systems do"},
};

constexpr std::string_view notes[] = {
    "Give the JSON of a workspace (`structurizr-cli export -format json`), not the DSL.",
    "Without `--environment` nothing of the deployment is read.",
    "Relationships that only follow from others (`linkedRelationshipId`) are counted and left out.",
};

/// What an id stands for.
struct Place {
    enum class Kind { element, folded, person, deployment, elsewhere } kind = Kind::element;
    std::string stands_for;  // folded: its container; of an instance: what it is one of
};

template <class F>
void each(Value v, std::string_view key, F&& f) {
    if (const auto list = v.find(key); list && list->is_list())
        for (const Value entry : *list)
            if (entry.is_map()) f(entry);
}

class Reader {
  public:
    Reader(Core& core, std::string environment)
        : core_(core), environment_(std::move(environment)) {}

    void read(Value model) {
        each(model, "people", [&](Value v) {
            core_.leave_out(note(v, {Place::Kind::person, {}}), "person", "person");
        });
        each(model, "softwareSystems", [&](Value system) {
            const std::string id = add(system, "system");
            each(system, "containers", [&](Value container) {
                const std::string inner = add(container, "container");
                relations_.push_back(
                    {.from = id, .to = inner, .type = "consists of", .at = container.at()});
                each(container, "components", [&](Value part) {
                    core_.leave_out(note(part, {Place::Kind::folded, inner}),
                                    "component folded into its container");
                });
            });
        });
        each(model, "customElements", [&](Value v) { add(v, "custom element"); });
        each(model, "deploymentNodes", [&](Value v) { deploy(v); });
        for (const Relation& r : relations_) core_.relate(r);
        for (const Value v : noted_) each(v, "relationships", [&](Value r) { relate(r); });
    }

  private:
    std::string note(Value v, Place place) {
        noted_.push_back(v);
        std::string id = text_at(v, "id");
        places_[id] = std::move(place);
        core_.known_as(id, text_at(v, "name"));
        return id;
    }

    std::string add(Value v, std::string_view kind) {
        const std::string id = note(v, {});
        Component c;
        if (const std::string name = text_at(v, "name"); !name.empty()) c.name = name;
        c.kind = std::string(kind);
        core_.add({.id = id, .record = std::move(c), .at = v.at()});
        return id;
    }

    /// A deployment node with all that is in it.
    void deploy(Value top) {
        std::vector<std::pair<Value, std::string>> open{{top, {}}};
        while (!open.empty()) {
            const auto [node, around] = open.back();
            open.pop_back();
            const bool here = is_here(node);
            const std::string id = place(node, around, here, "deployment node");
            each(node, "infrastructureNodes",
                 [&](Value v) { place(v, id, here, "infrastructure node"); });
            each(node, "softwareSystemInstances",
                 [&](Value v) { instance(v, "softwareSystemId", id, here); });
            each(node, "containerInstances",
                 [&](Value v) { instance(v, "containerId", id, here); });
            std::vector<std::pair<Value, std::string>> inner;
            each(node, "children", [&](Value v) { inner.emplace_back(v, id); });
            open.insert(open.end(), inner.rbegin(), inner.rend());
        }
    }

    bool is_here(Value v) const {
        return !environment_.empty() && text_at(v, "environment") == environment_;
    }

    std::string place(Value v, const std::string& around, bool here, std::string_view kind) {
        if (!here) return elsewhere(v);
        const std::string id = add(v, kind);
        places_[id].kind = Place::Kind::deployment;
        if (const std::string n = text_at(v, "instances"); !n.empty() && n != "1")
            core_.find(id)->guesses.push_back(fmt::format("{} instances stand for it", n));
        if (!around.empty())
            relations_.push_back({.from = id, .to = around, .type = "stands in", .at = v.at()});
        return id;
    }

    void instance(Value v, std::string_view of, const std::string& node, bool here) {
        if (!here) {
            elsewhere(v);
            return;
        }
        const std::string what = text_at(v, of);
        core_.leave_out(note(v, {Place::Kind::element, what}), "instance");
        relations_.push_back({.from = what, .to = node, .type = "runs on", .at = v.at()});
    }

    std::string elsewhere(Value v) {
        const std::string id = note(v, {Place::Kind::elsewhere, {}});
        core_.leave_out(id, "deployment", "deployment");
        return id;
    }

    /// The reasons against it are tried in this order.
    void relate(Value r) {
        const std::string from = text_at(r, "sourceId"), to = text_at(r, "destinationId");
        const auto source = places_.find(from), target = places_.find(to);
        const auto any = [&](Place::Kind k) {
            return (source != places_.end() && source->second.kind == k) ||
                   (target != places_.end() && target->second.kind == k);
        };
        const auto both = [&](Place::Kind k) {
            return source != places_.end() && target != places_.end() && source->second.kind == k &&
                   target->second.kind == k;
        };
        const auto meant = [&](const auto& found, const std::string& id) {
            return found == places_.end() || found->second.stands_for.empty()
                       ? id
                       : found->second.stands_for;
        };
        const std::string shown = from + " → " + to;
        if (any(Place::Kind::elsewhere)) return core_.drop("deployment", shown);
        if (r.find("linkedRelationshipId")) return core_.drop("implied", shown);
        if (any(Place::Kind::person)) return core_.drop("person", shown);
        if (both(Place::Kind::deployment)) return core_.drop("between deployment nodes", shown);
        if (any(Place::Kind::folded) && meant(source, from) == meant(target, to))
            return core_.drop("within one container", shown);
        core_.relate({.from = meant(source, from),
                      .to = meant(target, to),
                      .type = "relationship",
                      .at = r.at()});
    }

    Core& core_;
    std::string environment_;
    std::vector<Value> noted_;
    std::map<std::string, Place> places_;
    std::vector<Relation> relations_;
};

std::optional<Value> model_of(Value root) {
    const auto model = root.is_map() ? root.find("model") : std::nullopt;
    return model && model->is_map() && (model->find("softwareSystems") || model->find("people"))
               ? model
               : std::nullopt;
}

void read(Importing& in) {
    for (const Opened& input : in.inputs)
        for (std::size_t d = 0; d < input.documents.size(); ++d)
            if (const auto model = model_of(input.root(d)))
                Reader(in.core, in.wishes.environment).read(*model);
}

bool recognises(const Opened& input, const Sources&) {
    return any_document(input, [](Value root) { return model_of(root).has_value(); });
}

}  // namespace

Format format() {
    return {.name = "structurizr",
            .title = "Structurizr",
            .files = "a workspace in JSON",
            .recognises = recognises,
            .read = read,
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::structurizr

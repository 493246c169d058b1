// Backstage: the entities of a software catalogue.
#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/codes.h"
#include "base/text.h"
#include "convert/format.h"
#include "convert/slug.h"

namespace knockon::backstage {
namespace {

constexpr RelationRule rules[] = {
    {"dependsOn", Meaning::needs},
    {"dependencyOf", Meaning::needed_by},
    {"consumesApis", Meaning::needs},
    {"providesApis", Meaning::needed_by, "the API needs who provides it; of several one (a guess)"},
    {"subcomponentOf", Meaning::none, "a group"},
};

constexpr Becomes elements[] = {
    {"Component, Resource", "component", "id is kind:namespace/name"},
    {"API", "component", "kind capability: it fails only with who provides it"},
    {"spec.owner", "department", "that answers for it; its name is the Group's title"},
    {"Location", "nothing", "its targets in the folder or below are read too"},
    {"Group, User, System, Domain and others", "nothing", ""},
};

constexpr std::string_view notes[] = {
    "References are [kind:][namespace/]name, whatever the case of their letters.",
};

std::string text(std::optional<Value> v, std::initializer_list<std::string_view> path) {
    for (const std::string_view key : path) v = v ? v->find(key) : std::nullopt;
    return v ? std::string(v->text()) : std::string{};
}

struct Entity {
    std::string kind, space, name;
    Value value;
    std::string id() const { return fmt::format("{}:{}/{}", kind, space, name); }
};

/// `[kind:][namespace/]name` in full.
std::string full(std::string_view reference, std::string_view kind, std::string_view space) {
    const std::size_t colon = reference.find(':');
    if (colon != reference.npos) {
        kind = reference.substr(0, colon);
        reference.remove_prefix(colon + 1);
    }
    const std::size_t slash = reference.find('/');
    if (slash != reference.npos) {
        space = reference.substr(0, slash);
        reference.remove_prefix(slash + 1);
    }
    return fmt::format("{}:{}/{}", lower_case(kind), space, reference);
}

class Reader {
  public:
    explicit Reader(Importing& in) : in_(in) {}

    void read() {
        for (const Opened& input : in_.inputs) take(input);
        while (!waiting_.empty()) {
            const Opened& next = *waiting_.front();
            waiting_.pop_front();
            take(next);
        }
        for (const Entity& e : entities_) add(e);
        for (const Entity& e : entities_) relations(e);
    }

  private:
    void take(const Opened& input) {
        for (std::size_t d = 0; d < input.documents.size(); ++d) {
            const Value v = input.root(d);
            Entity e{lower_case(text(v, {"kind"})), text(v, {"metadata", "namespace"}),
                     text(v, {"metadata", "name"}), v};
            if (e.space.empty()) e.space = "default";
            if (e.name.empty()) {
                in_.core.drop_element("no name", e.kind);
                continue;
            }
            if (e.kind == "location") follow(input, v);
            entities_.push_back(std::move(e));
        }
    }

    void follow(const Opened& from, Value v) {
        const auto open = [&](std::string_view target) {
            if (target.empty()) return;
            if (target.find("://") != target.npos)
                return in_.core.drop_element("location elsewhere", target);
            if (auto other = in_.opening.open_beside(from, target)) {
                followed_.push_back(std::move(*other));
                waiting_.push_back(&followed_.back());
            }
        };
        open(text(v, {"spec", "target"}));
        if (const auto spec = v.find("spec"))
            if (const auto targets = spec->find("targets"))
                for (const Value target : *targets) open(target.text());
    }

    void add(const Entity& e) {
        if (e.kind != "component" && e.kind != "api" && e.kind != "resource") {
            if (e.kind == "group") {
                const std::string title = text(e.value, {"spec", "profile", "displayName"});
                groups_[lower_case(e.id())] = title.empty() ? e.name : title;
            }
            in_.core.leave_out(e.id(), "kind " + e.kind, "end of another kind");
            return;
        }
        Element element{
            .id = e.id(), .record = Component{}, .called = called(e), .at = e.value.at()};
        Component& c = element.record.component();
        const std::string title = text(e.value, {"metadata", "title"}),
                          type = text(e.value, {"spec", "type"});
        c.name = title.empty() ? e.name : title;
        c.kind = std::string(e.kind == "api"                             ? "capability"
                             : type == "database"                        ? "database"
                             : e.kind == "resource" || type == "service" ? "service"
                                                                         : "application");
        element.guesses.push_back(fmt::format("guessed: kind, from {} {}", e.kind, type));
        const std::string owner = text(e.value, {"spec", "owner"});
        if (!owner.empty()) {
            element.owner = lower_case(full(owner, "group", e.space));
            owners_.emplace(element.owner, owner);
        }
        in_.core.call(e.id(), e.id());
        in_.core.add(std::move(element));
    }

    static std::string called(const Entity& e) {
        return e.kind == "api"        ? e.name + "-api"
               : e.kind == "resource" ? e.name + "-resource"
                                      : e.name;
    }

    void relations(const Entity& e) {
        if (owners_.size() > named_owners_)
            for (const auto& [key, written] : owners_) {
                const auto group = groups_.find(key);
                in_.core.owner(key, group != groups_.end() ? group->second : written);
            }
        named_owners_ = owners_.size();
        const auto spec = e.value.find("spec");
        if (!spec || (e.kind != "component" && e.kind != "api" && e.kind != "resource")) return;
        for (const std::string_view field :
             {"dependsOn", "dependencyOf", "consumesApis", "providesApis"}) {
            const std::string_view kind = field.ends_with("Apis") ? "api" : "component";
            if (const auto list = spec->find(field))
                for (const Value v : *list) relate(e, v, field, kind);
        }
        if (const auto parent = spec->find("subcomponentOf"))
            relate(e, *parent, "subcomponentOf", "component");
    }

    void relate(const Entity& e, Value v, std::string_view field, std::string_view kind) {
        const std::string other = full(v.text(), kind, e.space);
        const bool shared = field == "providesApis" && providers(other) > 1;
        in_.core.relate({.from = e.id(),
                         .to = other,
                         .type = std::string(field),
                         .at = v.at(),
                         .group = shared ? "providers" : "",
                         .origin = shared ? Origin::guessed : Origin::stated,
                         .guess = shared ? "guessed: one of its providers is enough" : ""});
    }

    std::size_t providers(const std::string& api) {
        if (providers_.empty())
            for (const Entity& e : entities_)
                if (const auto spec = e.value.find("spec"))
                    if (const auto list = spec->find("providesApis"))
                        for (const Value v : *list)
                            ++providers_[lower_case(full(v.text(), "api", e.space))];
        return providers_[lower_case(api)];
    }

    Importing& in_;
    std::deque<Opened> followed_;
    std::deque<const Opened*> waiting_;
    std::vector<Entity> entities_;
    std::map<std::string, std::string> groups_, owners_;
    std::map<std::string, std::size_t> providers_;
    std::size_t named_owners_ = 0;
};

bool recognises(const Opened& input, const Sources&) {
    return any_document(
        input, [](Value root) { return text(root, {"apiVersion"}).starts_with("backstage.io"); });
}

}  // namespace

Format format() {
    return {.name = "backstage",
            .title = "Backstage catalogue",
            .files = "its entity files, or those whose Locations name the others",
            .recognises = recognises,
            .read = [](Importing& in) { Reader(in).read(); },
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::backstage

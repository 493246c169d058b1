// Docker Compose: files of one project, in the order of their layers (compose-spec, 13-merge).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "convert/format.h"
#include "convert/kinds.h"
#include "convert/written.h"

namespace knockon::compose {
namespace {

constexpr RelationRule rules[] = {
    {"depends_on", Meaning::needs, "a list, or service_started or service_healthy"},
    {"depends_on: service_completed_successfully", Meaning::none, "it only has to have run"},
    {"depends_on: required false", Meaning::none, "it starts without"},
    {"links", Meaning::needs},
    {"volumes_from", Meaning::needs},
    {"network_mode", Meaning::needs, "service:X; so do ipc and pid"},
    {"ipc", Meaning::needs},
    {"pid", Meaning::needs},
};

constexpr Becomes elements[] = {
    {"services", "component", "id is the service; those of every profile"},
    {"image", "kind", "database where the image is known to be one (a guess), else service"},
    {"deploy.replicas, scale", "component", "one for each instance, of which one must be up"},
    {"networks, volumes, secrets, configs", "nothing", "they do not fail apart from services"},
};

constexpr std::string_view notes[] = {
    "`extends` is carried out first, also from a file in the same folder or below; later files "
    "override earlier ones.",
    "Values of the environment and of `.env` are not read: of variables only a default "
    "(`${N:-2}`) counts.",
    "A need on a telemetry collector is real for start-up and rarely for operation: take it out "
    "where it is not.",
};

struct Depends {
    std::string condition;
    bool required = true;
    Position at;
};
/// What the layers of a service come to.
struct Merged {
    std::map<std::string, Depends> depends;
    std::vector<std::pair<std::string_view, Value>> uses;  // word, value
    std::string image, replicas;
    std::string all;  // everything that its layers say
    Position at;
};
struct Layer {
    Value value;
    const Opened* file;
};
using Layers = std::map<std::string, std::vector<Layer>>;

/// A text with its variables at their defaults; those without one stay as they are.
std::string interpolated(std::string_view text) {
    std::string out;
    while (true) {
        const std::size_t start = text.find("${");
        const std::size_t end = start == text.npos ? text.npos : text.find('}', start);
        if (end == text.npos) return out + std::string(text);
        out += text.substr(0, start);
        const std::string_view inside = text.substr(start + 2, end - start - 2);
        const std::size_t dash = inside.find('-');
        if (dash == inside.npos)
            out += text.substr(start, end + 1 - start);
        else
            out += inside.substr(dash + 1);
        text.remove_prefix(end + 1);
    }
}

/// A list, also where a single text stands for one.
template <class F>
void each_item(Value v, F&& f) {
    if (v.is_list())
        for (const Value item : v) f(item);
    else if (v.is_text())
        f(v);
}

void merge_depends(Value v, Merged& m) {
    if (v.tag() == "!reset" || v.tag() == "!override") m.depends.clear();
    if (v.tag() == "!reset") return;
    if (!v.is_map()) {
        each_item(v, [&](Value item) {
            m.depends[interpolated(item.text())] = {"service_started", true, item.at()};
        });
        return;
    }
    for (const Value entry : v) {
        Depends& d = m.depends[interpolated(entry.key())];
        d.at = entry.key_at();
        if (const auto condition = entry.find("condition")) d.condition = condition->text();
        if (const auto required = entry.find("required")) d.required = required->text() != "false";
    }
}

/// What this layer says of the one key; another `network_mode` takes the place of the one before.
void merge_uses(std::string_view word, std::optional<Value> v, Merged& m) {
    if (!v) return;
    const bool single = word == "network_mode" || word == "ipc" || word == "pid";
    if (single || v->tag() == "!reset" || v->tag() == "!override")
        std::erase_if(m.uses, [&](const auto& use) { return use.first == word; });
    if (v->tag() != "!reset") each_item(*v, [&](Value item) { m.uses.emplace_back(word, item); });
}

void merge_layer(Value layer, Merged& m) {
    m.all += written(layer);
    if (!m.at) m.at = layer.has_key() ? layer.key_at() : layer.at();
    if (const auto depends = layer.find("depends_on")) merge_depends(*depends, m);
    for (const std::string_view word : {"links", "volumes_from", "network_mode", "ipc", "pid"})
        merge_uses(word, layer.find(word), m);
    if (const auto image = layer.find("image")) m.image = interpolated(image->text());
    if (const auto scale = layer.find("scale")) m.replicas = interpolated(scale->text());
    if (const auto deploy = layer.find("deploy"))
        if (const auto replicas = deploy->find("replicas"))
            m.replicas = interpolated(replicas->text());
}

class Reader {
  public:
    explicit Reader(Importing& in) : in_(in) {}

    void read() {
        for (const Opened& input : in_.inputs) collect(input, services_);
        for (const auto& [id, layers] : services_) {
            Merged m;
            std::set<std::pair<const Layers*, std::string>> open;
            merge(services_, id, m, open);
            add(id, m);
        }
    }

  private:
    void collect(const Opened& input, Layers& into) {
        for (std::size_t d = 0; d < input.documents.size(); ++d) {
            const auto services = input.root(d).find("services");
            if (!services) continue;
            for (const Value service : *services)
                if (service.is_map())
                    into[std::string(service.key())].push_back({service, &input});
                else if (service.tag() == "!reset")
                    into.erase(std::string(service.key()));
                else
                    in_.out.error(code::bad_import, service.key_at(),
                                  "a service is a mapping of its keys");
        }
    }

    // Bounded by the number of services: one that is open is not entered again.
    void merge(const Layers& all, const std::string& id, Merged& m,  // NOLINT(misc-no-recursion)
               std::set<std::pair<const Layers*, std::string>>& open) {
        if (!open.emplace(&all, id).second) return;
        for (const Layer& layer : all.at(id))
            if (const auto extends = layer.value.find("extends"))
                extend(all, layer, *extends, m, open);
        for (const Layer& layer : all.at(id)) merge_layer(layer.value, m);
        open.erase({&all, id});
    }

    void extend(const Layers& all, const Layer& layer, Value extends,  // NOLINT(misc-no-recursion)
                Merged& m, std::set<std::pair<const Layers*, std::string>>& open) {
        const auto service = extends.is_map() ? extends.find("service") : std::optional(extends);
        const auto file = extends.find("file");
        const std::string base(service ? service->text() : std::string_view{});
        const Layers* from = file ? other_file(*layer.file, interpolated(file->text())) : &all;
        if (from != nullptr && from->contains(base)) return merge(*from, base, m, open);
        in_.out.warning(code::bad_import, extends.at(),
                        fmt::format("the service `{}` that is extended is not in {}", base,
                                    from == nullptr ? "a file that can be read" : "its file"),
                        "name the file too, or put it into the folder of this one");
    }

    /// A file that is extended, read once; null where it is not here.
    const Layers* other_file(const Opened& from, const std::string& path) {
        const auto [at, fresh] = others_.try_emplace(path);
        if (fresh) {
            if (auto input = in_.opening.open_beside(from, path)) {
                at->second.input = std::move(*input);
                collect(at->second.input, at->second.services);
            } else {
                for (const Opened& known : in_.inputs)
                    if (known.name.ends_with(path)) collect(known, at->second.services);
            }
        }
        return at->second.services.empty() ? nullptr : &at->second.services;
    }

    void add(const std::string& id, const Merged& m) {
        Element e{.id = id, .record = Component{}, .version = sha256(m.all), .at = m.at};
        Component& c = std::get<Component>(e.record);
        const std::string_view kind = kind_of_image(m.image);
        c.kind = std::string(kind.empty() ? "service" : kind);
        if (!kind.empty())
            e.guesses.push_back(fmt::format("guessed: kind, from image {}", m.image));
        int replicas = 1;
        std::from_chars(m.replicas.data(), m.replicas.data() + m.replicas.size(), replicas);
        e.instances = std::clamp(replicas, 1, 1000);
        in_.core.add(std::move(e));
        for (const auto& [target, d] : m.depends) {
            const std::string_view word = d.condition == "service_completed_successfully"
                                              ? rules[1].relation
                                          : !d.required ? rules[2].relation
                                                        : rules[0].relation;
            relate(id, target, word, d.at);
        }
        for (const auto& [word, value] : m.uses) use(id, word, value);
    }

    void use(const std::string& id, std::string_view word, Value value) {
        std::string target = interpolated(value.text());
        if (word == "links" || word == "volumes_from") {
            if (target.starts_with("container:"))
                return in_.core.drop("a container of no service", id + " → " + target);
            target = target.substr(0, target.find(':'));
        } else {
            constexpr std::string_view prefix = "service:";
            if (!target.starts_with(prefix)) return;  // host, none, bridge: of no service
            target = target.substr(prefix.size());
        }
        relate(id, target, word, value.at());
    }

    void relate(const std::string& id, const std::string& target, std::string_view word,
                Position at) {
        if (target.find('$') != target.npos)
            return in_.core.drop("variable without a default", id + " → " + target);
        in_.core.relate({.from = id, .to = target, .type = std::string(word), .at = at});
    }

    struct Other {
        Opened input;
        Layers services;
    };
    Importing& in_;
    Layers services_;
    std::map<std::string, Other> others_;  // by path, as `extends` names it
};

bool recognises(const Opened& input, const Sources&) {
    const auto is_compose = [](Value root) {
        const auto services = root.find("services");
        return services && services->is_map() && !root.find("knockon") && !root.find("kind");
    };
    return (input.looks == Looks::yaml || input.looks == Looks::json) &&
           any_document(input, is_compose);
}

}  // namespace

Format format() {
    return {.name = "compose",
            .title = "Docker Compose",
            .files = "the files of one project in the order of their layers",
            .recognises = recognises,
            .read = [](Importing& in) { Reader(in).read(); },
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::compose

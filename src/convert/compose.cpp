// Docker Compose: files of one project, in the order of their layers (compose-spec, 13-merge).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <set>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "convert/few.h"
#include "convert/format.h"
#include "convert/kinds.h"
#include "convert/variables.h"
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
    "Variables have the value that `.env` beside the first file gives, else their default (`${N:-2}`); "
    "those without either are named. The environment is not read.",
    "What `include` names in the folder of its file or below is read too.",
    "A need on a telemetry collector is real for start-up and rarely for operation: take it out "
    "where it is not.",
};

struct Use {
    std::string_view word;
    std::string target;
    Position at;
};
struct Depends {
    std::string condition;
    bool required = true;
    Position at;
};
/// What the layers of a service come to.
struct Merged {
    std::map<std::string, Depends> depends;
    std::vector<Use> uses;
    std::string image, replicas;
    std::string all;  // everything that its layers say
    Position at;
};
struct Layer {
    Value value;
    const Opened* file;
};
using Layers = std::map<std::string, std::vector<Layer>>;

/// A list, also where a single text stands for one.
template <class F>
void each_item(Value v, F&& f) {
    if (v.is_list())
        for (const Value item : v) f(item);
    else if (v.is_text())
        f(v);
}

/// Puts what the layers of a service say together.
class Merging {
  public:
    Merging(Merged& m, Variables& variables) : m_(m), variables_(variables) {}

    void layer(Value layer) {
        if (!m_.at) m_.at = layer.has_key() ? layer.key_at() : layer.at();
        m_.all += filled(written(layer));
        if (const auto depends = layer.find("depends_on")) merge_depends(*depends);
        for (const std::string_view word : {"links", "volumes_from", "network_mode", "ipc", "pid"})
            merge_uses(word, layer.find(word));
        if (const auto image = layer.find("image")) m_.image = filled(image->text());
        if (const auto scale = layer.find("scale")) m_.replicas = filled(scale->text());
        if (const auto deploy = layer.find("deploy"))
            if (const auto replicas = deploy->find("replicas")) m_.replicas = filled(replicas->text());
    }

  private:
    std::string filled(std::string_view text) { return variables_.filled(text, m_.at); }

    void merge_depends(Value v) {
        if (v.tag() == "!reset" || v.tag() == "!override") m_.depends.clear();
        if (v.tag() == "!reset") return;
        if (!v.is_map()) {
            each_item(v, [&](Value item) { m_.depends[filled(item.text())] = {"service_started", true, item.at()}; });
            return;
        }
        for (const Value entry : v) {
            Depends& d = m_.depends[filled(entry.key())];
            d.at = entry.key_at();
            if (const auto condition = entry.find("condition")) d.condition = condition->text();
            if (const auto required = entry.find("required")) d.required = required->text() != "false";
        }
    }

    /// What this layer says of the one key; another `network_mode` takes the place of the one before.
    void merge_uses(std::string_view word, std::optional<Value> v) {
        if (!v) return;
        const bool single = word == "network_mode" || word == "ipc" || word == "pid";
        if (single || v->tag() == "!reset" || v->tag() == "!override")
            std::erase_if(m_.uses, [&](const Use& use) { return use.word == word; });
        if (v->tag() != "!reset")
            each_item(*v, [&](Value item) { m_.uses.push_back({word, filled(item.text()), item.at()}); });
    }

    Merged& m_;
    Variables& variables_;
};

class Reader {
  public:
    explicit Reader(Importing& in) : in_(in) {}

    void read() {
        if (!in_.inputs.empty())
            if (const auto env = in_.opening.text_beside(in_.inputs[0], ".env")) variables_.read(*env);
        for (const Opened& input : in_.inputs) include(input, 0);
        for (const auto& [id, layers] : services_) {
            Merged m;
            std::set<std::pair<const Layers*, std::string>> open;
            merge(services_, id, m, open);
            add(id, m);
        }
        tell_missing();
    }

  private:
    /// What a file includes, and then what it says itself. No file is opened twice.
    void include(const Opened& input, std::size_t depth) {  // NOLINT(misc-no-recursion)
        for (std::size_t d = 0; d < input.documents.size(); ++d)
            if (const auto list = input.root(d).find("include"))
                each_item(*list, [&](Value item) {
                    const auto path = item.is_map() ? item.find("path") : std::optional(item);
                    if (path) each_item(*path, [&](Value one) { include(input, variables_.filled(one.text(), one.at()), depth); });
                });
        collect(input, services_);
    }
    void include(const Opened& from, const std::string& path, std::size_t depth) {  // NOLINT(misc-no-recursion)
        if (depth == deepest) return in_.core.drop_element("file included too deep", path);
        if (!in_.opening.is_beside(from, path)) return in_.core.drop_element("file included from elsewhere", path);
        if (auto input = in_.opening.open_beside(from, path)) include(included_.emplace_back(std::move(*input)), depth + 1);
    }

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

    // A service that is open is not entered again; chains and how much is merged in all are bounded.
    void merge(const Layers& all, const std::string& id, Merged& m,  // NOLINT(misc-no-recursion)
               std::set<std::pair<const Layers*, std::string>>& open) {
        if (open.size() > deepest || ++merged_ > most_merged) return refuse_chain(all.at(id).front().value.key_at());
        if (!open.emplace(&all, id).second) return;
        for (const Layer& layer : all.at(id))
            if (const auto extends = layer.value.find("extends"))
                extend(all, layer, *extends, m, open);
        for (const Layer& layer : all.at(id)) Merging(m, variables_).layer(layer.value);
        open.erase({&all, id});
    }

    void refuse_chain(Position at) {
        if (std::exchange(refused_, true)) return;
        in_.out.error(code::limit_exceeded, at, "services extend each other without end, or nearly so",
                      "extend one service that says what they have in common");
    }

    void extend(const Layers& all, const Layer& layer, Value extends,  // NOLINT(misc-no-recursion)
                Merged& m, std::set<std::pair<const Layers*, std::string>>& open) {
        const auto service = extends.is_map() ? extends.find("service") : std::optional(extends);
        const auto file = extends.find("file");
        const std::string base(service ? service->text() : std::string_view{});
        const Layers* from = file ? other_file(*layer.file, variables_.filled(file->text(), file->at())) : &all;
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
        Component& c = e.record.component();
        const std::string_view kind = kind_of_image(m.image);
        c.kind = std::string(kind.empty() ? "service" : kind);
        if (!kind.empty())
            e.guesses.push_back(fmt::format("guessed: kind, from image {}", m.image));
        int replicas = 1;
        std::from_chars(m.replicas.data(), m.replicas.data() + m.replicas.size(), replicas);
        e.instances = std::clamp(replicas, 1, 1000);
        in_.core.add(std::move(e));
        if (kind.empty() && m.image.find('$') != m.image.npos) unseen_.push_back("the kind of " + id);
        if (m.replicas.find('$') != m.replicas.npos) unseen_.push_back("the instances of " + id);
        for (const auto& [target, d] : m.depends) {
            const std::string_view word = d.condition == "service_completed_successfully"
                                              ? rules[1].relation
                                          : !d.required ? rules[2].relation
                                                        : rules[0].relation;
            relate(id, target, word, d.at);
        }
        for (const Use& u : m.uses) use(id, u);
    }

    void use(const std::string& id, const Use& u) {
        std::string target = u.target;
        if (u.word == "links" || u.word == "volumes_from") {
            if (target.starts_with("container:"))
                return in_.core.drop("a container of no service", id + " → " + target);
            target = target.substr(0, target.find(':'));
        } else {
            constexpr std::string_view prefix = "service:";
            if (!target.starts_with(prefix)) return;  // host, none, bridge: of no service
            target = target.substr(prefix.size());
        }
        relate(id, target, u.word, u.at);
    }

    void relate(const std::string& id, const std::string& target, std::string_view word,
                Position at) {
        if (target.find('$') != target.npos)
            return in_.core.drop("variable without a value", id + " → " + target);
        in_.core.relate({.from = id, .to = target, .type = std::string(word), .at = at});
    }

    /// A variable that nobody gave is no empty one: what hangs on it is not known.
    void tell_missing() {
        const auto& missing = variables_.missing();
        if (missing.empty()) return;
        std::vector<std::string> names;
        for (const auto& [name, at] : missing) names.push_back(name);
        in_.out.warning(code::bad_import, missing.begin()->second,
                        fmt::format("{} variable{} no value: {}", missing.size(), missing.size() == 1 ? " has" : "s have",
                                    first_few(names, 8)),
                        fmt::format("say it in `.env` beside the first file; until then {}{}changes of such values stay unseen",
                                    first_few(unseen_, 3), unseen_.empty() ? "" : " and "));
    }

    struct Other {
        Opened input;
        Layers services;
    };
    static constexpr std::size_t deepest = 100, most_merged = 100'000;
    Importing& in_;
    std::size_t merged_ = 0;  // services, each as often as it is extended
    bool refused_ = false;
    Layers services_;
    Variables variables_;
    std::vector<std::string> unseen_;  // what variables without a value would tell
    std::deque<Opened> included_;
    std::map<std::string, Other> others_;  // by path, as `extends` names it
};

bool recognises(const Opened& input, const Sources&) {
    const auto is_compose = [](Value root) {
        const auto services = root.find("services");
        if (services) return services->is_map() && !root.find("knockon") && !root.find("kind");
        constexpr std::array<std::string_view, 6> own = {"include", "name", "version", "networks", "volumes", "secrets"};
        bool only = root.find("include").has_value();
        if (root.is_map())
            for (const Value v : root) only = only && (v.key().starts_with("x-") || std::find(own.begin(), own.end(), v.key()) != own.end());
        return only;
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

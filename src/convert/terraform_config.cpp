// What the resources of a Terraform configuration refer to, through variables and outputs of modules.
#include "convert/terraform_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "base/text.h"
#include "convert/input.h"

namespace knockon {
namespace {

/// A module of the configuration: the root, or one that a call makes.
struct Module {
    std::string path;  // "module.db.module.db_1"
    Value config;
    std::optional<Value> call;
    const Module* caller = nullptr;
    std::map<std::string, std::unique_ptr<Module>> calls;
};

class Following {
  public:
    explicit Following(Value root_module) : root_(module_of({}, root_module, {}, nullptr)) {}

    std::vector<ConfiguredResource> all() {
        std::vector<ConfiguredResource> resources;
        each_module(*root_, [&](const Module& m) {
            each_resource(m, [&](const std::string& id, Value r) {
                resources.push_back({id, r.at(), {}, {}});
                look(r, m, resources.back());
            });
        });
        return resources;
    }

  private:
    std::unique_ptr<Module> module_of(std::string path, Value config, std::optional<Value> call,
                                      const Module* caller) {
        // Modules are nested in the file, whose depth is limited.
        auto m = std::make_unique<Module>(Module{std::move(path), config, call, caller, {}});
        if (const auto calls = config.find("module_calls"))
            for (const Value c : *calls)
                if (const auto module = c.find("module")) {
                    const std::string name(c.key());
                    m->calls[name] =
                        module_of(in_module(m->path, "module." + name), *module, c, m.get());
                }
        return m;
    }

    template <class Each>
    static void each_module(const Module& root, Each&& each) {
        std::vector<const Module*> open{&root};
        while (!open.empty()) {
            const Module* m = open.back();
            open.pop_back();
            each(*m);
            for (const auto& [name, child] : m->calls) open.push_back(child.get());
        }
    }

    static std::string address_in(const Module& m, Value r) {
        return in_module(m.path, fmt::format("{}{}.{}", text_at(r, "mode") == "data" ? "data." : "",
                                          text_at(r, "type"), text_at(r, "name")));
    }

    template <class Each>
    static void each_resource(const Module& m, Each&& each) {
        if (const auto resources = m.config.find("resources"))
            for (const Value r : *resources) each(address_in(m, r), r);
    }

    void look(Value r, const Module& m, ConfiguredResource& reached) {
        follow_all(r.find("expressions"), m, reached);
        follow_all(r.find("count_expression"), m, reached);
        follow_all(r.find("for_each_expression"), m, reached);
        depends_on(r, m, reached);
        for (const Module* inner = &m; inner->caller != nullptr; inner = inner->caller) {
            follow_all(inner->call->find("count_expression"), *inner->caller, reached);
            follow_all(inner->call->find("for_each_expression"), *inner->caller, reached);
            depends_on(*inner->call, *inner->caller, reached);
        }
    }

    void depends_on(Value v, const Module& m, ConfiguredResource& reached) {
        if (const auto list = v.find("depends_on")) follow_list(*list, m, reached);
    }

    /// Every `references` below an expression.
    void follow_all(std::optional<Value> expression, const Module& m, ConfiguredResource& reached) {
        if (!expression) return;
        std::vector<Value> open{*expression};
        while (!open.empty()) {
            const Value v = open.back();
            open.pop_back();
            for (const Value inner : v) {
                if (v.is_map() && inner.key() == "references" && inner.is_list())
                    follow_list(inner, m, reached);
                else if ((inner.is_map() && inner.key() != "constant_value") || inner.is_list())
                    open.push_back(inner);
            }
        }
    }

    void follow_list(Value list, const Module& m, ConfiguredResource& reached) {
        std::set<std::string> references;
        for (const Value r : list) references.insert(without_indices(r.text()));
        for (const std::string& r : references) {
            // `module.M` beside `module.M.output` says nothing more.
            const auto next = references.lower_bound(r + ".");
            const bool longer = next != references.end() && next->starts_with(r + ".");
            if (!(longer && split(r, '.').size() == 2 && r.starts_with("module.")))
                follow(r, m, reached);
        }
    }

    /// One reference in the terms of its module. What is being followed is not followed again, so
    /// that a circle of variables and outputs ends.
    void follow(const std::string& reference, const Module& m,
                ConfiguredResource& reached) {  // NOLINT(misc-no-recursion)
        const std::vector<std::string_view> views = split(reference, '.');
        const std::vector<std::string> parts(views.begin(), views.end());
        constexpr std::array<std::string_view, 5> nothing = {"each", "count", "path", "self",
                                                             "terraform"};
        if (parts.size() < 2 ||
            std::find(nothing.begin(), nothing.end(), parts[0]) != nothing.end())
            return;
        if (parts[0] == "local") {
            reached.locals.insert(in_module(m.path, parts[0] + "." + parts[1]));
            return;
        }
        if (parts[0] == "var" || parts[0] == "module") {
            if (!following_.emplace(&m, reference).second) return;
            if (parts[0] == "var")
                argument(parts[1], m, reached);
            else
                output(parts, m, reached);
            following_.erase({&m, reference});
            return;
        }
        const bool data = parts[0] == "data";
        if (parts.size() < (data ? 3u : 2u)) return;
        reached.addresses.insert(
            in_module(m.path, data ? "data." + parts[1] + "." + parts[2] : parts[0] + "." + parts[1]));
    }

    void argument(const std::string& name, const Module& m,
                  ConfiguredResource& reached) {  // NOLINT(misc-no-recursion)
        if (m.caller == nullptr) return;
        if (const auto expressions = m.call->find("expressions"))
            follow_all(expressions->find(name), *m.caller, reached);
    }

    void output(const std::vector<std::string>& parts, const Module& m,
                ConfiguredResource& reached) {  // NOLINT(misc-no-recursion)
        const auto child = m.calls.find(parts[1]);
        if (child == m.calls.end()) {
            reached.addresses.insert(in_module(m.path, "module." + parts[1]));  // counted: not there
            return;
        }
        if (parts.size() == 2) {
            each_module(*child->second, [&](const Module& inner) {
                each_resource(inner,
                              [&](const std::string& id, Value) { reached.addresses.insert(id); });
            });
            return;
        }
        const auto outputs = child->second->config.find("outputs");
        const auto output = outputs ? outputs->find(parts[2]) : std::nullopt;
        if (!output) return;
        follow_all(output->find("expression"), *child->second, reached);
        depends_on(*output, *child->second, reached);
    }

    std::unique_ptr<Module> root_;
    std::set<std::pair<const Module*, std::string>> following_;
};

}  // namespace

std::string without_indices(std::string_view address) {
    std::string out;
    bool quoted = false;
    int depth = 0;
    for (std::size_t i = 0; i < address.size(); ++i) {
        const char c = address[i];
        if (depth > 0 && c == '\\' && quoted) {
            ++i;
            continue;
        }
        if (depth > 0 && c == '"') quoted = !quoted;
        if (!quoted && c == '[') ++depth;
        if (depth == 0) out += c;
        if (!quoted && c == ']' && depth > 0) --depth;
    }
    return out;
}

std::string in_module(const std::string& module, std::string_view address) {
    return module.empty() ? std::string(address) : fmt::format("{}.{}", module, address);
}

std::vector<ConfiguredResource> resources_of(Value root_module) { return Following(root_module).all(); }

}  // namespace knockon

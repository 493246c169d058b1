// Terraform and OpenTofu: what `terraform show -json` prints of a plan or of a state (JSON output
// format 0.1 to 1.x).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/codes.h"
#include "convert/format.h"
#include "convert/terraform_config.h"
#include "model/change.h"

namespace knockon::terraform {
namespace {

constexpr RelationRule rules[] = {
    {"references", Meaning::needs, "an expression, `count` or `for_each` of it names the other"},
    {"depends_on", Meaning::needs, "of the resource, of the calls of its modules, or in the state"},
};

constexpr Becomes elements[] = {
    {"resources, data sources", "component",
     "with an instance that is planned, or is in the state; id is the address without `[…]`"},
    {"type of the resource", "kind", "a guess"},
    {"several instances", "component", "one, with a comment"},
    {"configured without an instance", "nothing", "`count` is 0"},
    {"values of attributes", "nothing", "they hold secrets; none is copied"},
};

constexpr std::string_view notes[] = {
    "References are followed through variables and outputs of modules; `module.M` alone stands for "
    "all resources in it.",
    "Values of `local` are not in the file: such references are counted and left out.",
    "A plan is also a change: `knockon import --as change`.",
    "Give the output of `terraform show -json`, not the state file itself.",
};

std::string_view kind_of(std::string_view type) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 26> parts = {{
        {"_db_", "database"},
        {"_rds_", "database"},
        {"sql_", "database"},
        {"_sql", "database"},
        {"dynamodb", "database"},
        {"cosmosdb", "database"},
        {"redis", "database"},
        {"elasticache", "database"},
        {"bigtable", "database"},
        {"aws_instance", "server"},
        {"compute_instance", "server"},
        {"virtual_machine", "server"},
        {"subnet", "network"},
        {"network", "network"},
        {"_vpc", "network"},
        {"_lb", "network"},
        {"firewall", "network"},
        {"gateway", "network"},
        {"route", "network"},
        {"public_ip", "network"},
        {"virtual_hub", "network"},
        {"virtual_wan", "network"},
        {"security_group", "network"},
        {"_s3_", "data"},
        {"storage", "data"},
        {"bucket", "data"},
    }};
    for (const auto& [part, kind] : parts)
        if (type.find(part) != type.npos) return kind;
    return "service";
}

class Reader {
  public:
    Reader(Importing& in, Value root) : in_(in), root_(root) {}

    void read() {
        if (const auto planned = root_.find("planned_values")) instances(*planned, true);
        const auto prior = root_.find("prior_state");
        const auto prior_values = prior ? prior->find("values") : std::nullopt;
        if (prior_values) instances(*prior_values, false);
        if (const auto state = root_.find("values")) instances(*state, true);
        std::vector<ConfiguredResource> configured;
        if (const auto c = root_.find("configuration"))
            if (const auto module = c->find("root_module")) configured = resources_of(*module);
        drop_unplanned(configured);
        add_all();
        plan();
        relations_of(configured);
        for (const auto& [id, others] : depends_)
            for (const auto& [other, at] : others)
                if (found_.contains(id)) relate(id, other, "depends_on", at);
    }

  private:
    struct Found {
        std::string type;
        std::set<std::string> instances;
        Position at;
    };

    /// Everything with an instance. Of the state before a plan only data sources count: what else
    /// is in it and not planned goes.
    void instances(Value values, bool managed) {
        std::vector<Value> open;
        if (const auto root = values.find("root_module")) open.push_back(*root);
        while (!open.empty()) {
            const Value module = open.back();
            open.pop_back();
            const std::string path = without_indices(text_at(module, "address"));
            if (const auto resources = module.find("resources"))
                for (const Value r : *resources) instance(r, path, managed);
            if (const auto children = module.find("child_modules"))
                for (const Value child : *children) open.push_back(child);
        }
    }

    void instance(Value r, const std::string& module, bool managed) {
        std::string address = text_at(r, "address");
        if (!module.empty() && !address.starts_with("module.")) address = in_module(module, address);
        const std::string id = without_indices(address);
        if (id.empty()) return;
        if (const auto depends = r.find("depends_on"))
            for (const Value d : *depends) depend(id, module, d);
        if (!managed && text_at(r, "mode") != "data") return;
        Found& f = found_[id];
        if (!f.at) f.at = r.at();
        f.type = text_at(r, "type");
        f.instances.insert(address);
    }

    void depend(const std::string& id, const std::string& module, Value d) {
        const std::string written = without_indices(d.text());
        depends_[id].emplace(written, d.at());
        module_of_[id] = module;
    }

    void drop_unplanned(const std::vector<ConfiguredResource>& configured) {
        for (const ConfiguredResource& r : configured)
            if (!found_.contains(r.id) && configured_.insert(r.id).second)
                in_.core.leave_out(r.id, "configured without an instance", "end without an instance");
    }

    void add_all() {
        for (const auto& [id, f] : found_) {
            Element e{.id = id, .record = Component{}, .at = f.at};
            e.record.component().kind = std::string(kind_of(f.type));
            e.guesses.push_back(fmt::format("guessed: kind, from type {}", f.type));
            if (f.instances.size() > 1)
                e.guesses.push_back(fmt::format("{} instances, taken as one", f.instances.size()));
            in_.core.add(std::move(e));
        }
    }

    /// What is done to the instances of a resource, as one step: several that differ are an update.
    void plan() {
        std::map<std::string, std::vector<std::pair<std::string, Verb>>> steps;
        std::map<std::string, Position> places;
        const auto changes = root_.find("resource_changes");
        if (!changes) return;
        for (const Value r : *changes) {
            const auto change = r.find("change");
            const auto actions = change ? change->find("actions") : std::nullopt;
            if (text_at(r, "mode") != "managed" || !actions) continue;
            const std::optional<Verb> verb = verb_of(*actions);
            std::string address = text_at(r, "address");
            const std::string module = text_at(r, "module_address");
            if (!module.empty() && !address.starts_with("module."))
                address = in_module(module, address);
            places.emplace(without_indices(address), r.at());
            if (verb) steps[without_indices(address)].emplace_back(address, *verb);
        }
        for (const auto& [id, of] : steps) {
            const auto found = found_.find(id);
            const bool all = found == found_.end() || of.size() >= found->second.instances.size();
            const bool same = std::all_of(
                of.begin(), of.end(),
                [&first = of.front()](const auto& step) { return step.second == first.second; });
            PlannedStep s{same && all ? of.front().second : Verb::update, id, {}, places[id]};
            if (s.verb != of.front().second || of.size() > 1)
                for (const auto& [address, verb] : of)
                    s.note +=
                        fmt::format("{}{} {}", s.note.empty() ? "" : ", ", name(verb), address);
            in_.core.plan(std::move(s));
        }
    }

    static std::optional<Verb> verb_of(Value actions) {
        bool created = false, deleted = false;
        for (const Value a : actions) {
            if (a.text() == "update") return Verb::update;
            created = created || a.text() == "create";
            deleted = deleted || a.text() == "delete";
        }
        if (created && deleted) return Verb::replace;
        if (created) return Verb::add;
        if (deleted) return Verb::remove;
        return std::nullopt;
    }

    void relations_of(const std::vector<ConfiguredResource>& configured) {
        for (const ConfiguredResource& r : configured) {
            if (!found_.contains(r.id)) continue;
            for (const std::string& other : r.addresses) relate(r.id, other, "references", r.at);
            for (const std::string& local : r.locals)
                in_.core.drop("local value", r.id + " → " + local);
        }
    }

    /// An address of a state is absolute, else in its module.
    void relate(const std::string& id, std::string other, std::string_view word, Position at) {
        if (word == "depends_on" && !found_.contains(other) && !configured_.contains(other)) {
            const std::string inner = in_module(module_of_[id], other);
            if (found_.contains(inner) || configured_.contains(inner)) other = inner;
        }
        if (!pairs_.emplace(id, other).second) return;  // each pair is counted once
        in_.core.relate({.from = id, .to = other, .type = std::string(word), .at = at});
    }

    Importing& in_;
    Value root_;
    std::map<std::string, Found> found_;
    std::set<std::string> configured_;  // without an instance
    std::map<std::string, std::map<std::string, Position>> depends_;
    std::map<std::string, std::string> module_of_;
    std::set<std::pair<std::string, std::string>> pairs_;
};

bool is_state_file(Value root) {
    return root.find("lineage").has_value() && root.find("serial").has_value();
}

bool recognises(const Opened& input, const Sources&) {
    if (input.looks != Looks::json || input.documents.empty()) return false;
    const Value root = input.root();
    return root.find("terraform_version").has_value() &&
           (root.find("planned_values") || root.find("values") || root.find("resource_changes") ||
            root.find("configuration") || is_state_file(root));
}

void read(Importing& in) {
    for (const Opened& input : in.inputs) {
        if (input.documents.empty()) continue;
        if (is_state_file(input.root()))
            in.out.error(code::bad_import, {input.file, 0, 0, 1}, "this is the state file itself",
                         "give what `terraform show -json` prints of it");
        else
            Reader(in, input.root()).read();
    }
}

}  // namespace

Format format() {
    return {.name = "terraform",
            .title = "Terraform and OpenTofu",
            .files = "what `terraform show -json` prints of a plan or a state",
            .recognises = recognises,
            .read = read,
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::terraform

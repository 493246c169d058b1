#include "convert/core.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "convert/few.h"
#include "convert/slug.h"

namespace knockon {
namespace {

constexpr std::size_t most_examples = 3;
constexpr std::string_view arrow = " → ";

/// The reasons that hold for all formats, in the order in which they are tried.
constexpr std::string_view reason_unknown = "relation of unknown meaning", reason_none = "no need",
                           reason_end = "end not there", reason_twice = "name used twice",
                           reason_self = "self",
                           reason_process = "a component would need a process",
                           reason_again = "duplicate";

Labels& labels(Element& e) {
    return e.is_process() ? static_cast<Labels&>(std::get<Process>(e.record))
                          : static_cast<Labels&>(std::get<Component>(e.record));
}

}  // namespace

void Core::count(std::string_view what, std::string_view reason, std::string_view example,
                 std::size_t n) {
    auto drop = std::find_if(balance_.dropped.begin(), balance_.dropped.end(),
                             [&](const Drop& d) { return d.what == what && d.reason == reason; });
    if (drop == balance_.dropped.end())
        drop = balance_.dropped.insert(drop, Drop{what, std::string(reason), 0, {}});
    drop->count += n;
    const auto& given = drop->examples;
    if (given.size() < most_examples && !example.empty() &&
        std::find(given.begin(), given.end(), example) == given.end())
        drop->examples.emplace_back(example);
}

void Core::refuse_template(std::string_view text, Position at) {
    if (text.find("{{") == text.npos) return;
    if (templates_.empty()) first_template_ = at;
    templates_.push_back(fmt::format("`{}`", text));
}

Element* Core::add(Element e) {
    ++balance_.elements;
    refuse_template(e.id, e.at);
    const auto [at, fresh] = by_id_.emplace(e.id, elements_.size());
    if (!fresh) {
        count("element", "id used before", e.id, 1);
        return &elements_[at->second];
    }
    return &elements_.emplace_back(std::move(e));
}

Element* Core::find(std::string_view id) {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &elements_[found->second];
}

void Core::leave_out(const std::string& id, std::string_view reason,
                     std::string_view of_relations) {
    ++balance_.elements;
    count("element", reason, id, 1);
    left_out_.emplace(id, of_relations);
}

void Core::drop_element(std::string_view reason, std::string_view example) {
    ++balance_.elements;
    count("element", reason, example, 1);
}

void Core::owner(const std::string& key, std::string_view name) { owners_.emplace(key, std::string(name)); }
void Core::supplier(const std::string& key, std::string_view name) { suppliers_.emplace(key, std::string(name)); }

void Core::known_as(const std::string& id, std::string_view name) {
    if (!name.empty()) known_as_.emplace(id, std::string(name));
}

void Core::call(std::string_view name, const std::string& id) {
    if (name.empty()) return;
    const auto put = [&](auto& names, std::string word) {
        const auto [at, fresh] = names.emplace(std::move(word), id);
        if (!fresh && at->second != id) at->second.clear();
    };
    put(called_, std::string(name));
    put(called_lower_, lower_case(name));
}

void Core::relate(Relation r) {
    ++balance_.relations;
    relations_.push_back(std::move(r));
}

void Core::drop(std::string_view reason, std::string_view example, std::size_t n) {
    balance_.relations += n;
    count("relation", reason, example, n);
}

/// From what was read to a landscape.
class Settling {
  public:
    Settling(Core& core, Diagnostics& out) : core_(core), out_(out) {}

    Draft settle() {
        if (!core_.templates_.empty())
            out_.error(code::bad_import, core_.first_template_,
                       fmt::format("a template that nobody has filled in: {}", first_few(core_.templates_, most_examples)),
                       "give what its tool makes of it; of a Helm chart, what `helm template` prints");
        name_all();
        connect();
        Balance& b = core_.balance_;
        for (Drop& d : b.dropped)
            for (std::string& example : d.examples) example = by_name(example);
        ask();
        write_elements();  // last: it takes what the elements hold
        b.components = draft_.landscape.components.size();
        b.processes = draft_.landscape.processes.size();
        b.suppliers = draft_.landscape.suppliers.size();
        std::stable_sort(b.dropped.begin(), b.dropped.end(),
                         [](const Drop& x, const Drop& y) { return x.what < y.what; });
        draft_.balance = std::move(b);
        draft_.plan = std::move(core_.plan_);
        for (PlannedStep& s : draft_.plan) s.id = fmt::format("{}:{}", core_.format_, s.id);
        return std::move(draft_);
    }

  private:
    struct Group {
        Need need;
        std::map<Id, std::string> guesses;  // by member
    };
    struct Question {
        std::size_t count = 0;
        std::vector<std::string> examples;
        Position at;
    };

    void name_all() {
        std::vector<Named> all;
        for (Element& e : core_.elements_) {
            const Labels& l = labels(e);
            all.push_back({!e.called.empty() ? e.called : l.name ? *l.name : e.id, e.id});
            const auto kept = core_.kept_.find(source_of(e));
            if (kept != core_.kept_.end()) all.back().fixed = kept->second;
            if (!e.supplier.empty()) core_.supplier(e.supplier, e.supplier);
            if (!e.owner.empty()) core_.owner(e.owner, e.owner);
        }
        for (std::size_t i = 0; i < core_.elements_.size(); ++i)
            for (int n = 1; n <= instances(i); ++n)
                all.push_back(
                    {fmt::format("{} {}", all[i].fixed.empty() ? all[i].name : all[i].fixed, n),
                     fmt::format("{} {}", all[i].source, n)});
        for (const auto& [key, name] : core_.suppliers_) all.push_back({name, key, "supplier"});
        for (const auto& [key, name] : core_.owners_) all.push_back({name, key, "department"});
        const std::vector<std::string> ids = ids_for(all);
        std::size_t i = core_.elements_.size();
        ids_.assign(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i));
        instances_.resize(i);
        for (std::size_t e = 0; e < core_.elements_.size(); ++e)
            for (int n = 1; n <= instances(e); ++n) instances_[e].push_back(ids[i++]);
        for (const auto& [key, name] : core_.suppliers_) {
            Supplier& s = draft_.landscape.suppliers[ids[i]];
            s.id = suppliers_[key] = ids[i++];
            if (!name.empty()) s.name = std::string(name);
        }
        for (const auto& [key, name] : core_.owners_) {
            Department& d = draft_.landscape.departments[ids[i]];
            d.id = owners_[key] = ids[i++];
            if (!name.empty()) d.name = std::string(name);
        }
    }

    std::string source_of(const Element& e) const {
        return fmt::format("{}:{}", core_.format_, e.shared_id.empty() ? e.id : e.shared_id);
    }

    /// How many are written beside it; none where it is alone.
    int instances(std::size_t e) const {
        const Element& element = core_.elements_[e];
        return element.instances > 1 && !element.is_process() ? element.instances : 0;
    }

    const RelationRule* rule(std::string_view type) const {
        for (const RelationRule& r : core_.rules_)
            if (r.relation == type) return &r;
        return nullptr;
    }

    Meaning meaning(const Relation& r) const {
        if (const auto mapped = core_.mapped_.find(r.type); mapped != core_.mapped_.end())
            return mapped->second;
        const RelationRule* known = rule(r.type);
        return known == nullptr ? Meaning::ask : known->meaning;
    }

    void drop(const Relation& r, std::string_view reason) { core_.count("relation", reason, shown(r), 1); }
    static std::string shown(const Relation& r) { return fmt::format("{}{}{}", r.from, arrow, r.to); }

    /// An example with names in place of the ids of the source.
    std::string by_name(std::string_view example) const {
        const std::size_t to = example.find(arrow);
        if (to != example.npos)
            return fmt::format("{}{}{}", by_name(example.substr(0, to)), arrow, by_name(example.substr(to + arrow.size())));
        if (const auto named = core_.known_as_.find(example); named != core_.known_as_.end()) return named->second;
        const auto element = core_.by_id_.find(example);
        if (element == core_.by_id_.end()) return std::string(example);
        return labels(core_.elements_[element->second]).name.value_or(std::string(example));
    }

    void connect() {
        groups_.resize(core_.elements_.size());
        std::set<std::pair<std::size_t, std::size_t>> pairs;
        for (const Relation& r : core_.relations_) {
            const Meaning m = meaning(r);
            if (m == Meaning::ask) {
                wonder(r);
                continue;
            }
            if (m == Meaning::none) {
                drop(r, r.type.empty() ? std::string(reason_none)
                                       : fmt::format("{}: {}", reason_none, r.type));
                continue;
            }
            const bool swap = m == Meaning::needed_by;
            const auto who = end(r, swap ? r.to : r.from);
            const auto what = who ? end(r, swap ? r.from : r.to) : std::nullopt;
            if (!who || !what) continue;
            if (*who == *what) {
                drop(r, reason_self);
            } else if (core_.elements_[*what].is_process() && !core_.elements_[*who].is_process()) {
                drop(r, reason_process);
            } else if (!pairs.emplace(*who, *what).second) {
                drop(r, reason_again);
            } else {
                add(*who, *what, r, m);
            }
        }
        core_.balance_.needs = pairs.size();
    }

    /// The id that an end stands for, which may be a name; empty where several have that.
    std::string meant(const std::string& end) const {
        if (core_.by_id_.contains(end) || core_.left_out_.contains(end)) return end;
        const auto exact = core_.called_.find(end);
        if (exact != core_.called_.end()) return exact->second;
        const auto other = core_.called_lower_.find(lower_case(end));
        return other == core_.called_lower_.end() ? end : other->second;
    }

    std::optional<std::size_t> end(const Relation& r, const std::string& written) {
        const std::string id = meant(written);
        const auto found = core_.by_id_.find(id);
        if (found != core_.by_id_.end()) return found->second;
        if (id.empty() && !written.empty()) {
            drop(r, reason_twice);
            return std::nullopt;
        }
        const auto left_out = core_.left_out_.find(id);
        drop(r, left_out == core_.left_out_.end() || left_out->second.empty() ? reason_end
                                                                              : left_out->second);
        return std::nullopt;
    }

    void wonder(const Relation& r) {
        Question& q = questions_[r.type];
        if (q.count++ == 0) q.at = r.at;
        if (q.examples.size() < most_examples) q.examples.push_back(shown(r));
        drop(r, reason_unknown);
    }

    void add(std::size_t who, std::size_t what, const Relation& r, Meaning m) {
        std::string key = !r.group.empty()    ? "group " + r.group
                          : m == Meaning::any ? "type " + r.type
                                              : "one " + ids_[what];
        Group& g = groups_[who][std::move(key)];
        g.need.members.emplace_back(ids_[what], r.at);
        if (!r.group.empty() || m == Meaning::any) {
            g.need.kind = r.at_least > 1 ? Need::Kind::atleast : Need::Kind::any;
            g.need.at_least = r.at_least;
        }
        // The least certain of the members is what can be said of the group.
        if (r.origin != Origin::stated &&
            (!g.need.origin || static_cast<int>(*g.need.origin) < static_cast<int>(r.origin)))
            g.need.origin = r.origin;
        if (!r.guess.empty()) g.guesses[ids_[what]] = r.guess;
    }

    /// A group of one is that one; groups are in order of their first members.
    std::vector<Need> needs_of(std::size_t i) {
        std::vector<Need> needs;
        for (auto& [key, g] : groups_[i]) {
            Need& n = g.need;
            std::sort(n.members.begin(), n.members.end(),
                      [](const Ref& a, const Ref& b) { return *a < *b; });
            const int members = static_cast<int>(n.members.size());
            if (n.kind == Need::Kind::all || n.at_least >= members) {
                n.kind = Need::Kind::all;
                n.at_least = members;
            }
            for (const auto& [member, guess] : g.guesses) {
                std::string& said = draft_.needs_guessed[ids_[i]][*n.members.front()];
                if (said.find(guess) == said.npos) said += (said.empty() ? "" : "; ") + guess;
            }
            needs.push_back(std::move(n));
        }
        std::sort(needs.begin(), needs.end(), [](const Need& a, const Need& b) {
            return *a.members.front() < *b.members.front();
        });
        return needs;
    }

    void write_elements() {
        for (std::size_t i = 0; i < core_.elements_.size(); ++i) {
            Element& e = core_.elements_[i];
            const Id& id = ids_[i];
            if (!e.version.empty()) draft_.versions[id] = e.version;
            if (!e.guesses.empty()) draft_.guesses[id] = std::move(e.guesses);
            const auto common = [&](auto& record) {
                record.id = id;
                record.at = e.at;
                record.source = source_of(e);
                record.needs = needs_of(i);
            };
            if (e.is_process()) {
                Process& p = std::get<Process>(e.record);
                common(p);
                p.department = Ref(department_of(e));
                draft_.landscape.processes.emplace(id, std::move(p));
            } else {
                Component& c = std::get<Component>(e.record);
                common(c);
                if (!e.owner.empty()) c.owner = Ref(owners_[e.owner]);
                if (!e.supplier.empty()) c.supplier = Ref(suppliers_[e.supplier]);
                if (!instances_[i].empty()) write_instances(c, instances_[i], e.at_least);
                draft_.landscape.components.emplace(id, std::move(c));
            }
        }
    }

    /// What does the work are its instances, of which one must be up; what they all need is said
    /// once, by what they are instances of.
    void write_instances(Component& c, const std::vector<Id>& ids, int at_least) {
        Need one;
        one.kind = at_least == 1 ? Need::Kind::any : Need::Kind::atleast;
        one.at_least = at_least;
        one.origin = Origin::guessed;
        for (const Id& id : ids) {
            Component& instance = draft_.landscape.components[id];
            instance = c;
            instance.id = id;
            instance.name = {};
            instance.needs.clear();
            one.members.emplace_back(id);
        }
        core_.balance_.needs += ids.size();
        draft_.needs_guessed[c.id][ids.front()] =
            at_least == 1 ? "guessed: one instance is enough"
                          : "guessed: as many must be up as may not be evicted";
        c.needs.push_back(std::move(one));
        c.kind = std::string("capability");
    }

    Id department_of(const Element& e) {
        if (!e.owner.empty()) return owners_[e.owner];
        const Id id(unassigned);
        Department& d = draft_.landscape.departments[id];
        d.id = id;
        if (!d.note) d.note = std::string("processes whose department the source does not tell");
        return id;
    }

    void ask() {
        for (const auto& [type, q] : questions_) {
            const RelationRule* known = rule(type);
            std::string message =
                fmt::format("{} relation{} `{}` left out: which end needs the other?", q.count,
                            q.count == 1 ? "" : "s", type);
            for (std::size_t i = 0; i < q.examples.size(); ++i)
                message += (i == 0 ? " " : ", ") + by_name(q.examples[i]);
            if (known != nullptr && !known->why.empty())
                message += fmt::format(" ({})", known->why);
            out_.warning(code::relation_without_direction, q.at, std::move(message),
                         fmt::format("say it with --map-relation '{}=needs', or `needed by`, `any` "
                                     "or `none`",
                                     type));
        }
    }

    Core& core_;
    Diagnostics& out_;
    Draft draft_;
    std::vector<Id> ids_;                               // by element
    std::map<std::string, Id> owners_, suppliers_;      // by key
    std::vector<std::vector<Id>> instances_;            // by element
    std::vector<std::map<std::string, Group>> groups_;  // by consumer
    std::map<std::string, Question> questions_;
};

Draft Core::settle(Diagnostics& out) && { return Settling(*this, out).settle(); }

}  // namespace knockon

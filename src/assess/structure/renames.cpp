#include "assess/structure/renames.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "model/sections.h"
#include "read/said.h"

namespace knockon {
namespace {

using Sections = std::vector<std::string_view>;
const Sections in_departments = {"departments"}, in_suppliers = {"suppliers"},
               in_calendars = {"calendars"}, in_members = {"components", "processes"},
               in_components = {"components"},
               in_scope = {"components", "departments", "suppliers"};

const Particulars& more_of(const Component& c) { return *c.more; }
Particulars& more_of(Component& c) { return c.more.set(); }

/// Calls `visit(ref, sections, user)` for every reference: the sections in which it is looked up,
/// and the id of the record that it stands in.
template <class L, class Visit>
void each_reference(L& l, const Visit& visit) {
    const auto needs = [&](auto& record) {
        for (auto& need : record.needs)
            for (auto& member : need.members) visit(member, in_members, record.id);
    };
    const auto visit_stated = [&](auto& ref, const Sections& where, const Id& user) {
        if (ref) visit(ref.get(), where, user);
    };
    for (auto& [id, s] : l.suppliers) {
        visit(s.owner, in_departments, id);
        visit(s.support, in_calendars, id);
        visit(s.changes_in, in_calendars, id);
    }
    for (auto& [id, c] : l.calendars) {
        for (auto& other : c.except) visit(other, in_calendars, id);
        for (auto& other : c.within) visit(other, in_calendars, id);
        visit(c.working_day.value.holidays, in_calendars, id);
    }
    for (auto& [id, f] : l.freezes) {
        visit(f.during, in_calendars, id);
        for (auto& held : f.scope) visit(held, in_scope, id);
    }
    for (auto& outage : l.outages) visit(outage.component, in_components, std::string());
    for (auto& [id, c] : l.components) {
        visit(c.owner, in_departments, id);
        visit_stated(c.supplier, in_suppliers, id);
        for (const auto calendar : {&Particulars::support, &Particulars::maintenance, &Particulars::changes_in})
            if ((*c.more).*calendar) visit_stated(more_of(c).*calendar, in_calendars, id);
        needs(c);
    }
    for (auto& [id, p] : l.processes) {
        visit(p.department, in_departments, id);
        visit(p.active, in_calendars, id);
        for (auto& peak : p.peaks) visit(peak.during, in_calendars, id);
        for (auto& deadline : p.deadlines) visit(deadline.calendar, in_calendars, id);
        needs(p);
    }
}

using Key = std::pair<std::string_view, Id>;  // section, id
using Users = std::map<Key, std::set<Id>>;

Users users_in(const Landscape& l) {
    Users users;
    each_reference(l, [&](const Ref& ref, const Sections& sections, const Id& user) {
        if (!ref) return;
        for (const std::string_view section : sections) users[{section, *ref}].insert(user);
    });
    return users;
}

/// What a record says, whatever the order in which it says it.
std::string canonical(const Said& s) {  // NOLINT(misc-no-recursion): as deep as the model
    if (s.form != Said::Form::list && s.form != Said::Form::map) return flow_text(s);
    std::vector<std::string> parts;
    for (const Said::Entry& e : s.entries) {
        const std::string value = canonical(e.value);
        parts.push_back(s.form == Said::Form::map ? e.key + ": " + value : value);
    }
    std::sort(parts.begin(), parts.end());
    std::string all = s.form == Said::Form::map ? "{" : "[";
    for (const std::string& part : parts) all += part + "\n";
    return all + (s.form == Said::Form::map ? "}" : "]");
}

/// By what a record is told from others of its section; empty: by nothing.
std::string all_of_it(const Said& record) {
    return record.entries.empty() ? std::string() : canonical(record);
}

std::string name_and_needs(const Said& record) {
    const Said* name = record.find("name");
    if (name == nullptr || name->text.empty()) return {};
    std::string key = name->text;
    for (const char* part : {"needs", "kind", "department"}) {
        const Said* said = record.find(part);
        key += "\n" + (said == nullptr ? std::string("-") : canonical(*said));
    }
    return key;
}

/// Looks in one version for what is called otherwise in the other.
class Matching {
  public:
    Matching(const Landscape& before, const Landscape& after)
        : before_(before),
          after_(after),
          users_before_(users_in(before)),
          users_after_(users_in(after)) {
        each_section([&](std::string_view, auto records) {
            for (const auto& [id, record] : before.*records)
                if ((after.*records).contains(id)) in_both_.insert(id);
        });
        in_both_.insert(std::string());  // what stands in no record: the list of outages
    }

    std::vector<Rename> run() {
        each_section([&](std::string_view section, auto records) {
            if (section == "defaults") return;
            for (const auto& key_of : {all_of_it, name_and_needs})
                match(section, before_.*records, after_.*records, key_of);
        });
        return found_;
    }

  private:
    struct Candidates {
        std::vector<Id> gone, fresh;
    };

    template <class Records>
    void match(std::string_view section, const Records& was, const Records& is,
               std::string (*key_of)(const Said&)) {
        std::map<std::string, Candidates> by_key;
        const auto take = [&](const Records& here, const Records& there,
                              std::vector<Id> Candidates::*list) {
            for (const auto& [id, record] : here) {
                if (there.contains(id) || done_.contains({section, id})) continue;
                const std::string key = key_of(said(record));
                if (!key.empty()) (by_key[key].*list).push_back(id);
            }
        };
        take(was, is, &Candidates::gone);
        take(is, was, &Candidates::fresh);
        for (const auto& [key, c] : by_key) {
            if (c.gone.size() != 1 || c.fresh.size() != 1) continue;
            const Id &old = c.gone.front(), &fresh = c.fresh.front();
            if (!referred_to_alike({section, old}, {section, fresh})) continue;
            done_.insert({{section, old}, {section, fresh}});
            found_.push_back({std::string(section), old, fresh});
        }
    }

    bool referred_to_alike(const Key& old, const Key& fresh) const {
        const auto known = [&](const Users& all, const Key& key) {
            std::set<Id> ids;
            if (const auto found = all.find(key); found != all.end())
                for (const Id& id : found->second)
                    if (in_both_.contains(id)) ids.insert(id);
            return ids;
        };
        const std::set<Id> before = known(users_before_, old), after = known(users_after_, fresh);
        if (before.empty() && after.empty()) return true;
        return std::any_of(before.begin(), before.end(),
                           [&](const Id& id) { return after.contains(id); });
    }

    const Landscape& before_;
    const Landscape& after_;
    Users users_before_, users_after_;
    std::set<Id> in_both_;
    std::set<Key> done_;
    std::vector<Rename> found_;
};

/// Whether some section has ids of its own in each of the two.
bool something_moved(const Landscape& before, const Landscape& after) {
    bool moved = false;
    each_section([&](std::string_view, auto records) {
        const auto has_own = [](const auto& here, const auto& there) {
            return std::any_of(here.begin(), here.end(),
                               [&](const auto& entry) { return !there.contains(entry.first); });
        };
        moved = moved || (has_own(before.*records, after.*records) &&
                          has_own(after.*records, before.*records));
    });
    return moved;
}

template <class T>
void move_entry(std::map<Id, T>& entries, const Rename& r) {
    auto node = entries.extract(r.was);
    assert(!node.empty() && "what is renamed is there");
    node.key() = r.is;
    node.mapped().id = r.is;
    [[maybe_unused]] const auto placed = entries.insert(std::move(node));
    assert(placed.inserted && "the new id is free");
}

}  // namespace

Landscape renamed(Landscape l, std::span<const Rename> names) {
    std::map<Key, const Id*> other;
    for (const Rename& r : names) other[{r.section, r.was}] = &r.is;
    each_reference(l, [&](Ref& ref, const Sections& sections, const Id&) {
        if (!ref) return;
        for (const std::string_view section : sections)
            if (const auto found = other.find({section, *ref}); found != other.end()) {
                ref.value = *found->second;
                return;
            }
    });
    for (const Rename& r : names) {
        if (r.section == "departments") move_entry(l.departments, r);
        if (r.section == "suppliers") move_entry(l.suppliers, r);
        if (r.section == "calendars") move_entry(l.calendars, r);
        if (r.section == "freezes") move_entry(l.freezes, r);
        if (r.section == "components") move_entry(l.components, r);
        if (r.section == "processes") move_entry(l.processes, r);
    }
    return l;
}

std::vector<Rename> renames(const Landscape& before, const Landscape& after) {
    std::vector<Rename> all;
    std::optional<Landscape> moved;
    while (something_moved(moved ? *moved : before, after)) {
        const std::vector<Rename> found = Matching(moved ? *moved : before, after).run();
        if (found.empty()) break;
        moved = renamed(moved ? std::move(*moved) : before, found);
        all.insert(all.end(), found.begin(), found.end());
    }
    std::sort(all.begin(), all.end(), [](const Rename& a, const Rename& b) {
        return std::tie(a.section, a.was) < std::tie(b.section, b.was);
    });
    return all;
}

}  // namespace knockon

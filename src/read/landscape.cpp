#include "read/landscape.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "read/fields.h"

namespace knockon {
namespace {

/// Says no more than that it is not known.
template <class R>
bool is_placeholder(const Field<R>& f, const R& r) {
    if constexpr (std::is_same_v<R, Process>) return f.key == "department" && r.department && *r.department == unassigned;
    return false;
}

/// What a need says beside its members.
Said told(const Need& n) {
    Said all = say_record(n);
    std::erase_if(all.entries, [](const Said::Entry& e) {
        return e.key == "all" || e.key == "any" || e.key == "atleast" || e.key == "of";
    });
    return all;
}

/// What is the same of two needs that ask for as many of the same members.
using Group = std::tuple<Need::Kind, int, std::vector<std::string_view>>;
Group group_of(const Need& n) {
    std::vector<std::string_view> members;
    for (const Ref& m : n.members) members.push_back(*m);
    std::sort(members.begin(), members.end());
    return {n.kind, n.at_least, std::move(members)};
}

/// A need of the same members is that need: what is said of it here, a tolerance, a chance, is set there.
template <class R>
void refine_needs(Reading& in, R& r, R& more) {
    std::map<Group, Need*> groups;
    for (Need& n : r.needs) groups.emplace(group_of(n), &n);
    std::erase_if(more.needs, [&](Need& n) {
        const auto same = groups.find(group_of(n));
        if (same == groups.end()) return false;
        Need* known = same->second;
        const Said says = told(n);
        for (const Said::Entry& e : told(*known).entries) {
            const Said* other = says.find(e.key);
            if (other == nullptr || e.key == "origin" || *other == e.value) continue;
            in.out.error(code::set_twice, n.at(),
                         fmt::format("{} of this need of {} is set a second time", in_quotes(e.key), in_quotes(r.id)),
                         "remove one of the two")
                .related.push_back({known->at(), "it is set here"});
            return true;
        }
        if (n.terms->tolerates.count() != 0) known->terms.set().tolerates = n.terms->tolerates;
        if (n.terms->chance) known->terms.set().chance = n.terms->chance;
        if (n.terms->failover) known->terms.set().failover = n.terms->failover;
        if (n.terms->impact) known->terms.set().impact = n.terms->impact;
        if (n.terms->calls != 1) known->terms.set().calls = n.terms->calls;
        if (n.terms->data) known->terms.set().data = n.terms->data;
        if (n.terms->clearance) known->terms.set().clearance = n.terms->clearance;
        if (!n.terms->origin || (known->terms->origin && static_cast<int>(*n.terms->origin) < static_cast<int>(*known->terms->origin)))
            known->terms.set().origin = n.terms->origin;  // the surest of the two; who says no more states it
        known->terms.set().at = n.at();
        return true;
    });
}

template <class R>
void annotate_record(Reading& in, Value v, R& r) {
    const Table<R>& t = table<R>();
    if (!expect_map(in, v)) return;
    for (const Value entry : v) {
        const Field<R>* f = find_field<R>(entry.key());
        if (f == nullptr) {
            unknown_key(in, entry, t.what, keys_of<R>());
        } else if (entry.is_null()) {
            no_value(in, entry);
        } else if (f->append != nullptr) {
            R more;
            f->load(in, entry, more);
            if constexpr (requires { r.needs; }) refine_needs(in, r, more);
            f->append(r, std::move(more));
        } else if (const auto at = is_placeholder(*f, r) ? std::nullopt : f->where(r)) {
            in.out
                .error(code::set_twice, entry.key_at(),
                       fmt::format("{} of {} is set a second time", in_quotes(entry.key()),
                                   in_quotes(r.id)),
                       "remove one of the two")
                .related.push_back({*at ? *at : r.at, "it is set here"});
        } else {
            f->load(in, entry, r);
        }
    }
}

void unknown_id(Reading& in, Value entry, const Landscape& l) {
    // Comparing with ten thousand ids takes its time: enough for the mistakes that are shown.
    constexpr std::size_t most_suggestions = 50;
    std::vector<std::string_view> known;
    const auto add = [&](const auto& map) {
        if (in.out.all.size() > most_suggestions) return;
        for (const auto& [id, record] : map) known.push_back(id);
    };
    add(l.components);
    add(l.processes);
    add(l.departments);
    add(l.suppliers);
    in.out.error(code::dangling_reference, entry.key_at(),
                 fmt::format("{} is annotated here but defined nowhere", in_quotes(entry.key())),
                 write_instead(entry.key(), known,
                               "define it as a component, process, department or supplier"));
}

}  // namespace

void annotate(Reading& in, Landscape& l) {
    for (const Value v : in.annotations) {
        if (!expect_map(in, v)) continue;
        for (const Value entry : v) {
            if (!in.goes_on(entry, 0)) return;
            const Id id(entry.key());
            const auto in_map = [&](auto& map) {
                const auto found = map.find(id);
                if (found == map.end()) return false;
                if (!entry.is_null() || no_value(in, entry))
                    annotate_record(in, entry, found->second);
                return true;
            };
            if (!in_map(l.components) && !in_map(l.processes) && !in_map(l.departments) &&
                !in_map(l.suppliers))
                unknown_id(in, entry, l);
        }
    }
    in.annotations.clear();
}

}  // namespace knockon

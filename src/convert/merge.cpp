#include "convert/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/codes.h"
#include "base/text.h"
#include "convert/few.h"
#include "convert/slug.h"
#include "model/component_fields.h"
#include "read/fields.h"

namespace knockon {
namespace {

/// What a source can state of a process but its needs.
auto fields_of_process(auto& p) {
    return std::tie(p.name, p.note, p.tags, p.links, p.source, p.active, p.people, p.mtpd, p.rto, p.rpo, p.grace,
                    p.target_unavailability, p.harm);
}
auto all_fields(Component& c) { return fields_of(c); }
auto all_fields(const Component& c) { return fields_of(c); }
auto all_fields(Process& p) { return fields_of_process(p); }
auto all_fields(const Process& p) { return fields_of_process(p); }

template <class T>
void fill(Stated<T>& field, const Stated<T>& more) {
    if (!field) field = more;
}
template <class T>
void fill(Seldom<T>& field, const Seldom<T>& more) {
    if (!field) field = more;
}
void fill(Rare<std::vector<std::string>>& words, const Rare<std::vector<std::string>>& more) {
    for (const std::string& w : *more)
        if (std::find(words->begin(), words->end(), w) == words->end()) words.set().push_back(w);
}
void fill(std::vector<Need>&, const std::vector<Need>&) {}  // one by one: see `needs`

/// Keys that tell sources apart, or are no matter of fact.
bool may_differ(std::string_view key) {
    for (const std::string_view k : {"source", "name", "note", "tags", "links", "needs"})
        if (key == k) return true;
    return false;
}

template <class Records>
std::map<std::string, Id> by_name(const Records& records) {
    std::map<std::string, Id> all;  // empty: several
    for (const auto& [id, record] : records) {
        const auto [at, fresh] = all.emplace(lower_case(record.name.value_or(id)), id);
        if (!fresh) at->second.clear();
    }
    return all;
}

/// Adds one draft to what there is.
class Merging {
  public:
    Merging(Draft& into, Draft more, Diagnostics& out) : into_(into), more_(std::move(more)), out_(out) {}

    void merge() {
        match(more_.landscape.components, into_.landscape.components);
        match(more_.landscape.processes, into_.landscape.processes);
        take_named(more_.landscape.departments, into_.landscape.departments, departments_);
        take_named(more_.landscape.suppliers, into_.landscape.suppliers, suppliers_);
        take(more_.landscape.components, into_.landscape.components);
        take(more_.landscape.processes, into_.landscape.processes);
        add_balance();
        std::move(more_.plan.begin(), more_.plan.end(), std::back_inserter(into_.plan));
    }

  private:
    bool is_taken(const Id& id) const {
        const Landscape& l = into_.landscape;
        return l.components.contains(id) || l.processes.contains(id) || l.departments.contains(id) ||
               l.suppliers.contains(id);
    }

    template <class Records>
    void match(const Records& more, const Records& there) {
        const std::map<std::string, Id> names = by_name(there);
        for (const auto& [id, record] : more) {
            const auto name = names.find(lower_case(record.name.value_or(id)));
            if (there.contains(id))
                same_[id] = id;
            else if (name != names.end() && !name->second.empty())
                same_[id] = name->second;
            else if (is_taken(id))  // by something of another kind
                renamed_[id] = free_id(id);
        }
    }

    Id free_id(const Id& id) const {
        for (int n = 2;; ++n)
            if (const Id other = fmt::format("{}-{}", id, n); !is_taken(other)) return other;
    }

    Id mapped(const Id& id) const {
        if (const auto same = same_.find(id); same != same_.end()) return same->second;
        const auto other = renamed_.find(id);
        return other == renamed_.end() ? id : other->second;
    }

    /// Departments and suppliers: the same by their id, which nothing of another kind may have.
    template <class Records>
    void take_named(Records& more, Records& there, std::map<Id, Id>& others) {
        for (auto& [id, record] : more) {
            if (there.contains(id)) continue;
            if (is_taken(id)) record.id = others[id] = free_id(id);
            there.emplace(record.id, record);
        }
    }
    static void follow(Ref& ref, const std::map<Id, Id>& others) {
        if (!ref) return;
        if (const auto other = others.find(*ref); other != others.end()) ref = Ref(other->second, ref.at);
    }
    void follow_named(Component& c) const {
        follow(c.owner, departments_);
        if (const auto other = c.supplier ? suppliers_.find(*c.supplier) : suppliers_.end(); other != suppliers_.end())
            c.supplier = other->second;
    }
    void follow_named(Process& p) const { follow(p.department, departments_); }

    template <class Records>
    void take(Records& more, Records& there) {
        for (auto& [id, record] : more) {
            follow_named(record);
            for (Need& n : record.needs)
                for (Ref& m : n.members) m = Ref(mapped(*m), m.at);
            const Id own = mapped(id);
            if (const auto same = same_.find(id); same != same_.end()) {
                again("element", id);
                add_to(there.at(own), record, id);
                continue;
            }
            record.id = own;
            if (auto guesses = more_.guesses.find(id); guesses != more_.guesses.end())
                into_.guesses[own] = std::move(guesses->second);
            if (auto version = more_.versions.find(id); version != more_.versions.end())
                into_.versions[own] = std::move(version->second);
            for (const Need& n : record.needs) carry_guess(id, own, n);
            there.emplace(own, std::move(record));
        }
    }

    void carry_guess(const Id& id, const Id& own, const Need& n) {
        const auto guesses = more_.needs_guessed.find(id);
        if (guesses == more_.needs_guessed.end()) return;
        for (const auto& [first, guess] : guesses->second)
            if (mapped(first) == *n.members.front()) into_.needs_guessed[own][mapped(first)] = guess;
    }

    /// What a later source says of a record that is there.
    template <class R>
    void add_to(R& record, const R& more, const Id& id) {
        for (const Field<R>& f : table<R>().fields) {
            if (f.say == nullptr || may_differ(f.key) || f.key == "department") continue;
            const auto first = f.say(record), then = f.say(more);
            static const R blank{};
            if (!first || !then || first == f.say(blank) || then == f.say(blank) || first == then) continue;
            disagree(record, more,
                     fmt::format("`{}` of `{}` is {} by one source, {} by a later one", f.key, record.id,
                                 flow_text(*first), flow_text(*then)));
        }
        std::apply(
            [&](auto&... field) {
                std::apply([&](const auto&... other) { (fill(field, other), ...); }, all_fields(more));
            },
            all_fields(record));
        if constexpr (std::is_same_v<R, Process>) {
            if (*record.department == unassigned)
                record.department = more.department;
            else if (*more.department != unassigned && *more.department != *record.department)
                disagree(record, more,
                         fmt::format("`{}` belongs to `{}` by one source, to `{}` by a later one", record.id,
                                     *record.department, *more.department));
        }
        for (const Need& n : more.needs) add_need(record, n, more, id);
    }

    const std::vector<Need>* needs_of(const Id& id) const {
        const Landscape& l = into_.landscape;
        if (const auto c = l.components.find(id); c != l.components.end()) return &c->second.needs;
        const auto p = l.processes.find(id);
        return p == l.processes.end() ? nullptr : &p->second.needs;
    }
    /// By member the last of the needs that name it; of a consumer of what there is, as more are added.
    using Places = std::unordered_map<Id, std::size_t>;
    static void note(std::size_t place, const Need& n, Places& places) {
        for (const Ref& m : n.members) places[*m] = place;
    }
    Places& places_of(const Id& consumer, const std::vector<Need>& needs) {
        const auto [own, anew] = places_.try_emplace(consumer);
        for (std::size_t i = 0; anew && i < needs.size(); ++i) note(i, needs[i], own->second);
        return own->second;
    }

    template <class R>
    void add_need(R& record, const Need& n, const R& more, const Id& id) {
        Places& places = places_of(record.id, record.needs);
        std::size_t last = 0;  // plus 1
        for (const Ref& m : n.members)
            if (const auto named = places.find(*m); named != places.end()) last = std::max(last, named->second + 1);
        if (last > 0) {
            Need* known = &record.needs[last - 1];
            for (const Ref& m : n.members) again("relation", record.id + " → " + *m);
            if (n.kind != known->kind || n.members != known->members || n.at_least != known->at_least)
                disagree(record, more,
                         fmt::format("`{}` needs {} by one source, {} by a later one", record.id, text_of(*known),
                                     text_of(n)));
            else if (known->terms->origin && (!n.terms->origin || static_cast<int>(*n.terms->origin) < static_cast<int>(*known->terms->origin)))
                known->terms.set().origin = n.terms->origin;  // the surest of them
            return;
        }
        for (const Ref& m : n.members) {
            const std::vector<Need>* theirs = needs_of(*m);
            if (theirs == nullptr || !places_of(*m, *theirs).contains(record.id)) continue;
            disagree(record, more,
                     fmt::format("`{0}` needs `{1}` by one source, `{1}` needs `{0}` by a later one", *m, record.id));
            for (const Ref& each : n.members) again("relation", record.id + " → " + *each);
            return;
        }
        note(record.needs.size(), n, places);
        record.needs.push_back(n);
        carry_guess(id, record.id, n);
    }

    /// "a", "one of a, b", "2 of a, b, c", "a, b".
    static std::string text_of(const Need& n) {
        std::string all;
        for (const Ref& m : n.members) all += (all.empty() ? "`" : ", `") + *m + "`";
        if (n.kind == Need::Kind::any) return "one of " + all;
        return n.kind == Need::Kind::atleast ? fmt::format("{} of {}", n.at_least, all) : all;
    }

    template <class R>
    void disagree(const R& record, const R& more, std::string message) {
        out_.warning(code::sources_disagree, more.at, std::move(message),
                     "the first is taken: give the source that is right first, or say it under `annotate`")
            .related.push_back({record.at, "the first says it here"});
    }

    void again(std::string_view what, const std::string& example) {
        Drop& d = dropped(what, "an earlier source has it");
        ++d.count;
        if (d.examples.size() < most_examples) d.examples.push_back(example);
    }
    Drop& dropped(std::string_view what, std::string_view reason) {
        std::vector<Drop>& all = into_.balance.dropped;
        for (Drop& d : all)
            if (d.what == what && d.reason == reason) return d;
        return all.emplace_back(Drop{what, std::string(reason), 0, {}});
    }

    void add_balance() {
        Balance& b = into_.balance;
        const Balance& m = more_.balance;
        b.elements += m.elements;
        b.relations += m.relations;
        for (const Drop& d : m.dropped) {
            Drop& sum = dropped(d.what, d.reason);
            sum.count += d.count;
            sum.examples.insert(sum.examples.end(), d.examples.begin(), d.examples.end());
        }
        std::stable_sort(b.dropped.begin(), b.dropped.end(),
                         [](const Drop& x, const Drop& y) { return x.what < y.what; });
        const Landscape& l = into_.landscape;
        b.components = l.components.size();
        b.processes = l.processes.size();
        b.suppliers = l.suppliers.size();
        b.needs = 0;
        const auto count = [&](const auto& records) {
            for (const auto& [id, record] : records)
                for (const Need& n : record.needs) b.needs += n.members.size();
        };
        count(l.components);
        count(l.processes);
    }

    Draft& into_;
    Draft more_;
    Diagnostics& out_;
    std::map<Id, Id> departments_, suppliers_;  // of the later draft, that are called otherwise in the whole
    std::unordered_map<Id, Places> places_;  // per consumer
    std::map<Id, Id> same_, renamed_;  // ids of the later draft → ids of the whole
};

}  // namespace

Draft merged(std::vector<Draft> drafts, Diagnostics& out) {
    Draft all = std::move(drafts.front());
    for (std::size_t i = 1; i < drafts.size(); ++i) Merging(all, std::move(drafts[i]), out).merge();
    return all;
}

}  // namespace knockon

// The after-landscape (model/change.h): every step tried in order, each as a whole or not at all.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

#include "base/codes.h"
#include "base/text.h"
#include "model/change.h"
#include "model/component_fields.h"
#include "model/references.h"

namespace knockon {
namespace {

constexpr std::size_t most_explained = 100;  // errors of a kind whose way out is looked for
constexpr unsigned consumers = Sort::component | Sort::process;

/// Copies the field where the step names it.
template <class T>
void take_named(Stated<T>& field, const Stated<T>& named) {
    if (named) field = named;
}
template <class T>
void take_named(Seldom<T>& field, const Seldom<T>& named) {
    if (named) field = named;
}
template <class T>
void take_named(Rare<std::vector<T>>& field, const Rare<std::vector<T>>& named) {
    if (!named->empty()) field = named;
}
template <class T>
void take_named(std::vector<T>& field, const std::vector<T>& named) {
    if (!named.empty()) field = named;
}

void take_named_fields(Component& c, const Component& step) {
    std::apply(
        [&](auto&... field) {
            std::apply([&](const auto&... named) { (take_named(field, named), ...); },
                       fields_of(step));
        },
        fields_of(c));
}

class Applying {
  public:
    Applying(const Landscape& before, const Change& change, Diagnostics& out)
        : after_(before), known_(after_), change_(change), out_(out) {
        for (const auto& [id, c] : after_.components) count(c.needs, 1);
        for (const auto& [id, p] : after_.processes) count(p.needs, 1);
    }

    Landscape result() {
        for (const Step& step : change_.steps) carry_out(step);
        drop_empty_needs();
        check_new_members();
        return std::move(after_);
    }

  private:
    using Gone = std::set<Id>;  // members that steps disconnected, of one need
    struct Places {             // of one consumer
        std::unordered_map<Id, std::vector<std::size_t>> of;  // the needs that have a member
        std::map<std::size_t, Gone> gone;  // per need: not yet taken out, which goes over all its members
    };

    void carry_out(const Step& step) {
        if (step.verb == Verb::add) return add(step);
        if (!target_exists(step)) return;
        switch (step.verb) {
            case Verb::migrate:
            case Verb::replace:
                return rebuild(step);
            case Verb::remove:
                return remove(step);
            case Verb::connect:
                return connect(step);
            case Verb::disconnect:
                return disconnect(step);
            case Verb::add:
            case Verb::update:
            case Verb::load:
                return;
        }
    }

    Position place(const Step& step) const { return step.target.at ? step.target.at : step.at; }

    bool target_exists(const Step& step) {
        const Id& id = *step.target;
        const bool takes_process = step.verb == Verb::connect || step.verb == Verb::disconnect;
        if (after_.components.contains(id)) return true;
        if (takes_process && after_.processes.contains(id)) return true;
        if (const auto gone = removed_.find(id); gone != removed_.end()) {
            out_.error(code::step_after_removal, place(step),
                       fmt::format("`{}` has been removed by an earlier step", id),
                       "change the order of the steps, or leave this one out")
                .related.push_back({gone->second, "removed here"});
            return false;
        }
        if (after_.processes.contains(id)) {
            out_.error(
                code::step_target_missing, place(step),
                fmt::format("`{}` is a process; only `connect` and `disconnect` take one", id));
            return false;
        }
        const unsigned wanted = takes_process ? consumers : static_cast<unsigned>(Sort::component);
        std::string help = known_.meant(id, wanted);
        if (help.empty())
            help = fmt::format("define it, or add it in a step before: `add: {{{}: …}}`", id);
        out_.error(code::step_target_missing, place(step),
                   fmt::format("the landscape has no component{} `{}` to {}",
                               takes_process ? " or process" : "", id, name(step.verb)),
                   std::move(help));
        return false;
    }

    void add(const Step& step) {
        const Id& id = *step.target;
        for (const Sort sort : {Sort::component, Sort::process, Sort::department, Sort::supplier}) {
            if (!known_.has(sort, id)) continue;
            Diagnostic& d =
                out_.error(code::step_id_exists, place(step),
                           fmt::format("`{}` exists already, as a {}", id, name(sort)),
                           sort == Sort::component
                               ? fmt::format("choose another id, or change it by `replace: {}`", id)
                               : "choose another id");
            if (const Position at = defined_at(sort, id)) d.related.push_back({at, "defined here"});
            return;
        }
        Component c = step.component;
        c.id = id;
        if (!c.at) c.at = place(step);
        count(c.needs, 1);
        remember_members(id, c.needs);
        after_.components.emplace(id, std::move(c));
        removed_.erase(id);
    }

    void rebuild(const Step& step) {
        settle(*step.target);
        Component& c = after_.components.at(*step.target);
        count(c.needs, -1);
        if (!step.component.needs.empty()) places_.erase(*step.target);
        take_named_fields(c, step.component);
        count(c.needs, 1);
        remember_members(*step.target, step.component.needs);
    }

    void remove(const Step& step) {
        const Id& id = *step.target;
        if (const auto use = uses_.find(id);
            use != uses_.end() && use->second > 0 && report_users(step, id))
            return;
        settle(id);
        count(after_.components.at(id).needs, -1);
        places_.erase(id);
        after_.components.erase(id);
        std::erase_if(after_.outages, [&](const KnownOutage& o) { return *o.component == id; });
        removed_[id] = place(step);
    }

    /// Names who still needs a component, itself apart; false if nobody does.
    bool report_users(const Step& step, const Id& id) {
        constexpr std::size_t most_shown = 5;
        settle(id);
        const Component& own = after_.components.at(id);
        int n = uses_.at(id);
        for (const Need& need : own.needs)
            n -= static_cast<int>(std::count_if(need.members.begin(), need.members.end(),
                                                [&](const Ref& m) { return *m == id; }));
        if (n == 0) return false;
        std::vector<Related> users;
        const auto look = [&](const Id& consumer, const std::vector<Need>& needs) {
            if (consumer == id) return;
            for (const Need& need : needs)
                for (const Ref& m : need.members)
                    if (*m == id && users.size() < most_shown)
                        users.push_back(
                            {m.at ? m.at : need.at(), fmt::format("`{}` needs it here", consumer)});
        };
        if (++still_needed_ <= most_explained) {
            for (const auto& [consumer, places] : places_) settle(consumer);
            for (const auto& [consumer, c] : after_.components) look(consumer, c.needs);
            for (const auto& [consumer, p] : after_.processes) look(consumer, p.needs);
        }
        out_.error(code::still_needed, place(step),
                   fmt::format("`{}` is removed but still needed, in {} place{}", id, n,
                               n == 1 ? "" : "s"),
                   fmt::format("before it: `disconnect: …, from: [{}]`", id))
            .related = std::move(users);
        return true;
    }

    /// As steps left them.
    std::vector<Need>& needs_of(const Id& id) {
        settle(id);
        return kept_needs_of(id);
    }
    /// With members that are gone but not yet taken out.
    std::vector<Need>& kept_needs_of(const Id& id) {
        const auto c = after_.components.find(id);
        return c != after_.components.end() ? c->second.needs : after_.processes.at(id).needs;
    }

    void connect(const Step& step) {
        std::vector<Need>& needs = kept_needs_of(*step.target);
        Places& places = places_of(*step.target);
        for (const Need& added : step.needs) {
            const std::size_t* same = find_same(added, needs, places);
            if (!same) continue;
            out_.error(code::already_needed, added.at() ? added.at() : place(step),
                       fmt::format("`{}` has this need already", *step.target),
                       "remove it from the step")
                .related.push_back({needs[*same].at(), "the need that is there"});
            return;
        }
        for (const Need& added : step.needs) {
            for (const Ref& m : added.members) places.of[*m].push_back(needs.size());
            needs.push_back(added);
        }
        count(step.needs, 1);
        remember_members(*step.target, step.needs);
    }

    /// Among the needs that share its least shared member; null if there is none.
    static const std::size_t* find_same(const Need& added, std::vector<Need>& needs, Places& places) {
        const std::vector<std::size_t>* fewest = nullptr;
        for (const Ref& m : added.members) {
            const auto all = places.of.find(*m);
            if (all == places.of.end()) return nullptr;
            if (!fewest || all->second.size() < fewest->size()) fewest = &all->second;
        }
        if (!fewest) return nullptr;
        const auto same = std::find_if(fewest->begin(), fewest->end(), [&](std::size_t i) {
            if (left(needs[i], places.gone[i]) != added.members.size()) return false;
            take_out(places.gone[i], needs[i]);
            return needs[i] == added;
        });
        return same == fewest->end() ? nullptr : &*same;
    }

    void disconnect(const Step& step) {
        std::vector<Need>& needs = kept_needs_of(*step.target);
        Places& places = places_of(*step.target);
        std::map<std::size_t, Gone> touched;
        bool fits = true;
        for (const Ref& gone : step.from) {
            bool found = false;
            const auto named = places.of.find(*gone);
            for (std::size_t k = 0; named != places.of.end() && k < named->second.size(); ++k) {
                const std::size_t i = named->second[k];
                const Need& need = needs[i];
                if (!touched[i].insert(*gone).second) continue;
                found = true;
                const std::size_t keeps = left(need, places.gone[i]) - touched[i].size();
                const auto wanted = static_cast<std::size_t>(need.at_least);
                if (need.kind == Need::Kind::all || keeps == 0 || wanted <= keeps) continue;
                fits = false;
                out_.error(
                        code::group_left_too_small, gone.at ? gone.at : place(step),
                        fmt::format("without `{}` the group keeps {} of the {} members it asks for",
                                    *gone, keeps, wanted),
                        "disconnect all of its members and connect what remains")
                    .related.push_back({need.at(), "the group"});
            }
            if (!found) fits = false, report_no_need(step, gone);
        }
        if (!fits) return;
        for (auto& [i, gone] : touched) {
            for (const Id& id : gone) --uses_[id];
            places.gone[i].merge(gone);
            if (needs[i].kind == Need::Kind::all)
                needs[i].at_least = static_cast<int>(left(needs[i], places.gone[i]));
        }
        for (const Ref& gone : step.from) places.of.erase(*gone);
    }

    static std::size_t left(const Need& need, const Gone& gone) {
        return need.members.size() - gone.size();
    }

    static void take_out(Gone& gone, Need& need) {
        if (gone.empty()) return;
        erase_if(need.members, [&](const Ref& m) { return gone.contains(*m); });
        gone.clear();
    }

    /// Takes out of its needs what steps disconnected.
    void settle(const Id& consumer) {
        const auto own = places_.find(consumer);
        if (own == places_.end()) return;
        for (auto& [i, gone] : own->second.gone) take_out(gone, kept_needs_of(consumer)[i]);
        own->second.gone.clear();
    }

    Places& places_of(const Id& consumer) {
        const auto [own, is_new] = places_.try_emplace(consumer);
        if (is_new) {
            const std::vector<Need>& needs = kept_needs_of(consumer);
            for (std::size_t i = 0; i < needs.size(); ++i)
                for (const Ref& m : needs[i].members) own->second.of[*m].push_back(i);
        }
        return own->second;
    }

    /// Needs that lost all their members stand until all steps are done.
    void drop_empty_needs() {
        for (const auto& [consumer, places] : places_)
            std::erase_if(needs_of(consumer), [](const Need& need) { return need.members.empty(); });
    }

    void report_no_need(const Step& step, const Ref& gone) {
        out_.error(code::not_a_need, gone.at ? gone.at : place(step),
                   fmt::format("`{}` is no need of `{}` itself", *gone, *step.target),
                   ++without_need_ > most_explained ? "name a member of its own `needs`"
                                                    : needs_to_name(*step.target, *gone));
    }

    std::string needs_to_name(const Id& consumer, const Id& gone) {
        std::vector<std::string_view> own;
        for (const Need& need : needs_of(consumer))
            for (const Ref& m : need.members) own.push_back(*m);
        if (const auto meant = closest(gone, own)) return fmt::format("write `{}`", *meant);
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end()), own.end());
        constexpr std::size_t most_listed = 8;
        if (own.empty()) return fmt::format("`{}` needs nothing by itself", consumer);
        if (own.size() <= most_listed) return fmt::format("its own needs are {}", fmt::join(own, ", "));
        return "name a member of its own `needs`";
    }

    /// Members that steps brought in must exist once all steps are done: an added component may
    /// need one that a later step adds.
    void check_new_members() {
        for (const Id& consumer : touched_) {
            if (!known_.has(Sort::component, consumer) && !known_.has(Sort::process, consumer))
                continue;
            for (const Need& need : needs_of(consumer))
                for (const Ref& m : need.members)
                    if (new_members_.contains(*m)) check_member(m);
        }
    }

    void check_member(const Ref& m) {
        const auto gone = removed_.find(*m);
        if (gone == removed_.end()) {
            known_.check(m, consumers, "is needed here", out_);
            return;
        }
        out_.error(code::step_after_removal, m.at,
                   fmt::format("`{}` is needed here but removed by another step", *m),
                   "keep it, or need something else")
            .related.push_back({gone->second, "removed here"});
    }

    void remember_members(const Id& consumer, const std::vector<Need>& needs) {
        if (!needs.empty()) touched_.insert(consumer);
        for (const Need& need : needs)
            for (const Ref& m : need.members) new_members_.insert(*m);
    }

    void count(std::span<const Need> needs, int by) {
        for (const Need& need : needs)
            for (const Ref& m : need.members) uses_[*m] += by;
    }

    Position defined_at(Sort sort, const Id& id) const {
        switch (sort) {
            case Sort::component:
                return after_.components.at(id).at;
            case Sort::process:
                return after_.processes.at(id).at;
            case Sort::department:
                return after_.departments.at(id).at;
            case Sort::supplier:
                return after_.suppliers.at(id).at;
            case Sort::calendar:
            case Sort::freeze:
                break;
        }
        return {};
    }

    Landscape after_;
    References known_;  // of `after_`, as it stands
    const Change& change_;
    Diagnostics& out_;
    std::unordered_map<Id, Places> places_;  // of consumers that steps connect or disconnect
    std::size_t without_need_ = 0, still_needed_ = 0;
    std::unordered_map<Id, int> uses_;  // how often anyone needs an id, so that `remove` is cheap
    std::map<Id, Position> removed_;
    std::set<Id> touched_, new_members_;  // consumers with needs from a step, and their members
};

}  // namespace

Landscape apply(const Landscape& landscape, const Change& change, Diagnostics& out) {
    return Applying{landscape, change, out}.result();
}

}  // namespace knockon

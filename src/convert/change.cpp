#include "convert/change.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "convert/by_source.h"
#include "read/fields.h"

namespace knockon {
namespace {

using Ids = std::set<Id>;

Step step(Verb verb, const Id& id, std::string note = {}) {
    Step s;
    s.verb = verb;
    s.target = Ref(id);
    if (!note.empty()) s.note = std::move(note);
    return s;
}

/// Ids of `all` so that each comes after those of them that it needs; of a circle as met.
/// Iterative.
std::vector<Id> needs_first(const Ids& all, const Landscape& l) {
    std::vector<Id> order;
    Ids met;
    for (const Id& start : all) {
        std::vector<std::pair<Id, bool>> open{{start, false}};
        while (!open.empty()) {
            const auto [id, done] = open.back();
            open.pop_back();
            if (done) {
                order.push_back(id);
                continue;
            }
            if (!met.insert(id).second) continue;
            open.emplace_back(id, true);
            const auto found = l.components.find(id);
            if (found == l.components.end()) continue;
            for (const Need& n : found->second.needs)
                for (const Ref& m : n.members)
                    if (all.contains(*m) && !met.contains(*m)) open.emplace_back(*m, false);
        }
    }
    return order;
}

/// Drops references that nobody defines; a step can bring no supplier and no department.
void keep_known(Component& c, const Landscape& before, const Ids& added,
                std::vector<std::string>& remarks) {
    if (c.owner && !before.departments.contains(*c.owner)) {
        remarks.push_back(
            fmt::format("{}: the department {} is not in the landscape", c.id, *c.owner));
        c.owner = {};
    }
    if (c.supplier && !before.suppliers.contains(*c.supplier)) {
        remarks.push_back(
            fmt::format("{}: the supplier {} is not in the landscape", c.id, *c.supplier));
        c.supplier = {};
    }
    for (Need& n : c.needs) {
        erase_if(n.members, [&](const Ref& m) {
            const bool unknown = !has(before, *m) && !added.contains(*m);
            if (unknown)
                remarks.push_back(
                    fmt::format("{} needs {}, which is not in the landscape", c.id, *m));
            return unknown;
        });
        const int members = static_cast<int>(n.members.size());
        if (n.kind == Need::Kind::all) n.at_least = members;
        n.at_least = std::min(n.at_least, members);
    }
    std::erase_if(c.needs, [](const Need& n) { return n.members.empty(); });
}

/// The fields that a `replace` names, where they say something else than before.
std::optional<Component> replaced(const Component& before, const Component& after) {
    Component named;
    bool any = false;
    const auto take = [&](auto field) {
        if (!(after.*field) || before.*field == after.*field) return;
        named.*field = after.*field;
        any = true;
    };
    const auto take_more = [&](auto field) {
        const auto& is = (*after.more).*field;
        if (!is || (*before.more).*field == is) return;
        named.more.set().*field = is;
        any = true;
    };
    take(&Component::kind);
    take(&Component::owner);
    take_more(&Particulars::sourcing);
    take(&Component::supplier);
    take_more(&Particulars::technologies);
    take_more(&Particulars::data);
    take_more(&Particulars::exposed);
    take_more(&Particulars::site);
    take_more(&Particulars::network);
    return any ? std::optional(std::move(named)) : std::nullopt;
}

class Between {
  public:
    Between(const Draft& before, const Draft& after)
        : old_(before.landscape), new_(after.landscape), before_(before), after_(after) {}

    ChangeDraft draft() {
        additions();
        for (const auto& [id, c] : new_.components)
            if (const auto was = old_.components.find(id); was != old_.components.end()) {
                differences(id, was->second, c);
                names(id, was->second, c);
            }
        for (const auto& [id, p] : new_.processes)
            if (const auto was = old_.processes.find(id); was != old_.processes.end()) {
                needs(id, was->second.needs, p.needs);
                names(id, was->second, p);
            } else
                remark(fmt::format("{} is a new process: write it into the landscape", id));
        for (const auto& [id, p] : old_.processes)
            if (!new_.processes.contains(id))
                remark(fmt::format("the process {} is gone: take it out of the landscape", id));
        add_steps(disconnects_);
        add_steps(connects_);
        removals();
        return std::move(draft_);
    }

  private:
    void remark(std::string text) { draft_.remarks.push_back(std::move(text)); }
    void add_steps(std::vector<Step>& steps) {
        for (Step& s : steps) draft_.change.steps.push_back(std::move(s));
    }

    void additions() {
        Ids added;
        for (const auto& [id, c] : new_.components)
            if (!old_.components.contains(id)) added.insert(id);
        for (const Id& id : needs_first(added, new_)) {
            Step s = step(Verb::add, id);
            s.component = new_.components.at(id);
            keep_known(s.component, old_, added, draft_.remarks);
            draft_.change.steps.push_back(std::move(s));
        }
    }

    void differences(const Id& id, const Component& was, const Component& is) {
        const auto version = [&](const Draft& d) {
            const auto found = d.versions.find(id);
            return found == d.versions.end() ? std::string() : found->second;
        };
        if (auto named = replaced(was, is)) {
            Step s = step(Verb::replace, id);
            s.component = std::move(*named);
            keep_known(s.component, old_, {}, draft_.remarks);
            draft_.change.steps.push_back(std::move(s));
        } else if (version(before_) != version(after_)) {
            draft_.change.steps.push_back(step(Verb::update, id));
        }
        needs(id, was.needs, is.needs);
        for (const Field<Component>& f : table<Component>().fields) {
            if (f.say == nullptr || no_step_names(f.key)) continue;
            const auto now = f.say(is), then = f.say(was);
            if (now != then)
                remark(fmt::format("{}: `{}` is {}, was {}; no step does that, write it into the landscape", id, f.key,
                                   now ? flow_text(*now) : "not said", then ? flow_text(*then) : "not said"));
        }
    }

    /// What a step says itself, and what is no matter of fact.
    static bool no_step_names(std::string_view key) {
        constexpr std::array<std::string_view, 16> known = {
            "kind", "owner", "sourcing", "supplier", "technologies", "data", "exposed",  "site",
            "network", "needs", "name", "note", "tags", "links", "source", "verified"};
        return std::find(known.begin(), known.end(), key) != known.end();
    }

    /// How a need is known is not what a change does.
    static bool says_same(Need a, Need b) {
        a.terms.set().origin = b.terms.set().origin = {};
        return a == b;
    }

    void needs(const Id& id, const std::vector<Need>& was, const std::vector<Need>& is) {
        const auto in = [](const Need& n, const std::vector<Need>& all) {
            return std::any_of(all.begin(), all.end(),
                               [&](const Need& o) { return says_same(n, o); });
        };
        Step off = step(Verb::disconnect, id), on = step(Verb::connect, id);
        for (const Need& n : was)
            if (!in(n, is))
                for (const Ref& m : n.members) off.from.push_back(m);
        for (const Need& n : is)
            if (!in(n, was)) on.needs.push_back(n);
        if (!off.from.empty()) disconnects_.push_back(std::move(off));
        if (!on.needs.empty()) connects_.push_back(std::move(on));
    }

    void names(const Id& id, const Labels& was, const Labels& is) {
        if (was.name == is.name) return;
        ++draft_.renamed;
        remark(fmt::format("{} is called {}, was {}: a name puts nothing at risk", id, in_quotes(is.name.value_or(id)),
                           in_quotes(was.name.value_or(id))));
    }

    void removals() {
        Ids gone;
        for (const auto& [id, c] : old_.components)
            if (!new_.components.contains(id)) gone.insert(id);
        std::vector<Id> order = needs_first(gone, old_);
        std::reverse(order.begin(), order.end());
        for (const Id& id : order) draft_.change.steps.push_back(step(Verb::remove, id));
    }

    const Landscape &old_, &new_;
    const Draft &before_, &after_;
    ChangeDraft draft_;
    std::vector<Step> disconnects_, connects_;
};

/// Consumers that the plan has, too, say no more that they need what goes. What else needs it (processes, what another
/// source says) is for people to decide: to leave those out would call a loss a relief.
void disconnect_from(const Ids& gone, const Landscape& before, const Landscape& planned, ChangeDraft& draft) {
    const auto look = [&](const auto& records, const auto& in_plan) {
        for (const auto& [id, record] : records) {
            if (gone.contains(id)) continue;
            Step s = step(Verb::disconnect, id);
            for (const Need& n : record.needs)
                for (const Ref& m : n.members)
                    if (gone.contains(*m)) s.from.push_back(Ref(*m));
            if (!s.from.empty() && in_plan(id)) {
                draft.change.steps.push_back(std::move(s));
                continue;
            }
            for (const Ref& m : s.from)
                draft.remarks.push_back(fmt::format(
                    "{0} needs {1}, which the plan removes: say what takes its place, or `disconnect: {0}, from: [{1}]` before",
                    id, *m));
        }
    };
    look(before.components, [&](const Id& id) { return planned.components.contains(id); });
    look(before.processes, [](const Id&) { return false; });
}

}  // namespace

ChangeDraft change_between(const Draft& before, const Draft& after) {
    return Between(before, after).draft();
}

ChangeDraft change_of_plan(const Draft& planned, const Landscape& before) {
    ChangeDraft draft;
    const bool alone = before.components.empty();
    const std::map<std::string, Id> here = ids_by_source(before), there = ids_by_source(planned.landscape);
    std::map<Id, const PlannedStep*> touched;
    Ids added, gone;
    for (const PlannedStep& s : planned.plan) {
        const auto in_before = here.find(s.id), in_plan = there.find(s.id);
        const bool known = in_before != here.end(), several = known && in_before->second.empty();
        if (several || (!known && (in_plan == there.end() || (s.verb != Verb::add && !alone)))) {
            draft.remarks.push_back(fmt::format(
                "{} {}: {}, so in no step", name(s.verb), s.id,
                several ? "several in the landscape have this source" : "not in the landscape"));
            continue;
        }
        const Id id = known ? in_before->second : in_plan->second;
        touched[id] = &s;
        if (s.verb == Verb::add && !known) added.insert(id);
        if (s.verb == Verb::remove) gone.insert(id);
    }
    Ids all;
    for (const auto& [id, s] : touched) all.insert(id);
    for (const Id& id : needs_first(all, planned.landscape)) {
        const PlannedStep& s = *touched.at(id);
        if (gone.contains(id)) continue;
        if (added.contains(id)) {
            Step add = step(Verb::add, id, s.note);
            add.component = planned.landscape.components.at(id);
            if (!alone) keep_known(add.component, before, added, draft.remarks);
            draft.change.steps.push_back(std::move(add));
        } else if (s.verb == Verb::replace) {
            Step replace =
                step(Verb::replace, id, s.note.empty() ? "destroyed and created anew" : s.note);
            const Landscape& l = before.components.contains(id) ? before : planned.landscape;
            const Component& c = l.components.at(id);
            replace.component.kind = c.kind.value_or("application");
            draft.change.steps.push_back(std::move(replace));
        } else {
            const bool there_already = s.verb == Verb::add;
            draft.change.steps.push_back(step(
                Verb::update, id,
                there_already && s.note.empty() ? "created, though the landscape has it" : s.note));
        }
    }
    disconnect_from(gone, before, planned.landscape, draft);
    std::vector<Id> order = needs_first(gone, before);
    std::reverse(order.begin(), order.end());
    for (const Id& id : order)
        draft.change.steps.push_back(step(Verb::remove, id, touched.at(id)->note));
    return draft;
}

Said document(const ChangeDraft& draft) {
    Said all = said(draft.change);
    all.entries.insert(all.entries.begin(), {"knockon", Said::of("change/1")});
    all.comments = draft.remarks;
    return all;
}

}  // namespace knockon

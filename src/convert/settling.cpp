// From what was read to a landscape.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <numeric>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "convert/core.h"
#include "convert/pairs.h"
#include "convert/slug.h"

namespace knockon {
namespace {

constexpr std::string_view arrow = " → ";

/// The reasons that hold for all formats, in the order in which they are tried.
constexpr std::string_view reason_unknown = "relation of unknown meaning", reason_none = "no need",
                           reason_end = "end not there", reason_twice = "name used twice",
                           reason_self = "self",
                           reason_process = "a component would need a process",
                           reason_again = "duplicate";

}  // namespace

class Settling {
  public:
    using Number = std::uint32_t;

    Settling(Core& core, Diagnostics& out) : core_(core), out_(out) {}

    Draft settle() {
        if (!core_.templates_.empty())
            out_.error(code::bad_import, core_.first_template_,
                       fmt::format("a template that nobody has filled in: {}", first_few(core_.templates_, most_examples)),
                       "give what its tool makes of it; of a Helm chart, what `helm template` prints");
        core_.known_.resize(core_.words_.size());
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
    using Tie = Core::Tie;
    /// What is left of a tie: which element needs which.
    struct Link {
        Number who, what;
        bool any;
        const Tie* tie;
    };
    /// Of one consumer.
    struct Group {
        std::optional<std::pair<bool, Number>> key = {};  // by group or by type, and its word; one alone: none
        int at_least = 1;
        Number first = Core::none;  // rank of its first member
    };
    struct Member {
        Number group;
        const Link* link;
    };
    struct Question {
        std::size_t count = 0;
        std::vector<std::string> examples;
        Position at;
    };

    void name_all() {
        std::vector<Named> all;
        all.reserve(core_.elements_.size());
        for (Element& e : core_.elements_) {
            const Labels& l = e.record.labels();
            all.push_back({!e.called.empty() ? std::string_view(e.called) : l.name ? std::string_view(*l.name) : e.id, e.id});
            if (!core_.kept_.empty())
                if (const auto kept = core_.kept_.find(source_of(e)); kept != core_.kept_.end())
                    all.back().fixed = kept->second;
            if (!e.supplier.empty()) core_.supplier(e.supplier, e.supplier);
            if (!e.owner.empty()) core_.owner(e.owner, e.owner);
        }
        std::deque<std::string> texts;
        for (std::size_t i = 0; i < core_.elements_.size(); ++i)
            for (int n = 1; n <= instances(i); ++n)
                all.push_back({texts.emplace_back(fmt::format("{} {}", all[i].fixed.empty() ? all[i].name : all[i].fixed, n)),
                               texts.emplace_back(fmt::format("{} {}", all[i].source, n))});
        for (const auto& [key, name] : core_.suppliers_) all.push_back({name, key, "supplier"});
        for (const auto& [key, name] : core_.owners_) all.push_back({name, key, "department"});
        std::vector<std::string> ids = ids_for(all);
        std::size_t i = core_.elements_.size();
        ids_.assign(std::move_iterator(ids.begin()), std::move_iterator(ids.begin() + static_cast<std::ptrdiff_t>(i)));
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
        std::string source(core_.format_);
        source += ':';
        return source += e.shared_id.empty() ? e.id : e.shared_id;
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

    Meaning meaning(std::string_view type) const {
        if (const auto mapped = core_.mapped_.find(type); mapped != core_.mapped_.end()) return mapped->second;
        const RelationRule* known = rule(type);
        return known == nullptr ? Meaning::ask : known->meaning;
    }

    std::string_view word(Number n) const { return core_.words_[n]; }

    void drop(const Tie& t, std::string_view reason) {
        if (Drop& d = core_.count("relation", reason); d.wants_examples()) d.example(shown(t));
    }
    std::string shown(const Tie& t) const { return fmt::format("{}{}{}", word(t.from), arrow, word(t.to)); }

    /// An example with names in place of the ids of the source.
    std::string by_name(std::string_view example) const {
        const std::size_t to = example.find(arrow);
        if (to != example.npos)
            return fmt::format("{}{}{}", by_name(example.substr(0, to)), arrow, by_name(example.substr(to + arrow.size())));
        if (const auto named = core_.known_as_.find(example); named != core_.known_as_.end()) return named->second;
        const Element* element = core_.find(example);
        return element == nullptr ? std::string(example) : element->record.labels().name.value_or(std::string(example));
    }

    void connect() {
        std::unordered_map<Number, Meaning> meanings;  // by word
        Pairs pairs(core_.ties_.size());
        links_.reserve(core_.ties_.size());
        for (const Tie& t : core_.ties_) {
            const auto [at, fresh] = meanings.try_emplace(t.type);
            if (fresh) at->second = meaning(word(t.type));
            const Meaning m = at->second;
            if (m == Meaning::ask) {
                wonder(t);
                continue;
            }
            if (m == Meaning::none) {
                const std::string_view type = word(t.type);
                drop(t, type.empty() ? std::string(reason_none) : fmt::format("{}: {}", reason_none, type));
                continue;
            }
            const bool swap = m == Meaning::needed_by;
            const auto who = end(t, swap ? t.to : t.from);
            const auto what = who ? end(t, swap ? t.from : t.to) : std::nullopt;
            if (!who || !what) continue;
            if (*who == *what) {
                drop(t, reason_self);
            } else if (core_.elements_[*what].is_process() && !core_.elements_[*who].is_process()) {
                drop(t, reason_process);
            } else if (!pairs.add(*who, *what)) {
                drop(t, reason_again);
            } else {
                links_.push_back({*who, *what, m == Meaning::any, &t});
            }
        }
        core_.balance_.needs = links_.size();
        by_consumer();
    }

    /// Those of one consumer together, in the order in which they came.
    void by_consumer() {
        first_link_.assign(core_.elements_.size() + 1, 0);
        for (const Link& l : links_) ++first_link_[l.who + 1];
        std::partial_sum(first_link_.begin(), first_link_.end(), first_link_.begin());
        std::vector<Number> next(first_link_.begin(), first_link_.end() - 1);
        std::vector<Link> sorted(links_.size());
        for (const Link& l : links_) sorted[next[l.who]++] = l;
        links_ = std::move(sorted);
    }
    std::span<const Link> links_of(Number who) const {
        return {links_.data() + first_link_[who], links_.data() + first_link_[who + 1]};
    }

    /// The word of the id that an end stands for, which may be a name: exactly, else whatever the case of its letters.
    Number meant(Number end) {
        const Core::Known& k = core_.known_[end];
        if (k.element != Core::none || k.left_out != Core::none) return end;
        if (k.named != Core::none) return k.named;
        if (called_lower_.empty())
            for (const Number name : core_.called_) {
                const Number id = core_.known_[name].named;
                const auto [at, fresh] = called_lower_.emplace(lower_case(word(name)), id);
                if (!fresh && at->second != id) at->second = Core::several;
            }
        const auto other = called_lower_.empty() ? called_lower_.end() : called_lower_.find(lower_case(word(end)));
        return other == called_lower_.end() ? end : other->second;
    }

    std::optional<Number> end(const Tie& t, Number written) {
        const Number id = meant(written);
        if (id == Core::several) {
            drop(t, reason_twice);
            return std::nullopt;
        }
        const Core::Known& k = core_.known_[id];
        if (k.element != Core::none) return k.element;
        drop(t, k.left_out == Core::none || word(k.left_out).empty() ? reason_end : word(k.left_out));
        return std::nullopt;
    }

    void wonder(const Tie& t) {
        Question& q = questions_[std::string(word(t.type))];
        if (q.count++ == 0) q.at = t.at;
        if (q.examples.size() < most_examples) q.examples.push_back(shown(t));
        drop(t, reason_unknown);
    }

    /// Needs in order of their first members; a group of one is that one.
    std::vector<Need> needs_of(Number who) {
        const std::span<const Link> links = links_of(who);
        members_.clear();
        groups_.clear();
        of_several_.clear();
        for (const Link& l : links) {
            const Number group = group_of(l);
            groups_[group].first = std::min(groups_[group].first, rank_[l.what]);
            members_.push_back({group, &l});
        }
        std::sort(members_.begin(), members_.end(), [&](const Member& a, const Member& b) {
            const Number x = groups_[a.group].first, y = groups_[b.group].first;
            return x != y ? x < y : rank_[a.link->what] < rank_[b.link->what];
        });
        std::vector<Need> needs;
        needs.reserve(groups_.size());
        for (std::size_t i = 0; i < members_.size();) {
            std::size_t end = i + 1;
            while (end < members_.size() && members_[end].group == members_[i].group) ++end;
            needs.push_back(need_of(who, {members_.data() + i, end - i}));
            i = end;
        }
        return needs;
    }

    /// Where a need of several goes that are alike by their group, else by their type; one alone has a group of its own.
    Number group_of(const Link& l) {
        const bool grouped = l.tie->group != 0;
        if (!grouped && !l.any) {
            groups_.push_back({});
        } else {
            const std::pair key(grouped, grouped ? l.tie->group : l.tie->type);
            for (const Number known : of_several_)  // as many as there are words for it: few
                if (groups_[known].key == key) {
                    groups_[known].at_least = l.tie->at_least;
                    return known;
                }
            of_several_.push_back(static_cast<Number>(groups_.size()));
            groups_.push_back({.key = key, .at_least = l.tie->at_least});
        }
        return static_cast<Number>(groups_.size() - 1);
    }

    /// Members in order; what is guessed of any is said of all.
    Need need_of(Number who, std::span<const Member> members) {
        Need n;
        for (const Member& m : members) n.members.emplace_back(ids_[m.link->what], m.link->tie->at);
        const Group& g = groups_[members.front().group];
        const int all = static_cast<int>(members.size());
        n.kind = !g.key || g.at_least >= all ? Need::Kind::all : g.at_least > 1 ? Need::Kind::atleast : Need::Kind::any;
        n.at_least = n.kind == Need::Kind::all ? all : g.at_least;
        // The least certain of the members is what can be said of the group.
        for (const Member& m : members) {
            const Tie& t = *m.link->tie;
            if (t.origin != Origin::stated &&
                (!n.terms->origin || static_cast<int>(*n.terms->origin) < static_cast<int>(t.origin)))
                n.terms.set().origin = t.origin;
            if (t.guess == 0) continue;
            std::string& said = draft_.needs_guessed[ids_[who]][*n.members.front()];
            if (said.find(word(t.guess)) == said.npos) said.append(said.empty() ? "" : "; ").append(word(t.guess));
        }
        return n;
    }

    void write_elements() {
        std::vector<Number> order(core_.elements_.size());
        std::iota(order.begin(), order.end(), Number{0});
        std::sort(order.begin(), order.end(), [&](Number a, Number b) { return ids_[a] < ids_[b]; });
        rank_.resize(order.size());
        for (Number i = 0; i < order.size(); ++i) rank_[order[i]] = i;
        for (const Number i : order) {
            Element& e = core_.elements_[i];
            const Id& id = ids_[i];
            if (!e.version.empty()) draft_.versions.emplace_hint(draft_.versions.end(), id, std::move(e.version));
            if (!e.guesses.empty()) draft_.guesses.emplace_hint(draft_.guesses.end(), id, std::move(e.guesses));
            const auto common = [&](auto& record) {
                record.id = id;
                record.at = e.at;
                record.source = source_of(e);
                record.needs = needs_of(i);
            };
            if (e.is_process()) {
                common(e.record.process());
                e.record.process().department = Ref(department_of(e));
            } else {
                Component& c = e.record.component();
                common(c);
                if (!e.owner.empty()) c.owner = Ref(owners_[e.owner]);
                if (!e.supplier.empty()) c.supplier = Ref(suppliers_[e.supplier]);
                if (!instances_[i].empty()) write_instances(c, instances_[i], e.at_least);
            }
            std::move(e.record).move_to(draft_.landscape, id);
        }
    }

    /// What does the work are its instances, of which one must be up; what they all need is said
    /// once, by what they are instances of.
    void write_instances(Component& c, const std::vector<Id>& ids, int at_least) {
        Need one;
        one.kind = at_least == 1 ? Need::Kind::any : Need::Kind::atleast;
        one.at_least = at_least;
        one.terms.set().origin = Origin::guessed;
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
    std::vector<Id> ids_;                           // by element
    std::map<std::string, Id> owners_, suppliers_;  // by key
    std::vector<std::vector<Id>> instances_;        // by element
    std::vector<Link> links_;
    std::vector<Number> first_link_;  // by consumer
    std::vector<Number> rank_;        // by element: its place in the order of ids
    std::vector<Group> groups_;       // of the consumer in hand, as the next
    std::vector<Member> members_;
    std::vector<Number> of_several_;  // groups
    std::unordered_map<std::string, Number> called_lower_;  // only looked up
    std::map<std::string, Question> questions_;
};

Draft Core::settle(Diagnostics& out) && { return Settling(*this, out).settle(); }

}  // namespace knockon

#include "assess/sign_off.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

#include "assess/answer/verdict.h"
#include "assess/answer/wording.h"
#include "assess/schedule/schedule.h"
#include "base/codes.h"
#include "base/text.h"
#include "risk/draws.h"

namespace knockon {
namespace {

constexpr double rare_overload = 0.05;  // as finding A03 has it

/// The list while it is being made.
class SignOffs {
  public:
    SignOffs(const Study& study, const Policy& policy,
             const std::vector<DepartmentFigures>& departments)
        : before_(*study.before),
          after_(*study.after),
          change_(*study.change),
          names_(study.names),
          policy_(policy),
          departments_(departments),
          touched_(touched_parts(before_, after_, change_)),
          overloaded_(overloaded(study)) {
        for (const Part& part : touched_) {
            for (const Id& id : part.departments) owned_[id].push_back(part.id);
            for (const auto& kind : part.kinds) of_kind_[kind].push_back(part.id);
        }
    }

    std::vector<SignOff> make() {
        for (const DepartmentFigures& d : departments_) department(d);
        suppliers();
        for (const SignOffRule& rule : policy_.sign_off) role(rule);
        return std::move(all_);
    }

  private:
    void add(SignOff::Kind kind, const std::string& who, std::string name,
             std::vector<std::string> reasons) {
        if (reasons.empty()) return;
        const auto [place, anew] = place_.try_emplace({kind, who}, all_.size());
        if (anew) return all_.push_back({kind, who, std::move(name), std::move(reasons), false, {}});
        std::move(reasons.begin(), reasons.end(), std::back_inserter(all_[place->second].reasons));
    }

    void department(const DepartmentFigures& d) {
        std::vector<std::string> reasons;
        if (change_.sponsor && *change_.sponsor == d.id) reasons.emplace_back("sponsor");
        // Where the excess is accepted, that has been agreed to already.
        if (d.verdict == Verdict::exceeds && !d.accepted)
            reasons.emplace_back("exceeds");
        if (d.verdict == Verdict::undetermined && !d.accepted)
            reasons.emplace_back("cannot tell whether it exceeds what it accepts");
        const double loss = d.loss.mean.value;
        const bool said = !reasons.empty() && reasons.back() != "sponsor";
        if (!said && loss > 0 && loss >= policy_.thresholds.material_loss)
            reasons.push_back("bears an expected loss of " + money_text(loss, before_.currency.value_or("")));
        if (const auto owned = owned_.find(d.id); owned != owned_.end())
            reasons.push_back("owns " + names_(owned->second));
        if (const auto overloaded = overloaded_.find(d.id); overloaded != overloaded_.end())
            reasons.push_back("owns " + names_(overloaded->second) + ", which may get more than " +
                              (overloaded->second.size() == 1 ? "it carries" : "they carry"));
        add(SignOff::Kind::department, d.id, d.name.empty() ? d.id : d.name, std::move(reasons));
    }

    /// Of each owner, what gets more than its capacity in more than 1 of 20 peaks.
    static std::map<Id, std::vector<Id>> overloaded(const Study& study) {
        const Transition& t = study.transition;
        std::set<Id> all;
        for (const OverloadRisk& risk : t.timed.overloads)
            if (normal_distribution(-risk.threshold.back()) > rare_overload)
                all.insert(t.with.graph->names[t.with.node[risk.place]]);
        std::map<Id, std::vector<Id>> by_owner;
        for (const Id& id : all)
            if (const Component& c = study.after->components.at(id); c.owner) by_owner[*c.owner].push_back(id);
        return by_owner;
    }

    static std::set<Id> suppliers_of(const Landscape& l) {
        std::set<Id> all;
        for (const auto& [id, c] : l.components)
            if (c.supplier) all.insert(*c.supplier);
        return all;
    }

    void suppliers() {
        const std::set<Id> old = suppliers_of(before_);
        std::map<Id, std::vector<Id>> touched;
        for (const Part& part : touched_)
            for (const Id& supplier : part.suppliers) touched[supplier].push_back(part.id);
        for (const auto& [id, components] : touched) {
            const auto s = after_.suppliers.find(id);
            if (s == after_.suppliers.end()) continue;
            add(SignOff::Kind::supplier, id, s->second.name.value_or(id),
                {(old.contains(id) ? "supplies " : "new supplier of ") +
                 names_(components)});
        }
    }

    void role(const SignOffRule& rule) {
        std::vector<std::string> reasons;
        if (rule.data) {
            const auto [known, anew] = receiving_.try_emplace(*rule.data);
            if (anew) known->second = receiving(*rule.data);
            const std::vector<Id>& flows = known->second;
            if (flows.empty()) return;
            reasons.push_back(
                fmt::format("{} data flows anew: {}", name(*rule.data), names_(flows)));
        }
        if (rule.type) {
            if (change_.type.value_or(ChangeType::normal) != *rule.type) return;
            reasons.push_back(fmt::format("{} change", name(*rule.type)));
        }
        if (rule.kind) {
            const auto of_kind = of_kind_.find(*rule.kind);
            if (of_kind == of_kind_.end()) return;
            reasons.push_back(fmt::format("touches {}", names_(of_kind->second)));
        }
        add(SignOff::Kind::role, rule.who, rule.who, std::move(reasons));
    }

    /// What holds data of this class or above, or is handed it, and was not before.
    std::vector<Id> receiving(DataClass least) const {
        std::set<Id> had = holders(before_, least), anew;
        for (const Id& id : holders(after_, least))
            if (!had.contains(id)) anew.insert(id);
        return {anew.begin(), anew.end()};
    }

    /// Components that hold such data, or need a connection that carries it to them.
    static std::set<Id> holders(const Landscape& l, DataClass least) {
        std::set<Id> all;
        for (const auto& [id, c] : l.components) {
            if (c.more->data && *c.more->data >= least) all.insert(id);
            for (const Need& need : c.needs)
                if (need.terms->data && *need.terms->data >= least)
                    for (const Ref& member : need.members) all.insert(*member);
        }
        return all;
    }

    const Landscape& before_;
    const Landscape& after_;
    const Change& change_;
    const Names& names_;
    const Policy& policy_;
    const std::vector<DepartmentFigures>& departments_;
    std::vector<Part> touched_;
    std::map<Id, std::vector<Id>> owned_, of_kind_;  // touched parts, per department and per kind
    std::map<Id, std::vector<Id>> overloaded_;       // per owner
    std::map<DataClass, std::vector<Id>> receiving_;
    std::vector<SignOff> all_;
    std::map<std::pair<SignOff::Kind, std::string>, std::size_t> place_;  // among all
};

/// One figure that an approval names, against what it is now.
struct Held {
    std::string limits, now;  // "1 %, EUR 1.0k", "2.4 %, EUR 1.2k"
    bool holds = true;
    void compare(const Estimate& figure, double limit, std::string limit_text,
                 std::string now_text) {
        limits += (limits.empty() ? "" : ", ") + std::move(limit_text);
        now += (now.empty() ? "" : ", ") + std::move(now_text);
        holds &= judge(figure, limit) == Verdict::within;
    }
};

Held held_against(const Appetite& up_to, const DepartmentFigures& d, const std::string& currency) {
    Held h;
    if (up_to.probability)
        h.compare(d.disruption, *up_to.probability, share_text(*up_to.probability),
                  share_text(std::max(0.0, d.disruption.value)));
    const auto money = [&](const Estimate& figure, const Stated<double>& limit, const char* what) {
        if (limit)
            h.compare(figure, *limit, money_text(*limit, currency) + what,
                      money_text(figure.value, currency) + what);
    };
    money(d.loss.mean, up_to.loss, "");
    money(d.loss.p95, up_to.p95_loss, " in 1 case of 20");
    if (up_to.downtime)
        h.compare(d.downtime_s.mean, seconds(*up_to.downtime), duration_text(*up_to.downtime),
                  duration_text(from_seconds(std::max(0.0, d.downtime_s.mean.value))));
    return h;
}

/// What each one is asked for: as a department, a supplier, a role.
using Asked = std::map<std::string, std::vector<SignOff*>>;

/// Who judges a change must see what it says of itself.
constexpr std::string_view by_itself = ", written in this change";

void settle(SignOff& s, const Approval& approval, std::string_view where,
            const std::map<Id, const DepartmentFigures*>& departments, const std::string& currency) {
    const std::string on = approval.given ? " on " + date_text(*approval.given) : "";
    const auto d = departments.find(s.who);
    const bool figures = approval.up_to.any();
    if (!figures || d == departments.end()) {
        s.given = true;
        s.standing = fmt::format("agreed{}{}", on, where);
        return;
    }
    const Held h = held_against(approval.up_to, *d->second, currency);
    s.given = h.holds;
    s.standing = h.holds ? fmt::format("agreed{} up to {}{}; now {}", on, h.limits, where, h.now)
                         : fmt::format("open again: agreed up to {}; now {}; agreed{}{}", h.limits,
                                       h.now, on, where);
}

/// Those that count: the policy's for this change where it has any, else the change's own.
const std::vector<Approval>& approvals_of(const Change& change, const Policy& policy) {
    static const std::vector<Approval> none;
    if (!policy.approvals) return change.approvals;
    const auto found = policy.approvals->find(change.id);
    return found == policy.approvals->end() ? none : found->second;
}

/// What only the change itself says, where the policy has the word.
void note_not_counted(const Change& change, const Policy& policy, Asked& asked) {
    if (!policy.approvals) return;
    for (const Approval& approval : change.approvals)
        for (SignOff* s : asked[*approval.by])
            if (!s->given && s->standing.empty())
                s->standing = "agreed" + std::string(by_itself) +
                             ", which does not count: the policy has the approvals";
}

/// All who may approve: departments, suppliers, roles of the policy.
std::set<std::string_view> who_may(const Landscape& l, const Policy& policy) {
    std::set<std::string_view> all;
    for (const auto& [id, d] : l.departments) all.insert(id);
    for (const auto& [id, s] : l.suppliers) all.insert(id);
    for (const SignOffRule& r : policy.sign_off) all.insert(r.who);
    return all;
}

}  // namespace

std::vector<SignOff> sign_offs(const Study& study, const Policy& policy,
                               std::chrono::year_month_day today,
                               const std::vector<DepartmentFigures>& departments,
                               Diagnostics& out) {
    std::vector<SignOff> all = SignOffs(study, policy, departments).make();
    const std::string currency = study.before->currency.value_or("");
    const std::set<std::string_view> everyone = who_may(*study.after, policy);
    const auto figures = by_id(departments);
    Asked asked;
    for (SignOff& s : all) asked[s.who].push_back(&s);
    const std::string_view where = policy.approvals ? ", by the policy" : by_itself;
    constexpr int most_explained = 100;  // whose way out is looked for
    int unknown = 0;
    for (const Approval& approval : approvals_of(*study.change, policy)) {
        if (!approval.by) continue;
        if (!everyone.contains(*approval.by)) {
            out.warning(
                code::dangling_reference, approval.by.at ? approval.by.at : approval.at,
                fmt::format("`{}` approves but is no department, supplier or role of the policy",
                            *approval.by),
                ++unknown <= most_explained
                    ? did_you_mean(*approval.by, std::vector(everyone.begin(), everyone.end()))
                    : std::string());
            continue;
        }
        if (approval.given && today.ok() && *approval.given > today) {
            out.warning(code::approval_not_yet, approval.given.at,
                        fmt::format("{} is said to agree on {}, which is still to come; it is not "
                                    "counted",
                                    *approval.by, date_text(*approval.given)));
            continue;
        }
        for (SignOff* s : asked[*approval.by])
            if (!s->given) settle(*s, approval, where, figures, currency);
    }
    note_not_counted(*study.change, policy, asked);
    std::stable_sort(all.begin(), all.end(),
                     [](const SignOff& x, const SignOff& y) { return x.given < y.given; });
    return all;
}

namespace {

std::vector<Id> names_of(const std::vector<const Figures*>& processes) {
    std::vector<Id> names;
    for (const Figures* p : processes) names.push_back(p->name.empty() ? p->id : p->name);
    return names;
}

/// What a department is told: when, what is certain, what may happen, until when it is watched.
std::string message(const Study& study, const DepartmentFigures& d,
                    const std::vector<const Figures*>& hit) {
    const Zone& zone = study.calendars.landscape_zone();
    const Change& change = *study.change;
    const Span window{study.transition.start, study.moment(study.watched.window_end)};
    std::string text =
        fmt::format("{} ({}) is carried out {} ({}).", change.title.value_or(change.id), change.id,
                    period_text(window, zone), zone.name());
    for (const Figures* p : hit) {
        if (p->planned.downtime_s <= 0 || !p->planned.from || !p->planned.to) continue;
        text += fmt::format(" {} is interrupted {}, {} of working time; this is certain.",
                            p->name.empty() ? p->id : p->name,
                            period_text({*p->planned.from, *p->planned.to}, zone),
                            duration_text(from_seconds(p->planned.downtime_s)));
    }
    const std::string names = ids_text(names_of(hit));
    if (d.disruption.value > 0)
        text += fmt::format(" In {} of such changes {} would be down for longer than can be borne.",
                            share_text(d.disruption.value), names);
    else
        text += fmt::format(" Interruptions of {} that can be borne are possible.", names);
    return text +
           fmt::format(" The change is watched until {}.", moment_text(study.moment(study.watched.end), zone));
}

}  // namespace

std::vector<Inform> informed(const Study& study, const std::vector<DepartmentFigures>& departments,
                             const std::vector<Figures>& processes) {
    std::map<Id, std::vector<const Figures*>> hit;  // per department
    for (const Figures& p : processes)
        if (p.reach == Reach::exposed) hit[p.department].push_back(&p);
    std::vector<Inform> all;
    for (const DepartmentFigures& d : departments) {
        if (d.reach != Reach::exposed || !hit.contains(d.id)) continue;
        int people = 0;
        for (const Figures* p : hit[d.id]) people += p->people;
        all.push_back({d.id, people, message(study, d, hit[d.id])});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Inform& x, const Inform& y) { return x.people > y.people; });
    return all;
}

std::size_t open_sign_offs(const Assessment& a) {
    return static_cast<std::size_t>(std::count_if(a.sign_off.begin(), a.sign_off.end(),
                                                  [](const SignOff& s) { return !s.given; }));
}

}  // namespace knockon

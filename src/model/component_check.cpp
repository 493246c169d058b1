#include "model/parts_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/codes.h"
#include "base/text.h"
#include "model/defaults.h"

namespace knockon {
namespace {

void check_members(const Need& need, const Id& consumer, Diagnostics& out) {
    std::vector<const Ref*> members;
    members.reserve(need.members.size());
    for (const Ref& m : need.members) {
        members.push_back(&m);
        if (*m == consumer)
            out.error(code::need_of_itself, m.at ? m.at : need.at(),
                      fmt::format("`{}` needs itself", consumer), "remove it from this need");
    }
    std::stable_sort(members.begin(), members.end(),
                     [](const Ref* a, const Ref* b) { return **a < **b; });
    for (std::size_t i = 1; i < members.size(); ++i) {
        if (**members[i] != **members[i - 1]) continue;
        out.error(code::duplicate_member, members[i]->at ? members[i]->at : need.at(),
                  fmt::format("`{}` is a member of this group already", **members[i]),
                  "name it once")
            .related.push_back({members[i - 1]->at, "named here"});
    }
}

void check_size(const Need& need, Diagnostics& out) {
    const auto n = static_cast<int>(need.members.size());
    if (n == 0) {
        out.error(code::group_size, need.at(), "a need without a member",
                  "name at least one component");
        return;
    }
    if (need.kind != Need::Kind::atleast) return;
    if (need.at_least < 1) {
        out.error(code::group_size, need.at(),
                  "a group that asks for none of its members needs nothing",
                  "write `atleast: 1`, or remove the need");
    } else if (need.at_least > n) {
        out.error(code::group_size, need.at(),
                  fmt::format("asks for {} of only {} member{}: it would always be down",
                              need.at_least, n, n == 1 ? "" : "s"),
                  fmt::format("write `atleast: {}` at most, or name more members", n));
    }
}

void check_settings(const Need& need, bool is_process, Diagnostics& out) {
    check_share(need.terms->chance, "chance", false, out);
    check_share(need.terms->failover, "failover", false, out);
    if (need.terms->impact && !is_process) {
        out.error(
            code::impact_on_component, need.terms->impact.at() ? need.terms->impact.at() : need.at(),
            "`impact` belongs to a need of a process: a component has no loss to take a share of",
            "move it to the process that is degraded");
    } else {
        check_share(need.terms->impact, "impact", true, out);
    }
    const auto n = static_cast<int>(need.members.size());
    if (need.terms->failover && n > 0 && need.at_least >= n)
        out.error(
            code::failover_without_spare, need.terms->failover.at() ? need.terms->failover.at() : need.at(),
            "`failover` on a group that needs all of its members: there is nothing to switch to",
            "use `any` or `atleast`, or remove `failover`");
    if (!(need.terms->calls >= 0))
        out.error(code::out_of_range, need.at(), "`calls` cannot be negative");
}

void check_kind(const Component& c, Diagnostics& out) {
    if (never_fails(c)) {
        if (c.unavailability && c.unavailability->value > 0)
            out.warning(code::without_effect, c.unavailability.at,
                        fmt::format("`{}` is a capability and never fails by itself, so its "
                                    "availability has no effect",
                                    c.id),
                        "choose another kind, or remove the availability");
        return;
    }
    if (!c.kind) return;
    const auto kinds = known_kinds();
    if (std::find(kinds.begin(), kinds.end(), *c.kind) != kinds.end()) return;
    if (const auto meant = closest(*c.kind, kinds))
        out.note(
            code::doubtful_kind, c.kind.at(),
            fmt::format("kind `{}` is not known and gets the defaults of an application", *c.kind),
            fmt::format("write `{}` if that is meant", *meant));
}

}  // namespace

void check_share(const Stated<double>& share, std::string_view key, bool open_low,
                 Diagnostics& out) {
    if (!share) return;
    const bool fits = *share <= 1 && (open_low ? *share > 0 : *share >= 0);
    if (!fits)
        out.error(code::out_of_range, share.at,
                  fmt::format("`{}` is {}: expected {} 1", key, *share,
                              open_low ? "above 0 and at most" : "between 0 and"));
}

void check_recovery(const Stated<Recovery>& r, Diagnostics& out) {
    if (!r || r->shape == Recovery::Shape::constant) return;
    if (r->p50.value <= Duration::zero()) {
        out.error(code::out_of_range, r.at, "a recovery of 0 on average: an outage takes some time",
                  "write a longer time, or a plain `recovery: 0m` if it really takes none");
    } else if (r->shape == Recovery::Shape::lognormal && r->p90.value <= r->p50.value) {
        out.error(
            code::recovery_order, r.at,
            "p90 is not longer than p50: 1 outage in 10 must last longer than half of them do",
            "correct the two, or write a single duration where it is constant");
    }
}

void check_needs(std::span<const Need> needs, const Id& consumer, bool is_process,
                 Diagnostics& out) {
    for (const Need& need : needs) {
        check_members(need, consumer, out);
        check_size(need, out);
        check_settings(need, is_process, out);
    }
}

void check_references(const Component& c, References& known, Diagnostics& out) {
    const auto look = [&](const Ref& ref, Sort sort, std::string_view what) {
        if (ref) known.check(ref, sort, fmt::format("is the {} of `{}`", what, c.id), out);
    };
    look(c.owner, Sort::department, "owner");
    look(c.supplier, Sort::supplier, "supplier");
    look(c.more->support, Sort::calendar, "support calendar");
    look(c.more->maintenance, Sort::calendar, "maintenance calendar");
    look(c.more->changes_in, Sort::calendar, "change calendar");
}

void check_quantities(const Component& c, Diagnostics& out) {
    check_kind(c, out);
    check_recovery(c.recovery, out);
    check_share(c.more->on_call, "on_call", false, out);
    if (c.unavailability && !never_fails(c)) {
        const double u = c.unavailability->value;
        if (!(u >= 0 && u < 1))
            out.error(code::out_of_range, c.unavailability.at,
                      fmt::format("`{}` would never be up", c.id),
                      "state how often it is up, or leave it out of the needs of others");
    }
    if (c.more->capacity && c.more->load && *c.more->load > *c.more->capacity)
        out.warning(
               code::load_beyond_capacity, c.more->load.at(),
               fmt::format(
                   "the ordinary load of `{}` ({:.6g} per second) is above its capacity ({:.6g})",
                   c.id, *c.more->load, *c.more->capacity),
               "correct `load` or `capacity`")
            .related.push_back({c.more->capacity.at(), "the capacity"});
    if (c.more->capacity && !c.more->load)
        out.note(code::capacity_without_load, c.more->capacity.at(),
                 fmt::format(
                     "`{}` has a capacity but no load: only what others add can overload it", c.id),
                 "state `load` as well");
}

}  // namespace knockon

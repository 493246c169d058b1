#include "model/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/figures.h"
#include "base/numbered.h"
#include "base/text.h"
#include "model/defaults.h"
#include "model/parts_check.h"
#include "model/references.h"

namespace knockon {
namespace {

/// What is named by someone, for what nobody names.
struct Uses {
    Numbered needed;  // only looked up
    std::set<std::string_view> suppliers, departments, kinds;
};

Uses uses_of(const Landscape& l) {
    Uses uses{.needed = Numbered(l.components.size()), .suppliers = {}, .departments = {}, .kinds = {}};
    const auto take = [&](const std::vector<Need>& needs) {
        for (const Need& need : needs)
            for (const Ref& m : need.members) uses.needed.add(*m);
    };
    for (const auto& [id, c] : l.components) {
        take(c.needs);
        if (c.supplier) uses.suppliers.insert(*c.supplier);
        uses.kinds.insert(c.kind ? std::string_view{*c.kind} : known_kinds().front());
    }
    for (const auto& [id, p] : l.processes) {
        take(p.needs);
        if (p.department) uses.departments.insert(*p.department);
    }
    return uses;
}

void check_department(const Department& d, const Uses& uses, Diagnostics& out) {
    check_share(d.appetite.probability, "probability", false, out);
    if (uses.departments.contains(d.id)) return;
    if (d.appetite.any() || d.appetite.loss_per_year) {
        out.warning(code::appetite_without_process, d.at,
                    fmt::format("`{}` limits its risk but no process is its own, so the limit can "
                                "never be exceeded",
                                d.id),
                    "model its processes, or remove the appetite");
    } else {
        out.note(
            code::department_without_process, d.at,
            fmt::format("no process belongs to `{}`, so no risk can ever be shown for it", d.id));
    }
}

void check_supplier(const Supplier& s, const Uses& uses, References& known, Diagnostics& out) {
    const auto role = [&](std::string_view what) {
        return fmt::format("is the {} of `{}`", what, s.id);
    };
    known.check(s.support, Sort::calendar, role("support calendar"), out);
    known.check(s.changes_in, Sort::calendar, role("change calendar"), out);
    known.check(s.owner, Sort::department, role("owner"), out);
    check_recovery(s.recovery, out);
    check_share(s.share, "share", false, out);
    check_share(s.on_call, "on_call", false, out);
    if (s.unavailability && !(s.unavailability->value >= 0 && s.unavailability->value < 1))
        out.error(code::out_of_range, s.unavailability.at,
                  fmt::format("`{}` would never be up", s.id));
    if (s.on_call && !s.support)
        out.warning(
            code::without_effect, s.on_call.at,
            fmt::format("`on_call` of `{}` has no effect without `support`: repairs go on always",
                        s.id),
            "name the calendar of its ordinary hours as `support`");
    if (!uses.suppliers.contains(s.id))
        out.note(code::unused_supplier, s.at, fmt::format("no component is supplied by `{}`", s.id),
                 "name it as `supplier` of its components");
}

void check_component(const Component& c, const Landscape& l, const Uses& uses, References& known,
                     Diagnostics& out) {
    check_references(c, known, out);
    check_quantities(c, out);
    check_needs(c.needs, c.id, false, out);
    for (const Need& need : c.needs)
        for (const Ref& m : need.members)
            if (!known.has(Sort::component, *m)) known.check(m, may_be_needed, fmt::format("is needed by `{}`", c.id), out);

    const auto supplier = c.supplier ? l.suppliers.find(*c.supplier) : l.suppliers.end();
    const bool has_support =
        c.more->support || (supplier != l.suppliers.end() && supplier->second.support);
    if (c.more->on_call && !has_support)
        out.warning(
            code::without_effect, c.more->on_call.at(),
            fmt::format("`on_call` of `{}` has no effect without `support`: repairs go on always",
                        c.id),
            "name the calendar of its ordinary hours as `support`");
    // Alternating up and down with no time down, yet a share of the time down, cannot be.
    if (unavailability_of(c, l).value.value > 0 && recovery_of(c, l).value.mean_seconds() <= 0)
        out.error(code::out_of_range, c.recovery ? c.recovery.at : c.at,
                  fmt::format("`{}` is down for a part of the time but recovers in no time", c.id),
                  "state a longer recovery, or `availability: 100%`");
    if (!l.processes.empty() && !uses.needed.has(c.id))  // without any, one warning says it for all
        out.note(code::component_nothing_needs, c.at,
                 fmt::format("nothing needs `{}`, so a change to it will look harmless", c.id),
                 "add the needs that lead to it, if there are any");
}

void check_outage(const KnownOutage& o, References& known, Diagnostics& out) {
    known.check(o.component, Sort::component, "is said to be down here", out);
    if (!ordered(o.from, o.to).value_or(true))
        out.error(code::outage_order, o.at, "this outage ends before it begins, or at once",
                  "`to` comes after `from`");
}

void check_freeze(const Freeze& f, const Uses& uses, const Landscape& l, References& known,
                  Diagnostics& out) {
    constexpr unsigned scopes =
        Sort::component | Sort::department | static_cast<unsigned>(Sort::supplier);
    known.check(f.during, Sort::calendar, fmt::format("is the calendar of freeze `{}`", f.id), out);
    std::set<std::string_view> seen;
    for (const Ref& ref : f.scope) {
        if (!seen.insert(*ref).second)
            out.warning(code::named_twice, ref.at,
                        fmt::format("`{}` is named twice in `for`", *ref), "name it once");
        const auto kinds = known_kinds();
        const bool is_kind =
            std::find(kinds.begin(), kinds.end(), *ref) != kinds.end() || uses.kinds.contains(*ref);
        if (is_kind && !l.components.contains(*ref)) continue;
        known.check(ref, scopes, fmt::format("is frozen by `{}`", f.id), out);
    }
    for (const std::string& type : f.except) {
        if (named<ChangeType>(type)) continue;
        out.error(code::wrong_value, f.at,
                  fmt::format("freeze `{}` excepts `{}`: expected standard, normal or emergency",
                              f.id, type),
                  write_instead(type, WordsOf<ChangeType>::all));
    }
}

void check_defaults(const Landscape& l, const Uses& uses, Diagnostics& out) {
    constexpr int most_explained = 100;  // whose way out is looked for
    int explained = 0;
    for (const auto& [kind, d] : l.defaults) {
        check_recovery(d.recovery, out);
        const Position at = d.unavailability ? d.unavailability.at : d.recovery.at;
        if (d.unavailability && !(d.unavailability->value >= 0 && d.unavailability->value < 1))
            out.error(code::out_of_range, at,
                      fmt::format("components of kind `{}` would never be up", kind));
        const auto kinds = known_kinds();
        const bool known = std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
        if (known || uses.kinds.contains(kind)) continue;
        std::vector<std::string_view> all;
        if (++explained <= most_explained) {
            all.assign(kinds.begin(), kinds.end());
            all.insert(all.end(), uses.kinds.begin(), uses.kinds.end());
        }
        out.warning(
            code::without_effect, at,
            fmt::format("no component is of kind `{}`, so these defaults have no effect", kind),
            write_instead(kind, all));
    }
}

}  // namespace

void check_currencies(std::span<const Ref> named, const Landscape& l, Diagnostics& out) {
    for (const Ref& currency : named) {
        if (l.currency && (*currency == *l.currency || *currency == currency_sign(*l.currency)))
            continue;
        out.error(code::other_currency, currency.at,
                  l.currency
                      ? fmt::format("an amount in {}; those of the landscape are in {}", *currency,
                                    *l.currency)
                      : fmt::format("an amount in {}; the landscape names no currency", *currency),
                  l.currency ? fmt::format("write what it is in {}", *l.currency)
                             : "add `currency: EUR`, or whichever it is, to the landscape");
    }
}

void check(const Landscape& l, Diagnostics& out) {
    check_currencies(l.currencies, l, out);
    const Uses uses = uses_of(l);
    References known{l};
    for (const auto& [id, d] : l.departments) check_department(d, uses, out);
    for (const auto& [id, s] : l.suppliers) check_supplier(s, uses, known, out);
    for (const auto& [id, f] : l.freezes) check_freeze(f, uses, l, known, out);
    for (const KnownOutage& o : l.outages) check_outage(o, known, out);
    for (const auto& [id, c] : l.components) check_component(c, l, uses, known, out);
    check_processes(l, known, out);
    check_defaults(l, uses, out);
}

}  // namespace knockon

#include "model/defaults.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/base_rates.h"

namespace knockon {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<std::string_view, 9> kinds = {"application", "service",  "database",
                                                   "server",      "network",  "saas",
                                                   "data",        "facility", "capability"};
constexpr std::string_view capability = "capability";
constexpr std::string_view saas = "saas";

/// Availability by kind. Only two figures are bracketed by surveys: 99.5 % for what a smaller
/// organisation runs or buys, 99.9 % (99.0 to 99.95 %) for software as a service. The others place
/// machines and buildings between those and what clouds measured in 2014 and 2015.
struct KindRow {
    std::string_view kind;
    double unavailability;
    std::string_view text;
};
constexpr KindRow kind_table[] = {
    {"application", 0.005, "99.5 % (usual for what a smaller organisation runs or buys)"},
    {"service", 0.005, "99.5 % (usual for what a smaller organisation runs or buys)"},
    {"database", 0.002, "99.8 % (a judgement between application and server)"},
    {"server", 0.001, "99.9 % (a judgement; cloud machines measured 99.93 to 99.99 %)"},
    {"network", 0.001, "99.9 % (a judgement, as a server)"},
    {"saas", 0.001, "99.9 % (survey range 99.0 to 99.95 %)"},
    {"data", 0.001, "99.9 % (a judgement, as a server)"},
    {"facility", 0.0005, "99.95 % (a judgement; outages are rare and long)"},
};

Recovery lognormal(Duration p50, Duration p90) {
    return {Recovery::Shape::lognormal, {p50, p50, p50}, {p90, p90, p90}};
}

/// Recovery by who has to repair. Judgements: surveys of data centres give means of 90 to 95 min,
/// but 13 to 17 % of failures of large firms lasted longer than a day, so the tails are long.
struct RecoveryRow {
    Duration p50, p90;
    std::string_view text;
};
constexpr RecoveryRow saas_row{minutes{90}, hours{6},
                               "saas: half within 90 min, 9 of 10 within 6 h"};
constexpr RecoveryRow own_row{hours{2}, hours{8},
                              "repaired in house: half within 2 h, 9 of 10 within 8 h"};
constexpr RecoveryRow bought_row{
    hours{4}, hours{24}, "bought, the vendor is needed: half within 4 h, 9 of 10 within 24 h"};
constexpr RecoveryRow outsourced_row{hours{4}, hours{16},
                                     "outsourced: half within 4 h, 9 of 10 within 16 h"};
constexpr RecoveryRow no_way_back_row{hours{8}, hours{48},
                                      "no way back: half within 8 h, 9 of 10 within 48 h"};

Resolved<Recovery> built_in(const RecoveryRow& row) {
    return {lognormal(row.p50, row.p90), fmt::format("built-in, {} (a judgement)", row.text)};
}

Probability certain(double p) { return {p, p, p, 0, 0}; }

std::string_view known_or_application(const Component& c) {
    if (!c.kind) return kinds.front();
    const auto known = std::find(kinds.begin(), kinds.end(), *c.kind);
    return known != kinds.end() ? *known : kinds.front();
}

/// What the landscape states for the component's kind, by its own word first: free text may have
/// defaults of its own; and under which word it was found.
struct Found {
    const KindDefaults* defaults = nullptr;
    std::string_view kind;
};
template <class Has>
Found stated_default(const Component& c, const Landscape& l, Has has) {
    const std::string_view own = c.kind ? std::string_view{*c.kind} : std::string_view{};
    for (const std::string_view kind : {own, known_or_application(c)}) {
        const auto at = l.defaults.find(std::string{kind});
        if (at != l.defaults.end() && has(at->second)) return {&at->second, at->first};
    }
    return {};
}

Found stated_recovery(const Component& c, const Landscape& l) {
    return stated_default(c, l, [](const KindDefaults& d) { return d.recovery.stated; });
}

const RecoveryRow& recovery_row(const Component& c) {
    if (c.kind && *c.kind == saas) return saas_row;
    if (c.more->sourcing && *c.more->sourcing == Sourcing::bought) return bought_row;
    if (c.more->sourcing && *c.more->sourcing == Sourcing::outsourced) return outsourced_row;
    // A supplier without a word on the sourcing: someone outside must be called.
    return !c.more->sourcing && c.supplier ? outsourced_row : own_row;
}

constexpr double rehearsed_works = 0.7;

}  // namespace

std::span<const std::string_view> known_kinds() { return kinds; }

bool never_fails(const Component& c) { return c.kind && *c.kind == capability; }

Resolved<Probability> unavailability_of(const Component& c, const Landscape& l) {
    if (never_fails(c)) return {certain(0), {}};
    if (c.unavailability) return {*c.unavailability, {}};
    if (c.supplier) {
        const auto s = l.suppliers.find(*c.supplier);
        if (s != l.suppliers.end() && s->second.unavailability)
            return {*s->second.unavailability, fmt::format("as its supplier, {}", s->second.name.value_or(s->first))};
    }
    const auto found =
        stated_default(c, l, [](const KindDefaults& d) { return d.unavailability.stated; });
    if (found.defaults)
        return {*found.defaults->unavailability,
                fmt::format("defaults.{} in the landscape", found.kind)};
    const std::string_view kind = known_or_application(c);
    const auto* row = std::find_if(std::begin(kind_table), std::end(kind_table),
                                   [&](const KindRow& r) { return r.kind == kind; });
    return {certain(row->unavailability), fmt::format("built-in, {}: {}", kind, row->text)};
}

Resolved<Recovery> recovery_of(const Component& c, const Landscape& l) {
    if (c.recovery) return {*c.recovery, {}};
    const Found found = stated_recovery(c, l);
    if (found.defaults)
        return {*found.defaults->recovery, fmt::format("defaults.{} in the landscape", found.kind)};
    return built_in(recovery_row(c));
}

Resolved<double> unavailability_of(const Supplier& s, const Landscape& l) {
    if (s.unavailability) return {s.unavailability->value, {}};
    const Component* best = nullptr;
    double smallest = 0;
    for (const auto& [id, c] : l.components) {
        if (!c.supplier || *c.supplier != s.id || never_fails(c)) continue;
        const double u = unavailability_of(c, l).value.value;
        if (!best || u < smallest) best = &c, smallest = u;
    }
    if (!best) return {0, "no component of this supplier can fail"};
    return {smallest, fmt::format("as the best of its components, {}", best->name.value_or(best->id))};
}

Resolved<Recovery> recovery_of(const Supplier& s, const Landscape&) {
    if (s.recovery) return {*s.recovery, {}};
    return built_in(outsourced_row);
}

Resolved<double> share_of(const Supplier& s) {
    if (s.share) return {*s.share, {}};
    return {0.10,
            "built-in: 10 % of the unavailability is shared (a judgement; practice 1 to 20 %)"};
}

Resolved<Probability> fails_of(const Step& s, const Change& c) {
    if (s.fails) return {*s.fails, {}};
    const BaseRate rate = base_rate(s, c);
    return {certain(rate.fails), rate.source};
}

Resolved<Recovery> recovery_of(const Step& s, const Component& target, const Landscape& after) {
    if (s.recovery) return {*s.recovery, {}};
    const bool somebody_said = target.recovery || stated_recovery(target, after).defaults;
    const bool no_way_back = s.reversible && !*s.reversible;
    if (no_way_back && !somebody_said) return built_in(no_way_back_row);
    return recovery_of(target, after);
}

Resolved<Probability> works_of(const Rollback& r) {
    if (r.works) return {*r.works, {}};
    if (r.rehearsed)
        return {certain(rehearsed_works), "built-in, rehearsed rollback: works in 70 % (a judgement)"};
    return {certain(0.5), "built-in, rollback never rehearsed: works in 50 % (a judgement)"};
}

Rollback rehearsed_rollback(std::chrono::year_month_day day) {
    Rollback r;
    r.takes = {minutes{30}, minutes{30}, minutes{30}};
    r.works = certain(rehearsed_works);
    r.rehearsed = day;
    return r;
}

}  // namespace knockon

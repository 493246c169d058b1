#include "risk/background.h"

#include <algorithm>
#include <limits>
#include <set>

#include "model/defaults.h"
#include "risk/draws.h"

namespace knockon {
namespace {

bool alike(const Renewal& a, const Renewal& b) {
    return a.unavailability == b.unavailability && a.recovery == b.recovery;
}

/// Places in a world of all components of a supplier.
std::vector<std::uint32_t> supplied(const World& w, const Landscape& l, const Id& supplier) {
    std::vector<std::uint32_t> places;
    for (const auto& [id, c] : l.components)
        if (c.supplier && *c.supplier == supplier && w.find(id) != none)
            places.push_back(w.find(id));
    return places;
}

std::vector<Id> names_of(const World& w, const std::vector<std::uint32_t>& places) {
    std::vector<Id> names;
    for (const std::uint32_t p : places) names.push_back(w.graph->names[w.node[p]]);
    return names;
}

bool any_in(const std::vector<bool>& kernel, const World& w,
            const std::vector<std::uint32_t>& places) {
    return std::any_of(places.begin(), places.end(),
                       [&](std::uint32_t p) { return kernel[w.node[p]]; });
}

void finish(BackgroundSource b, Source source, std::string_view key, Transition& t,
            const TransitionInput& in) {
    if (b.without_places.empty()) b.without = {};
    if (b.with_places.empty()) b.with = {};
    if (!b.without.possible() && !b.with.possible()) return;
    b.same = alike(b.without, b.with) && names_of(t.without, b.without_places) ==
                                             names_of(t.with, b.with_places);
    b.any = std::max(b.without.any(t.horizon), b.with.any(t.horizon));
    b.counts = any_in(t.kernel_without, t.without, b.without_places) ||
               any_in(t.kernel_with, t.with, b.with_places);
    b.key = stream_key(in.seed, key);
    b.source = static_cast<std::uint32_t>(t.sources.size());
    t.sources.push_back(std::move(source));
    t.background.push_back(std::move(b));
}

void add_supplier(const Id& id, Transition& t, const TransitionInput& in) {
    BackgroundSource b;
    const auto renewal = [&](const Landscape& l) {
        const auto it = l.suppliers.find(id);
        if (it == l.suppliers.end()) return Renewal{};
        return make_renewal(shared_unavailability(it->second, l), recovery_of(it->second, l).value);
    };
    b.without = renewal(*in.before);
    b.with = renewal(*in.after);
    b.without_places = supplied(t.without, *in.before, id);
    b.with_places = supplied(t.with, *in.after, id);
    finish(std::move(b), {Source::Kind::supplier, 0, id}, "supplier " + id, t, in);
}

void add_component(const Id& id, Transition& t, const TransitionInput& in) {
    BackgroundSource b;
    const auto renewal = [&](const Landscape& l, const World& w,
                             std::vector<std::uint32_t>& places) {
        const auto it = l.components.find(id);
        if (it == l.components.end() || w.find(id) == none) return Renewal{};
        places.push_back(w.find(id));
        return make_renewal(unavailability_split(it->second, l).own,
                            recovery_of(it->second, l).value);
    };
    b.without = renewal(*in.before, t.without, b.without_places);
    b.with = renewal(*in.after, t.with, b.with_places);
    finish(std::move(b), {Source::Kind::component, 0, id}, "component " + id, t, in);
}

}  // namespace

double Renewal::any(Duration horizon) const {
    if (!possible()) return 0;
    if (unavailability >= 1) return 1;
    return unavailability +
           (1 - unavailability) * (1 - portable_exp(-rate * seconds(horizon)));
}

Renewal make_renewal(double unavailability, const Recovery& recovery) {
    const double repair = recovery.mean_seconds();
    if (!(unavailability > 0) || !(repair > 0)) return {};
    const double rate = unavailability >= 1 ? std::numeric_limits<double>::infinity()
                                            : unavailability / ((1 - unavailability) * repair);
    return {std::min(unavailability, 1.0), rate, recovery};
}

double shared_unavailability(const Supplier& s, const Landscape& l) {
    return share_of(s).value * unavailability_of(s, l).value;
}

Unavailability unavailability_split(const Component& c, const Landscape& l) {
    const double whole = unavailability_of(c, l).value.value;
    if (!c.supplier) return {whole, 0};
    const auto supplier = l.suppliers.find(*c.supplier);
    if (supplier == l.suppliers.end()) return {whole, 0};
    const double shared = shared_unavailability(supplier->second, l);
    if (whole <= shared) return {0, shared};
    return {(whole - shared) / (1 - shared), shared};
}

void add_background(Transition& t, const TransitionInput& in) {
    std::set<Id> suppliers, components;
    for (const Landscape* l : {in.before, in.after}) {
        for (const auto& [id, s] : l->suppliers) suppliers.insert(id);
        for (const auto& [id, c] : l->components) components.insert(id);
    }
    for (const Id& id : suppliers) add_supplier(id, t, in);
    for (const Id& id : components) add_component(id, t, in);
}

}  // namespace knockon

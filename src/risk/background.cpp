#include "risk/background.h"

#include <algorithm>
#include <limits>

#include "model/defaults.h"
#include "risk/draws.h"

// What fails without anybody's doing. A component's outages are a renewal process: up for an exponential
// time with rate λ, down for R, with λ = U / ((1 − U) E[R]), so that a share U of the time is spent down.
// What U says of components that one supplier runs is split: a part of it is the supplier's and takes all of
// them down at one time, the rest is each one's own, so that U as a whole is kept,
//
//     1 − U = (1 − own)(1 − shared),    shared = share × the supplier's unavailability.
//
// A component that is said to be better than its supplier's shared part alone is as good as that part: it
// cannot be up while what runs it is not.
//
// Each source exists once for both landscapes, is drawn from one stream, and meets both with the same luck.
// `same` says that neither its figures nor its places differ, so that the two worlds meet it alike.

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

bool same_places(const BackgroundSource& b, const Transition& t) {
    return std::equal(b.without_places.begin(), b.without_places.end(), b.with_places.begin(), b.with_places.end(),
                      [&](std::uint32_t was, std::uint32_t is) {
                          return t.without.graph->names[t.without.node[was]] == t.with.graph->names[t.with.node[is]];
                      });
}

/// In order.
template <class Map>
std::vector<Id> ids_in_either(const Map& a, const Map& b) {
    std::vector<Id> ids;
    for (const auto& [id, x] : a) ids.push_back(id);
    const auto of_a = static_cast<std::ptrdiff_t>(ids.size());
    for (const auto& [id, x] : b) ids.push_back(id);
    std::inplace_merge(ids.begin(), ids.begin() + of_a, ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

bool any_in(const std::vector<bool>& kernel, const World& w,
            const std::vector<std::uint32_t>& places) {
    return std::any_of(places.begin(), places.end(),
                       [&](std::uint32_t p) { return kernel[w.node[p]]; });
}

/// Both renewal processes of a source, and what follows from them.
void set_renewals(BackgroundSource& b, Renewal without, Renewal with, const Transition& t) {
    b.without = b.without_places.empty() ? Renewal{} : without;
    b.with = b.with_places.empty() ? Renewal{} : with;
    b.same = alike(b.without, b.with) && same_places(b, t);
    b.any = std::max(b.without.any(t.horizon), b.with.any(t.horizon));
}

/// `open`: its estimates are uncertain, so that it takes part even where the best of them is 0.
void finish(BackgroundSource b, Source source, std::string_view key, bool open, Transition& t,
            const TransitionInput& in) {
    if (!b.without.possible() && !b.with.possible() && !open) return;
    b.counts = any_in(t.kernel_without, t.without, b.without_places) ||
               any_in(t.kernel_with, t.with, b.with_places);
    b.key = stream_key(in.seed, key);
    b.source = static_cast<std::uint32_t>(t.sources.size());
    t.sources.push_back(std::move(source));
    t.background.push_back(std::move(b));
}

/// Renewal process with the given steady-state unavailability: rate = U / ((1 - U) E[R]).
Renewal make_renewal(double unavailability, const Recovery& recovery) {
    const double repair = recovery.mean_seconds();
    if (!(unavailability > 0) || !(repair > 0)) return {};
    const double rate = unavailability >= 1 ? std::numeric_limits<double>::infinity()
                                            : unavailability / ((1 - unavailability) * repair);
    return {std::min(unavailability, 1.0), rate, recovery, sigma_of(recovery)};
}

Renewal renewal_of_supplier(const Id& id, const Landscape& l) {
    const auto it = l.suppliers.find(id);
    if (it == l.suppliers.end()) return {};
    return make_renewal(shared_unavailability(it->second, l), recovery_of(it->second, l).value);
}

Renewal renewal_of_component(const Id& id, const Landscape& l) {
    const auto it = l.components.find(id);
    if (it == l.components.end()) return {};
    return make_renewal(unavailability_split(it->second, l).own, recovery_of(it->second, l).value);
}

void add_supplier(const Id& id, Transition& t, const TransitionInput& in) {
    BackgroundSource b;
    b.without_places = supplied(t.without, *in.before, id);
    b.with_places = supplied(t.with, *in.after, id);
    set_renewals(b, renewal_of_supplier(id, *in.before), renewal_of_supplier(id, *in.after), t);
    finish(std::move(b), {Source::Kind::supplier, 0, id}, "supplier " + id, false, t, in);
}

bool is_open(const Id& id, const Landscape& l) {
    const auto it = l.components.find(id);
    if (it == l.components.end()) return false;
    const Component& c = it->second;
    if (unavailability_of(c, l).value.is_uncertain()) return true;
    const auto supplier = c.supplier ? l.suppliers.find(*c.supplier) : l.suppliers.end();
    return supplier != l.suppliers.end() && supplier->second.unavailability &&
           supplier->second.unavailability->is_uncertain();
}

void add_component(const Id& id, Transition& t, const TransitionInput& in) {
    BackgroundSource b;
    const std::uint32_t was = t.without.find(id), is = t.with.find(id);
    if (was != none) b.without_places.push_back(was);
    if (is != none) b.with_places.push_back(is);
    if (was == none && is == none) return;
    set_renewals(b, renewal_of_component(id, *in.before), renewal_of_component(id, *in.after), t);
    const bool open = !b.without.possible() && !b.with.possible() && (is_open(id, *in.before) || is_open(id, *in.after));
    finish(std::move(b), {Source::Kind::component, 0, id}, "component " + id, open, t, in);
}

}  // namespace

double Renewal::any(Duration horizon) const {
    if (!possible()) return 0;
    if (unavailability >= 1) return 1;
    return unavailability +
           (1 - unavailability) * (1 - portable_exp(-rate * seconds(horizon)));
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
    for (const Id& id : ids_in_either(in.before->suppliers, in.after->suppliers)) add_supplier(id, t, in);
    for (const Id& id : ids_in_either(in.before->components, in.after->components)) add_component(id, t, in);
}

void estimate_background(const Transition& t, const TransitionInput& in,
                         std::vector<BackgroundSource>& sources) {
    for (BackgroundSource& b : sources) {
        const Source& s = t.sources[b.source];
        const auto renewal = [&](const Landscape& l) {
            return s.kind == Source::Kind::supplier ? renewal_of_supplier(s.id, l)
                                                    : renewal_of_component(s.id, l);
        };
        set_renewals(b, renewal(*in.before), renewal(*in.after), t);
    }
}

}  // namespace knockon

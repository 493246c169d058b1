#include "risk/exact.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "risk/exact_unroll.h"

// Two sweeps for each set of probabilities. Upwards: each unit's probability from those of its inputs, the
// root last. Downwards: the slope of the root in each input, from the root to the events,
//
//     dP(root)/dP(event) = Σ over units that hold it: dP(root)/dP(unit) × dP(unit)/dP(event).
//
// A probability is linear in each event's own, so the slope is all there is to know of an event:
// P(root | it happened) = P + (1 − q) slope, P(root | it did not) = P − q slope.
//
//     2 of 3 with q = 0.1 each: P = 0.028, slope = 2 × 0.1 × 0.9 = 0.18,
//     with 0.028 + 0.9 × 0.18 = 0.19, without 0.028 − 0.1 × 0.18 = 0.01
//
// The last difference loses digits where one event is behind nearly everything: then the sweep is
// made once more without that event. Where a part was too large for its diagram there are two of it, one
// nowhere above and one nowhere below, and everything is worked out of both.

namespace knockon {
namespace {

/// Below this share of the probability, P - q * Birnbaum would lose too many digits.
constexpr double safe_share = 1e-3;

enum class Side { below, above };

/// One root's units with measures and slopes for one side of the enclosure. All probabilities are
/// multilinear in each event's, and units are used once, so slopes multiply from the root down.
class Sweep {
  public:
    Sweep(const std::vector<Unit>& units, std::span<const std::uint32_t> order, Side side)
        : units_(units),
          order_(order),
          side_(side),
          measures_(units.size()),
          nodes_(order.size()) {}

    /// Upwards: the probability of the root, the last of `order`.
    double probability(std::span<const Measure> events) {
        for (std::size_t i = 0; i < order_.size(); ++i) {
            by_level(order_[i], events);
            measures_[order_[i]] = measure(diagram(order_[i]), inputs_, nodes_[i]);
        }
        return measures_[order_.back()].yes;
    }

    /// Downwards, after `probability`: dP(root) / dP(event), added to `slopes` by event.
    void slopes(std::span<const Measure> events, std::span<double> slopes) {
        std::vector<double> weight(units_.size(), 0);
        weight[order_.back()] = 1;
        for (std::size_t i = order_.size(); i-- > 0;) {
            const Unit& unit = units_[order_[i]];
            by_level(order_[i], events);
            std::vector<double> of_level(unit.inputs.size(), 0);
            add_slopes(diagram(order_[i]), inputs_, nodes_[i], weight[order_[i]], of_level);
            for (std::size_t l = 0; l < of_level.size(); ++l) {
                const Unit::Input in = unit.inputs[l];
                (in.is_unit ? weight[in.index] : slopes[in.index]) += of_level[l];
            }
        }
    }

  private:
    const Diagram& diagram(std::uint32_t unit) const {
        return side_ == Side::below ? units_[unit].below : units_[unit].upper();
    }
    void by_level(std::uint32_t unit, std::span<const Measure> events) {
        inputs_.clear();
        for (const Unit::Input& in : units_[unit].inputs)
            inputs_.push_back(in.is_unit ? measures_[in.index] : events[in.index]);
    }

    const std::vector<Unit>& units_;
    std::span<const std::uint32_t> order_;
    Side side_;
    std::vector<Measure> measures_;            // by unit
    std::vector<std::vector<Measure>> nodes_;  // by place in `order`
    std::vector<Measure> inputs_;
};

std::vector<Measure> measures(std::span<const FailureEvent> events) {
    std::vector<Measure> out;
    for (const FailureEvent& e : events) {
        assert(e.probability >= 0 && e.probability <= 1 && "a probability lies in [0, 1]");
        out.push_back({e.probability, 1 - e.probability});
    }
    return out;
}

std::vector<double> probabilities(std::span<const FailureEvent> events) {
    std::vector<double> out;
    for (const FailureEvent& e : events) out.push_back(e.probability);
    return out;
}

/// P(root | event has not happened), from the sum where digits are safe, else by another sweep.
double without_event(double all, double slope, std::uint32_t event, std::vector<Measure>& events,
                     Sweep& sweep) {
    const double difference = all - events[event].yes * slope;
    if (difference >= safe_share * all) return difference;
    const Measure kept = std::exchange(events[event], Measure{0, 1});
    const double value = sweep.probability(events);
    events[event] = kept;
    return value;
}

double in_unit(double x) { return std::clamp(x, 0.0, 1.0); }

}  // namespace

struct Exact::Parts {
    struct Root {
        Unrolled::Value term;
        std::uint32_t below, above;  // units
        std::vector<std::uint32_t> below_order, above_order;
        std::vector<std::uint32_t> events;  // ascending
        bool exact;
    };
    FailureModel model;
    Solver solver;
    ExactLimits limits;
    std::vector<Root> roots;
};

Exact::Exact(FailureModel model, const ExactLimits& limits) {
    Unrolled unrolled = unroll(model, limits.unrolled_arguments);
    std::vector<Measure> likelihood = measures(model.events);
    auto parts = std::make_unique<Parts>(
        Parts{std::move(model),
              Solver(std::move(unrolled.formula), std::move(likelihood), limits),
              limits,
              {}});
    for (const Unrolled::Value term : unrolled.roots) {
        const std::uint32_t below = parts->solver.solve(term.below);
        const std::uint32_t above = parts->solver.solve(term.above);
        const auto& units = parts->solver.units();
        Parts::Root root{term,
                         below,
                         above,
                         units_below(units, below),
                         units_below(units, above),
                         {},
                         term.below == term.above};
        for (const std::uint32_t u : root.above_order) {
            root.exact = root.exact && units[u].exact;
            for (const Unit::Input& in : units[u].inputs)
                if (!in.is_unit) root.events.push_back(in.index);
        }
        std::sort(root.events.begin(), root.events.end());
        parts->roots.push_back(std::move(root));
    }
    parts_ = std::move(parts);
}

Exact::~Exact() = default;
Exact::Exact(Exact&&) noexcept = default;
Exact& Exact::operator=(Exact&&) noexcept = default;

RootFigures Exact::figures(std::size_t root) const { return figures(root, parts_->model.events); }

RootFigures Exact::figures(std::size_t root_index, std::span<const FailureEvent> given) const {
    assert(given.size() == parts_->model.events.size() && "one figure per event of the model");
    const Parts::Root& root = parts_->roots[root_index];
    const auto& units = parts_->solver.units();
    std::vector<Measure> events = measures(given);
    RootFigures out;
    out.exact = root.exact;

    Sweep low(units, root.below_order, Side::below), high(units, root.above_order, Side::above);
    std::vector<double> slope_low(events.size(), 0), slope_high;
    const double all_low = low.probability(events);
    low.slopes(events, slope_low);
    double all_high = all_low;
    if (!root.exact) {
        slope_high.assign(events.size(), 0);
        all_high = std::max(all_low, high.probability(events));
        high.slopes(events, slope_high);
    }
    out.probability = {all_low, all_high};
    for (const std::uint32_t e : root.events) {
        const double q = events[e].yes, not_q = events[e].no, slope = slope_low[e];
        EventFigures f{e, {slope, slope}, {}, {}};
        f.without.low = without_event(all_low, slope, e, events, low);
        f.with.low = all_low + not_q * slope;
        f.without.high = f.without.low;
        f.with.high = f.with.low;
        if (!root.exact) {
            f.without.low = in_unit(all_low - q * slope);
            f.without.high = in_unit(all_high - q * slope_high[e]);
            f.with = {in_unit(f.with.low), in_unit(all_high + not_q * slope_high[e])};
            f.birnbaum = {in_unit(f.with.low - f.without.high),
                          in_unit(f.with.high - f.without.low)};
        }
        out.episodes_per_hour.low += f.birnbaum.low * q * given[e].repair_rate;
        out.episodes_per_hour.high += f.birnbaum.high * q * given[e].repair_rate;
        out.events.push_back(f);
    }
    return out;
}

CutSets Exact::cut_sets(std::size_t root_index) const {
    const Parts::Root& root = parts_->roots[root_index];
    return CutSets(parts_->solver.units(), root.below, probabilities(parts_->model.events),
                   parts_->solver.formula(), root.term.below, root.term.below == root.term.above,
                   parts_->limits.cut_set_nodes);
}

std::size_t Exact::nodes(std::size_t root) const {
    std::size_t sum = 0;
    for (const std::uint32_t u : parts_->roots[root].below_order)
        sum += parts_->solver.units()[u].below.nodes.size();
    return sum;
}

}  // namespace knockon

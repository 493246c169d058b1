#include "risk/exact_solve.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "risk/exact_approximate.h"
#include "risk/exact_module.h"

// How large a diagram gets hangs on the order of its variables, and no rule finds a good one for every
// function. So several walks each give an order, and all of them are tried under a small budget of nodes;
// if none fits, under one four times as large, and so on: what is easy costs little, and what is hard in
// one order is not waited for while another would do. Parts that share no event with the rest (modules) are
// solved first and stand as one variable in what holds them, which is what keeps most models small.
//
// Where the last budget bursts too, the function is enclosed: one diagram that is nowhere above it and one
// that is nowhere below, of a width that grows until the two agree to 11 digits or the limit is reached.

namespace knockon {
namespace {

using Op = Formula::Op;

constexpr std::uint32_t first_budget = 1u << 12;
constexpr std::uint32_t budget_growth = 4;
/// What a part may try when the total is used up.
constexpr std::uint32_t small_share = 1u << 16;
/// Nodes made between two collections of garbage while approximating.
constexpr std::uint32_t workshop = 1u << 19;
/// Bounds closer than this (relative) are not worth another try with more nodes.
constexpr double close_enough = 1e-11;
/// And closer than this not worth another order of variables.
constexpr double narrow_enough = 0.01;

}  // namespace

Solver::Solver(Formula formula, std::vector<Measure> events, const ExactLimits& limits)
    : formula_(std::move(formula)), events_(std::move(events)), limits_(limits) {}

std::uint32_t Solver::solve(Term root) {
    if (const auto known = unit_of_.find(root); known != unit_of_.end()) return known->second;
    // What is a module of one root need not be one of the next.
    leaves_.assign(formula_.size(), 0);
    const Term factored = decomposed(root);
    for (const Term m : modules(formula_, factored, leaves_, cone_)) finish(m);
    const std::uint32_t unit = build(factored);
    unit_of_[root] = unit;
    return unit;
}

/// Solves a module whose inner modules are solved; its single points may split it further.
void Solver::finish(Term t) {
    if (unit_of_.find(t) == unit_of_.end()) {
        const Term factored = decomposed(t);
        if (factored != t)
            for (const Term m : modules(formula_, factored, leaves_, cone_)) {
                build(m);
                mark_leaf(m);
            }
        unit_of_[t] = build(factored);
    }
    mark_leaf(t);
}

Term Solver::decomposed(Term t) {
    const Term factored = factor_single_points(formula_, t, leaves_, cone_);
    return group_modules(formula_, factored, leaves_, cone_);
}

void Solver::mark_leaf(Term t) {
    if (leaves_.size() <= t) leaves_.resize(formula_.size() + formula_.size() / 2, 0);
    leaves_[t] = 1;
}

std::uint32_t Solver::add(Term t, Unit unit) {
    const auto index = static_cast<std::uint32_t>(units_.size());
    std::vector<Measure> by_level;
    for (const Unit::Input& in : unit.inputs)
        by_level.push_back(in.is_unit ? likelihoods_[in.index] : events_[in.index]);
    Measure m = measure(unit.below, by_level, scratch_);
    if (!unit.exact) {
        const Measure high = measure(unit.above, by_level, scratch_);
        m = {(m.yes + high.yes) / 2, (m.no + high.no) / 2};
    }
    likelihoods_.push_back(m);
    units_.push_back(std::move(unit));
    unit_of_[t] = index;
    return index;
}

std::vector<Unit::Input> Solver::inputs(std::span<const Term> order) const {
    std::vector<Unit::Input> out;
    for (const Term t : order) {
        const bool is_event = formula_.op(t) == Op::event;
        out.push_back({!is_event, is_event ? formula_.event_of(t) : unit_of_.at(t)});
    }
    return out;
}

Measure Solver::likelihood(Term leaf) const {
    if (formula_.op(leaf) == Op::event) return events_[formula_.event_of(leaf)];
    return likelihoods_[unit_of_.at(leaf)];
}

std::uint32_t Solver::affordable() const {
    const std::uint64_t left = made_ < limits_.total_nodes ? limits_.total_nodes - made_ : 0;
    const std::uint64_t share = std::max<std::uint64_t>(left / walks, small_share);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(limits_.nodes, share));
}

std::uint32_t Solver::build(Term t) {
    if (const auto known = unit_of_.find(t); known != unit_of_.end()) return known->second;
    Unit unit;
    if (t <= Formula::yes) {
        unit.below.root = t;
        return add(t, std::move(unit));
    }
    std::vector<std::vector<Term>> orders;
    for (int w = 0; w < walks; ++w) {
        auto order = leaf_order(formula_, t, leaves_, static_cast<Walk>(w), cone_);
        if (std::find(orders.begin(), orders.end(), order) == orders.end())
            orders.push_back(std::move(order));
    }
    const auto cone = cone_.of(formula_, t, [&](Term x) { return is_leaf(leaves_, x); });
    const std::vector<Term> terms(cone.begin(), cone.end());
    const std::uint32_t most = affordable();
    for (std::uint32_t budget = std::min(first_budget, most);;
         budget = budget > most / budget_growth ? most : budget * budget_growth) {
        for (const auto& order : orders) {
            const Bdd::Ref f = build_in(terms, t, order, budget);
            made_ += bdd_.size();
            if (bdd_.burst()) continue;
            unit.inputs = inputs(order);
            unit.below = extract(bdd_, f);
            return add(t, std::move(unit));
        }
        if (budget == most) break;
    }
    return add(t, approximated(terms, orders));
}

/// No order is best for this either; but one that encloses the function well will do.
Unit Solver::approximated(std::span<const Term> terms, std::span<const std::vector<Term>> orders) {
    Unit best;
    double narrowest = 2;
    for (const auto& order : orders) {
        Enclosed one = approximate(terms, order);
        if (one.high - one.low < narrowest) {
            narrowest = one.high - one.low;
            best = std::move(one.unit);
        }
        if (one.high - one.low <= narrow_enough * one.high) break;
    }
    return best;
}

Bdd::Ref Solver::build_in(std::span<const Term> terms, Term root, std::span<const Term> order,
                          std::uint32_t budget) {
    bdd_.restart(budget);
    std::vector<Bdd::Ref> value(terms.size(), Bdd::no), args;
    std::vector<std::uint8_t> known(terms.size(), 0);
    for (std::uint32_t level = 0; level < order.size(); ++level) {
        value[cone_.place(order[level])] = bdd_.literal(level);
        known[cone_.place(order[level])] = 1;
    }
    for (std::size_t i = 0; i < terms.size() && !bdd_.burst(); ++i) {
        if (known[i] != 0) continue;
        const Term t = terms[i];
        args.clear();
        for (const Term a : formula_.args(t)) args.push_back(value[cone_.place(a)]);
        value[i] = formula_.op(t) == Op::any   ? bdd_.any_of(args)
                   : formula_.op(t) == Op::all ? bdd_.all_of(args)
                                               : bdd_.at_least(formula_.count(t), args);
    }
    return value[cone_.place(root)];
}

Solver::Enclosed Solver::approximate(std::span<const Term> terms, std::span<const Term> order) {
    std::vector<std::uint32_t> level_of(terms.size(), Bdd::bottom);
    std::vector<Measure> by_level;
    for (std::uint32_t level = 0; level < order.size(); ++level) {
        level_of[cone_.place(order[level])] = level;
        by_level.push_back(likelihood(order[level]));
    }
    Unit unit;
    unit.exact = false;
    unit.inputs = inputs(order);
    unit.above.root = 1;
    double low = 0, high = 1;
    for (std::size_t width = std::min(1u << 10, limits_.approximate_nodes);; width *= 8) {
        bdd_.restart(std::min(limits_.nodes, workshop));
        const Enclosure e = enclose(bdd_, formula_, terms, cone_, level_of, by_level, width,
                                    2 * std::uint64_t{limits_.nodes});
        // Wider is not always better: keep the best of each side.
        Diagram below = extract(bdd_, e.below), above = extract(bdd_, e.above);
        if (const double p = measure(below, by_level, scratch_).yes; p > low) {
            low = p;
            unit.below = std::move(below);
        }
        if (const double p = measure(above, by_level, scratch_).yes; p < high) {
            high = p;
            unit.above = std::move(above);
        }
        if (high - low <= close_enough * low || width * 8 > limits_.approximate_nodes) break;
    }
    return {std::move(unit), low, high};
}

}  // namespace knockon

#include "risk/exact_module.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

// A module is found by dates (Dutuit and Rauzy). One walk numbers its steps and notes of every term when it
// is met first, left, and met last. If all dates of everything below a term lie between the moment the walk
// enters the term and the moment it leaves it, nobody else reaches in: it is a module.
//
//     root = any(x, all(y, z), all(z, w)): when all(y, z) has been left, z is met once more inside of
//     all(z, w), so neither is a module. In any(x, all(y, z), w) all(y, z) is one.

namespace knockon {
namespace {

using Op = Formula::Op;

struct Frame {
    Term term;
    std::size_t next;
};

bool opens(const Formula& f, Term t, Term root, const Leaves& leaves) {
    return f.op(t) >= Op::any && (t == root || !is_leaf(leaves, t));
}

/// When a depth-first walk meets each term: for the first time, when it leaves it after its
/// arguments, and for the last time.
struct Dates {
    std::uint64_t first = 0, left = 0, last = 0;
};

std::vector<Dates> walk_dates(const Formula& f, Term root, const Leaves& leaves, const Cone& cone,
                              std::size_t size) {
    std::vector<Dates> dates(size);
    std::vector<Frame> stack{{root, 0}};
    std::uint64_t now = 1;
    dates[cone.place(root)].first = now;
    while (!stack.empty()) {
        Frame& top = stack.back();
        const auto args = f.args(top.term);
        if (!opens(f, top.term, root, leaves) || top.next == args.size()) {
            Dates& d = dates[cone.place(top.term)];
            d.left = d.last = ++now;
            stack.pop_back();
            continue;
        }
        const Term a = args[top.next++];
        Dates& d = dates[cone.place(a)];
        ++now;
        if (d.first == 0) {
            d.first = now;
            stack.push_back({a, 0});
        } else {
            d.last = now;
        }
    }
    return dates;
}

}  // namespace

std::vector<Term> modules(const Formula& f, Term root, const Leaves& leaves, Cone& cone) {
    const auto terms = cone.of(f, root, [&](Term t) { return is_leaf(leaves, t); });
    if (terms.empty()) return {};
    const auto dates = walk_dates(f, root, leaves, cone, terms.size());
    std::vector<std::uint64_t> earliest(terms.size(), std::numeric_limits<std::uint64_t>::max());
    std::vector<std::uint64_t> latest(terms.size(), 0);
    std::vector<Term> found;
    for (const Term t : terms) {
        if (!opens(f, t, root, leaves)) continue;
        const std::uint32_t i = cone.place(t);
        for (const Term a : f.args(t)) {
            const std::uint32_t j = cone.place(a);
            earliest[i] = std::min({earliest[i], earliest[j], dates[j].first});
            latest[i] = std::max({latest[i], latest[j], dates[j].last});
        }
        if (t != root && earliest[i] > dates[i].first && latest[i] < dates[i].left)
            found.push_back(t);
    }
    return found;
}

Term group_modules(Formula& f, Term root, const Leaves& leaves, Cone& cone) {
    const std::vector<Term> inner = modules(f, root, leaves, cone);
    const auto listed = cone.of(f, root, [&](Term t) { return is_leaf(leaves, t); });
    const std::vector<Term> terms(listed.begin(), listed.end());
    if (terms.empty()) return root;
    std::vector<std::uint32_t> users(terms.size(), 0);
    std::vector<std::uint8_t> closed(terms.size(), 0);
    for (const Term t : terms) {
        if (!opens(f, t, root, leaves)) {
            closed[cone.place(t)] = 1;
            continue;
        }
        for (const Term a : f.args(t)) ++users[cone.place(a)];
    }
    for (const Term m : inner) closed[cone.place(m)] = 1;
    std::vector<Term> image = terms;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Term t = terms[i];
        if (!opens(f, t, root, leaves)) continue;
        std::vector<Term> own, others;
        const auto args = f.args(t);
        for (const Term a : args) {
            const std::uint32_t j = cone.place(a);
            const bool alone = closed[j] != 0 && users[j] == 1 && f.op(t) != Op::at_least;
            (alone ? own : others).push_back(image[j]);
        }
        const Op op = f.op(t);
        if (own.size() > 1 && !others.empty())
            others.push_back(f.make(op, 0, std::exchange(own, {})));
        others.insert(others.end(), own.begin(), own.end());
        image[i] = f.make(op, f.count(t), std::move(others));
    }
    return image.back();
}

std::vector<Term> leaf_order(const Formula& f, Term root, const Leaves& leaves, Walk walk,
                             Cone& cone) {
    const auto terms = cone.of(f, root, [&](Term t) { return is_leaf(leaves, t); });
    std::vector<std::uint32_t> users(terms.size(), 0);
    // Counted along every path, as if nothing were met before: leaves, and users of what is shared.
    std::vector<double> weight(terms.size(), 1), sharing(terms.size(), 0);
    constexpr double enough = 1e15;
    for (const Term t : terms) {
        if (!opens(f, t, root, leaves)) continue;
        double sum = 0;
        for (const Term a : f.args(t)) {
            ++users[cone.place(a)];
            sum += weight[cone.place(a)];
        }
        weight[cone.place(t)] = std::min(sum, enough);
    }
    for (const Term t : terms) {
        const std::uint32_t i = cone.place(t);
        double sum = users[i] > 1 ? users[i] : 0;
        if (opens(f, t, root, leaves))
            for (const Term a : f.args(t)) sum += sharing[cone.place(a)];
        sharing[i] = std::min(sum, enough);
    }
    // Smaller keys are looked at first; equal ones in the order of their making.
    const auto key = [&](Term t) -> std::tuple<double, double, double, Term> {
        const std::uint32_t i = cone.place(t);
        const double is_gate = opens(f, t, root, leaves) ? 1 : 0;
        const double used = users[i];
        switch (walk) {
            case Walk::shared_heavy:
                return {-used, -weight[i], 0, t};
            case Walk::entangled:
                return {-sharing[i] / weight[i], -used, is_gate, t};
            case Walk::shared_plain:
                return {-used, is_gate, 0, t};
            case Walk::shared_simple:
                return {-used, is_gate, sharing[i], t};
        }
        return {0, 0, 0, t};
    };
    std::vector<std::uint8_t> met(terms.size(), 0);
    std::vector<Term> order, stack{root}, args;
    while (!stack.empty()) {
        const Term t = stack.back();
        stack.pop_back();
        if (met[cone.place(t)] != 0) continue;
        met[cone.place(t)] = 1;
        if (!opens(f, t, root, leaves)) {
            order.push_back(t);
            continue;
        }
        args.assign(f.args(t).begin(), f.args(t).end());
        std::sort(args.begin(), args.end(), [&](Term a, Term b) { return key(a) > key(b); });
        stack.insert(stack.end(), args.begin(), args.end());
    }
    return order;
}

}  // namespace knockon

#include "risk/exact_simplify.h"

#include <algorithm>
#include <utility>

// Why rewrite at all, by one formula worked through.
//
//     f = (a and b) or (a and c) or (s or d)          a 10 %, b 20 %, c 30 %, s 1 %, d 0 %
//
// As it stands `a` occurs twice, so its two terms are not independent and cannot be multiplied. The inner
// "or" is used by nothing else: it becomes one with the outer one (`inside_`). `a` is common to two of
// the arguments: it is taken out (`factor`). s brings the whole down alone: it goes to the top
// (`factor_single_points`), where f(s = no) is left:
//
//     f = s or (a and (b or c))
//
// Now no event occurs twice, every gate is a part of its own (exact_module.h), and the figure is read off:
// b or c 0.44, with a 0.044, with s 0.01 + 0.99 x 0.044 = 0.05356. Landscapes are full of this shape:
// services that all need the same network, name server and sign-on, each written into every one of them.
// A formula that still repeats an event after it goes to the diagrams, smaller than it came.
//
// A round costs time in proportion to the terms and their arguments; what it finds can open the way for
// the next one, so there are up to `most_rounds`. Each rewriting is an equality, so stopping early costs
// speed and never digits.

namespace knockon {
namespace {

using Op = Formula::Op;

constexpr int most_rounds = 8;
constexpr std::size_t most_factored = 64;      // common arguments taken out of one term in a round
constexpr std::size_t widest_factored = 2000;  // arguments of arguments looked at
constexpr std::uint64_t most_single_work = 60'000'000;

bool is_gate(const Formula& f, Term t) { return f.op(t) >= Op::any; }

class Rewriting {
  public:
    Rewriting(Formula& formula, const Leaves& leaves, Cone& cone)
        : f_(formula), leaves_(leaves), cone_(cone) {}

    /// One sweep; terms in `fixed` become the constant given.
    Term once(Term root, std::span<const Term> fixed, Term constant) {
        const auto listed = cone_.of(f_, root, [&](Term t) { return is_leaf(leaves_, t); });
        terms_.assign(listed.begin(), listed.end());
        users_.assign(terms_.size(), 0);
        inside_.assign(terms_.size(), 0);
        image_ = terms_;
        for (const Term t : fixed)
            if (cone_.holds(t)) image_[cone_.place(t)] = constant;
        count_users(root);
        for (const Term t : terms_) {
            const std::uint32_t i = cone_.place(t);
            if (image_[i] != t || inside_[i] != 0 || !opens(t, root)) continue;
            std::vector<Term> args = arguments(t);
            if (f_.op(t) == Op::any || f_.op(t) == Op::all) factor(f_.op(t), args);
            image_[i] = f_.make(f_.op(t), f_.count(t), std::move(args));
        }
        return root <= Formula::yes ? root : image_[cone_.place(root)];
    }

  private:
    bool opens(Term t, Term root) const {
        return is_gate(f_, t) && (t == root || !is_leaf(leaves_, t));
    }

    /// Who uses each term, and which are inside a user of the same kind and of no one else.
    void count_users(Term root) {
        std::vector<Term> user(terms_.size(), 0);
        for (const Term t : terms_) {
            if (!opens(t, root)) continue;
            for (const Term a : f_.args(t)) {
                ++users_[cone_.place(a)];
                user[cone_.place(a)] = t;
            }
        }
        for (const Term t : terms_) {
            const std::uint32_t i = cone_.place(t);
            if (t != root && opens(t, root) && users_[i] == 1 && f_.op(t) != Op::at_least &&
                f_.op(t) == f_.op(user[i]))
                inside_[i] = 1;
        }
    }

    /// The arguments' images; those of what is inside stand in its place.
    std::vector<Term> arguments(Term t) {
        std::vector<Term> args;
        std::vector<Term> open{t};
        while (!open.empty()) {
            const Term u = open.back();
            open.pop_back();
            for (const Term a : f_.args(u)) {
                const std::uint32_t i = cone_.place(a);
                if (inside_[i] != 0 && image_[i] == a) {
                    open.push_back(a);
                } else {
                    args.push_back(image_[i]);
                }
            }
        }
        return args;
    }

    /// Arguments of `args` that are of the other kind share an argument: take it out.
    void factor(Op op, std::vector<Term>& args) {
        const Op inner = op == Op::any ? Op::all : Op::any;
        std::sort(args.begin(), args.end());
        args.erase(std::unique(args.begin(), args.end()), args.end());
        for (std::size_t n = 0; n < most_factored; ++n) {
            std::vector<Term> seen;
            for (const Term a : args)
                if (f_.op(a) == inner && !is_leaf(leaves_, a)) {
                    const auto of_a = f_.args(a);
                    seen.insert(seen.end(), of_a.begin(), of_a.end());
                }
            if (seen.size() > widest_factored) return;
            const Term common = most_frequent(seen);
            if (common == Formula::no) return;
            take_out(op, inner, common, args);
        }
    }

    static Term most_frequent(std::vector<Term>& seen) {
        std::sort(seen.begin(), seen.end());
        Term best = Formula::no;
        std::size_t most = 1;
        for (std::size_t i = 0, j = 0; i < seen.size(); i = j) {
            while (j < seen.size() && seen[j] == seen[i]) ++j;
            if (j - i > most) {
                most = j - i;
                best = seen[i];
            }
        }
        return best;
    }

    void take_out(Op op, Op inner, Term common, std::vector<Term>& args) {
        std::vector<Term> others, rests;
        for (const Term a : args) {
            const auto of_a = f_.args(a);
            if (f_.op(a) != inner || is_leaf(leaves_, a) ||
                !std::binary_search(of_a.begin(), of_a.end(), common)) {
                others.push_back(a);
                continue;
            }
            std::vector<Term> rest(of_a.begin(), of_a.end());
            std::erase(rest, common);
            rests.push_back(f_.make(inner, 0, std::move(rest)));
        }
        others.push_back(f_.make(inner, 0, {common, f_.make(op, 1, std::move(rests))}));
        args = std::move(others);
    }

    Formula& f_;
    const Leaves& leaves_;
    Cone& cone_;
    std::vector<Term> terms_, image_;  // the cone, and what became of it
    std::vector<std::uint32_t> users_;
    std::vector<std::uint8_t> inside_;
};

/// A term's value in 64 states at a time, one per bit.
std::uint64_t word(const Formula& f, Term t, const Cone& cone,
                   std::span<const std::uint64_t> value) {
    const auto args = f.args(t);
    std::uint64_t v = f.op(t) == Op::all ? ~std::uint64_t{0} : 0;
    if (f.op(t) != Op::at_least) {
        for (const Term a : args)
            v = f.op(t) == Op::any ? v | value[cone.place(a)] : v & value[cone.place(a)];
        return v;
    }
    for (int b = 0; b < 64; ++b) {
        std::uint64_t down = 0;
        for (const Term a : args) down += value[cone.place(a)] >> b & 1;
        if (down >= f.count(t)) v |= std::uint64_t{1} << b;
    }
    return v;
}

/// Leaves that fail `root` alone (`alone`), or without which it cannot fail (`!alone`): 64 leaves
/// are tried at a time, one per bit.
std::vector<Term> single_points(const Formula& f, Term root, const Leaves& leaves, bool alone,
                                Cone& cone) {
    const auto terms = cone.of(f, root, [&](Term t) { return is_leaf(leaves, t); });
    std::vector<Term> inputs, found;
    std::uint64_t arguments = 0;
    for (const Term t : terms) {
        const bool gate = is_gate(f, t) && !is_leaf(leaves, t);
        if (!gate) inputs.push_back(t);
        if (gate) arguments += f.args(t).size();
    }
    if (arguments * (inputs.size() / 64 + 1) > most_single_work) return found;
    std::vector<std::uint64_t> value(terms.size());
    const std::uint64_t background = alone ? 0 : ~std::uint64_t{0};
    for (std::size_t first = 0; first < inputs.size(); first += 64) {
        for (const Term t : inputs) value[cone.place(t)] = background;
        for (std::size_t b = 0; b < 64 && first + b < inputs.size(); ++b)
            value[cone.place(inputs[first + b])] ^= std::uint64_t{1} << b;
        for (const Term t : terms)
            if (is_gate(f, t) && !is_leaf(leaves, t))
                value[cone.place(t)] = word(f, t, cone, value);
        const std::uint64_t decided = value[cone.place(root)] ^ background;
        for (std::size_t b = 0; b < 64 && first + b < inputs.size(); ++b)
            if (decided >> b & 1) found.push_back(inputs[first + b]);
    }
    return found;
}

}  // namespace

Term simplify(Formula& formula, Term root, const Leaves& leaves, Cone& cone) {
    Rewriting rewriting(formula, leaves, cone);
    for (int round = 0; round < most_rounds; ++round) {
        if (root <= Formula::yes || !is_gate(formula, root)) break;
        const Term next = rewriting.once(root, {}, Formula::no);
        if (next == root) break;
        root = next;
    }
    return root;
}

Term factor_single_points(Formula& formula, Term root, const Leaves& leaves, Cone& cone) {
    Rewriting rewriting(formula, leaves, cone);
    root = simplify(formula, root, leaves, cone);
    std::vector<std::pair<bool, std::vector<Term>>> taken;
    for (int round = 0, idle = 0; round < most_rounds && idle < 2; ++round) {
        if (root <= Formula::yes || !is_gate(formula, root) || is_leaf(leaves, root)) break;
        const bool alone = round % 2 == 0;
        std::vector<Term> points = single_points(formula, root, leaves, alone, cone);
        idle = points.empty() ? idle + 1 : 0;
        if (points.empty()) continue;
        root = rewriting.once(root, points, alone ? Formula::no : Formula::yes);
        root = simplify(formula, root, leaves, cone);
        taken.emplace_back(alone, std::move(points));
    }
    for (std::size_t i = taken.size(); i-- > 0;) {
        auto& [alone, terms] = taken[i];
        terms.push_back(root);
        root = alone ? formula.any_of(std::move(terms)) : formula.all_of(std::move(terms));
    }
    return root;
}

}  // namespace knockon

#include "risk/exact_formula.h"

#include <algorithm>
#include <cassert>
#include <utility>

// Terms are made once: the same operation on the same arguments is the same number, so equal parts of a
// model are found without looking for them. Making one folds what needs no diagram to be seen:
//
//     any(x, yes) = yes            any(x, no, x) = x
//     at_least 1 of … = any        at_least n of n = all      at_least 2 of (yes, x, y) = any(x, y)
//     any(x, all(x, y)) = x        all(x, any(x, y)) = x
//
// The last two are absorption, which chains of needs are full of: auth down, or auth and its database down.

namespace knockon {
namespace {

/// Arguments of arguments looked at for what absorbs; keeps making a term linear in its own size.
constexpr std::size_t absorb_width = 24;

Formula::Op opposite(Formula::Op op) {
    return op == Formula::Op::any ? Formula::Op::all : Formula::Op::any;
}

std::uint64_t hash(Formula::Op op, std::uint32_t count, std::span<const Term> args) {
    std::uint64_t h = (static_cast<std::uint64_t>(op) << 32) + count;
    for (const Term a : args) {
        h = (h ^ a) * 0x9e3779b97f4a7c15u;
        h ^= h >> 29;
    }
    return h;
}

}  // namespace

Formula::Formula(std::uint32_t events) : events_(events) {
    terms_.reserve(events + 2u);
    terms_.push_back({Op::constant, 0, 0, 0});
    terms_.push_back({Op::constant, 1, 0, 0});
    for (std::uint32_t e = 0; e < events; ++e) terms_.push_back({Op::event, e, 0, 0});
}

Term Formula::make(Op op, std::uint32_t count, std::vector<Term> args) {
    if (op == Op::at_least) return at_least_folded(count, std::move(args));
    const Term winner = op == Op::any ? yes : no, neutral = op == Op::any ? no : yes;
    std::sort(args.begin(), args.end());
    args.erase(std::unique(args.begin(), args.end()), args.end());
    if (std::binary_search(args.begin(),
                           args.begin() + std::min<std::ptrdiff_t>(2, std::ssize(args)), winner))
        return winner;
    std::erase(args, neutral);
    if (args.empty()) return neutral;
    if (args.size() == 1) return args[0];
    return absorbed(op, std::move(args));
}

Term Formula::at_least_folded(std::uint32_t count, std::vector<Term> args) {
    const auto certain = static_cast<std::uint32_t>(std::count(args.begin(), args.end(), yes));
    if (count <= certain) return yes;
    count -= certain;
    std::erase_if(args, [](Term a) { return a <= yes; });
    if (count > args.size()) return no;
    if (count == 1) return any_of(std::move(args));
    if (count == args.size()) return all_of(std::move(args));
    std::sort(args.begin(), args.end());
    if (args.front() == args.back()) return args.front();
    return hash_consed(Op::at_least, count, args);
}

Term Formula::absorbed(Op op, std::vector<Term> args) {
    std::vector<Term> kept;
    for (const Term a : args) {
        bool redundant = false;
        if (terms_[a].op == opposite(op) && terms_[a].size <= absorb_width)
            for (const Term b : this->args(a))
                redundant = redundant || std::binary_search(args.begin(), args.end(), b);
        if (!redundant) kept.push_back(a);
    }
    if (kept.size() == 1) return kept[0];
    return hash_consed(op, op == Op::any ? 1 : 0, kept);
}

Term Formula::hash_consed(Op op, std::uint32_t count, std::span<const Term> args) {
    const std::uint64_t key = hash(op, count, args);
    const auto [begin, end] = known_.equal_range(key);
    for (auto it = begin; it != end; ++it) {
        const Entry& e = terms_[it->second];
        if (e.op == op && e.count == count && std::ranges::equal(this->args(it->second), args))
            return it->second;
    }
    const auto t = static_cast<Term>(terms_.size());
    terms_.push_back({op, count, static_cast<std::uint32_t>(args.size()), args_.size()});
    args_.insert(args_.end(), args.begin(), args.end());
    known_.emplace(key, t);
    return t;
}

void Cone::begin(std::size_t terms) {
    listed_.clear();
    ++round_;
    if (seen_.size() < terms) {
        seen_.resize(terms + terms / 4, 0);
        place_.resize(seen_.size(), 0);
    }
}

std::span<const Term> Cone::sorted() {
    std::sort(listed_.begin(), listed_.end());
    for (std::uint32_t i = 0; i < listed_.size(); ++i) place_[listed_[i]] = i;
    return listed_;
}

}  // namespace knockon

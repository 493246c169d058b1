#include "risk/cut_sets_count.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

// Sets of a family are paths from the top to the empty set: as many as those of `low`, and those of `high`
// times the sets that the level itself stands for. The numbers grow past 64 bits with some 60 independent
// pairs, so what overflows is counted again in parts of nine digits.

namespace knockon {
namespace {

constexpr std::uint64_t base = 1'000'000'000;

/// Empty as soon as anything exceeds 64 bits.
std::optional<std::uint64_t> count_small(const Diagram& family, std::span<const SetCount> inputs) {
    if (!std::ranges::all_of(inputs, &SetCount::is_small)) return std::nullopt;
    std::vector<std::uint64_t> weight, sets(family.nodes.size() + 2, 0);
    for (const SetCount& c : inputs) weight.push_back(c.small());
    sets[1] = 1;
    for (std::size_t i = 0; i < family.nodes.size(); ++i) {
        const Diagram::Node& n = family.nodes[i];
        std::uint64_t with = 0;
        if (__builtin_mul_overflow(weight[n.level], sets[n.high], &with) ||
            __builtin_add_overflow(with, sets[n.low], &sets[i + 2]))
            return std::nullopt;
    }
    return sets[family.root];
}

}  // namespace

SetCount::SetCount(std::uint64_t n) {
    for (; n > 0; n /= base) parts_.push_back(static_cast<std::uint32_t>(n % base));
}

std::uint64_t SetCount::small() const {
    std::uint64_t n = 0;
    for (std::size_t i = parts_.size(); i-- > 0;) n = n * base + parts_[i];
    return n;
}

std::string SetCount::digits() const {
    if (parts_.empty()) return "0";
    std::string out = fmt::format("{}", parts_.back());
    for (std::size_t i = parts_.size() - 1; i-- > 0;) out += fmt::format("{:09}", parts_[i]);
    return out;
}

SetCount operator+(const SetCount& a, const SetCount& b) {
    SetCount sum;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < std::max(a.parts_.size(), b.parts_.size()) || carry > 0; ++i) {
        if (i < a.parts_.size()) carry += a.parts_[i];
        if (i < b.parts_.size()) carry += b.parts_[i];
        sum.parts_.push_back(static_cast<std::uint32_t>(carry % base));
        carry /= base;
    }
    return sum;
}

SetCount operator*(const SetCount& a, const SetCount& b) {
    SetCount product;
    product.parts_.assign(a.parts_.size() + b.parts_.size(), 0);
    for (std::size_t i = 0; i < a.parts_.size(); ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < b.parts_.size() || carry > 0; ++j) {
            carry += product.parts_[i + j];
            if (j < b.parts_.size()) carry += std::uint64_t{a.parts_[i]} * b.parts_[j];
            product.parts_[i + j] = static_cast<std::uint32_t>(carry % base);
            carry /= base;
        }
    }
    while (!product.parts_.empty() && product.parts_.back() == 0) product.parts_.pop_back();
    return product;
}

SetCount count_sets(const Diagram& family, std::span<const SetCount> inputs) {
    if (const auto small = count_small(family, inputs)) return SetCount(*small);
    std::vector<SetCount> sets(family.nodes.size() + 2);
    std::vector<std::size_t> last(sets.size());  // who needs it last
    for (std::size_t i = 0; i < family.nodes.size(); ++i)
        last[family.nodes[i].low] = last[family.nodes[i].high] = i;
    sets[1] = SetCount(1);
    for (std::size_t i = 0; i < family.nodes.size(); ++i) {
        const Diagram::Node& n = family.nodes[i];
        sets[i + 2] = sets[n.low] + inputs[n.level] * sets[n.high];
        for (const auto of : {n.low, n.high})
            if (last[of] == i && of != family.root) sets[of] = {};
    }
    return sets[family.root];
}

}  // namespace knockon

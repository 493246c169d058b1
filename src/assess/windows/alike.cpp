#include "assess/windows/alike.h"

#include <algorithm>
#include <bit>
#include <map>

namespace knockon {
namespace {

constexpr Duration least_reach = std::chrono::hours{6};
constexpr std::size_t most_doublings = 10;

}  // namespace

const std::vector<std::uint32_t>& AlikeStarts::of(std::size_t process, Duration reach) {
    auto& known = known_[process];
    if (known.empty()) known.resize(most_doublings + 1);
    const auto parts = static_cast<std::uint64_t>(std::max(reach - Duration{1}, Duration{0}) / least_reach);
    const std::size_t doublings = std::min<std::size_t>(std::bit_width(parts), most_doublings);
    auto& numbers_of = known[doublings];
    if (numbers_of.empty())
        numbers_of = numbers(plans_.terms[process],
                             doublings == most_doublings ? forever : least_reach * (1 << doublings));
    return numbers_of;
}

std::vector<std::uint32_t> AlikeStarts::numbers(const ProcessTerms& terms, Duration reach) const {
    std::vector<std::uint32_t> out(plans_.starts.size());
    std::map<std::vector<std::int64_t>, std::uint32_t> known;
    std::vector<std::int64_t> seen;
    auto active = terms.active.begin();
    auto due = terms.deadlines.begin();
    for (const std::uint32_t s : plans_.in_order) {
        const Interval watched = plans_.starts[s].watched();
        const Duration until = watched.start + std::min(reach, watched.end - watched.start);
        const auto put = [&](Duration t) { seen.push_back((t - watched.start).count()); };
        seen.clear();
        while (active != terms.active.end() && active->when.end <= watched.start) ++active;
        while (due != terms.deadlines.end() && due->when.end <= watched.start) ++due;
        for (auto a = active; a != terms.active.end() && a->when.start < until; ++a) {
            put(std::max(a->when.start, watched.start));
            put(std::min(a->when.end, until));
            seen.push_back(std::bit_cast<std::int64_t>(a->factor));
            seen.push_back(a->mtpd.count());
        }
        seen.push_back(-1);
        for (auto d = due; d != terms.deadlines.end() && d->when.end <= watched.end; ++d) {
            if (d->when.start >= until) continue;
            put(d->when.start);
            put(d->when.end);
            seen.push_back(static_cast<std::int64_t>(d->of));
        }
        out[s] = known.try_emplace(seen, static_cast<std::uint32_t>(known.size())).first->second;
    }
    return out;
}

}  // namespace knockon

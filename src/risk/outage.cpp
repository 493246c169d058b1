#include "risk/outage.h"

#include <algorithm>
#include <cassert>

// Every operator is one sweep over edges in order of time; nothing is sorted but in `normalise` and
// `at_least_down`. A run, hours from the start of the window, two databases of which one suffices, and a
// consumer that survives 1 h without both:
//
//     a                  [2, 5)            [9, 12)
//     b                        [4, 7)      [9, 9.5)
//     at_least_down(2)         [4, 5)      [9, 9.5)
//     erode(1 h)               gone: 1 h is no more than 1 h;  gone
//     a ∪ b              [2,       7)      [9, 12)       what the planner sees who needs both
//     restart(2 h) of it [2, 9) ∪ [9, 14) = [2, 14)
//
// Intervals are half-open, so those that touch merge and an outage that ends as another begins leaves no
// moment in between; that is why `restart` above makes one outage of two. A tie of a length with its
// tolerance is survived.

namespace knockon {
namespace {

/// Appends an interval that starts no earlier than the last one did, merging where they touch.
void append(Outage& out, Interval i) {
    if (!out.empty() && i.start <= out.back().end)
        out.back().end = std::max(out.back().end, i.end);
    else
        out.push_back(i);
}

}  // namespace

bool covers(const Outage& a, const Outage& b) {
    auto i = a.begin();
    return std::all_of(b.begin(), b.end(), [&](const Interval& x) {
        while (i != a.end() && i->end < x.end) ++i;
        return i != a.end() && i->start <= x.start;
    });
}

void normalise(Outage& any) {
    if (any.size() == 1 && any[0].start < any[0].end) return;
    std::erase_if(any, [](const Interval& i) { return i.start >= i.end; });
    std::sort(any.begin(), any.end(),
              [](const Interval& a, const Interval& b) { return a.start < b.start; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < any.size(); ++i) {
        if (any[i].start <= any[last].end)
            any[last].end = std::max(any[last].end, any[i].end);
        else
            any[++last] = any[i];
    }
    if (!any.empty()) any.resize(last + 1);
}

void either_down(const Outage& a, const Outage& b, Outage& out) {
    out.clear();
    out.reserve(a.size() + b.size());
    auto i = a.begin(), j = b.begin();
    while (i != a.end() || j != b.end()) {
        const bool from_a = j == b.end() || (i != a.end() && i->start <= j->start);
        append(out, from_a ? *i++ : *j++);
    }
}

Outage either_down(const Outage& a, const Outage& b) {
    Outage out;
    either_down(a, b, out);
    return out;
}

void add(Outage& a, const Outage& b) {
    if (!covers(a, b)) a = either_down(a, b);
}

void both_down(const Outage& a, const Outage& b, Outage& out) {
    out.clear();
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        const Interval both{std::max(i->start, j->start), std::min(i->end, j->end)};
        if (both.start < both.end) out.push_back(both);
        if (i->end < j->end)
            ++i;
        else
            ++j;
    }
}

Outage both_down(const Outage& a, const Outage& b) {
    Outage out;
    both_down(a, b, out);
    return out;
}

Outage only_down(const Outage& a, const Outage& b) {
    Outage out;
    add_only_down(a, b, out);
    return out;
}

void add_only_down(const Outage& a, const Outage& b, Outage& out) {
    auto j = b.begin();
    for (Interval rest : a) {
        while (j != b.end() && j->end <= rest.start) ++j;
        for (auto k = j; k != b.end() && k->start < rest.end; ++k) {
            if (rest.start < k->start) out.push_back({rest.start, k->start});
            rest.start = k->end;
        }
        if (rest.start < rest.end) out.push_back(rest);
    }
}

Outage at_least_down(std::size_t m, std::span<const Outage* const> sets) {
    assert(m >= 1 && "every set down at least never is no question");
    if (m > sets.size()) return {};
    std::vector<std::pair<Duration, int>> edges;  // ends before starts: half-open sets only touch
    for (const Outage* set : sets)
        for (const Interval& i : *set) {
            edges.emplace_back(i.start, 1);
            edges.emplace_back(i.end, -1);
        }
    std::sort(edges.begin(), edges.end());
    Outage out;
    std::size_t down = 0;
    Duration since{0};
    for (std::size_t e = 0; e < edges.size();) {
        const Duration now = edges[e].first;
        const std::size_t before = down;
        for (; e < edges.size() && edges[e].first == now; ++e)
            down = edges[e].second > 0 ? down + 1 : down - 1;
        if (before < m && down >= m) since = now;
        if (before >= m && down < m) out.push_back({since, now});
    }
    return out;
}

void erode(Outage& outage, Duration tolerance) {
    if (tolerance <= Duration{0}) return;
    std::erase_if(outage, [&](Interval& i) {
        if (i.end - i.start <= tolerance) return true;
        i.start += tolerance;
        return false;
    });
}

void restart(Outage& outage, Duration delay) {
    if (delay <= Duration{0} || outage.empty()) return;
    std::size_t last = 0;
    outage[0].end += delay;
    for (std::size_t i = 1; i < outage.size(); ++i) {
        const Interval next{outage[i].start, outage[i].end + delay};
        if (next.start <= outage[last].end)
            outage[last].end = std::max(outage[last].end, next.end);
        else
            outage[++last] = next;
    }
    outage.resize(last + 1);
}

Duration length(const Outage& outage, Duration from, Duration to) {
    Duration sum{0};
    auto i = std::partition_point(outage.begin(), outage.end(), [&](const Interval& x) { return x.end <= from; });
    for (; i != outage.end() && i->start < to; ++i) sum += std::min(i->end, to) - std::max(i->start, from);
    return sum;
}

}  // namespace knockon

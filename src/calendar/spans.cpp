#include "calendar/spans.h"

#include <algorithm>

namespace knockon {

namespace {

/// Appends a stretch that begins no earlier than all before it.
void append(Spans& out, Span s) {
    if (s.start >= s.end) return;
    if (!out.empty() && s.start <= out.back().end) {
        out.back().end = std::max(out.back().end, s.end);
    } else {
        out.push_back(s);
    }
}

/// The first stretch that ends after `t`.
Spans::const_iterator first_after(const Spans& a, Instant t) {
    return std::upper_bound(a.begin(), a.end(), t,
                            [](Instant x, const Span& s) { return x < s.end; });
}

bool earlier(const Span& a, const Span& b) { return a.start < b.start; }

}  // namespace

Spans common(const Spans& a, const Spans& b) {
    Spans out;
    auto i = a.begin(), j = b.begin();
    while (i != a.end() && j != b.end()) {
        append(out, {std::max(i->start, j->start), std::min(i->end, j->end)});
        (i->end < j->end ? i : j)++;
    }
    return out;
}

Spans without(const Spans& a, const Spans& b) {
    Spans out;
    auto j = b.begin();
    for (Span rest : a) {
        while (j != b.end() && j->end <= rest.start) ++j;
        for (auto k = j; k != b.end() && k->start < rest.end; ++k) {
            append(out, {rest.start, k->start});
            rest.start = k->end;
            j = k;
        }
        append(out, rest);
    }
    return out;
}

Spans clipped(const Spans& a, Instant from, Instant to) {
    Spans out;
    for (auto i = first_after(a, from); i != a.end() && i->start < to; ++i)
        append(out, {std::max(i->start, from), std::min(i->end, to)});
    return out;
}

Spans normalised(Spans any) {
    if (!std::is_sorted(any.begin(), any.end(), earlier))
        std::sort(any.begin(), any.end(), earlier);
    std::size_t kept = 0;
    for (const Span s : any) {
        if (s.start >= s.end) continue;
        if (kept > 0 && s.start <= any[kept - 1].end) {
            any[kept - 1].end = std::max(any[kept - 1].end, s.end);
        } else {
            any[kept++] = s;
        }
    }
    any.resize(kept);
    return any;
}

Duration overlap(const Spans& a, Instant from, Instant to) {
    Duration sum{0};
    for (auto i = first_after(a, from); i != a.end() && i->start < to; ++i)
        sum += std::max(Duration{0}, std::min(i->end, to) - std::max(i->start, from));
    return sum;
}

}  // namespace knockon

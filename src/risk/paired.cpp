#include "risk/paired.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "risk/strata.h"

namespace knockon {
namespace {

/// One tally's part of a stratum: what each of its runs adds to the sum is `times` × the figure.
struct Part {
    const Sums* sums = nullptr;
    std::size_t figure = 0;
    double times = 0;
};

/// Variance of the sum over all of `runs`, which were drawn in blocks.
double variance_of_sum(std::span<const double> runs) {
    const double n = static_cast<double>(runs.size());
    double sum = 0, square = 0;
    for (const double x : runs) {
        sum += x;
        square += x * x;
    }
    const double independent = std::max(0.0, square - sum * sum / n);
    const std::size_t blocks = (runs.size() + block_size - 1) / block_size;
    if (blocks < 2) return independent;
    const double b = static_cast<double>(blocks), mean = sum / b;
    double shown = 0;
    for (std::size_t first = 0; first < runs.size(); first += block_size) {
        double block = 0;
        for (std::size_t i = first; i < std::min(first + block_size, runs.size()); ++i)
            block += runs[i];
        shown += (block - mean) * (block - mean);
    }
    return std::max(shown * b / (b - 1), independent * b / n);
}

/// Adds what runs `from` to `to` of a part add to the sum.
void add_runs(const Part& part, std::uint64_t from, std::uint64_t to, std::vector<double>& out) {
    const std::vector<Weighted>& values = part.sums->values[part.figure];
    auto v = std::lower_bound(values.begin(), values.end(), from,
                              [](const Weighted& w, std::uint64_t run) { return w.run < run; });
    for (; v != values.end() && v->run < to; ++v) out[v->run - from] += part.times * v->value;
}

/// Runs that the same parts have in common are one stretch, independent of the next.
double variance_of(const std::vector<Part>& parts) {
    std::vector<std::uint64_t> ends;
    for (const Part& p : parts) ends.push_back(p.sums->runs);
    std::sort(ends.begin(), ends.end());
    double variance = 0;
    std::uint64_t from = 0;
    std::vector<double> runs;
    for (const std::uint64_t to : ends) {
        if (to == from) continue;
        runs.assign(to - from, 0);
        for (const Part& p : parts)
            if (p.sums->runs >= to) add_runs(p, from, to, runs);
        variance += variance_of_sum(runs);
        from = to;
    }
    return variance;
}

}  // namespace

Mean combined(std::span<const PairedTerm> terms) {
    Mean out;
    std::map<std::uint64_t, std::vector<Part>> strata;
    for (const PairedTerm& t : terms) {
        out.value += t.times * t.tally->mean(t.figure).value;
        for (const Stratum& s : t.tally->strata)
            if (!s.exact && s.sums.runs > 1)
                strata[s.key].push_back(
                    {&s.sums, t.figure, t.times * s.weight / static_cast<double>(s.sums.runs)});
    }
    double variance = 0;
    for (const auto& [key, parts] : strata) variance += variance_of(parts);
    out.error = std::sqrt(variance);
    return out;
}

}  // namespace knockon

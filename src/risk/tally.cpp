#include "risk/tally.h"

#include <algorithm>
#include <cmath>


namespace knockon {
namespace {

void add_all(std::vector<double>& into, const std::vector<double>& from) {
    for (std::size_t i = 0; i < from.size(); ++i) into[i] += from[i];
}

constexpr double few_runs = 32;  // make a figure: as many say as much of its error as replicates do
constexpr double unseen_tail = 0.5;  // of a run as large as the largest: that there are larger ones

/// One entry of a stratum: its sum in each replicate, what it came to in single runs, of how many.
struct EntryOf {
    const double* sum;
    const Sums::Shape* shape;
    std::uint64_t runs;
};
EntryOf figure_of(const Stratum& s, std::size_t figure) {
    return {s.sums.figures.sum.data() + figure * replicates, &s.sums.figures.shape[figure],
            s.sums.runs};
}

/// What a stratum adds to the mean of one entry in each replicate.
Replicated part(const Stratum& s, const EntryOf& entry) {
    Replicated out{};
    if (entry.runs == 0) return out;
    const double* of = entry.sum;
    if (s.exact) {
        double all = 0;
        for (std::size_t k = 0; k < replicates; ++k) all += of[k];
        out.fill(s.weight * all);
        return out;
    }
    const double each = s.weight * double(replicates) / static_cast<double>(entry.runs);
    for (std::size_t k = 0; k < replicates; ++k) out[k] = each * of[k];
    return out;
}
Replicated part(const Stratum& s, std::size_t figure) { return part(s, figure_of(s, figure)); }

/// A yes or no that is drawn evenly may fall alike in all replicates, or nearly, though the border between
/// yes and no cuts a point of each: if it fell the same way each time, it does so in 69 % of the cases or
/// more (0.05 to the power 1/8). The weight of a run at the border is the largest, or, where runs are drawn
/// towards a tail, twice the mean of those beyond it (draw_tail).
double grain(const Stratum& s, const EntryOf& entry) {
    const Sums::Shape& shape = *entry.shape;
    if (!shape.yes_or_no || shape.runs == 0 || shape.runs == entry.runs) return 0;
    double all = 0;
    for (std::size_t k = 0; k < replicates; ++k) all += entry.sum[k];
    const double at_border = std::min(shape.largest, 2 * std::abs(all) / double(shape.runs));
    return alike_error * s.weight * at_border * double(replicates) / static_cast<double>(entry.runs);
}

/// The square root of the mean square of what a run comes to that is not 0, times its weight.
double usual_run(const Sums::Shape& shape) {
    return shape.runs == 0 ? 0 : std::sqrt(shape.square / double(shape.runs));
}

/// @param usual  run of that of which the entry is a part
void add(Spread& spread, const Stratum& s, const EntryOf& entry, double usual = 0) {
    const Replicated of = part(s, entry);
    for (std::size_t k = 0; k < replicates; ++k) spread.of[k] += of[k];
    if (s.exact || entry.runs == 0) return;
    const double n = static_cast<double>(entry.runs), each = s.weight / n;
    const Mean whole = mean_of(of);
    const double mean = whole.value / n;  // of a run
    const double square = each * each * entry.shape->square;
    const double cube = each * each * each * entry.shape->cube;
    spread.add_moments(std::max(0.0, square - n * mean * mean),
                       cube - 3 * mean * square + 2 * n * mean * mean * mean, each * entry.shape->largest);
    spread.size += std::abs(whole.value);
    spread.raw_square += square;
    const double least = grain(s, entry);
    spread.grain += std::max(0.0, least * least - whole.error * whole.error) +
                    unseen_tail * unseen_tail * each * usual * each * usual;
}

constexpr Replicated no_replicates{};
const Sums::Shape no_shape;

/// @param entry_of  of a stratum, a part of the figure `of`
template <class EntryOfStratum>
Mean part_of(std::size_t of, const std::vector<Stratum>& strata, EntryOfStratum entry_of) {
    Spread spread;
    for (const Stratum& s : strata)
        add(spread, s, entry_of(s), usual_run(s.sums.figures.shape[of]));
    return spread.mean();
}

Spread spread_of(std::span<const Stratum> strata, std::size_t figure) {
    Spread spread;
    for (const Stratum& s : strata) add(spread, s, figure_of(s, figure));
    return spread;
}

}  // namespace

Mean mean_of(const Replicated& all) {
    Mean m;
    for (const double x : all) m.value += x;
    m.value /= double(replicates);
    double square = 0, largest = 0;
    for (const double x : all) {
        square += (x - m.value) * (x - m.value);
        largest = std::max(largest, std::abs(x));
    }
    m.error = std::sqrt(square / double(replicates * (replicates - 1)));
    if (m.error <= 1e-14 * largest) m.error = 0;  // rounding
    return m;
}

double Mean::low() const { return value + lean - std::hypot(t95 * error, lean); }
double Mean::high() const { return value + lean + std::hypot(t95 * error, lean); }

// Eight replicates tell the error of their mean wherever many runs make it. Of a rare cause that was met in
// five runs they tell little: the error is then too small just when too few were met. What single runs add
// is better known, the sum of their squares; the fewer they are (`size`² / `raw_square`, if they add alike),
// the more it counts; that still larger ones were not met is allowed for. Of many runs that each show a trace of
// a cause they may all lack the one that is its doing: a run as large as what is shared out usually is. Nor
// does a figure of few runs lie in the middle of its interval: of n rare events, each worth k,
//
//     k (n + t²/2 ± t √(n + t²/4))     (Wilson, J. American Statistical Association 22 (1927) 209-212)
//
// k is the third moment over the second. Even draws spread a figure less than single runs would, and
// make it less lopsided by as much.
Mean Spread::mean() const {
    Mean m = mean_of(of);
    const double apart = m.error * m.error;
    if (square > 0 && raw_square > 0) {
        const double runs = size * size / raw_square / few_runs;
        const double few = 1 / (1 + runs * runs);
        m.error = std::sqrt(few * square + (1 - few) * apart + grain);
        m.lean = t95 * t95 / 2 * cube / square * (few + (1 - few) * std::min(1.0, apart / square));
    } else {
        m.error = std::sqrt(apart + grain);
    }
    return m;
}

void Spread::add_moments(double squares, double cubes, double largest) {
    square += squares + unseen_tail * largest * largest;
    cube += cubes + unseen_tail * std::copysign(largest * largest * largest, cubes);
}

void Sums::Shape::add(double weight, double x) {
    const double size = std::abs(weight * x);
    if (size == 0) return;
    yes_or_no = yes_or_no && (runs == 0 || std::abs(x) == only);
    only = std::abs(x);
    largest = std::max(largest, size);
    square += size * size;
    cube += weight * x * size * size;
    ++runs;
}

void Sums::Shape::add(const Shape& other) {
    if (other.runs == 0) return;
    yes_or_no = yes_or_no && other.yes_or_no && (runs == 0 || only == other.only);
    only = other.only;
    largest = std::max(largest, other.largest);
    square += other.square;
    cube += other.cube;
    runs += other.runs;
}

void Sums::Entries::resize(std::size_t n) {
    sum.assign(n * replicates, 0);
    shape.assign(n, {});
}

void Sums::Entries::add(const Entries& other) {
    add_all(sum, other.sum);
    for (std::size_t i = 0; i < other.shape.size(); ++i) shape[i].add(other.shape[i]);
}

void Sums::Entries::add(std::size_t i, std::uint64_t run, double weight, double x) {
    sum[i * replicates + run % replicates] += weight * x;
    shape[i].add(weight, x);
}

void Sums::Share::add(std::uint64_t run, double weight, double x) {
    sum[run % replicates] += weight * x;
    shape.add(weight, x);
}

/// That of a bearer; looked for from a place before which no later one is.
Sums::Share& Sums::Shares::at(std::uint32_t bearer, std::size_t& from) {
    while (from < all_.size() && all_[from].bearer < bearer) ++from;
    if (from == all_.size() || all_[from].bearer != bearer)
        all_.insert(all_.begin() + static_cast<std::ptrdiff_t>(from), Share{bearer, {}, {}});
    return all_[from];
}

void Sums::Shares::add(std::uint64_t run, double weight, std::span<const double> shares) {
    std::size_t from = 0;
    for (std::uint32_t b = 0; b < shares.size(); ++b)
        if (shares[b] != 0) at(b, from).add(run, weight, shares[b]);
}

void Sums::Shares::add(const Shares& other) {
    std::size_t from = 0;
    for (const Share& more : other.all_) {
        Share& share = at(more.bearer, from);
        for (std::size_t k = 0; k < replicates; ++k) share.sum[k] += more.sum[k];
        share.shape.add(more.shape);
    }
}

const Sums::Share* Sums::Shares::find(std::uint32_t bearer) const {
    const auto it =
        std::lower_bound(all_.begin(), all_.end(), bearer,
                         [](const Share& s, std::uint32_t b) { return s.bearer < b; });
    return it != all_.end() && it->bearer == bearer ? &*it : nullptr;
}

void Sums::resize(const Scoring& scoring, std::size_t sources) {
    figures.resize(scoring.figures);
    for (std::size_t f = 0; f < scoring.without.size(); ++f) figures.shape[f].without = scoring.without[f];
    values.assign(scoring.figures, {});
    if (!scoring.causes) sources = 0;
    shares.resize(sources);
    last_in.resize(sources);
    happened_sum.assign(sources, 0);
}

void Sums::add(const Sums& other) {
    runs += other.runs;
    shared += other.shared;
    figures.add(other.figures);
    weights.insert(weights.end(), other.weights.begin(), other.weights.end());
    scenes.insert(scenes.end(), other.scenes.begin(), other.scenes.end());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i].insert(values[i].end(), other.values[i].begin(), other.values[i].end());
    for (std::size_t i = 0; i < other.shares.size(); ++i) shares[i].add(other.shares[i]);
    last_in.add(other.last_in);
    add_all(happened_sum, other.happened_sum);
    explained += other.explained;
    for (const auto& [explanation, count] : other.why) {
        ExplanationCount& mine = why.try_emplace(explanation, ExplanationCount{0, count.run})
                                     .first->second;
        mine.weight += count.weight;
    }
}

double error_of_part(const Stratum& s, std::size_t figure) {
    return spread_of({&s, 1}, figure).mean().error;
}

std::uint64_t Tally::runs() const {
    std::uint64_t n = 0;
    for (const Stratum& s : strata) n += s.sums.runs;
    return n;
}

Mean Tally::met(std::size_t figure) const {
    return spread_of(strata, figure).mean();
}

Mean Tally::mean(std::size_t figure) const {
    Spread spread = spread_of(strata, figure);
    spread.grain += unmet(figure).variance;
    return spread.mean();
}

Mean Tally::share(std::size_t source, std::size_t bearer, std::size_t of) const {
    return part_of(of, strata, [&](const Stratum& s) {
        const Sums::Share* share = s.sums.shares[source].find(static_cast<std::uint32_t>(bearer));
        return share ? EntryOf{share->sum.data(), &share->shape, s.sums.shared}
                     : EntryOf{no_replicates.data(), &no_shape, s.sums.shared};
    });
}

Mean Tally::last_in(std::size_t source, std::size_t of) const {
    return part_of(of, strata, [&](const Stratum& s) {
        return EntryOf{s.sums.last_in.sum.data() + source * replicates,
                       &s.sums.last_in.shape[source], s.sums.shared};
    });
}

bool Tally::is_above_zero(std::size_t figure) const {
    return std::any_of(strata.begin(), strata.end(), [&](const Stratum& s) {
        const auto& values = s.sums.values[figure];
        return s.weight > 0 && std::any_of(values.begin(), values.end(), [](const RunValue& v) { return v.value > 0; });
    });
}

double Tally::usual(std::size_t figure) const {
    Sums::Shape all;
    for (const Stratum& s : strata) all.add(s.sums.figures.shape[figure]);
    return usual_run(all);
}

Tally::Unmet Tally::unmet(std::size_t figure) const {
    Unmet most;
    const double run = usual(figure);
    for (std::size_t h = 0; h < strata.size() && run > 0; ++h) {
        const Stratum& s = strata[h];
        const Sums::Shape& shape = s.sums.figures.shape[figure];
        if (s.exact || s.sums.runs == 0 || (s.alike && !shape.without)) continue;
        const bool always = shape.yes_or_no && shape.runs == s.sums.runs;  // but once it may not be so
        if (shape.runs > 0 && !always) continue;
        const double adds = s.weight / static_cast<double>(s.sums.runs) * (always ? shape.only : run);
        if (unseen_tail * adds * adds > most.variance) most = {h, unseen_tail * adds * adds};
    }
    return most;
}

Replicated Tally::replicated(std::size_t figure) const {
    Replicated out{};
    for (const Stratum& s : strata) {
        const Replicated of = part(s, figure);
        for (std::size_t k = 0; k < replicates; ++k) out[k] += of[k];
    }
    return out;
}

namespace {

/// What the first runs of a stratum come to, per replicate.
Replicated first_runs(const Stratum& s, std::size_t figure, std::uint64_t runs) {
    if (runs >= s.sums.runs || s.exact) return part(s, figure);
    Replicated out{};
    for (const RunValue& v : s.sums.values[figure])
        if (v.run < runs)
            out[v.run % replicates] += s.weight * s.sums.weights[v.run] * v.value *
                                       double(replicates) / static_cast<double>(runs);
    return out;
}

}  // namespace

Mean saved(const MeanTerm& all, std::span<const MeanTerm> variants) {
    Replicated out = all.tally->replicated(all.figure);
    for (const MeanTerm& variant : variants)
        for (const Stratum& v : variant.tally->strata) {
            const Replicated now = part(v, variant.figure);
            for (std::size_t k = 0; k < replicates; ++k) out[k] -= now[k];
            const auto& strata = all.tally->strata;
            const auto s = std::find_if(strata.begin(), strata.end(),
                                        [&](const Stratum& x) { return x.key == v.key; });
            if (s == strata.end() || v.sums.runs == 0 || v.sums.runs >= s->sums.runs || s->exact)
                continue;
            // What these runs say of the question is known better from all of them.
            const Replicated first = first_runs(*s, all.figure, v.sums.runs);
            const Replicated known = part(*s, all.figure);
            for (std::size_t k = 0; k < replicates; ++k)
                out[k] -= v.weight / s->weight * (known[k] - first[k]);
        }
    return mean_of(out);
}

Mean combined(std::span<const MeanTerm> terms) {
    Replicated sum{};
    for (const MeanTerm& t : terms) {
        const Replicated of = t.tally->replicated(t.figure);
        for (std::size_t k = 0; k < replicates; ++k) sum[k] += t.times * of[k];
    }
    return mean_of(sum);
}

double Tally::happened(std::size_t source) const {
    double sum = 0;
    for (const Stratum& s : strata)
        if (s.sums.shared > 0)
            sum += s.sums.happened_sum[source] *
                   (s.exact ? s.weight : s.weight / static_cast<double>(s.sums.shared));
    return sum;
}

// None seen in all strata together: the expected number seen, the sum of runs × probability, is below
// 3 with 95 %. The largest probability that leaves comes from the strata whose runs say least.
double Tally::unseen(bool of_difference) const {
    std::vector<std::pair<double, const Stratum*>> by_run;  // weight per run, the largest first
    for (const Stratum& s : strata)
        if (!s.exact && s.sums.runs > 1 && !(of_difference && s.alike))
            by_run.emplace_back(-s.weight * s.most / static_cast<double>(s.sums.runs), &s);
    std::stable_sort(by_run.begin(), by_run.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    double bound = 0, left = 3;
    for (const auto& [weight, s] : by_run) {
        const double used = std::min(left, static_cast<double>(s->sums.runs) / s->most);
        bound -= weight * used;
        left -= used;
    }
    return bound;
}

}  // namespace knockon

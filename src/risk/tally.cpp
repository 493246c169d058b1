#include "risk/tally.h"

#include <algorithm>
#include <cmath>

#include "base/tie.h"

namespace knockon {
namespace {

void add_all(std::vector<double>& into, const std::vector<double>& from) {
    for (std::size_t i = 0; i < from.size(); ++i) into[i] += from[i];
}

/// One entry of a stratum: its sum in each replicate, the largest absolute value, over how many runs.
struct EntryOf {
    const double* sum;
    double largest;
    std::uint64_t runs;
};
EntryOf figure_of(const Stratum& s, std::size_t figure) {
    return {s.sums.figures.sum.data() + figure * replicates, s.sums.figures.largest[figure],
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

/// The error of a part that is the same in every replicate and not in every run: where a yes or no is
/// drawn evenly, as many points may fall on each side in all of them. If the point on the border fell
/// the same way each time, it does so in 69 % of the cases or more (0.05 to the power 1/8).
double grain(const Stratum& s, const EntryOf& entry, const Mean& part) {
    if (part.error > 0 || s.exact || entry.runs == 0) return 0;
    const double most = s.weight * entry.largest;
    if (!(std::abs(part.value) < most * (1 - 1e-12))) return 0;
    return 0.31 / t95 * most * double(replicates) / static_cast<double>(entry.runs);
}

/// @param entry_of  of a stratum; without a sum where there is nothing
template <class EntryOfStratum>
Mean over_strata(const std::vector<Stratum>& strata, EntryOfStratum entry_of) {
    Replicated out{};
    double more = 0;
    for (const Stratum& s : strata) {
        const EntryOf entry = entry_of(s);
        if (entry.sum == nullptr) continue;
        const Replicated of = part(s, entry);
        for (std::size_t k = 0; k < replicates; ++k) out[k] += of[k];
        const double error = grain(s, entry, mean_of(of));
        more += error * error;
    }
    Mean m = mean_of(out);
    m.error = std::sqrt(m.error * m.error + more);
    return m;
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

void Sums::Entries::resize(std::size_t n) {
    sum.assign(n * replicates, 0);
    largest.assign(n, 0);
}

void Sums::Entries::add(const Entries& other) {
    add_all(sum, other.sum);
    for (std::size_t i = 0; i < other.largest.size(); ++i)
        largest[i] = std::max(largest[i], other.largest[i]);
}

void Sums::Entries::add(std::size_t i, std::uint64_t run, double x) {
    sum[i * replicates + run % replicates] += x;
    largest[i] = std::max(largest[i], std::abs(x));
}

void Sums::Share::add(std::uint64_t run, double x) {
    sum[run % replicates] += x;
    largest = std::max(largest, std::abs(x));
}

/// That of a bearer; looked for from a place before which no later one is.
Sums::Share& Sums::Shares::at(std::uint32_t bearer, std::size_t& from) {
    while (from < all_.size() && all_[from].bearer < bearer) ++from;
    if (from == all_.size() || all_[from].bearer != bearer)
        all_.insert(all_.begin() + static_cast<std::ptrdiff_t>(from), Share{bearer, {}, 0});
    return all_[from];
}

void Sums::Shares::add(std::uint64_t run, double weight, std::span<const double> shares) {
    std::size_t from = 0;
    for (std::uint32_t b = 0; b < shares.size(); ++b)
        if (shares[b] != 0) at(b, from).add(run, weight * shares[b]);
}

void Sums::Shares::add(const Shares& other) {
    std::size_t from = 0;
    for (const Share& more : other.all_) {
        Share& share = at(more.bearer, from);
        for (std::size_t k = 0; k < replicates; ++k) share.sum[k] += more.sum[k];
        share.largest = std::max(share.largest, more.largest);
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
    const Mean m = mean_of(part(s, figure));
    return m.error > 0 ? m.error : grain(s, figure_of(s, figure), m);
}

std::uint64_t Tally::runs() const {
    std::uint64_t n = 0;
    for (const Stratum& s : strata) n += s.sums.runs;
    return n;
}

Mean Tally::mean(std::size_t figure) const {
    return over_strata(strata, [&](const Stratum& s) { return figure_of(s, figure); });
}

Mean Tally::share(std::size_t source, std::size_t bearer) const {
    return over_strata(strata, [&](const Stratum& s) {
        const Sums::Share* share = s.sums.shares[source].find(static_cast<std::uint32_t>(bearer));
        return share ? EntryOf{share->sum.data(), share->largest, s.sums.shared} : EntryOf{};
    });
}

Mean Tally::last_in(std::size_t source) const {
    return over_strata(strata, [&](const Stratum& s) {
        return EntryOf{s.sums.last_in.sum.data() + source * replicates,
                       s.sums.last_in.largest[source], s.sums.shared};
    });
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

Distribution::Distribution(const Tally& tally, std::size_t figure,
                           std::optional<std::size_t> given) {
    exact_ = std::all_of(tally.strata.begin(), tally.strata.end(),
                         [](const Stratum& s) { return s.exact; });
    if (!given) about_.fill(1);
    double seen = 0;
    for (const Stratum& s : tally.strata) {
        if (s.sums.runs == 0) continue;
        const double each = s.exact ? s.weight : s.weight / static_cast<double>(s.sums.runs);
        const auto add = [&](const RunValue& v) {
            const auto k = s.exact ? none : static_cast<std::uint32_t>(v.run % replicates);
            entries_.push_back({v.value, s.sums.weights[v.run] * each, k});
            seen += s.sums.weights[v.run] * each;
        };
        const std::vector<RunValue>& values = s.sums.values[figure];  // in order of their runs
        if (!given) {
            for (const RunValue& v : values) add(v);
            continue;
        }
        auto v = values.begin();
        for (const RunValue& g : s.sums.values[*given]) {
            if (g.value <= 0) continue;
            for (std::size_t k = 0; k < replicates; ++k)
                if (s.exact || g.run % replicates == k)
                    about_[k] += s.sums.weights[g.run] * each * (s.exact ? 1 : double(replicates));
            while (v != values.end() && v->run < g.run) ++v;
            if (v != values.end() && v->run == g.run) add(*v);
        }
    }
    mass_ = given ? mean_of(about_).value : 1;
    entries_.push_back({0, std::max(0.0, mass_ - seen), none});
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return a.value != b.value ? a.value < b.value : a.replicate < b.replicate;
    });
}

/// Standard error of the sum of `value` over the entries that are not zero, and of `start`.
template <class Value>
double Distribution::error_of(Value value, Replicated start) const {
    for (const Entry& e : entries_) {
        if (e.value == 0) continue;
        const double x = e.weight * value(e.value);
        if (e.replicate != none)
            start[e.replicate] += x * double(replicates);
        else
            for (double& s : start) s += x;
    }
    return mean_of(start).error;
}

/// A sum within 1e-12 of the wanted probability has reached it (semantics, section 6).
double Distribution::smallest_reaching(double probability) const {
    double below = 0;
    for (const Entry& e : entries_) {
        below += e.weight;
        if (below >= probability - 1e-12) return e.value;
    }
    return entries_.back().value;
}

/// Standard error of P(X > value) less 1 - alpha of the runs it is about.
double Distribution::error_at(double value, double alpha) const {
    Replicated start{};
    for (std::size_t k = 0; k < replicates; ++k) start[k] = -(1 - alpha) * about_[k];
    if (value >= 0) return error_of([&](double x) { return double(x > value); }, start);
    for (std::size_t k = 0; k < replicates; ++k) start[k] += about_[k];
    return error_of([&](double x) { return -double(x <= value); }, start);
}

Distribution::Quantile Distribution::quantile(double alpha) const {
    Quantile q{smallest_reaching(alpha * mass_), 0, 0};
    q.low = q.high = q.value;
    if (exact_) return q;
    const double below = std::nextafter(q.value, -HUGE_VAL);
    const double slack = t95 * std::max(error_at(q.value, alpha), error_at(below, alpha));
    const double wanted = alpha * mass_;
    q.low = std::min(q.value, smallest_reaching(std::max(wanted - slack, 1e-9 * mass_)));
    q.high = std::max(q.value, smallest_reaching(std::min(wanted + slack, mass_)));
    return q;
}

Mean Distribution::worst(double share) const {
    double left = share, sum = 0, boundary = 0;
    for (auto e = entries_.rbegin(); e != entries_.rend() && left > 0; ++e) {
        const double part = std::min(left, e->weight);
        sum += part * e->value;
        left -= part;
        boundary = e->value;
    }
    // Error of the mean excess over the boundary, which is no less than 0 where it matters.
    const double error = error_of(
        [&](double x) { return boundary >= 0 ? std::max(0.0, x - boundary) : x; });
    return {sum / share, error / share};
}

/// Ratio of two means: the error is that of (X - mean) in the runs it is about, over their probability.
Mean Distribution::ratio(double sum, double of, bool positive_only) const {
    const double mean = sum / of;
    if (positive_only)
        return {mean, error_of([&](double x) { return x > 0 ? x - mean : 0; }) / of};
    Replicated start{};
    for (std::size_t k = 0; k < replicates; ++k) start[k] = -mean * about_[k];
    return {mean, error_of([](double x) { return x; }, start) / of};
}

Mean Distribution::mean() const {
    if (!(mass_ > 0)) return {};
    double sum = 0;
    for (const Entry& e : entries_) sum += e.weight * e.value;
    return ratio(sum, mass_, false);
}

Distribution::Given Distribution::given_any() const {
    double positive = 0, sum = 0;
    for (const Entry& e : entries_)
        if (e.value > 0) {
            positive += e.weight;
            sum += e.weight * e.value;
        }
    if (!(positive > 0)) return {{0, 0}, 0};
    return {ratio(sum, positive, true), positive};
}

std::vector<std::pair<double, double>> Distribution::exceedance(std::size_t points) const {
    std::vector<std::pair<double, double>> all;  // descending value, cumulative
    double above = 0;
    for (auto e = entries_.rbegin(); e != entries_.rend() && e->value > 0; ++e) {
        above += e->weight;
        if (!all.empty() && tied(all.back().first, e->value))  // the same but for rounding
            all.back() = {e->value, above};
        else
            all.emplace_back(e->value, above);
    }
    std::reverse(all.begin(), all.end());
    if (all.size() <= points) return all;
    // Evenly spaced in the logarithm of the probability, so that the tail keeps its shape.
    std::vector<std::pair<double, double>> some;
    const double first = std::log(all.front().second), last = std::log(all.back().second);
    std::size_t i = 0, taken = all.size();
    for (std::size_t k = 0; k < points; ++k) {
        const double wanted =
            first + (last - first) * static_cast<double>(k) / static_cast<double>(points - 1);
        while (i + 1 < all.size() && std::log(all[i].second) > wanted) ++i;
        if (i == taken) continue;
        // Where the curve falls by much at once its edge counts, or the loss there would look
        // smaller than it is.
        if (taken + 1 < i) some.push_back(all[i - 1]);
        some.push_back(all[i]);
        taken = i;
    }
    return some;
}

}  // namespace knockon

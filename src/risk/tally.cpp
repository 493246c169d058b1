#include "risk/tally.h"

#include <algorithm>
#include <cmath>

#include "base/tie.h"

namespace knockon {
namespace {

void add_all(std::vector<double>& into, const std::vector<double>& from) {
    for (std::size_t i = 0; i < from.size(); ++i) into[i] += from[i];
}

/// Weighted mean over strata of one entry of one kind.
Mean stratified(const std::vector<Stratum>& strata, Sums::Moments Sums::*moments, std::size_t i) {
    Mean m;
    double variance = 0;
    for (const Stratum& s : strata) {
        if (s.sums.runs == 0) continue;
        const Sums::Moments& of = s.sums.*moments;
        if (s.exact) {
            m.value += s.weight * of.sum[i];
            continue;
        }
        m.value += s.weight * of.sum[i] / static_cast<double>(s.sums.runs);
        variance += s.weight * s.weight * s.sums.variance_of_mean(of, i);
    }
    m.error = std::sqrt(variance);
    return m;
}

}  // namespace

void Sums::Moments::resize(std::size_t n) {
    sum.assign(n, 0);
    square.assign(n, 0);
    block_square.assign(n, 0);
}

void Sums::Moments::add(const Moments& other) {
    add_all(sum, other.sum);
    add_all(square, other.square);
    add_all(block_square, other.block_square);
}

void Sums::close_block() {
    blocks = 1;
    const double n = static_cast<double>(runs);
    for (Moments* m : {&figures, &shares, &last_in})
        for (std::size_t i = 0; i < m->sum.size(); ++i) {
            const double mean = m->sum[i] / n;
            m->block_square[i] = mean * mean;
        }
}

double Sums::variance_of_mean(const Moments& of, std::size_t i) const {
    if (blocks < 2) return 0;
    const double b = static_cast<double>(blocks), n = static_cast<double>(runs);
    const double mean = of.sum[i] / n;
    const double shown = (of.block_square[i] / b - mean * mean) / (b - 1);
    const double independent = (of.square[i] / n - mean * mean) / n;
    return std::max({0.0, shown, independent * b / n});
}

void Sums::resize(const Scoring& scoring, std::size_t sources) {
    figures.resize(scoring.figures);
    values.assign(scoring.figures, {});
    shares.resize(sources * scoring.bearers);
    last_in.resize(sources);
    happened_sum.assign(sources, 0);
}

void Sums::add(const Sums& block) {
    runs += block.runs;
    blocks += block.blocks;
    figures.add(block.figures);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i].insert(values[i].end(), block.values[i].begin(), block.values[i].end());
    shares.add(block.shares);
    last_in.add(block.last_in);
    add_all(happened_sum, block.happened_sum);
    explained += block.explained;
    for (const auto& [explanation, count] : block.why) {
        ExplanationCount& mine = why.try_emplace(explanation, ExplanationCount{0, count.run})
                                     .first->second;
        mine.weight += count.weight;
    }
    sampled_shares |= block.sampled_shares;
}

std::uint64_t Tally::runs() const {
    std::uint64_t n = 0;
    for (const Stratum& s : strata) n += s.sums.runs;
    return n;
}

Mean Tally::mean(std::size_t figure) const {
    return stratified(strata, &Sums::figures, figure);
}

Mean Tally::share(std::size_t source, std::size_t bearer, std::size_t bearers) const {
    return stratified(strata, &Sums::shares, source * bearers + bearer);
}

Mean Tally::last_in(std::size_t source) const {
    return stratified(strata, &Sums::last_in, source);
}

double Tally::happened(std::size_t source) const {
    double sum = 0;
    for (const Stratum& s : strata)
        if (s.sums.runs > 0)
            sum += s.sums.happened_sum[source] *
                   (s.exact ? s.weight : s.weight / static_cast<double>(s.sums.runs));
    return sum;
}

// None seen in all strata together: the expected number seen, the sum of runs × probability, is below
// 3 with 95 %. The largest probability that leaves comes from the strata whose runs say least.
double Tally::unseen(bool of_difference) const {
    std::vector<std::pair<double, const Stratum*>> by_run;  // weight per run, the largest first
    for (const Stratum& s : strata)
        if (!s.exact && s.sums.runs > 1 && !(of_difference && s.alike))
            by_run.emplace_back(-s.weight / static_cast<double>(s.sums.runs), &s);
    std::stable_sort(by_run.begin(), by_run.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    double bound = 0, left = 3;
    for (const auto& [weight, s] : by_run) {
        const double used = std::min(left, static_cast<double>(s->sums.runs));
        bound -= weight * used;
        left -= used;
    }
    return bound;
}

Distribution::Distribution(const Tally& tally, std::size_t figure,
                           std::optional<std::size_t> given) {
    exact_ = std::all_of(tally.strata.begin(), tally.strata.end(),
                         [](const Stratum& s) { return s.exact || s.sums.runs <= 1; });
    if (given) mass_ = 0;
    double seen = 0;
    for (std::uint32_t h = 0; h < tally.strata.size(); ++h) {
        const Stratum& s = tally.strata[h];
        const double runs = static_cast<double>(s.sums.runs);
        weight_.push_back(s.weight);
        runs_.push_back(s.exact ? 0 : runs);
        about_.push_back(given ? 0 : s.weight);
        if (s.sums.runs == 0) continue;
        const double each = s.exact ? s.weight : s.weight / runs;
        const auto add = [&](const Weighted& w) {
            entries_.push_back({w.value, w.weight * each, h});
            seen += w.weight * each;
        };
        if (!given) {
            for (const Weighted& w : s.sums.values[figure]) add(w);
            continue;
        }
        const std::vector<Weighted>& values = s.sums.values[figure];  // both in order of their runs
        auto v = values.begin();
        for (const Weighted& g : s.sums.values[*given]) {
            if (g.value <= 0) continue;
            about_.back() += g.weight * each;
            while (v != values.end() && v->run < g.run) ++v;
            if (v != values.end() && v->run == g.run) add(*v);
        }
        mass_ += about_.back();
    }
    entries_.push_back({0, std::max(0.0, mass_ - seen), none});
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return a.value != b.value ? a.value < b.value : a.stratum < b.stratum;
    });
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
    std::vector<double> above(weight_.size());
    for (const Entry& e : entries_)
        if (e.value > value && e.stratum != none) above[e.stratum] += e.weight;
    double variance = 0;
    for (std::size_t h = 0; h < weight_.size(); ++h) {
        if (runs_[h] <= 1 || weight_[h] <= 0) continue;
        const double about = std::min(1.0, about_[h] / weight_[h]);
        const double p = std::min(about, above[h] / weight_[h]);
        const double mean = p - (1 - alpha) * about;
        const double square = p * alpha * alpha + (about - p) * (1 - alpha) * (1 - alpha);
        variance += weight_[h] * weight_[h] * std::max(0.0, square - mean * mean) / runs_[h];
    }
    return std::sqrt(variance);
}

Distribution::Quantile Distribution::quantile(double alpha) const {
    Quantile q{smallest_reaching(alpha * mass_), 0, 0};
    q.low = q.high = q.value;
    if (exact_) return q;
    const double below = std::nextafter(q.value, -HUGE_VAL);
    const double slack = z95 * std::max(error_at(q.value, alpha), error_at(below, alpha));
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
    // Error of the mean excess over the boundary.
    std::vector<double> first(weight_.size()), second(weight_.size());
    for (const Entry& e : entries_) {
        if (e.stratum == none || e.value <= boundary) continue;
        const double excess = e.value - boundary;
        first[e.stratum] += e.weight * excess;
        second[e.stratum] += e.weight * excess * excess;
    }
    double variance = 0;
    for (std::size_t h = 0; h < weight_.size(); ++h) {
        if (runs_[h] <= 1 || weight_[h] <= 0) continue;
        const double mean = first[h] / weight_[h];
        const double spread = second[h] / weight_[h] - mean * mean;
        variance += weight_[h] * weight_[h] * std::max(0.0, spread) / runs_[h];
    }
    return {sum / share, std::sqrt(variance) / share};
}

/// Ratio of two means: the error is that of (X - mean) in the runs it is about, over their probability.
Mean Distribution::ratio(double sum, double of, bool positive_only) const {
    const double mean = sum / of;
    std::vector<double> first(weight_.size()), second(weight_.size()), rest = about_;
    for (const Entry& e : entries_) {
        if (e.stratum == none || (positive_only && e.value <= 0)) continue;
        first[e.stratum] += e.weight * (e.value - mean);
        second[e.stratum] += e.weight * (e.value - mean) * (e.value - mean);
        rest[e.stratum] -= e.weight;
    }
    double variance = 0;
    for (std::size_t h = 0; h < weight_.size(); ++h) {
        if (runs_[h] <= 1 || weight_[h] <= 0) continue;
        const double zeros = positive_only ? 0 : std::max(0.0, rest[h]);
        const double m = (first[h] - zeros * mean) / weight_[h];
        const double spread = (second[h] + zeros * mean * mean) / weight_[h] - m * m;
        variance += weight_[h] * weight_[h] * std::max(0.0, spread) / runs_[h];
    }
    return {mean, std::sqrt(variance) / of};
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

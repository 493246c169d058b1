#include "calibrate/evidence.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/portable.h"
#include "calibrate/poisson_binomial.h"

namespace knockon {
namespace {

/// Factors on the odds that the first half bets on, the nearer to 1 the more.
struct Level {
    double log_factor, factor_less_1, weight;
};
std::vector<Level> make_levels() {
    std::vector<Level> all;
    constexpr double step = 0.1, spread = 0.6;
    double sum = 0;
    for (int i = -25; i <= 25; ++i) {
        if (i == 0) continue;
        const double x = i * step;
        all.push_back({x, portable_expm1(x), portable_exp(-x * x / (2 * spread * spread))});
        sum += all.back().weight;
    }
    for (Level& l : all) l.weight /= sum;
    return all;
}
const std::vector<Level>& levels() {
    static const std::vector<Level> all = make_levels();
    return all;
}

/// Bets of the second half: log odds `centre + shift + slope (x - centre)` where the forecast says
/// x.
struct Bend {
    double slope, shift;
};
constexpr double centre = -2.2;  // one in ten
std::vector<Bend> make_bends() {
    std::vector<Bend> all;
    for (const double slope : {0.4, 0.6, 0.8, 1.25, 1.6})
        for (const double shift : {-0.8, -0.4, 0.0, 0.4, 0.8}) all.push_back({slope, shift});
    return all;
}
const std::vector<Bend>& bends() {
    static const std::vector<Bend> all = make_bends();
    return all;
}

double inside(double chance) { return std::clamp(chance, least_chance, 1 - least_chance); }
double log_odds(double p) { return portable_log(p) - portable_log1p(-p); }
double from_log_odds(double x) {
    return x < 0 ? portable_exp(x) / (1 + portable_exp(x)) : 1 / (1 + portable_exp(-x));
}

/// ln of a sum of exponentials.
double log_sum(std::span<const double> logs) {
    const double top = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    constexpr double nothing = -40;  // beside 1
    for (const double x : logs) sum += x - top > nothing ? portable_exp(x - top) : 0;
    return top + portable_log(sum);
}

}  // namespace

double tilted(double chance, double factor) {
    return factor * chance / (1 - chance + factor * chance);
}

Evidence::Evidence() {
    for (const Level& l : levels()) level_.push_back(portable_log(l.weight / 2));
    shape_.assign(bends().size(), portable_log(0.5 / static_cast<double>(bends().size())));
}

void Evidence::add(double forecast, bool failed) {
    const double p = inside(forecast);
    for (std::size_t i = 0; i < level_.size(); ++i) {
        const Level& l = levels()[i];
        level_[i] += (failed ? l.log_factor : 0) - portable_log1p(p * l.factor_less_1);
    }
    const double x = log_odds(p), base = failed ? portable_log(p) : portable_log1p(-p);
    for (std::size_t i = 0; i < shape_.size(); ++i) {
        const Bend& b = bends()[i];
        const double q = inside(from_log_odds(centre + b.shift + b.slope * (x - centre)));
        shape_[i] += (failed ? portable_log(q) : portable_log1p(-q)) - base;
    }
}

double Evidence::value() const {
    std::vector<double> all = level_;
    all.insert(all.end(), shape_.begin(), shape_.end());
    constexpr double most = 690;  // a number that can still be written
    return portable_exp(std::min(log_sum(all), most));
}

CountRange unalarming(std::span<const double> forecasts) {
    std::vector<double> start;  // ln of each bet if nothing fails
    for (const Level& l : levels()) {
        double log = portable_log(l.weight / 2);
        for (const double p : forecasts)
            log -= portable_log1p(inside(p) * l.factor_less_1);
        start.push_back(log);
    }
    const auto quiet = [&](int count) {
        std::vector<double> now = start;
        for (std::size_t i = 0; i < now.size(); ++i) now[i] += count * levels()[i].log_factor;
        return log_sum(now) < portable_log(alarm_from);
    };
    double expected = 0;
    for (const double p : forecasts) expected += p;
    const int n = static_cast<int>(forecasts.size());
    CountRange range;
    range.low = range.high = static_cast<int>(std::lround(expected));
    while (range.low > 0 && quiet(range.low - 1)) --range.low;
    while (range.high < n && quiet(range.high + 1)) ++range.high;
    return range;
}

std::optional<double> least_excess_shown(std::span<const double> forecasts) {
    constexpr double wanted = 0.8, most = 1000;
    const CountRange quiet = unalarming(forecasts);
    double expected = 0;
    for (const double p : forecasts) expected += p;
    if (expected <= 0) return std::nullopt;
    std::vector<double> chances(forecasts.begin(), forecasts.end());
    const auto tilt = [&](double factor) {
        for (std::size_t i = 0; i < chances.size(); ++i) chances[i] = tilted(forecasts[i], factor);
    };
    const auto shown = [&](double factor) {
        tilt(factor);
        return PoissonBinomial(chances).above(quiet.high) >= wanted;
    };
    if (!shown(most)) return std::nullopt;
    double low = 0, high = portable_log(most);
    for (int i = 0; i < 20; ++i) {
        const double middle = (low + high) / 2;
        (shown(portable_exp(middle)) ? high : low) = middle;
    }
    tilt(portable_exp(high));
    double seen = 0;
    for (const double p : chances) seen += p;
    return seen / expected;
}

}  // namespace knockon

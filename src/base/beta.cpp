#include "base/beta.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "base/portable.h"

namespace knockon {
namespace {

constexpr double z_of_95 = 1.6448536269514722;  // the 95 % point of the standard normal

template <std::size_t n>
double polynomial(const std::array<double, n>& coefficients, double x) {
    double sum = 0;
    for (std::size_t i = n; i-- > 0;) sum = sum * x + coefficients[i];
    return sum;
}

/// What Stirling's series adds to ln Gamma(x), x >= 10.
double stirling_correction(double x) {
    static constexpr std::array<double, 7> series = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156};
    return polynomial(series, 1 / (x * x)) / x;
}

/// ln Gamma(x), x > 0: Stirling's series from 10 on, by the recurrence below. Not std::lgamma,
/// which writes a global.
double log_gamma(double x) {
    double shift = 0;
    for (; x < 10; x += 1) shift += portable_log(x);
    constexpr double half_log_two_pi = 0.91893853320467274178;
    return (x - 0.5) * portable_log(x) - x + half_log_two_pi + stirling_correction(x) - shift;
}

/// ln B(a, b); of a large and a small argument the large terms are cancelled before they are added.
double log_beta(double a, double b) {
    const double small = std::min(a, b), large = std::max(a, b), sum = a + b;
    if (large < 10) return log_gamma(a) + log_gamma(b) - log_gamma(sum);
    const double gamma_ratio = (large - 0.5) * portable_log1p(small / large) +
                               small * portable_log(sum) - small + stirling_correction(sum) -
                               stirling_correction(large);
    return log_gamma(small) - gamma_ratio;
}

/// Logarithm of the regularised incomplete beta function, for x up to about the mean, by its
/// continued fraction (modified Lentz); `log_rest` is ln(1 - x). DLMF 8.17.22.
double log_lower_tail(double x, double log_x, double log_rest, double a, double b) {
    const double log_front = a * log_x + b * log_rest - portable_log(a) - log_beta(a, b);
    constexpr double tiny = 1e-300, precision = 1e-15;
    constexpr int most_terms = 5000;
    const auto away_from_zero = [](double v) { return std::abs(v) < tiny ? tiny : v; };
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), fraction = d;
    for (int m = 1; m <= most_terms; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away_from_zero(1 + even * d), c = away_from_zero(1 + even / c), fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away_from_zero(1 + odd * d), c = away_from_zero(1 + odd / c), fraction *= d * c;
        if (std::abs(d * c - 1) < precision) break;
    }
    return log_front + portable_log(fraction);
}

double log_odds(double p) { return portable_log(p) - portable_log1p(-p); }

/// Log odds that a Beta(a, b) is below x. The smaller of the two tails is never computed as one
/// less the other, and never so small that it says nothing.
double log_odds_below(double x, double a, double b) {
    const bool lower = x <= (a + 1) / (a + b + 2);
    const double log_x = portable_log(x), log_rest = portable_log1p(-x);
    const double log_tail = lower ? log_lower_tail(x, log_x, log_rest, a, b)
                                  : log_lower_tail(1 - x, log_rest, log_x, b, a);
    constexpr double nearly_one = -1e-16;
    const double odds = log_tail - portable_log(-portable_expm1(std::min(log_tail, nearly_one)));
    return lower ? odds : -odds;
}

struct Beta {
    double a = 1, b = 1;
};

/// How far the 5 % and 95 % points are from where they should be, in log odds of the probability
/// below them: nearly linear in ln a and ln b.
std::array<double, 2> misses(const Beta& beta, double low, double high) {
    return {log_odds_below(low, beta.a, beta.b) - log_odds(0.05),
            log_odds_below(high, beta.a, beta.b) - log_odds(0.95)};
}

double size(const std::array<double, 2>& v) { return std::hypot(v[0], v[1]); }

/// A first guess from a normal in log odds: var = psi'(a) + psi'(b), mean = psi(a) - psi(b); but no
/// more lopsided than leaves the far point within reach of a gamma distribution's tail.
Beta first_guess(double low, double high) {
    const double middle = (log_odds(low) + log_odds(high)) / 2;
    const double spread = (log_odds(high) - log_odds(low)) / (2 * z_of_95);
    const double smaller = (1 + std::sqrt(1 + 4 * spread * spread)) / (2 * spread * spread);
    const double far = middle < 0 ? high : 1 - low;
    const double larger = std::min(smaller * portable_exp(std::abs(middle)),
                                   (smaller + 3 * std::sqrt(smaller) + 3) / far);
    return middle < 0 ? Beta{smaller, larger} : Beta{larger, smaller};
}

/// Newton's method in ln a and ln b, each step halved until it helps.
Beta fitted_beta(double low, double high) {
    Beta beta = first_guess(low, high);
    std::array<double, 2> f = misses(beta, low, high);
    for (int i = 0; i < 100 && size(f) > 1e-10; ++i) {
        constexpr double h = 1e-6;
        const auto fa = misses({beta.a * portable_exp(h), beta.b}, low, high);
        const auto fb = misses({beta.a, beta.b * portable_exp(h)}, low, high);
        const double j00 = (fa[0] - f[0]) / h, j01 = (fb[0] - f[0]) / h;
        const double j10 = (fa[1] - f[1]) / h, j11 = (fb[1] - f[1]) / h;
        const double det = j00 * j11 - j01 * j10;
        if (!(std::abs(det) > 0)) break;
        double da = std::clamp(-(f[0] * j11 - f[1] * j01) / det, -2.0, 2.0);
        double db = std::clamp(-(f[1] * j00 - f[0] * j10) / det, -2.0, 2.0);
        bool better = false;
        for (int halving = 0; halving < 30 && !better; ++halving, da /= 2, db /= 2) {
            const Beta next{beta.a * portable_exp(da), beta.b * portable_exp(db)};
            const auto g = misses(next, low, high);
            better = size(g) < size(f);
            if (better) beta = next, f = g;
        }
        if (!better) break;
    }
    return beta;
}

constexpr double nearly_normal = 1e4;  // successes and failures that a Beta counts for, at least

/// What is nearly a normal distribution, by Cornish and Fisher: a point that is `z` standard
/// deviations from the mean is moved by sd skewness (z^2 - 1) / 6 = (1 - 2 mean) (z^2 - 1) / (3 (a
/// + b)).
double bend(double mean, double strength) { return (1 - 2 * mean) / strength / 3; }

/// Of an interval whose middle is at most 1/2: its middle, deviation and strength a + b as if
/// normal.
struct AsNormal {
    double middle, deviation, strength;
    AsNormal(double low, double high)
        : middle(low + (high - low) / 2),
          deviation((high - low) / (2 * z_of_95)),
          strength(middle * (1 - middle) / (deviation * deviation)) {}
    bool close() const { return strength * std::min(middle, 1 - middle) > nearly_normal; }
};

double mean_of_lower(double low, double high) {
    const AsNormal n(low, high);
    if (n.close()) return n.middle - bend(n.middle, n.strength) * (z_of_95 * z_of_95 - 1);
    const Beta beta = fitted_beta(low, high);
    return beta.a / (beta.a + beta.b);
}

double quantile_of_lower(double low, double high, double u) {
    const AsNormal n(low, high);
    if (n.close()) {
        const double z = normal_quantile(u);
        return n.middle + n.deviation * z + bend(n.middle, n.strength) * (z * z - z_of_95 * z_of_95);
    }
    const Beta beta = fitted_beta(low, high);
    return beta_quantile(beta.a, beta.b, u);
}

/// Of the logarithm of a range's lognormal.
double sigma_of(const Length& range) {
    return portable_log(seconds(range.high) / seconds(range.low)) / (2 * z_of_95);
}

double from_log_odds(double y) {
    return y < 0 ? portable_exp(y) / (1 + portable_exp(y)) : 1 / (1 + portable_exp(-y));
}

/// So far down a Beta is a gamma distribution, whose points have the scale of its mean.
double gamma_scale(double high) {
    constexpr double gamma_like = 1e-7;
    return std::max(1.0, gamma_like / high);
}

// Root of the log odds of being below, as a function of the log odds of the point: nearly linear.
// Regula falsi, the Illinois way (Dowell, Jarratt, BIT 11 (1971) 168-174).
double log_odds_of_quantile(const Beta& beta, double u, double guess, double step) {
    const double wanted = log_odds(u);
    const auto miss = [&](double y) {
        return log_odds_below(from_log_odds(y), beta.a, beta.b) - wanted;
    };
    double low = guess, high = guess, at_low = miss(guess), at_high = at_low;
    for (double by = step; at_low > 0; by *= 2) high = low, at_high = at_low, low -= by, at_low = miss(low);
    for (double by = step; at_high < 0; by *= 2) low = high, at_low = at_high, high += by, at_high = miss(high);
    for (int i = 0; i < 200 && high - low > 1e-13 * std::max(1.0, std::abs(low)); ++i) {
        const double y = low - at_low * (high - low) / (at_high - at_low);
        const double at_y = miss(y);
        if (at_y == 0 || y <= low || y >= high) return y;
        if (at_y < 0) {
            low = y, at_low = at_y, at_high /= 2;
        } else {
            high = y, at_high = at_y, at_low /= 2;
        }
    }
    return low + (high - low) / 2;
}

/// Parts of equal probability of Beta(a, b), a <= b. E[X; X < x] = mean P(X' < x), X' ~ Beta(a + 1, b).
std::vector<double> cells_of(const Beta& beta, int cells) {
    const double mean = beta.a / (beta.a + beta.b);
    std::vector<double> points;
    double below = 0, end = portable_log(beta.a / beta.b), length = 1;  // of a part, in log odds
    for (int k = 1; k <= cells; ++k) {
        double up_to = 1;
        if (k < cells) {
            // As far from the last as that from the one before, nearly.
            const double guess = k > 2 ? end + length : end;
            const double next = log_odds_of_quantile(beta, double(k) / cells, guess, length / 8);
            length = k > 1 ? next - end : 1;
            end = next;
            up_to = from_log_odds(log_odds_below(from_log_odds(end), beta.a + 1, beta.b));
        }
        points.push_back(mean * (up_to - below) * cells);
        below = up_to;
    }
    return points;
}

/// 1 - x of each, in ascending order again.
std::vector<double> complements(std::vector<double> points) {
    std::reverse(points.begin(), points.end());
    for (double& x : points) x = 1 - x;
    return points;
}

double range_quantile(double low, double high, double u) {
    if (low + high > 1) return 1 - range_quantile(1 - high, 1 - low, 1 - u);
    const double scale = gamma_scale(high);
    return quantile_of_lower(low * scale, high * scale, u) / scale;
}

double evidence_quantile(int hits, int trials, double u) {
    const double mean = evidence_mean(hits, trials), strength = trials + 1.0;
    if (strength * std::min(mean, 1 - mean) <= nearly_normal)
        return beta_quantile(hits + 0.5, trials - hits + 0.5, u);
    const double z = normal_quantile(u);
    return mean + z * std::sqrt(mean * (1 - mean) / (strength + 1)) +
           bend(mean, strength) * (z * z - 1);
}

}  // namespace

double beta_mean_of_interval(double low, double high) {
    assert(low > 0 && low < high && high < 1 && "an interval within (0, 1)");
    if (low + high > 1) return 1 - mean_of_lower(1 - high, 1 - low);
    const double scale = gamma_scale(high);
    return mean_of_lower(low * scale, high * scale) / scale;
}

double evidence_mean(int hits, int trials) { return (hits + 0.5) / (trials + 1.0); }

double beta_quantile(double a, double b, double u) {
    assert(a > 0 && b > 0 && u > 0 && u < 1 && "a Beta, and a probability strictly inside");
    if (a > b) return 1 - beta_quantile(b, a, 1 - u);
    return from_log_odds(log_odds_of_quantile({a, b}, u, portable_log(a / b), 1));
}

double quantile(const Probability& p, double u) {
    if (p.is_range()) return range_quantile(p.low, p.high, u);
    if (p.trials > 0) return evidence_quantile(p.hits, p.trials, u);
    return p.value;
}

Duration quantile(const Length& length, double u) {
    if (!length.is_range()) return length.value;
    return from_seconds(seconds(length.value) *
                        portable_exp(sigma_of(length) * normal_quantile(u)));
}

std::vector<double> even_points(const Probability& p, int cells) {
    if (p.is_range() && p.low + p.high > 1)
        return complements(even_points({1 - p.value, 1 - p.high, 1 - p.low, 0, 0}, cells));
    if (2 * p.hits > p.trials)
        return complements(
            even_points({1 - p.value, 0, 0, p.trials - p.hits, p.trials}, cells));
    const double strength = p.trials + 1.0;
    if (p.is_range() && !AsNormal(p.low, p.high).close()) {
        const double scale = gamma_scale(p.high);
        auto points = cells_of(fitted_beta(p.low * scale, p.high * scale), cells);
        for (double& x : points) x /= scale;
        return points;
    }
    if (p.trials > 0 && strength * p.value <= nearly_normal)
        return cells_of({p.hits + 0.5, p.trials - p.hits + 0.5}, cells);
    std::vector<double> points;  // nearly normal, or certain: so even that the middles are the means
    for (int k = 0; k < cells; ++k) points.push_back(quantile(p, (k + 0.5) / cells));
    return points;
}

// Of a lognormal, E[X; X < exp(mu + sigma z)] = mean P(Z < z - sigma).
std::vector<double> even_points(const Length& length, int cells) {
    const double middle = seconds(length.value);
    const double sigma = length.is_range() ? sigma_of(length) : 0;
    const double mean = middle * portable_exp(sigma * sigma / 2);
    std::vector<double> points;
    double below = 0;
    for (int k = 1; k <= cells; ++k) {
        const double up_to =
            k == cells ? 1 : normal_distribution(normal_quantile(double(k) / cells) - sigma);
        points.push_back(sigma > 0 ? mean * (up_to - below) * cells : middle);
        below = up_to;
    }
    return points;
}

}  // namespace knockon

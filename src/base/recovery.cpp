// What the uncertain quantities of quantity.h mean in numbers.
#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "base/quantity.h"

namespace knockon {
namespace {

constexpr double z90 = 1.2815515655446004;  // the 90 % point of the standard normal
constexpr double z95 = 1.6448536269514722;  // the 95 % point

template <std::size_t n>
double polynomial(const std::array<double, n>& coefficients, double x) {
    double sum = 0;
    for (std::size_t i = n; i-- > 0;) sum = sum * x + coefficients[i];
    return sum;
}

/// The point that a standard normal does not exceed with probability p in (0, 1), to about 1e-16.
/// Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477-484.
double normal_quantile(double p) {
    static constexpr std::array<double, 8> a = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                                1.9715909503065514427e3, 1.3731693765509461125e4,
                                                4.5921953931549871457e4, 6.7265770927008700853e4,
                                                3.3430575583588128105e4, 2.5090809287301226727e3};
    static constexpr std::array<double, 8> b = {1.0,
                                                4.2313330701600911252e1,
                                                6.8718700749205790830e2,
                                                5.3941960214247511077e3,
                                                2.1213794301586595867e4,
                                                3.9307895800092710610e4,
                                                2.8729085735721942674e4,
                                                5.2264952788528545610e3};
    static constexpr std::array<double, 8> c = {
        1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
        3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
        2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static constexpr std::array<double, 8> d = {1.0,
                                                2.05319162663775882187e0,
                                                1.67638483018380384940e0,
                                                6.89767334985100004550e-1,
                                                1.48103976427480074590e-1,
                                                1.51986665636164571966e-2,
                                                5.47593808499534494600e-4,
                                                1.05075007164441684324e-9};
    static constexpr std::array<double, 8> e = {
        6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
        2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr std::array<double, 8> f = {1.0,
                                                5.99832206555887937690e-1,
                                                1.36929880922735805310e-1,
                                                1.48753612908506148525e-2,
                                                7.86869131145613259100e-4,
                                                1.84631831751005468180e-5,
                                                1.42151175831644588870e-7,
                                                2.04426310338993978564e-15};
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(a, r) / polynomial(b, r);
    }
    const double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
    const double x = r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6)
                            : polynomial(e, r - 5) / polynomial(f, r - 5);
    return q < 0 ? -x : x;
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
    for (; x < 10; x += 1) shift += std::log(x);
    constexpr double half_log_two_pi = 0.91893853320467274178;
    return (x - 0.5) * std::log(x) - x + half_log_two_pi + stirling_correction(x) - shift;
}

/// ln B(a, b); of a large and a small argument the large terms are cancelled before they are added.
double log_beta(double a, double b) {
    const double small = std::min(a, b), large = std::max(a, b), sum = a + b;
    if (large < 10) return log_gamma(a) + log_gamma(b) - log_gamma(sum);
    const double gamma_ratio = (large - 0.5) * std::log1p(small / large) + small * std::log(sum) -
                               small + stirling_correction(sum) - stirling_correction(large);
    return log_gamma(small) - gamma_ratio;
}

/// Logarithm of the regularised incomplete beta function, for x up to about the mean, by its
/// continued fraction (modified Lentz); `log_rest` is ln(1 - x). DLMF 8.17.22.
double log_lower_tail(double x, double log_x, double log_rest, double a, double b) {
    const double log_front = a * log_x + b * log_rest - std::log(a) - log_beta(a, b);
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
    return log_front + std::log(fraction);
}

double log_odds(double p) { return std::log(p) - std::log1p(-p); }

/// Log odds that a Beta(a, b) is below x. The smaller of the two tails is never computed as one
/// less the other, and never so small that it says nothing.
double log_odds_below(double x, double a, double b) {
    const bool lower = x <= (a + 1) / (a + b + 2);
    const double log_x = std::log(x), log_rest = std::log1p(-x);
    const double log_tail = lower ? log_lower_tail(x, log_x, log_rest, a, b)
                                  : log_lower_tail(1 - x, log_rest, log_x, b, a);
    constexpr double nearly_one = -1e-16;
    const double odds = log_tail - std::log(-std::expm1(std::min(log_tail, nearly_one)));
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
    const double spread = (log_odds(high) - log_odds(low)) / (2 * z95);
    const double smaller = (1 + std::sqrt(1 + 4 * spread * spread)) / (2 * spread * spread);
    const double far = middle < 0 ? high : 1 - low;
    const double larger = std::min(smaller * std::exp(std::abs(middle)),
                                   (smaller + 3 * std::sqrt(smaller) + 3) / far);
    return middle < 0 ? Beta{smaller, larger} : Beta{larger, smaller};
}

/// Newton's method in ln a and ln b, each step halved until it helps.
Beta fitted_beta(double low, double high) {
    Beta beta = first_guess(low, high);
    std::array<double, 2> f = misses(beta, low, high);
    for (int i = 0; i < 100 && size(f) > 1e-10; ++i) {
        constexpr double h = 1e-6;
        const auto fa = misses({beta.a * std::exp(h), beta.b}, low, high);
        const auto fb = misses({beta.a, beta.b * std::exp(h)}, low, high);
        const double j00 = (fa[0] - f[0]) / h, j01 = (fb[0] - f[0]) / h;
        const double j10 = (fa[1] - f[1]) / h, j11 = (fb[1] - f[1]) / h;
        const double det = j00 * j11 - j01 * j10;
        if (!(std::abs(det) > 0)) break;
        double da = std::clamp(-(f[0] * j11 - f[1] * j01) / det, -2.0, 2.0);
        double db = std::clamp(-(f[1] * j00 - f[0] * j10) / det, -2.0, 2.0);
        bool better = false;
        for (int halving = 0; halving < 30 && !better; ++halving, da /= 2, db /= 2) {
            const Beta next{beta.a * std::exp(da), beta.b * std::exp(db)};
            const auto g = misses(next, low, high);
            better = size(g) < size(f);
            if (better) beta = next, f = g;
        }
        if (!better) break;
    }
    return beta;
}

/// For an interval whose middle is at most 1/2.
double mean_of_lower(double low, double high) {
    const double middle = low + (high - low) / 2;
    const double deviation = (high - low) / (2 * z95);
    const double strength = middle * (1 - middle) / (deviation * deviation);
    constexpr double nearly_normal = 1e4;
    if (strength * std::min(middle, 1 - middle) > nearly_normal) {
        // Cornish and Fisher: the middle of the two points is mean + sd skewness (z^2 - 1) / 6.
        return middle - (1 - 2 * middle) / strength * (z95 * z95 - 1) / 3;
    }
    const Beta beta = fitted_beta(low, high);
    return beta.a / (beta.a + beta.b);
}

double sigma(const Recovery& r) {
    const double ratio = seconds(r.p90.value) / seconds(r.p50.value);
    return ratio > 1 ? std::log(ratio) / z90 : 0;
}

}  // namespace

double beta_mean_of_interval(double low, double high) {
    assert(low > 0 && low < high && high < 1 && "an interval within (0, 1)");
    if (low + high > 1) return 1 - mean_of_lower(1 - high, 1 - low);
    // So far down a Beta is a gamma distribution, whose mean has the scale of its points.
    constexpr double gamma_like = 1e-7;
    const double scale = std::max(1.0, gamma_like / high);
    return mean_of_lower(low * scale, high * scale) / scale;
}

double Recovery::mean_seconds() const {
    const double middle = seconds(p50.value);
    if (shape != Shape::lognormal || middle <= 0) return middle;
    const double s = sigma(*this);
    return middle * std::exp(s * s / 2);
}

Duration Recovery::quantile(double p) const {
    assert(p > 0 && p < 1 && "a probability strictly between 0 and 1");
    const double middle = seconds(p50.value);
    if (shape == Shape::constant || middle <= 0) return p50.value;
    if (shape == Shape::exponential) return from_seconds(-middle * std::log1p(-p));
    return from_seconds(middle * std::exp(sigma(*this) * normal_quantile(p)));
}

}  // namespace knockon

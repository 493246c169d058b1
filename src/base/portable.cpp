#include "base/portable.h"

#include <cmath>

namespace knockon {
namespace {

double scaled(double mantissa, int exponent) { return std::ldexp(mantissa, exponent); }

constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;

/// Σ coefficient[i] x^i, the highest first.
template <std::size_t N>
double polynomial(const double (&coefficient)[N], double x) {
    double sum = coefficient[0];
    for (std::size_t i = 1; i < N; ++i) sum = sum * x + coefficient[i];
    return sum;
}

}  // namespace

// log x = k ln 2 + log m with m in [sqrt(1/2), sqrt(2)), s = (m - 1) / (m + 1) and
// log m = 2 (s + s³/3 + s⁵/5 + …): |s| < 0.1716, so terms up to s^23 reach the last digit. The
// leading part is kept exact as in f - (f²/2 - s (f²/2 + R)).
double portable_log(double x) {
    int k;
    double m = std::frexp(x, &k);
    if (m < 0.70710678118654752440) {
        m *= 2;
        --k;
    }
    const double f = m - 1, s = f / (2 + f), z = s * s;
    constexpr double series[] = {2.0 / 23, 2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13,
                                 2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3,  0};
    const double rest = polynomial(series, z), half = 0.5 * f * f;
    return k * ln2_high - ((half - (s * (half + rest) + k * ln2_low)) - f);
}

// exp x = 2^k exp r with |r| <= ln 2 / 2, and the Taylor series of exp r, whose term 14 is below
// 1e-18.
double portable_exp(double x) {
    if (x > 709.7) return HUGE_VAL;
    if (x < -745.2) return 0;
    const double k = std::nearbyint(x * 1.44269504088896338700);
    const double r = (x - k * ln2_high) - k * ln2_low;
    double term = 1, sum = 0;
    double terms[18];
    int n = 0;
    for (int i = 1; i < 18; ++i) {
        term *= r / i;
        terms[n++] = term;
    }
    while (n > 0) sum += terms[--n];  // smallest first
    return scaled(1 + sum, static_cast<int>(k));
}

// Kahan's device: the error of forming 1 + x is the same above and below.
double portable_log1p(double x) {
    const double u = 1 + x;
    return u == 1 ? x : portable_log(u) * x / (u - 1);
}

double portable_expm1(double x) {
    const double u = portable_exp(x);
    if (u == 1) return x;
    return u - 1 == -1 ? -1 : (u - 1) * x / portable_log(u);
}

double normal_quantile(double p) {
    constexpr double a[] = {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
                            45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
                            133.14166789178437745, 3.387132872796366608};
    constexpr double b[] = {
        5226.495278852545925,  28729.085735721942674, 39307.89580009271061,  21213.794301586595867,
        5394.1960214247511077, 687.1870074920579083,  42.313330701600911252, 1.0};
    constexpr double c[] = {7.7454501427834140764e-4, .0227238449892691845833,
                            .24178072517745061177,    1.27045825245236838258,
                            3.64784832476320460504,   5.7694972214606914055,
                            4.6303378461565452959,    1.42343711074968357734};
    constexpr double d[] = {1.05075007164441684324e-9, 5.475938084995344946e-4,
                            .0151986665636164571966,   .14810397642748007459,
                            .68976733498510000455,     1.6763848301838038494,
                            2.05319162663775882187,    1.0};
    constexpr double e[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5,
                            .0012426609473880784386,   .026532189526576123093,
                            .29656057182850489123,     1.7848265399172913358,
                            5.4637849111641143699,     6.6579046435011037772};
    constexpr double f[] = {2.04426310338993978564e-15, 1.4215117583164458887e-7,
                            1.8463183175100546818e-5,   7.868691311456132591e-4,
                            .0148753612908506148525,    .13692988092273580531,
                            .59983220655588793769,      1.0};
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(a, r) / polynomial(b, r);
    }
    double r = std::sqrt(-portable_log(q < 0 ? p : 1 - p));
    const double z = r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6)
                            : polynomial(e, r - 5) / polynomial(f, r - 5);
    return q < 0 ? -z : z;
}

double normal_distribution(double z) { return 0.5 * std::erfc(-z * 0.70710678118654752440); }

}  // namespace knockon

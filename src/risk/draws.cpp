#include "risk/draws.h"

#include <array>
#include <bit>
#include <cmath>

// Why nets. With n independent draws an average is off by about 1/√n; with points that are spread evenly
// over the square it is off by nearly 1/n wherever the figure is a smooth function of few draws, as the
// losses of a change are: how long the failed step takes, and when it shows. 2^k Sobol points put exactly
// one point into each of 2^k slices of every axis, and into each box of the first two as well. To make the
// error known, the points are scrambled at random in eight ways: each bit of a coordinate is flipped or not
// by a hash of the bits above it, which keeps the slices and makes each point uniform.
//
// Long recoveries matter most and come seldom, so they are drawn twice as often as they come: with u uniform,
// R is taken where its survival is (1 − u)², and a run counts 2 (1 − u) times. The weights are 1 on average,
// ∫ 2 (1 − u) du = 1, and at most 2, so no run can outweigh the rest.

namespace knockon {
namespace {

constexpr unsigned dimensions = 4, bits = 32;
using Directions = std::array<std::array<std::uint32_t, bits>, dimensions>;

/// Direction numbers of Joe and Kuo, SIAM J. Scientific Computing 30 (2008) 2635-2654.
constexpr Directions make_directions() {
    struct Polynomial {
        unsigned degree, coefficients;
        std::array<std::uint32_t, 3> first;
    };
    constexpr std::array<Polynomial, dimensions - 1> polynomials = {
        {{1, 0, {1, 0, 0}}, {2, 1, {1, 3, 0}}, {3, 1, {1, 3, 1}}}};
    Directions v{};
    for (unsigned i = 0; i < bits; ++i) v[0][i] = 1u << (bits - 1 - i);
    for (unsigned d = 1; d < dimensions; ++d) {
        const auto& [s, a, m] = polynomials[d - 1];
        for (unsigned i = 0; i < bits; ++i) {
            if (i < s) {
                v[d][i] = m[i] << (bits - 1 - i);
                continue;
            }
            v[d][i] = v[d][i - s] ^ (v[d][i - s] >> s);
            for (unsigned k = 1; k < s; ++k)
                if (a >> (s - 1 - k) & 1) v[d][i] ^= v[d][i - k];
        }
    }
    return v;
}
constexpr Directions directions = make_directions();

constexpr std::uint32_t reversed(std::uint32_t x) {
    x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
    x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
    x = (x >> 4 & 0x0f0f0f0fu) | (x & 0x0f0f0f0fu) << 4;
    return __builtin_bswap32(x);
}

/// Of the bits the other way round: each is flipped or not by a hash of the bits above it.
constexpr std::uint32_t scrambled_reversed(std::uint32_t x, std::uint32_t seed) {
    x ^= x * 0x3d20adeau;
    x += seed;
    x *= (seed >> 16) | 1;
    x ^= x * 0x05526c56u;
    x ^= x * 0x53a22864u;
    return reversed(x);
}

}  // namespace

double sigma_of(const Recovery& r) {
    if (r.shape != Recovery::Shape::lognormal) return 0;
    return portable_log(seconds(r.p90.value) / seconds(r.p50.value)) / 1.2815515655446004;
}

std::uint64_t stream_key(std::uint64_t seed, std::string_view source) {
    std::uint64_t h = 0xcbf29ce484222325ULL;  // FNV-1a, then mixed with the seed
    for (const char c : source) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mixed(mixed(h + golden) ^ mixed(seed * golden + 1));
}

Net::Net(std::uint64_t key, std::uint64_t run) {
    const std::uint64_t number = run & 0xffffffffu, luck = run >> 32;
    seed_ = mixed(key + mixed(luck * replicates + number % replicates + golden));
    index_ = scrambled_reversed(reversed(static_cast<std::uint32_t>(number / replicates)),
                                static_cast<std::uint32_t>(seed_));
}

double Net::at(unsigned dimension) const {
    std::uint32_t x = 0;
    for (std::uint32_t left = dimension == 0 ? 0 : index_; left != 0; left &= left - 1)
        x ^= directions[dimension][static_cast<unsigned>(std::countr_zero(left))];
    x = dimension == 0 ? index_ : reversed(x);  // the first of them reverses the bits
    const auto seed = static_cast<std::uint32_t>(mixed(seed_ + (dimension + 1) * golden) >> 32);
    return (static_cast<double>(scrambled_reversed(x, seed)) + 0.5) * 0x1p-32;
}

Duration draw_recovery(const Recovery& r, double sigma, double u) {
    switch (r.shape) {
        case Recovery::Shape::constant: return r.p50.value;
        case Recovery::Shape::exponential:
            return from_seconds(-seconds(r.p50.value) * portable_log(1 - u));
        case Recovery::Shape::lognormal: break;
    }
    return from_seconds(seconds(r.p50.value) * portable_exp(sigma * normal_quantile(u)));
}

TailDraw draw_tail(const Recovery& r, double u) {
    const double left = 1 - u;
    switch (r.shape) {
        case Recovery::Shape::constant: return {r.p50.value, 1};
        case Recovery::Shape::exponential:
            return {from_seconds(-2 * seconds(r.p50.value) * portable_log(left)), 2 * left};
        case Recovery::Shape::lognormal: break;
    }
    const double z = -normal_quantile(left * left);
    return {from_seconds(seconds(r.p50.value) * portable_exp(sigma_of(r) * z)), 2 * left};
}

// Length-biased: a lognormal (mu, sigma) becomes (mu + sigma², sigma), an exponential the sum of two.
Duration draw_running(const Recovery& r, Stream& s) {
    const double u = s.uniform(), v = s.uniform();
    switch (r.shape) {
        case Recovery::Shape::constant: return r.p50.value;
        case Recovery::Shape::exponential:
            return draw_recovery(r, 0, u) + draw_recovery(r, 0, v);
        case Recovery::Shape::lognormal: break;
    }
    const double sigma = sigma_of(r);
    return from_seconds(seconds(r.p50.value) *
                        portable_exp(sigma * sigma + sigma * normal_quantile(u)));
}

}  // namespace knockon

#include "risk/draws.h"

#include <bit>
#include <cmath>

namespace knockon {
namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;

std::uint64_t finish(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

double to_unit(std::uint64_t bits) { return (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53; }

double sigma_of(const Recovery& r) {
    return portable_log(seconds(r.p90.value) / seconds(r.p50.value)) / 1.2815515655446004;
}

}  // namespace

std::uint64_t stream_key(std::uint64_t seed, std::string_view source) {
    std::uint64_t h = 0xcbf29ce484222325ULL;  // FNV-1a, then mixed with the seed
    for (const char c : source) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return finish(finish(h + golden) ^ finish(seed * golden + 1));
}

Stream::Stream(std::uint64_t key, std::uint64_t run) : state_(finish(key + finish(run + golden))) {}

double Stream::uniform() {
    state_ += golden;
    return to_unit(finish(state_));
}

double first_uniform(std::uint64_t key, std::uint64_t run) { return Stream(key, run).uniform(); }

Duration draw_recovery(const Recovery& r, double u) {
    switch (r.shape) {
        case Recovery::Shape::constant: return r.p50.value;
        case Recovery::Shape::exponential:
            return from_seconds(-seconds(r.p50.value) * portable_log(1 - u));
        case Recovery::Shape::lognormal: break;
    }
    return from_seconds(seconds(r.p50.value) * portable_exp(sigma_of(r) * normal_quantile(u)));
}

// Length-biased: a lognormal (mu, sigma) becomes (mu + sigma², sigma), an exponential the sum of two.
Duration draw_running(const Recovery& r, Stream& s) {
    const double u = s.uniform(), v = s.uniform();
    switch (r.shape) {
        case Recovery::Shape::constant: return r.p50.value;
        case Recovery::Shape::exponential:
            return draw_recovery(r, u) + draw_recovery(r, v);
        case Recovery::Shape::lognormal: break;
    }
    const double sigma = sigma_of(r);
    return from_seconds(seconds(r.p50.value) *
                        portable_exp(sigma * sigma + sigma * normal_quantile(u)));
}

}  // namespace knockon

// risk/draws.h: chance, one keyed stream per named source.
//
// A draw depends on the seed, the name of what is drawn, the number of the run and the place in the
// stream, and on nothing else: adding a component, moving the window or using more threads shifts no
// other draw, so two variants of a change meet the same luck (common random numbers).
//
// Counter-based: the state is a well-mixed 64-bit hash of (seed, name, run), stepped and finished as
// in SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Logarithms and exponentials are those of
// base/portable.h, so that the last digit does not depend on the machine's library.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/portable.h"
#include "base/quantity.h"

namespace knockon {

/// Name of a source, hashed with the seed.
std::uint64_t stream_key(std::uint64_t seed, std::string_view source);

class Stream {
  public:
    Stream(std::uint64_t key, std::uint64_t run);
    /// Uniform in the open interval (0, 1), a multiple of 2^-53 plus half of it.
    double uniform();

  private:
    std::uint64_t state_;
};

/// The first uniform of a stream without making one.
double first_uniform(std::uint64_t key, std::uint64_t run);

/// A recovery time; monotone in `u` in (0, 1), so a larger draw is a longer outage.
Duration draw_recovery(const Recovery& r, double u);
/// The whole length of an outage met in its course: weighted by length. Uses one or two uniforms.
Duration draw_running(const Recovery& r, Stream& s);

}  // namespace knockon

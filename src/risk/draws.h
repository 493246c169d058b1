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

/// How a number is stepped, and made another that looks like chance.
inline constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
inline constexpr std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

class Stream {  // inline: hundreds are begun in every run, most of them for one number
  public:
    Stream(std::uint64_t key, std::uint64_t run) : Stream(key, Scattered{mixed(run + golden)}) {}
    /// A run whose number is no longer near that of the next.
    struct Scattered {
        std::uint64_t number;
    };
    Stream(std::uint64_t key, Scattered run) : state_(mixed(key + run.number)) {}
    /// One of 2^53 numbers.
    std::uint64_t number() {
        state_ += golden;
        return mixed(state_) >> 11;
    }
    /// Uniform in the open interval (0, 1), a multiple of 2^-53 plus half of it.
    double uniform() { return uniform_of(number()); }
    static double uniform_of(std::uint64_t number) {
        return (static_cast<double>(number) + 0.5) * 0x1p-53;
    }

  private:
    std::uint64_t state_;
};

/// Runs come in as many replicates, each of which covers the ground evenly by itself: run n is point
/// n / replicates of replicate n % replicates. What replicates differ by is the error of their mean.
inline constexpr std::size_t replicates = 8;

/// Draws of one source, four to a run, that cover the ground evenly over the runs of a replicate: a
/// Sobol sequence, each source's in an order and with a scrambling of its own (Owen, J. Complexity 14
/// (1998) 466-489; hashed as in Burley, J. Computer Graphics Techniques 9 (2020) 4, with the hash of
/// Vegdahl). Any 2^k first points of a replicate are a net.
class Net {
  public:
    /// @param run  its upper half names the luck, as in a stream
    Net(std::uint64_t key, std::uint64_t run);
    /// Uniform in the open interval (0, 1). `dimension` below 4; the first ones are the most even.
    double at(unsigned dimension) const;

  private:
    std::uint64_t seed_;
    std::uint32_t index_;
};

/// Of the logarithm of a lognormal recovery; 0 of others.
double sigma_of(const Recovery& r);
/// A recovery time; monotone in `u` in (0, 1), so a larger draw is a longer outage.
/// @param sigma  of it
Duration draw_recovery(const Recovery& r, double sigma, double u);

/// A recovery time, long ones twice as often as they come: what an outage costs lies in its tail.
struct TailDraw {
    Duration lasts{0};
    double weight = 1;  // how often it comes, for each time that it is drawn; at most 2, 1 on average
};
/// Monotone in `u` in (0, 1); P(R > lasts) = (1 - u)². A constant comes as often as it is drawn.
TailDraw draw_tail(const Recovery& r, double u);
/// The whole length of an outage met in its course: weighted by length. Uses one or two uniforms.
Duration draw_running(const Recovery& r, Stream& s);

}  // namespace knockon

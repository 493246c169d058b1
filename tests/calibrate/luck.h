// luck.h: simulated histories of which the truth is known.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>

#include "calibrate/evidence.h"
#include "seeded.h"

namespace knockon::test {

/// Chance of failure behind step `i` of a history of `n`, of which `forecast` was said.
using Truth = std::function<double(double forecast, int i, int n)>;

inline double bent(double p, double slope) {
    const double centre = std::log(0.1 / 0.9), x = std::log(p / (1 - p));
    return 1 / (1 + std::exp(-(centre + slope * (x - centre))));
}

/// As foretold; 30 % more than that; too bold: rare failures are commoner and common ones rarer; as
/// foretold in the first half, twice that from then on.
inline double as_foretold(double p, int, int) { return p; }
inline double third_more(double p, int, int) { return 1.3 * p; }
inline double too_bold(double p, int, int) { return bent(p, 0.5); }
inline double drifting(double p, int i, int n) { return 2 * i < n ? p : 2 * p; }
template <int more, int less>
double times(double p, int, int) {
    return p * more / less;
}

class Luck {
  public:
    explicit Luck(std::uint64_t seed) : seeded_(seed) {}
    double uniform() { return seeded_.unit(); }
    /// 2, 5, 10, 20 or 30 %.
    double forecast() {
        constexpr std::array<double, 5> all = {0.02, 0.05, 0.1, 0.2, 0.3};
        return all[seeded_.below(all.size())];
    }
    bool happens(double chance) { return seeded_.chance(chance); }

  private:
    Seeded seeded_;
};

/// Share of so many histories of this size in which an alarm_from is raised at one moment or another.
inline double alarmed(const Truth& truth, int size, int histories) {
    int alarms = 0;
    for (int h = 0; h < histories; ++h) {
        Luck luck(static_cast<std::uint64_t>(h) + 1);
        Evidence evidence;
        for (int i = 0; i < size; ++i) {
            const double p = luck.forecast();
            evidence.add(p, luck.happens(truth(p, i, size)));
            if (evidence.value() < alarm_from) continue;
            ++alarms;
            break;
        }
    }
    return static_cast<double>(alarms) / histories;
}

}  // namespace knockon::test

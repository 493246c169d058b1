#include "base/time.h"

#include <cmath>

namespace knockon {

Duration from_seconds(double s) {
    if (!(s < seconds(forever))) return forever;
    if (s <= -seconds(forever)) return -forever;
    return Duration{std::llround(s * 1e6)};
}

}  // namespace knockon

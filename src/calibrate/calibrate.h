// calibrate/calibrate.h: a history to what it says of the forecasts in it.
#pragma once

#include "base/words.h"
#include "calibrate/calibration.h"
#include "calibrate/cases.h"

namespace knockon {

/// What groups are made of.
enum class By { team, verb, type, component };
template <>
struct WordsOf<By> {
    static constexpr std::string_view all[] = {"team", "verb", "type", "component"};
};

struct CalibrateOptions {
    CaseOptions cases;
    By by = By::team;
    std::uint64_t seed = 1;  // of the band around the curve
};

/// Steps from which on a curve is drawn, and memories are compared.
inline constexpr int enough_for_a_curve = 30, enough_for_memories = 200;

/// Cannot fail; with nothing to score all counts are 0 and the reasons are in `left_out`.
Calibration calibrate(const History& history, const CalibrateOptions& options);

}  // namespace knockon

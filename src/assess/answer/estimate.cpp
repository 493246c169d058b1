#include "assess/answer/assessment.h"

namespace knockon {

Estimate sum(const Estimate& a, const Estimate& b) {
    return {a.value + b.value, a.low + b.low, a.high + b.high, {}, {}};
}

Estimate difference(const Estimate& a, const Estimate& b) {
    return {a.value - b.value, a.low - b.high, a.high - b.low, {}, {}};
}

Estimate scaled(const Estimate& e, double factor) {
    return {factor * e.value, factor * e.low, factor * e.high, {}, {}};
}

}  // namespace knockon

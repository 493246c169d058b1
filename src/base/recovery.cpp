// What a recovery means in numbers.
#include <cassert>

#include "base/portable.h"
#include "base/quantity.h"

namespace knockon {
namespace {

constexpr double z90 = 1.2815515655446004;  // the 90 % point of the standard normal

double sigma(const Recovery& r) {
    const double ratio = seconds(r.p90.value) / seconds(r.p50.value);
    return ratio > 1 ? portable_log(ratio) / z90 : 0;
}

}  // namespace

double Recovery::mean_seconds() const {
    const double middle = seconds(p50.value);
    if (shape != Shape::lognormal || middle <= 0) return middle;
    const double s = sigma(*this);
    return middle * portable_exp(s * s / 2);
}

Duration Recovery::quantile(double p) const {
    assert(p > 0 && p < 1 && "a probability strictly between 0 and 1");
    const double middle = seconds(p50.value);
    if (shape == Shape::constant || middle <= 0) return p50.value;
    if (shape == Shape::exponential) return from_seconds(-middle * portable_log1p(-p));
    return from_seconds(middle * portable_exp(sigma(*this) * normal_quantile(p)));
}

}  // namespace knockon

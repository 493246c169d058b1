#include "report/words/loss_scale.h"

#include <algorithm>
#include <cmath>

namespace knockon {
namespace {

double two_digits(double x) {
    const double unit = std::pow(10.0, std::floor(std::log10(x)) - 1);
    return std::round(x / unit) * unit;
}

}  // namespace

std::size_t LossScale::level(double loss) const {
    return static_cast<std::size_t>(std::upper_bound(steps.begin(), steps.end(), loss) -
                                    steps.begin());
}

LossScale loss_scale(const std::vector<double>& losses) {
    LossScale s;
    if (losses.empty()) return s;
    const auto [least, most] = std::minmax_element(losses.begin(), losses.end());
    s.least = *least;
    s.most = *most;
    if (s.most <= 0) return s;
    double low = s.most;
    for (const double x : losses)
        if (x > 0) low = std::min(low, x);
    low = std::max(low, s.most / 1000);
    const double ratio = s.most / low;
    if (ratio >= 1.1) {
        for (int i = 1; i < 5; ++i) s.steps.push_back(two_digits(low * std::pow(ratio, i / 5.0)));
    } else if (s.least <= 0) {
        s.steps = {two_digits(low)};
    }
    s.steps.erase(std::unique(s.steps.begin(), s.steps.end()), s.steps.end());
    return s;
}

}  // namespace knockon

// report/words/loss_scale.h: shades for amounts of money.
#pragma once

#include <cstddef>
#include <vector>

namespace knockon {

/// Where one shade ends and the next begins: at most four round amounts, each the same multiple of
/// the one before.
struct LossScale {
    std::vector<double> steps;
    double least = 0, most = 0;

    /// 0, the lightest, to steps.size().
    std::size_t level(double loss) const;
};
LossScale loss_scale(const std::vector<double>& losses);

}  // namespace knockon

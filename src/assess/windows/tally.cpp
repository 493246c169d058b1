#include "assess/windows/tally.h"

#include <algorithm>
#include <cmath>

namespace knockon {

Mean WindowTally::mean(std::size_t start, std::size_t bearer, WindowFigure f) const {
    const std::size_t i = place(start, bearer, f);
    return {value_[i], std::sqrt(variance_[i])};
}

void WindowTally::add_stratum(double weight, std::uint64_t runs, std::uint64_t blocks,
                              const std::vector<double>& sum, const std::vector<double>& square,
                              const std::vector<double>& block_square) {
    runs_ += runs;
    const double n = static_cast<double>(runs), b = static_cast<double>(blocks);
    for (std::size_t i = 0; i < value_.size(); ++i) {
        if (sum[i] == 0 && square[i] == 0) continue;
        const double mean = sum[i] / n;
        value_[i] += weight * mean;
        if (blocks < 2) continue;
        const double shown = (block_square[i] / b - mean * mean) / (b - 1);
        const double independent = (square[i] / n - mean * mean) / n;
        variance_[i] += weight * weight * std::max({0.0, shown, independent * b / n});
    }
}

}  // namespace knockon

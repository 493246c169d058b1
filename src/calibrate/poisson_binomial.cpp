#include "calibrate/poisson_binomial.h"

#include <algorithm>

#include "base/beta.h"

namespace knockon {

PoissonBinomial::PoissonBinomial(std::span<const double> chances) : mass_{1} {
    constexpr double negligible = 1e-20;
    for (const double p : chances) {
        mass_.push_back(0);
        for (std::size_t i = mass_.size() - 1; i > 0; --i)
            mass_[i] = mass_[i] * (1 - p) + mass_[i - 1] * p;
        mass_[0] *= 1 - p;
        while (mass_.size() > 1 && mass_.back() < negligible) mass_.pop_back();
        const auto kept =
            std::find_if(mass_.begin(), mass_.end() - 1, [](double m) { return m >= negligible; });
        first_ += static_cast<int>(kept - mass_.begin());
        mass_.erase(mass_.begin(), kept);
    }
}

double PoissonBinomial::mass(int count) const {
    const int i = count - first_;
    return i < 0 || i >= static_cast<int>(mass_.size()) ? 0 : mass_[static_cast<std::size_t>(i)];
}

double PoissonBinomial::below(int count) const {
    double sum = 0;
    for (int i = first_; i < std::min(count, first_ + static_cast<int>(mass_.size())); ++i)
        sum += mass(i);
    return std::min(sum, 1.0);
}

double PoissonBinomial::above(int count) const {
    double sum = 0;
    for (int i = first_ + static_cast<int>(mass_.size()) - 1; i > count && i >= first_; --i)
        sum += mass(i);
    return std::min(sum, 1.0);
}

int PoissonBinomial::quantile(double share) const {
    const int last = first_ + static_cast<int>(mass_.size()) - 1;
    double sum = 0;
    for (int i = first_; i < last; ++i) {
        sum += mass(i);
        if (sum >= share) return i;
    }
    return last;
}

double PoissonBinomial::mid_p(int count) const {
    const double own = mass(count) / 2;
    return std::min(1.0, 2 * std::min(below(count) + own, above(count) + own));
}

ShareBounds clopper_pearson(int hits, int trials, double level) {
    const double tail = (1 - level) / 2;
    ShareBounds b;
    if (hits > 0) b.low = beta_quantile(hits, trials - hits + 1, tail);
    if (hits < trials) b.high = beta_quantile(hits + 1, trials - hits, 1 - tail);
    return b;
}

}  // namespace knockon

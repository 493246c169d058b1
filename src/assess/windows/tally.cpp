#include "assess/windows/tally.h"

namespace knockon {

void WindowTally::add_stratum(double weight, std::uint64_t runs, bool exact,
                              const std::vector<Replicated>& sum) {
    runs_ += runs;
    const double each = exact ? weight : weight * double(replicates) / static_cast<double>(runs);
    for (std::size_t i = 0; i < value_.size(); ++i)
        for (std::size_t k = 0; k < replicates; ++k)
            value_[i][k] += each * sum[i][exact ? 0 : k];
}

}  // namespace knockon

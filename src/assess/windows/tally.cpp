#include "assess/windows/tally.h"

namespace knockon {

WindowTally::WindowTally(std::size_t starts, const std::vector<bool>& asked) : starts_(starts) {
    std::uint32_t rows = 0;
    for (const bool is_asked : asked) row_.push_back(is_asked ? rows++ : none);
    value_.resize(rows * starts);
}

void WindowTally::add_stratum(double weight, std::uint64_t runs, bool exact,
                              const std::vector<Replicated>& sum) {
    runs_ += runs;
    const double each = exact ? weight : weight * double(replicates) / static_cast<double>(runs);
    for (std::size_t i = 0; i < value_.size(); ++i)
        for (std::size_t k = 0; k < replicates; ++k)
            value_[i][k] += each * sum[i][exact ? 0 : k];
}

}  // namespace knockon

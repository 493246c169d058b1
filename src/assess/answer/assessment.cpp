#include "assess/answer/assessment.h"

#include <algorithm>

#include "base/text.h"

namespace knockon {

std::vector<Input> inputs_of(const Sources& sources, std::size_t first, std::size_t last) {
    std::vector<Input> all;
    for (std::size_t i = first; i < std::min(last, sources.files.size()); ++i) {
        const SourceFile& file = sources.files[i];
        all.push_back({file.path, sha256(file.text), std::string(file.as)});
    }
    return all;
}

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

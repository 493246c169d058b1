#include <algorithm>

#include "assess/answer/assessment.h"
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

}  // namespace knockon

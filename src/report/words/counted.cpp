#include "report/words/counted.h"

#include "model/landscape.h"

namespace knockon {

std::size_t count_needs(const Landscape& l) {
    std::size_t n = 0;
    for (const auto& [id, c] : l.components) n += c.needs.size();
    for (const auto& [id, p] : l.processes) n += p.needs.size();
    return n;
}

}  // namespace knockon

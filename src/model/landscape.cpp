#include "model/landscape.h"

#include <tuple>

namespace knockon {

bool operator==(const Terms& a, const Terms& b) {
    const auto said = [](const Terms& t) {
        return std::tie(t.tolerates, t.chance, t.failover, t.impact, t.calls, t.data, t.clearance, t.origin);
    };
    return said(a) == said(b);
}

}  // namespace knockon

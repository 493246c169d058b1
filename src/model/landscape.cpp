#include "model/landscape.h"

#include <tuple>

namespace knockon {

bool operator==(const Need& a, const Need& b) {
    const auto said = [](const Need& n) {
        return std::tie(n.kind, n.members, n.at_least, n.tolerates, n.chance, n.failover, n.impact,
                        n.calls, n.data, n.clearance, n.origin);
    };
    return said(a) == said(b);
}

}  // namespace knockon

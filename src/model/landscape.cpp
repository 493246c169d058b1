#include "model/landscape.h"

#include <tuple>

namespace knockon {

std::string_view name(DataClass c) {
    switch (c) {
        case DataClass::open:
            return "public";
        case DataClass::internal:
            return "internal";
        case DataClass::confidential:
            return "confidential";
        case DataClass::secret:
            return "secret";
    }
    return "";
}

std::string_view name(Sourcing s) {
    switch (s) {
        case Sourcing::own:
            return "own";
        case Sourcing::bought:
            return "bought";
        case Sourcing::outsourced:
            return "outsourced";
    }
    return "";
}

std::string_view name(Origin o) {
    switch (o) {
        case Origin::stated:
            return "stated";
        case Origin::observed:
            return "observed";
        case Origin::guessed:
            return "guessed";
    }
    return "";
}

bool operator==(const Need& a, const Need& b) {
    const auto said = [](const Need& n) {
        return std::tie(n.kind, n.members, n.at_least, n.tolerates, n.chance, n.failover, n.impact,
                        n.calls, n.data, n.clearance, n.origin);
    };
    return said(a) == said(b);
}

}  // namespace knockon

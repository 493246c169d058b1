// Kinds of entries of a time line.
#include "report/words/said.h"

namespace knockon {

using Kind = TimelineEntry::Kind;

Words timeline_kind(TimelineEntry::Kind k) {
    switch (k) {
        case Kind::window:
            return "this change";
        case Kind::watched:
            return "watched";
        case Kind::planned:
            return "planned";
        case Kind::freeze:
            return "freeze";
        case Kind::deadline:
            return "deadline";
        case Kind::turn_back:
            break;
    }
    return "turn back by";
}

}  // namespace knockon

#include "assess/answer/assessment.h"

namespace knockon {

std::string_view name(Verdict v) {
    switch (v) {
        case Verdict::within:
            return "within";
        case Verdict::exceeds:
            return "exceeds";
        case Verdict::undetermined:
            break;
    }
    return "undetermined";
}

std::string_view name(Reach r) {
    switch (r) {
        case Reach::none:
            return "none";
        case Reach::absorbed:
            return "absorbed";
        case Reach::exposed:
            break;
    }
    return "exposed";
}

std::string_view name(SignOff::Kind k) {
    switch (k) {
        case SignOff::Kind::department:
            return "department";
        case SignOff::Kind::supplier:
            return "supplier";
        case SignOff::Kind::role:
            break;
    }
    return "role";
}

std::string_view name(TimelineEntry::Kind k) {
    switch (k) {
        case TimelineEntry::Kind::window:
            return "window";
        case TimelineEntry::Kind::watched:
            return "watched";
        case TimelineEntry::Kind::planned:
            return "planned";
        case TimelineEntry::Kind::freeze:
            return "freeze";
        case TimelineEntry::Kind::deadline:
            return "deadline";
        case TimelineEntry::Kind::turn_back:
            break;
    }
    return "turn_back";
}

}  // namespace knockon

#include "assess/answer/assessment.h"

namespace knockon {

Estimate sum(const Estimate& a, const Estimate& b) {
    return {a.value + b.value, a.low + b.low, a.high + b.high, {}, {}};
}

Estimate difference(const Estimate& a, const Estimate& b) {
    return {a.value - b.value, a.low - b.high, a.high - b.low, {}, {}};
}

Estimate scaled(const Estimate& e, double factor) {
    return {factor * e.value, factor * e.low, factor * e.high, {}, {}};
}

std::string_view name(Verdict v) {
    switch (v) {
        case Verdict::within:
            return "within";
        case Verdict::exceeds:
            return "exceeds";
        case Verdict::undetermined:
            return "undetermined";
        case Verdict::not_modelled:
            break;
    }
    return "not_modelled";
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

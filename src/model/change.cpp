#include "model/change.h"

namespace knockon {

std::string_view name(Verb v) {
    switch (v) {
        case Verb::update:
            return "update";
        case Verb::migrate:
            return "migrate";
        case Verb::replace:
            return "replace";
        case Verb::add:
            return "add";
        case Verb::remove:
            return "remove";
        case Verb::connect:
            return "connect";
        case Verb::disconnect:
            return "disconnect";
        case Verb::load:
            return "load";
    }
    return "";
}

std::string_view name(ChangeType t) {
    switch (t) {
        case ChangeType::standard:
            return "standard";
        case ChangeType::normal:
            return "normal";
        case ChangeType::emergency:
            return "emergency";
    }
    return "";
}

}  // namespace knockon

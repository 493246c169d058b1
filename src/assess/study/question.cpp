#include "assess/study/question.h"

namespace knockon {

std::string_view name(Engine e) {
    switch (e) {
        case Engine::automatic:
            return "auto";
        case Engine::enumerate:
            return "enumerate";
        case Engine::exact:
            return "exact";
        case Engine::simulate:
            break;
    }
    return "simulate";
}

}  // namespace knockon

// report/words/weakest.h: what is said where a chain rests on a need that nobody stated.
#pragma once

#include <optional>

#include "assess/answer/weakest.h"
#include "report/writing/shown.h"

namespace knockon {

/// " (rests on a guessed need: Web shop needs db)", " (as observed)"; empty where all are stated. `called` gives the
/// name of an id.
template <class Called>
Shown weakest_phrase(const std::optional<WeakestNeed>& w, Called&& called) {
    if (!w) return {};
    if (w->origin == Origin::observed) return Shown(" (as observed)");
    return Shown(" (rests on a guessed need: ") + called(w->consumer) + " needs " + called(w->member) + ")";
}

}  // namespace knockon

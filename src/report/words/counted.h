// report/words/counted.h: how many of what.
#pragma once

#include "report/writing/shown.h"

namespace knockon {

/// "1 finding", "3 findings".
inline Shown counted(std::size_t n, Words one, Words many) {
    return Shown(count(n)) + " " + (n == 1 ? Shown(one) : Shown(many));
}

}  // namespace knockon

// report/words/counted.h: how many of what.
#pragma once

#include <cstddef>

#include "report/writing/shown.h"

namespace knockon {

struct Landscape;

/// "1 finding", "3 findings".
inline Shown counted(std::size_t n, Words one, Words many) {
    return Shown(count(n)) + " " + (n == 1 ? Shown(one) : Shown(many));
}

/// Needs of all components and processes.
std::size_t count_needs(const Landscape& l);

}  // namespace knockon

// report/documents/rows_structure.h: what the documents about years have in common.
#pragma once

#include "report/documents/rows_reasons.h"

namespace knockon {

/// How a figure of a process was worked out.
enum class How { exact, simulate };
template <>
struct WordsOf<How> {
    static constexpr std::string_view all[] = {"exact", "simulate"};
};
constexpr How how(bool simulated) { return simulated ? How::simulate : How::exact; }

}  // namespace knockon

// tests/read/written.h: short ways to write what a document is expected to mean.
#pragma once

#include <doctest/doctest.h>

#include "read/fields.h"

using namespace knockon;
using namespace std::chrono_literals;

using std::chrono::year_month_day;

inline year_month_day day(int y, unsigned m, unsigned d) {
    return {std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
}
inline Moment at(year_month_day d, std::chrono::minutes after_midnight) {
    return {std::chrono::local_days(d) + after_midnight, std::nullopt};
}
inline Probability certain(double p) { return {p, p, p, 0, 0}; }
inline Length exactly(Duration d) { return {d, d, d}; }

/// A document that is to show every field must name every key of the table.
template <class R>
void check_every_key_is_in(std::string_view document) {
    for (const std::string_view key : keys_of<R>()) {
        if (key == "knockon" || key == "annotate") continue;
        CAPTURE(key);
        CHECK(document.find(std::string(key) + ":") != document.npos);
    }
}

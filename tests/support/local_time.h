// support/local_time.h: moments for tests, written as people write them.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "base/time.h"
#include "calendar/zone.h"

/// "2026-12-30 20:00" on the wall, seconds optional.
inline std::chrono::local_seconds local(const std::string& text) {
    const auto number = [&](std::size_t at, std::size_t n) {
        return std::stoi(text.substr(at, n));
    };
    const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    REQUIRE(date.ok());
    std::chrono::seconds time{0};
    if (text.size() > 10)
        time += std::chrono::hours{number(11, 2)} + std::chrono::minutes{number(14, 2)};
    if (text.size() > 16) time += std::chrono::seconds{number(17, 2)};
    return std::chrono::local_days{date} + time;
}

inline knockon::Instant utc(const std::string& text) {
    return knockon::Instant{local(text).time_since_epoch()};
}

inline knockon::Zone zone(const std::string& name) {
    const auto found = knockon::Zone::find(name);
    REQUIRE(found);
    return *found;
}

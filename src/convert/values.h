// convert/values.h: what cells of tables mean, as people and tools write them.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>

#include "base/quantity.h"
#include "model/landscape.h"

namespace knockon {

/// One of words in lower case, whatever the case of its letters.
bool is_one_of(std::span<const std::string_view> words, std::string_view text);

/// A day as 2026-11-30, also with a time behind it, or as 30-11-2026; what may be month or day
/// first is no date.
std::optional<std::chrono::year_month_day> date_of(std::string_view text);
/// yes, no, ja, nee, true, waar, 1, …
std::optional<bool> truth_of(std::string_view text);
std::optional<DataClass> data_class_of(std::string_view text);
std::optional<Sourcing> sourcing_of(std::string_view text);
/// "4h", or hours as a number, with a decimal comma or point.
std::optional<Duration> hours_of(std::string_view text);
/// "1.234" and "1,234" are both a thousand people.
std::optional<int> count_of(std::string_view text);

}  // namespace knockon

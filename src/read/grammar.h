// read/grammar.h: what a single value of a file may look like.
//
// A grammar has the name under which the man page and the JSON Schema explain it, and turns text
// into a value or says what was expected. Quantities are those of base/quantity.h; the words that
// only the files know (ids, days, classes of data, …) are here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.h"
#include "base/words.h"
#include "model/change.h"
#include "model/history.h"
#include "model/landscape.h"
#include "model/policy.h"
#include "read/written.h"

namespace knockon {

template <class T>
struct Grammar {
    std::string_view name;
    Parsed<T> (*parse)(std::string_view);
    bool plain_only = false;                   // quotes make it a text
    std::string (*write)(const T&) = nullptr;  // the way back; left out where nobody asks
};

Parsed<std::string> parse_text(std::string_view text);
Parsed<Id> parse_id(std::string_view text);  // letters, digits and _ - . + : /
Parsed<int> parse_count(std::string_view text);
Parsed<double> parse_positive(std::string_view text);
Parsed<double> parse_target(std::string_view text);             // as unavailability
Parsed<DateRange> parse_date_range(std::string_view text);      // a date or first..last
Parsed<MomentRange> parse_moment_range(std::string_view text);  // from..to
Parsed<Moment> parse_first_moment(std::string_view text);       // a moment, or the start of a date
Parsed<Moment> parse_last_moment(std::string_view text);        // a moment, or the end of a date
Parsed<std::string> parse_source(std::string_view text);        // FORMAT:ID
Parsed<bool> parse_how_often(std::string_view text);            // whether per year
Parsed<bool> parse_on_failure(std::string_view text);           // true: abort

/// What is said of a text that is none of these words.
std::string expected_of(std::string_view text, std::span<const std::string_view> words);

/// The words of an enumeration (base/words.h), and the way back.
template <Worded E>
Parsed<E> parse_word(std::string_view text) {
    const std::optional<E> value = named<E>(text);
    return {value, value ? std::string() : expected_of(text, WordsOf<E>::all)};
}
template <Worded E>
std::string write_word(const E& value) {
    return std::string(name(value));
}

namespace grammar {

inline constexpr Grammar<std::string> text{"text", parse_text, false, write_text};
inline constexpr Grammar<Id> id{"id", parse_id, false, write_text};
inline constexpr Grammar<Duration> duration{"duration", parse_duration, false, write_duration};
inline constexpr Grammar<Length> length{"length", parse_length, false, write_length};
inline constexpr Grammar<Probability> probability{"probability", parse_probability, false,
                                                  write_probability};
inline constexpr Grammar<Probability> availability{"availability", parse_availability, false,
                                                   write_availability};
inline constexpr Grammar<double> target{"target", parse_target, false, write_target};
inline constexpr Grammar<double> fraction{"fraction", parse_fraction, false, write_fraction};
inline constexpr Grammar<double> money{"money", parse_money, false, write_money};
inline constexpr Grammar<double> rate{"rate", parse_rate, false, write_rate};
inline constexpr Grammar<double> number{"number", parse_number, false, write_number};
inline constexpr Grammar<double> positive{"positive", parse_positive, false, write_number};
inline constexpr Grammar<int> count{"count", parse_count, false, write_count};
inline constexpr Grammar<bool> boolean{"boolean", parse_bool, true, write_bool};
inline constexpr Grammar<Moment> moment{"moment", parse_moment, false, write_moment};
inline constexpr Grammar<Moment> first_moment{"moment_or_date", parse_first_moment, false,
                                              write_moment};
inline constexpr Grammar<Moment> last_moment{"moment_or_date", parse_last_moment, false,
                                             write_moment};
inline constexpr Grammar<std::chrono::year_month_day> date{"date", parse_date, false, write_date};
inline constexpr Grammar<std::vector<std::chrono::weekday>> days{"days", parse_days};
inline constexpr Grammar<HourRange> hours{"hours", parse_hours, false, write_hours};
inline constexpr Grammar<DateRange> dates{"dates", parse_date_range, false, write_dates};
inline constexpr Grammar<MomentRange> period{"period", parse_moment_range, false, write_period};
inline constexpr Grammar<int> ordinal{"ordinal", parse_ordinal, false, write_ordinal};
inline constexpr Grammar<WorkingDay::Of> stretch{"stretch", parse_word<WorkingDay::Of>, false,
                                                 write_word<WorkingDay::Of>};
inline constexpr Grammar<Sourcing> sourcing{"sourcing", parse_word<Sourcing>, false,
                                            write_word<Sourcing>};
inline constexpr Grammar<DataClass> data_class{"data_class", parse_word<DataClass>, false,
                                               write_word<DataClass>};
inline constexpr Grammar<std::string> source{"source", parse_source, false, write_text};
inline constexpr Grammar<Origin> origin{"origin", parse_word<Origin>, false, write_word<Origin>};
inline constexpr Grammar<Verb> verb{"verb", parse_word<Verb>};
inline constexpr Grammar<ChangeType> change_type{"change_type", parse_word<ChangeType>, false,
                                                 write_word<ChangeType>};
inline constexpr Grammar<bool> how_often{"how_often", parse_how_often, false, write_how_often};
inline constexpr Grammar<ChangeResult> result{"result", parse_word<ChangeResult>};
inline constexpr Grammar<OutcomeSource> outcome_source{"outcome_source", parse_word<OutcomeSource>};
inline constexpr Grammar<Ruling> ruling{"ruling", parse_word<Ruling>};
inline constexpr Grammar<bool> on_failure{"on_failure", parse_on_failure, false, write_on_failure};

}  // namespace grammar
}  // namespace knockon

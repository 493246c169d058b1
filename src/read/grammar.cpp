#include "read/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "base/decimal.h"
#include "base/text.h"

namespace knockon {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

template <class T>
struct Word {
    std::string_view word;
    T value;
};

template <class T, std::size_t N>
Parsed<T> one_of(std::string_view text, const Word<T> (&words)[N]) {
    std::vector<std::string_view> known;
    for (const Word<T>& w : words) {
        if (w.word == text) return {w.value, {}};
        known.push_back(w.word);
    }
    std::string expected = fmt::format("expected {}", fmt::join(known, ", "));
    if (const auto meant = closest(text, known))
        expected = fmt::format("did you mean `{}`", *meant);
    return {std::nullopt, std::move(expected)};
}

}  // namespace

Parsed<std::string> parse_text(std::string_view text) {
    if (text.empty()) return {std::nullopt, "expected a text that is not empty"};
    return {std::string(text), {}};
}

Parsed<Id> parse_id(std::string_view text) {
    const auto allowed = [](char c) {
        return is_letter_or_digit(c) ||
               std::string_view("_-.+:/").find(c) != std::string_view::npos;
    };
    if (text.empty() || text.size() > 128 || !is_letter_or_digit(text[0]) ||
        !std::all_of(text.begin(), text.end(), allowed))
        return {
            std::nullopt,
            "expected an id: letters, digits and _ - . + : /, beginning with a letter or digit, "
            "at most 128 characters"};
    return {Id(text), {}};
}

Parsed<int> parse_count(std::string_view text) {
    if (const std::string ways = ways_to_write(text); !ways.empty())
        return {std::nullopt, fmt::format("expected what has one reading: {}", ways)};
    const auto value = whole_value(text, std::numeric_limits<int>::max(), true);
    if (!value) return {std::nullopt, "expected a whole number such as 12"};
    return {static_cast<int>(*value), {}};
}

Parsed<double> parse_positive(std::string_view text) {
    Parsed<double> value = parse_number(text);
    if (value && !(*value > 0)) return {std::nullopt, "expected a number above 0"};
    return value;
}

Parsed<double> parse_target(std::string_view text) {
    const auto down = parse_availability(text);
    if (!down || down->is_uncertain())
        return {std::nullopt, "expected an availability such as 99.9%"};
    return {down->value, {}};
}

Parsed<DateRange> parse_date_range(std::string_view text) {
    auto range = parse_dates(text);
    if (!range) return {std::nullopt, std::move(range.expected)};
    return {DateRange{range->first, range->second, {}}, {}};
}

Parsed<MomentRange> parse_moment_range(std::string_view text) {
    auto range = parse_period(text);
    if (!range) return {std::nullopt, std::move(range.expected)};
    return {MomentRange{range->first, range->second, {}}, {}};
}

Parsed<Moment> parse_first_moment(std::string_view text) {
    if (const auto date = parse_date(text))
        return {Moment{std::chrono::local_days(*date), std::nullopt}, {}};
    auto moment = parse_moment(text);
    if (!moment) moment.expected = "expected a moment such as 2026-11-30T20:00, or a date";
    return moment;
}

Parsed<Moment> parse_last_moment(std::string_view text) {
    Parsed<Moment> moment = parse_first_moment(text);
    if (moment && parse_date(text)) moment.value->local += std::chrono::days{1};
    return moment;
}

Parsed<WorkingDay::Of> parse_stretch(std::string_view text) {
    using Of = WorkingDay::Of;
    return one_of<Of>(text, {{"month", Of::month}, {"quarter", Of::quarter}, {"year", Of::year}});
}
Parsed<Sourcing> parse_sourcing(std::string_view text) {
    using S = Sourcing;
    return one_of<S>(text, {{"own", S::own}, {"bought", S::bought}, {"outsourced", S::outsourced}});
}
Parsed<DataClass> parse_data_class(std::string_view text) {
    using D = DataClass;
    return one_of<D>(text, {{"public", D::open},
                            {"internal", D::internal},
                            {"confidential", D::confidential},
                            {"secret", D::secret}});
}
Parsed<std::string> parse_source(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon >= text.size() - 1 || text.substr(0, colon).find(' ') != text.npos)
        return {std::nullopt, "expected the format and the id there, such as compose:web"};
    return {std::string(text), {}};
}
Parsed<Origin> parse_origin(std::string_view text) {
    using O = Origin;
    return one_of<O>(text,
                     {{"stated", O::stated}, {"observed", O::observed}, {"guessed", O::guessed}});
}
Parsed<Verb> parse_verb(std::string_view text) {
    using V = Verb;
    return one_of<V>(text, {{"update", V::update},
                            {"migrate", V::migrate},
                            {"replace", V::replace},
                            {"add", V::add},
                            {"remove", V::remove},
                            {"connect", V::connect},
                            {"disconnect", V::disconnect},
                            {"load", V::load}});
}
Parsed<ChangeType> parse_change_type(std::string_view text) {
    using C = ChangeType;
    return one_of<C>(
        text, {{"standard", C::standard}, {"normal", C::normal}, {"emergency", C::emergency}});
}
Parsed<bool> parse_how_often(std::string_view text) {
    return one_of<bool>(text, {{"once", false}, {"year", true}});
}
Parsed<ChangeResult> parse_result(std::string_view text) {
    using R = ChangeResult;
    return one_of<R>(text, {{"done", R::done},
                            {"with_issues", R::with_issues},
                            {"cancelled", R::cancelled},
                            {"backed_out", R::backed_out}});
}
Parsed<OutcomeSource> parse_outcome_source(std::string_view text) {
    using S = OutcomeSource;
    return one_of<S>(text, {{"review", S::review},
                            {"close_code", S::close_code},
                            {"incident", S::incident},
                            {"inferred", S::inferred}});
}
Parsed<Ruling> parse_ruling(std::string_view text) {
    using R = Ruling;
    return one_of<R>(
        text, {{"off", R::off}, {"note", R::note}, {"warning", R::warning}, {"error", R::error}});
}
Parsed<bool> parse_on_failure(std::string_view text) {
    return one_of<bool>(text, {{"continue", false}, {"abort", true}});
}

}  // namespace knockon

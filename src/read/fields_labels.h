// read/fields_labels.h: the rows of anything that has an id; shown, never interpreted.
#pragma once

#include "read/fields.h"

namespace knockon {

template <class R>
constexpr Field<R> name_field() {
    return one<R, grammar::text, &R::name>({.key = "name", .help = "Name for readers of reports."});
}
template <class R>
constexpr Field<R> note_field() {
    return one<R, grammar::text, &R::note>(
        {.key = "note", .help = "A remark; shown, never interpreted."});
}
template <class R>
constexpr Field<R> tags_field() {
    return some<R, grammar::text, &R::tags>(
        {.key = "tags", .help = "Words to find it by; shown, never interpreted."});
}
template <class R>
constexpr Field<R> links_field() {
    return some<R, grammar::text, &R::links>(
        {.key = "links", .help = "Addresses with more about it; shown, never interpreted."});
}

/// `availability` and `unavailability`: one member, two ways to say it.
template <class R>
constexpr Field<R> availability_field(std::string_view preset) {
    Field<R> f = one<R, grammar::availability, &R::unavailability>(
        {.key = "availability",
         .help = "Share of the time in which it works, as measured on the clock; 100% never fails.",
         .preset = preset});
    f.say = [](const R& r) -> std::optional<Said> {
        if (!r.unavailability || !is_read_as_availability(*r.unavailability)) return std::nullopt;
        return say_value(grammar::availability, *r.unavailability);
    };
    return f;
}
template <class R>
constexpr Field<R> unavailability_field() {
    Field<R> f = one<R, grammar::probability, &R::unavailability>(
        {.key = "unavailability",
         .help = "The same from the other side; keeps every digit of a small number.",
         .instead_of = "availability"});
    f.say = [](const R& r) -> std::optional<Said> {
        if (!r.unavailability || is_read_as_availability(*r.unavailability)) return std::nullopt;
        return say_value(grammar::probability, *r.unavailability);
    };
    return f;
}

/// `recovery: 2h`, `{p50: 1h, p90: 4h}` or `{mean: 4h}`.
std::optional<Recovery> read_recovery(Reading& in, Value v);
Said say_recovery(const Recovery& recovery);

template <class R>
constexpr Field<R> recovery_field(std::string_view help, std::string_view preset) {
    return {{.key = "recovery",
             .shape = {Shape::Form::one, "recovery"},
             .help = help,
             .preset = preset},
            [](Reading& in, Value v, R& r) {
                if (auto recovery = read_recovery(in, v)) r.recovery = {*recovery, v.at()};
            },
            [](const R& r) -> std::optional<Said> {
                if (!r.recovery) return std::nullopt;
                return say_recovery(*r.recovery);
            },
            [](const R& r) { return where(r.recovery); }};
}

/// Needs in full: ids, `{all: …}`, `{any: …}`, `{atleast: k, of: …}`, or a list of these.
std::vector<Need> read_needs(Reading& in, Value v);
std::optional<Said> say_needs(const std::vector<Need>& needs);

/// The loss by the hour: a rate, or bands from the start of the episode on.
std::vector<LossBand> read_bands(Reading& in, Value v);
std::optional<Said> say_bands(const std::vector<LossBand>& bands);

}  // namespace knockon

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "read/fields_labels.h"
#include "read/landscape.h"

namespace knockon {
namespace {

constexpr std::string_view verbs =
    "update, migrate, replace, add, remove, connect, disconnect, load";

/// The verb decides what `to` means, wherever in the mapping it stands.
void start_step(Value v, Step& s) {
    for (const Value entry : v)
        if (const auto verb = named<Verb>(entry.key())) s.verb = *verb;
}

void load_target(Reading& in, Value v, Step& s) {
    if (auto id = read_text(in, v, grammar::id)) s.target = {std::move(*id), v.at()};
}

/// `add: {ID: {…}}`: the new component under its id.
void load_added(Reading& in, Value v, Step& s) {
    if (!v.is_map() || v.size() != 1) {
        wrong_shape(in, v, "one new component, {ID: {kind: …}}");
        return;
    }
    const Value entry = *v.begin();
    const auto id = read_id_key(in, entry);
    if (!id || (entry.is_null() && !no_value(in, entry, true))) return;
    s.target = {*id, entry.key_at()};
    s.component.id = *id;
    load_record(in, entry, s.component);
}

/// `to` is a component's new fields for `migrate`, and needs for `connect`.
void load_to(Reading& in, Value v, Step& s) {
    if (s.verb == Verb::connect) {
        s.needs = read_needs(in, v);
    } else {
        load_record(in, v, s.component);
    }
}

/// A verb with its target: what a step of any other verb does not say.
template <Verb V>
constexpr Field<Step> target_field(FieldText text) {
    text.shape = {Shape::Form::one, "id"};
    text.with = text.key;
    return {text, load_target, [](const Step& s) -> std::optional<Said> {
                if (s.verb != V) return std::nullopt;
                return Said::of(*s.target);
            }};
}

std::optional<Said> say_added(const Step& s) {
    if (s.verb != Verb::add) return std::nullopt;
    Said added = Said::of({}, Said::Form::map);
    added.entries.push_back({*s.target, say_record(s.component)});
    return added;
}

std::optional<Said> say_to(const Step& s) {
    if (s.verb == Verb::connect) return say_needs(s.needs);
    if (s.verb != Verb::migrate) return std::nullopt;
    return say_record(s.component);
}

bool belongs(const FieldText& f, std::string_view verb) {
    return f.with.empty() || in_words(verb, f.with);
}

std::span<const Field<Step>> step_fields();

/// Exactly one verb, what it takes, and nothing that belongs to another.
void finish_step(Reading& in, Value v, Step& s) {
    std::optional<Value> verb;
    for (const Value entry : v) {
        if (!named<Verb>(entry.key())) continue;
        if (verb) {
            in.out
                .error(
                    code::conflicting_keys, entry.key_at(),
                    fmt::format("a step with two verbs, `{}` and `{}`", verb->key(), entry.key()),
                    "make it two steps")
                .related.push_back({verb->key_at(), "the other is here"});
            return;
        }
        verb = entry;
    }
    if (!verb && !in.patch) {
        in.out.error(code::missing_key, v.at(), "a step without a verb",
                     fmt::format("add one of {}", verbs));
        return;
    }
    const std::string_view word = name(s.verb);
    for (const Value entry : v)
        if (const auto* f = find_field<Step>(entry.key()); f != nullptr && !belongs(*f, word))
            in.out.error(code::unknown_key, entry.key_at(),
                         fmt::format("`{}` does not go with `{}`", entry.key(), word),
                         fmt::format("it belongs to {}", f->with));
    if (in.patch) return;
    for (const Field<Step>& f : step_fields())
        if (f.required && belongs(f, word) && !v.find(f.key))
            missing_key(in, verb->key_at(), fmt::format("`{}`", word), f.key, "…");
}

std::span<const Field<Step>> step_fields() {
    using S = Step;
    namespace g = grammar;
    static const Field<S> fields[] = {
        target_field<Verb::update>({.key = "update", .help = "Changes a component in place."}),
        target_field<Verb::migrate>(
            {.key = "migrate", .help = "Moves a component; what changes is in `to`."}),
        target_field<Verb::replace>(
            {.key = "replace",
             .help = "Puts something else in its place; what changes is in `with`."}),
        {{.key = "add",
          .shape = {Shape::Form::entry, "component"},
          .help = "A new component, {ID: {…}}.",
          .with = "add"},
         load_added,
         say_added},
        target_field<Verb::remove>({.key = "remove", .help = "Takes a component out."}),
        target_field<Verb::connect>(
            {.key = "connect", .help = "Component or process that gets the needs in `to`."}),
        target_field<Verb::disconnect>(
            {.key = "disconnect", .help = "Component or process that loses its needs of `from`."}),
        target_field<Verb::load>({.key = "load", .help = "Component that gets `times` its load."}),
        {{.key = "to",
          .shape = {Shape::Form::one, "destination"},
          .help = "migrate: fields of the component that change; connect: needs to add.",
          .required = true,
          .with = "migrate connect"},
         load_to,
         say_to},
        {{.key = "with",
          .shape = {Shape::Form::one, "component"},
          .help = "Fields of the component that change.",
          .required = true,
          .with = "replace"},
         [](Reading& in, Value v, S& s) { load_record(in, v, s.component); },
         [](const S& s) -> std::optional<Said> {
             if (s.verb != Verb::replace) return std::nullopt;
             return say_record(s.component);
         }},
        {{.key = "from",
          .shape = {Shape::Form::some, "id"},
          .help = "Members to drop from its needs.",
          .required = true,
          .with = "disconnect"},
         [](Reading& in, Value v, S& s) { s.from = read_some<Ref, g::id>(in, v); },
         [](const S& s) { return say_some<g::id>(s.from); }},
        one<S, g::positive, &S::times>({.key = "times",
                                        .help = "Factor on the component's load.",
                                        .required = true,
                                        .with = "load"}),
        one<S, g::id, &S::peak>({.key = "peak",
                                 .help = "Calendar in which the load is higher.",
                                 .preset = "always",
                                 .with = "load"}),
        one<S, g::number, &S::sigma>({.key = "sigma",
                                      .help = "Spread of the logarithm of the load.",
                                      .preset = "0.1",
                                      .with = "load"}),
        one<S, g::duration, &S::lasts>({.key = "lasts",
                                        .help = "How long the load is higher, from `at` on.",
                                        .preset = "to the end of the watched period",
                                        .with = "load"}),
        one<S, g::probability, &S::fails>(
            {.key = "fails",
             .help = "Probability that it causes an outage that was not planned.",
             .preset = "the base rate of its verb, type and tests"}),
        one<S, g::duration, &S::downtime>(
            {.key = "downtime", .help = "Planned outage.", .preset = "0s"}),
        one<S, g::duration, &S::starts>({.key = "at",
                                         .help = "When it begins, from the start of the window.",
                                         .preset = "when the step before ends"}),
        recovery_field<S>("How long an outage takes if it fails.", "the component's"),
        record<S, Surfaces, &S::surfaces>({.key = "surfaces",
                                           .help = "Failures that show only in use.",
                                           .preset = "all show at once"},
                                          "surfaces"),
        record<S, Rollback, &S::rollback>(
            {.key = "rollback", .help = "The way back.", .preset = "none"}, "rollback"),
        one<S, g::date, &S::tested>({.key = "tested", .help = "Day on which it was last tested."}),
        one<S, g::boolean, &S::reversible>({.key = "reversible",
                                            .help = "Whether it can be undone.",
                                            .preset = "true; false for `remove`"}),
        one<S, g::boolean, &S::checkpoint>({.key = "checkpoint",
                                            .help = "Whether a decision to go on follows it.",
                                            .preset = "false"}),
        one<S, g::text, &S::note>({.key = "note", .help = "A remark; shown, never interpreted."}),
    };
    return fields;
}

}  // namespace

template <>
const Table<Step>& table<Step>() {
    static const Table<Step> t{"step", "a step", step_fields(), finish_step, start_step};
    return t;
}

template <>
const Table<Surfaces>& table<Surfaces>() {
    using S = Surfaces;
    static const Field<S> fields[] = {
        one<S, grammar::fraction, &S::late>(
            {.key = "late",
             .help = "Share of the failures that shows only in use.",
             .required = true}),
        one<S, grammar::duration, &S::within>(
            {.key = "within", .help = "How long after the window, at most.", .required = true}),
    };
    static const Table<S> t{"surfaces", "`surfaces`", fields};
    return t;
}

template <>
const Table<Rollback>& table<Rollback>() {
    using R = Rollback;
    namespace g = grammar;
    static const Field<R> fields[] = {
        one<R, g::length, &R::takes>(
            {.key = "takes", .help = "How long it takes, on the clock.", .required = true}),
        one<R, g::probability, &R::works>({.key = "works",
                                           .help = "Probability that it works.",
                                           .preset = "a figure for rehearsed or unrehearsed ones"}),
        one<R, g::duration, &R::until>(
            {.key = "until",
             .help = "Until when it is open, from the start of the window.",
             .preset = "the end of the window"}),
        one<R, g::date, &R::rehearsed>(
            {.key = "rehearsed", .help = "Day on which it was last rehearsed."}),
    };
    static const Table<R> t{"rollback", "a rollback", fields};
    return t;
}

}  // namespace knockon

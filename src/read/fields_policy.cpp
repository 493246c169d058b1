#include <fmt/format.h>

#include <algorithm>

#include "read/fields.h"
#include "read/landscape.h"

namespace knockon {
namespace {

/// Findings by code: a letter for the quality and two digits.
void load_rulings(Reading& in, Value v, Policy& p) {
    if (!expect_map(in, v)) return;
    for (const Value entry : v) {
        const std::string_view code = entry.key();
        if (code.size() != 3 || std::string_view("ACTMS").find(code[0]) == code.npos ||
            !parse_number(code.substr(1, 1)) || !parse_number(code.substr(2, 1))) {
            in.out.error(code::wrong_value, entry.key_at(),
                         fmt::format("{} is no code of a finding", in_quotes(code)),
                         "write a code such as A01 or M03; `knockon explain` lists them");
        } else if (const auto ruling = read_text(in, entry, grammar::ruling)) {
            p.rulings[std::string(code)] = {*ruling, entry.at()};
        }
    }
}

void load_measures(Reading& in, Value v, Policy& p) {
    if (!expect_map(in, v)) return;
    for (const Value entry : v) {
        const auto known =
            std::find(std::begin(measure_kinds), std::end(measure_kinds), entry.key());
        if (known == std::end(measure_kinds)) {
            unknown_key(in, entry, "the costs of measures", measure_kinds);
        } else if (const auto cost = read_text(in, entry, grammar::money)) {
            p.measures[std::string(entry.key())] = {*cost, entry.at()};
        }
    }
}

void load_lead_times(Reading& in, Value v, Thresholds& t) {
    if (!expect_map(in, v)) return;
    for (const Value entry : v) {
        const auto type = named<ChangeType>(entry.key());
        if (!type) {
            unknown_key(in, entry, "a lead time", WordsOf<ChangeType>::all);
        } else if (const auto time = read_text(in, entry, grammar::duration)) {
            t.lead_time[*type] = *time;
        }
    }
}

/// By change; what is given here takes the place of what the changes say.
void load_approvals_of(Reading& in, Value v, Policy& p) {
    if (!expect_map(in, v)) return;
    p.approvals = {{}, v.at()};
    for (const Value entry : v) load_approvals(in, entry, (*p.approvals)[Id(entry.key())]);
}

void finish_acceptance(Reading& in, Value v, Acceptance& a) {
    if (!a.finding && !a.exceeds && !v.find("finding") && !v.find("exceeds"))
        missing_key(in, v.at(), "an acceptance", "finding", "M01");
}

void finish_condition(Reading& in, Value v, Condition& c) {
    if (!c.data && !c.type && !c.kind && v.size() == 0)
        wrong_shape(in, v, "a condition, `data`, `type` or `kind`");
}

void load_when(Reading& in, Value v, SignOffRule& rule) {
    Condition c;
    load_record(in, v, c);
    rule.data = c.data;
    rule.type = c.type;
    rule.kind = c.kind;
}

}  // namespace

template <>
const Table<Policy>& table<Policy>() {
    using P = Policy;
    static const Field<P> fields[] = {
        {{.key = "knockon",
          .shape = {Shape::Form::one, "policy/1"},
          .help = "What this file is.",
          .required = true},
         [](Reading&, Value, P&) {}},
        {{.key = "findings",
          .shape = {Shape::Form::map, "ruling", "finding_code"},
          .help = "Severity of a finding, by its code: error, warning, note or off.",
          .preset = "the severity that `knockon explain` names"},
         load_rulings},
        record<P, Thresholds, &P::thresholds>(
            {.key = "thresholds", .help = "From when on something is a finding."}, "thresholds"),
        some<P, grammar::id, &P::it>({.key = "it",
                                      .help = "Departments that are the IT department; what "
                                              "others buy outside is a finding (M10).",
                                      .preset = "the department `it`, where there is one"}),
        records<P, Acceptance, &P::accept>(
            {.key = "accept",
             .help = "Findings and excesses that someone has accepted until a day."},
            "acceptance"),
        records<P, SignOffRule, &P::sign_off>(
            {.key = "sign_off", .help = "Roles beyond departments and suppliers that must agree."},
            "sign_off_rule"),
        {{.key = "approvals",
          .shape = {Shape::Form::map, "approvals", "text"},
          .help = "Agreements already given, by change, as in a change. Where this key is given, "
                  "those that a change brings along do not count."},
         load_approvals_of},
        {{.key = "measures",
          .shape = {Shape::Form::map, "money", "measure"},
          .help = "What a measure that would help costs, by its kind: another_window, buffer, "
                  "capacity, moved_peak, other_sourcing, redundancy, rehearse_rollback, "
                  "riskiest_first, shorter_peak, smaller_load, split_change, stop_at_failure or "
                  "throttle."},
         load_measures},
    };
    static const Table<P> t{"policy", "a policy", fields};
    return t;
}

template <>
const Table<Thresholds>& table<Thresholds>() {
    using T = Thresholds;
    namespace g = grammar;
    static const Field<T> fields[] = {
        {{.key = "lead_time",
          .shape = {Shape::Form::map, "duration", "change_type"},
          .help = "From `requested` to the window, by type of change.",
          .preset = "{standard: 0s, normal: 5d, emergency: 0s}"},
         load_lead_times},
        one<T, g::duration, &T::model_age>({.key = "model_age",
                                            .help = "Age from which on a model is doubted.",
                                            .preset = "365d"}),
        one<T, g::duration, &T::end_of_life_horizon>(
            {.key = "end_of_life_horizon",
             .help = "How long before the end of support it becomes a finding.",
             .preset = "365d"}),
        one<T, g::money, &T::material_loss>(
            {.key = "material_loss",
             .help = "Expected loss that makes a department's agreement needed.",
             .preset = "1k"}),
        one<T, g::count, &T::chain_length>(
            {.key = "chain_length",
             .help = "Suppliers in a row before a chain is called long.",
             .preset = "3"}),
        one<T, g::fraction, &T::risky_step>(
            {.key = "risky_step",
             .help = "Chance of failure from which on a step is called risky.",
             .preset = "5%"}),
        one<T, g::number, &T::base_rate_ratio>(
            {.key = "base_rate_ratio",
             .help = "How many times above or below the base rate a stated chance is doubted.",
             .preset = "2"}),
        one<T, g::number, &T::recovery_ratio>(
            {.key = "recovery_ratio",
             .help = "p90 / p50 beyond which an estimate is doubted.",
             .preset = "10"}),
        one<T, g::number, &T::hours_per_year>(
            {.key = "hours_per_year",
             .help = "Growth of downtime per year that is worth a finding.",
             .preset = "4"}),
        one<T, g::money, &T::loss_per_year>(
            {.key = "loss_per_year",
             .help = "Growth of loss per year that is worth a finding.",
             .preset = "1k"}),
    };
    static const Table<T> t{"thresholds", "`thresholds`", fields};
    return t;
}

template <>
const Table<Acceptance>& table<Acceptance>() {
    using A = Acceptance;
    namespace g = grammar;
    static const Field<A> fields[] = {
        one<A, g::text, &A::finding>({.key = "finding", .help = "Code of the finding."}),
        one<A, g::id, &A::exceeds>({.key = "exceeds",
                                    .help = "Department whose appetite may be exceeded.",
                                    .instead_of = "finding"}),
        one<A, g::id, &A::subject>(
            {.key = "for",
             .help =
                 "Component, process, supplier, department or change that it is limited to; of an "
                 "excess a change or a component that changes touch.",
             .preset = "every one"}),
        one<A, g::text, &A::because>({.key = "because", .help = "Why.", .required = true}),
        one<A, g::id, &A::by>(
            {.key = "by", .help = "Department that decided it.", .required = true}),
        one<A, g::date, &A::until>(
            {.key = "until", .help = "Last day on which it holds.", .required = true}),
    };
    static const Table<A> t{"acceptance",      "an acceptance", fields,
                            finish_acceptance, nullptr,         "finding|exceeds"};
    return t;
}

template <>
const Table<Condition>& table<Condition>() {
    using C = Condition;
    namespace g = grammar;
    static const Field<C> fields[] = {
        one<C, g::data_class, &C::data>(
            {.key = "data", .help = "The change makes data of this class flow anew."}),
        one<C, g::change_type, &C::type>({.key = "type", .help = "The change is of this type."}),
        one<C, g::text, &C::kind>({.key = "kind", .help = "It touches a component of this kind."}),
    };
    static const Table<C> t{"condition",      "`when`", fields,
                            finish_condition, nullptr,  "data,type,kind"};
    return t;
}

template <>
const Table<SignOffRule>& table<SignOffRule>() {
    using S = SignOffRule;
    static const Field<S> fields[] = {
        one<S, grammar::text, &S::who>({.key = "who", .help = "The role.", .required = true}),
        {{.key = "when",
          .shape = {Shape::Form::one, "condition"},
          .help = "What must be the case; every one of data, type and kind that is given.",
          .required = true},
         load_when},
    };
    static const Table<S> t{"sign_off_rule", "a sign-off", fields};
    return t;
}

}  // namespace knockon

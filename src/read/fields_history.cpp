#include "read/fields.h"
#include "read/landscape.h"

namespace knockon {
namespace {

using std::chrono::days;

void finish_history(Reading& in, Value, History& h) {
    if (h.half_life && *h.half_life < days{1})
        in.out.error(code::out_of_range, h.half_life.at,
                     "a memory that halves in less than a day keeps nothing",
                     "a period such as 90d; leave it out for a memory that does not fade");
}

void finish_outcome(Reading& in, Value, Outcome& o) {
    if (o.result && *o.result == ChangeResult::cancelled && o.failed)
        in.out.error(code::conflicting_keys, o.failed.at,
                     "a change that was cancelled neither failed nor held",
                     "remove `failed`, or write what became of it as `result`");
    if (o.observed_until &&
        std::chrono::sys_days(*o.observed_until) < std::chrono::sys_days(o.date))
        in.out.error(code::out_of_range, o.observed_until.at,
                     "it was observed until before the day of the window",
                     "the last day on which somebody looked whether it had failed");
}

/// Rows of a mapping by department.
template <class R, class S, auto M>
constexpr Field<R> by_department(FieldText text, std::string_view name) {
    text.shape = {Shape::Form::map, name};
    return {text, [](Reading& in, Value v, R& r) {
                load_by_id(in, v, r.*M, [&](Value entry, S& s) { load_record(in, entry, s); });
            }};
}

/// The same five rows, in lengths of time or in money.
template <class T, const auto& G>
const Table<Foretold<T>>& foretold(std::string_view name) {
    using F = Foretold<T>;
    static const Field<F> fields[] = {
        one<F, G, &F::mean>({.key = "mean", .help = "Expected."}),
        one<F, G, &F::p50>({.key = "p50", .help = "Exceeded in at most half of the cases."}),
        one<F, G, &F::p90>({.key = "p90", .help = "Exceeded in at most one of ten."}),
        one<F, G, &F::p95>({.key = "p95", .help = "Exceeded in at most one of twenty."}),
        one<F, G, &F::p99>({.key = "p99", .help = "Exceeded in at most one of a hundred."}),
    };
    static const Table<F> t{name, "a forecast", fields};
    return t;
}

}  // namespace

template <>
const Table<History>& table<History>() {
    using H = History;
    static const Field<H> fields[] = {
        {{.key = "knockon",
          .shape = {Shape::Form::one, "history/1"},
          .help = "What this file is.",
          .required = true},
         [](Reading&, Value, H&) {}},
        one<H, grammar::duration, &H::half_life>(
            {.key = "half_life",
             .help = "Age at which an outcome counts half for base rates, one twice as old a "
                     "quarter.",
             .preset = "no fading"}),
        records<H, Outcome, &H::outcomes>(
            {.key = "outcomes", .help = "What became of the steps of past changes."}, "outcome"),
    };
    static const Table<H> t{"history", "a history", fields, finish_history};
    return t;
}

template <>
const Table<Forecast>& table<Forecast>() {
    using F = Forecast;
    static const Field<F> fields[] = {
        one<F, grammar::fraction, &F::fails>({.key = "fails", .help = "Probability of a failure."}),
        one<F, grammar::money, &F::loss>({.key = "loss", .help = "Expected extra loss."}),
        by_department<F, DepartmentForecast, &F::departments>(
            {.key = "departments",
             .help = "What the whole change was to bring each department; with one of its steps."},
            "department_forecast"),
    };
    static const Table<F> t{"forecast", "a forecast", fields};
    return t;
}

template <>
const Table<Foretold<Duration>>& table<Foretold<Duration>>() {
    return foretold<Duration, grammar::duration>("foretold_downtime");
}
template <>
const Table<Foretold<double>>& table<Foretold<double>>() {
    return foretold<double, grammar::money>("foretold_loss");
}

template <>
const Table<DepartmentForecast>& table<DepartmentForecast>() {
    using D = DepartmentForecast;
    static const Field<D> fields[] = {
        one<D, grammar::fraction, &D::probability>(
            {.key = "probability", .help = "Probability that the change disrupts it."}),
        record<D, Foretold<Duration>, &D::downtime>(
            {.key = "downtime", .help = "Extra working time that it is down."},
            "foretold_downtime"),
        record<D, Foretold<double>, &D::loss>({.key = "loss", .help = "Extra loss."},
                                              "foretold_loss"),
    };
    static const Table<D> t{"department_forecast", "a forecast for a department", fields};
    return t;
}

template <>
const Table<DepartmentOutcome>& table<DepartmentOutcome>() {
    using D = DepartmentOutcome;
    static const Field<D> fields[] = {
        one<D, grammar::boolean, &D::disrupted>(
            {.key = "disrupted", .help = "Whether the change disrupted it."}),
        one<D, grammar::duration, &D::downtime>(
            {.key = "downtime", .help = "Extra working time that it was down."}),
        one<D, grammar::money, &D::loss>({.key = "loss", .help = "Loss that followed."}),
    };
    static const Table<D> t{"department_outcome", "what became of a department", fields};
    return t;
}

template <>
const Table<Outcome>& table<Outcome>() {
    using O = Outcome;
    namespace g = grammar;
    static const Field<O> fields[] = {
        one<O, g::id, &O::change>({.key = "change", .help = "Id of the change.", .required = true}),
        one<O, g::date, &O::date>({.key = "date", .help = "Day of the window.", .required = true}),
        one<O, g::verb, &O::verb>({.key = "verb", .help = "Verb of the step.", .required = true}),
        one<O, g::change_type, &O::type>(
            {.key = "type", .help = "Type of the change.", .preset = "normal"}),
        one<O, g::id, &O::component>({.key = "component", .help = "What the step touched."}),
        one<O, g::text, &O::team>({.key = "team", .help = "Who carried it out."}),
        one<O, g::date, &O::made>(
            {.key = "made",
             .help = "Day on which the forecast was made; without it, or after the window, it is "
                     "not scored."}),
        one<O, g::text, &O::model>(
            {.key = "model", .help = "SHA-256 of the files that the forecast was made from."}),
        {{.key = "forecast",
          .shape = {Shape::Form::one, "forecast"},
          .help = "What was expected, {fails, loss, departments}."},
         [](Reading& in, Value v, O& o) {
             Forecast f;
             load_record(in, v, f);
             o.forecast_fails = f.fails;
             o.forecast_loss = f.loss;
             o.forecast_departments = std::move(f.departments);
         }},
        one<O, g::result, &O::result>(
            {.key = "result",
             .help = "How the change ended. With issues and without `failed`: counted neither as a "
                     "failure nor as none."}),
        one<O, g::boolean, &O::failed>({.key = "failed", .help = "Whether the step failed."}),
        one<O, g::duration, &O::outage>({.key = "outage", .help = "Outage that was not planned."}),
        one<O, g::money, &O::loss>({.key = "loss", .help = "Loss that followed."}),
        by_department<O, DepartmentOutcome, &O::departments>(
            {.key = "departments",
             .help = "What the whole change brought each department; with one of its steps."},
            "department_outcome"),
        one<O, g::date, &O::observed_until>(
            {.key = "observed_until",
             .help = "Last day on which somebody looked; before that nobody knew the outcome.",
             .preset = "the day of the window"}),
        one<O, g::outcome_source, &O::source>(
            {.key = "source",
             .help =
                 "Who says what became of it; what is inferred does not count for base rates."}),
    };
    static const Table<O> t{"outcome", "an outcome", fields, finish_outcome};
    return t;
}

}  // namespace knockon

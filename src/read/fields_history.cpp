#include "read/fields.h"

namespace knockon {
template <>
const Table<History>& table<History>() {
    using H = History;
    static const Field<H> fields[] = {
        {{.key = "knockon",
          .shape = {Shape::Form::one, "history/1"},
          .help = "What this file is.",
          .required = true},
         [](Reading&, Value, H&) {}},
        records<H, Outcome, &H::outcomes>(
            {.key = "outcomes", .help = "What became of the steps of past changes."}, "outcome"),
    };
    static const Table<H> t{"history", "a history", fields};
    return t;
}

template <>
const Table<Forecast>& table<Forecast>() {
    using F = Forecast;
    static const Field<F> fields[] = {
        one<F, grammar::fraction, &F::fails>({.key = "fails", .help = "Probability of a failure."}),
        one<F, grammar::money, &F::loss>({.key = "loss", .help = "Expected extra loss."}),
    };
    static const Table<F> t{"forecast", "a forecast", fields};
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
        one<O, g::text, &O::team>({.key = "team", .help = "Who carried it out."}),
        {{.key = "forecast",
          .shape = {Shape::Form::one, "forecast"},
          .help = "What was expected, {fails, loss}."},
         [](Reading& in, Value v, O& o) {
             Forecast f;
             load_record(in, v, f);
             o.forecast_fails = f.fails;
             o.forecast_loss = f.loss;
         }},
        one<O, g::boolean, &O::failed>({.key = "failed", .help = "Whether the step failed."}),
        one<O, g::duration, &O::outage>({.key = "outage", .help = "Outage that was not planned."}),
        one<O, g::money, &O::loss>({.key = "loss", .help = "Loss that followed."}),
    };
    static const Table<O> t{"outcome", "an outcome", fields};
    return t;
}

}  // namespace knockon

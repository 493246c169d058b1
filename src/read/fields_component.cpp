#include <fmt/format.h>

#include "read/fields_labels.h"

namespace knockon {
namespace {

template <class R>
constexpr Field<R> source_field() {
    return one<R, grammar::source, &R::source>(
        {.key = "source",
         .help = "Record of another tool that it was imported from; by it the next import finds "
                 "it again."});
}

template <class R>
constexpr Field<R> needs_field(std::string_view help) {
    return {{.key = "needs", .shape = {Shape::Form::some, "need"}, .help = help},
            [](Reading& in, Value v, R& r) { r.needs = read_needs(in, v); },
            [](const R& r) { return say_needs(r.needs); },
            nullptr,
            [](R& r, R&& more) {
                for (Need& n : more.needs) r.needs.push_back(std::move(n));
            }};
}

}  // namespace

template <>
const Table<Component>& table<Component>() {
    using C = Component;
    namespace g = grammar;
    static const Field<C> fields[] = {
        name_field<C>(),
        source_field<C>(),
        one<C, g::text, &C::kind>(
            {.key = "kind",
             .help = "What it is: application, service, database, server, network, saas, data, "
                     "facility, capability (never fails by itself), or a word of your own.",
             .preset = "application"}),
        one<C, g::id, &C::owner>({.key = "owner", .help = "Department that answers for it."}),
        one<C, g::sourcing, &Particulars::sourcing>(
            {.key = "sourcing", .help = "Own, bought or outsourced."}),
        one<C, g::id, &C::supplier>(
            {.key = "supplier", .help = "Supplier that runs it; its outages are shared."}),
        some<C, g::text, &Particulars::technologies>(
            {.key = "technologies", .help = "What it is built with and speaks."}),
        some<C, g::text, &Particulars::accepts>(
            {.key = "accepts",
             .help = "Technologies that may be connected to it or built into it."}),
        availability_field<C>("the landscape's `defaults` for its kind, else the built-in table"),
        unavailability_field<C>(),
        recovery_field<C>("How long it is down when it fails.",
                          "the landscape's `defaults` for its kind, else the built-in table"),
        one<C, g::id, &Particulars::support>({.key = "support",
                                    .help = "Calendar in which repairs go on.",
                                    .preset = "the supplier's, else always"}),
        one<C, g::fraction, &Particulars::on_call>({.key = "on_call",
                                          .help = "Pace of repairs outside `support`, 0 to 1.",
                                          .preset = "the supplier's, else 0"}),
        one<C, g::duration, &Particulars::restart>(
            {.key = "restart",
             .help = "Time until it works once everything it needs is back.",
             .preset = "0s"}),
        one<C, g::id, &Particulars::maintenance>(
            {.key = "maintenance",
             .help = "Calendar in which it is down as planned, with and without the change."}),
        one<C, g::id, &Particulars::changes_in>(
            {.key = "changes_in", .help = "Calendar in which it may be changed."}),
        one<C, g::rate, &Particulars::capacity>({.key = "capacity", .help = "Load that it can carry."}),
        one<C, g::rate, &Particulars::load>({.key = "load", .help = "Load in an ordinary peak."}),
        one<C, g::data_class, &Particulars::data>(
            {.key = "data", .help = "Most sensitive class of data that it works with."}),
        one<C, g::data_class, &Particulars::clearance>(
            {.key = "clearance",
             .help = "Most sensitive class of data that it may hold.",
             .preset = "no limit"}),
        one<C, g::duration, &Particulars::backup>(
            {.key = "backup", .help = "How much work a restore loses at most."}),
        one<C, g::boolean, &Particulars::exposed>({.key = "exposed",
                                         .help = "Whether it can be reached from the internet.",
                                         .preset = "false"}),
        one<C, g::text, &Particulars::site>({.key = "site", .help = "Where it stands."}),
        one<C, g::text, &Particulars::network>({.key = "network", .help = "Network that it hangs on."}),
        one<C, g::date, &Particulars::end_of_life>(
            {.key = "end_of_life", .help = "Day on which support for it ends."}),
        one<C, g::date, &Particulars::verified>(
            {.key = "verified", .help = "Day on which someone last held this against reality."}),
        needs_field<C>("Components and processes without which it does not work."),
        note_field<C>(),
        tags_field<C>(),
        links_field<C>(),
    };
    static const Table<C> t{"component", "a component", fields};
    return t;
}

template <>
const Table<Loss>& table<Loss>() {
    namespace g = grammar;
    static const Field<Loss> fields[] = {
        one<Loss, g::money, &Loss::each>({.key = "each",
                                          .help = "Once per interruption that outlasts the grace.",
                                          .preset = "0"}),
        {{.key = "hour",
          .shape = {Shape::Form::one, "loss_per_hour"},
          .help = "Per hour of active time after the grace: an amount, or bands from the start of "
                  "the interruption on.",
          .preset = "0"},
         [](Reading& in, Value v, Loss& loss) { loss.hour = read_bands(in, v); },
         [](const Loss& loss) { return say_bands(loss.hour); },
         [](const Loss& loss) { return where(loss.hour); }},
        one<Loss, g::money, &Loss::cap>({.key = "cap",
                                         .help = "At most this per interruption, penalties apart.",
                                         .preset = "no limit"}),
    };
    static const Table<Loss> t{"loss", "a loss", fields};
    return t;
}

template <>
const Table<LossBand>& table<LossBand>() {
    using B = LossBand;
    static const Field<B> fields[] = {
        one<B, grammar::duration, &B::after>({.key = "after",
                                              .help = "Active time since the interruption began.",
                                              .required = true}),
        one<B, grammar::money, &B::rate>(
            {.key = "rate", .help = "Loss per hour from there on.", .required = true}),
    };
    static const Table<B> t{"loss_band", "a band of the loss", fields};
    return t;
}

template <>
const Table<Peak>& table<Peak>() {
    static const Field<Peak> fields[] = {
        one<Peak, grammar::id, &Peak::during>(
            {.key = "during", .help = "Calendar of the peak.", .required = true}),
        one<Peak, grammar::number, &Peak::factor>(
            {.key = "factor", .help = "What the hourly loss is multiplied by.", .preset = "1"}),
        one<Peak, grammar::duration, &Peak::mtpd>({.key = "mtpd",
                                                   .help = "Tolerable disruption in the peak.",
                                                   .preset = "the process's"}),
    };
    static const Table<Peak> t{"peak", "a peak", fields};
    return t;
}

template <>
const Table<Deadline>& table<Deadline>() {
    using D = Deadline;
    static const Field<D> fields[] = {
        one<D, grammar::id, &D::calendar>({.key = "calendar",
                                           .help = "Each of its stretches ends in a deadline.",
                                           .required = true}),
        one<D, grammar::duration, &D::work>(
            {.key = "work", .help = "Working time needed in the stretch.", .required = true}),
        one<D, grammar::money, &D::penalty>(
            {.key = "penalty", .help = "Cost of missing it.", .preset = "0"}),
        one<D, grammar::boolean, &D::contiguous>(
            {.key = "contiguous",
             .help = "Whether the work must go on in one piece.",
             .preset = "false"}),
    };
    static const Table<D> t{"deadline", "a deadline", fields};
    return t;
}

template <>
const Table<Process>& table<Process>() {
    using P = Process;
    namespace g = grammar;
    static const Field<P> fields[] = {
        name_field<P>(),
        source_field<P>(),
        one<P, g::id, &P::department>(
            {.key = "department",
             .help = "Department whose work it is, and who bears its losses."}),
        needs_field<P>("Components and processes without which it stands still."),
        one<P, g::id, &P::active>(
            {.key = "active",
             .help = "Calendar of its working times; outages outside cost nothing.",
             .preset = "always"}),
        one<P, g::count, &P::people>({.key = "people", .help = "How many people an outage hits."}),
        one<P, g::duration, &P::mtpd>(
            {.key = "mtpd",
             .help = "Maximum tolerable period of disruption, in active time.",
             .preset = "0s"}),
        one<P, g::duration, &P::rto>({.key = "rto", .help = "Recovery time objective."}),
        one<P, g::duration, &P::rpo>(
            {.key = "rpo", .help = "Recovery point objective: work that may be lost."}),
        one<P, g::target, &P::target_unavailability>(
            {.key = "target", .help = "Availability that it was promised."}),
        one<P, g::duration, &P::grace>(
            {.key = "grace",
             .help = "Active time of an interruption that costs nothing.",
             .preset = "0s"}),
        record<P, Loss, &P::loss>({.key = "loss", .help = "What an interruption costs."}, "loss"),
        some<P, g::text, &P::harm>(
            {.key = "harm",
             .help = "Harm that is named and never turned into money: safety, legal, …"}),
        records<P, Peak, &P::peaks>(
            {.key = "peaks", .help = "Times in which an outage costs more, or is tolerated less."},
            "peak"),
        records<P, Deadline, &P::deadlines>(
            {.key = "deadlines", .help = "Work that must be done by the end of a stretch of time."},
            "deadline"),
        note_field<P>(),
        tags_field<P>(),
        links_field<P>(),
    };
    static const Table<P> t{"process", "a process", fields};
    return t;
}

}  // namespace knockon

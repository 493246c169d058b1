#include <fmt/format.h>

#include "base/text.h"
#include "read/fields_labels.h"
#include "read/landscape.h"

namespace knockon {
namespace {

/// What is said once for the whole landscape, by whichever of its files.
template <const auto& G, auto M>
constexpr Field<Landscape> header(FieldText text) {
    text.shape = {Shape::Form::one, G.name};
    return {text,
            [](Reading& in, Value v, Landscape& l) {
                auto value = read_text(in, v, G);
                if (!value) return;
                auto& member = l.*M;
                if (member && !in.patch && !(*member == *value)) {
                    in.out
                        .error(code::set_twice, v.at(),
                               fmt::format("another file says something else about `{}`", v.key()),
                               "say it in one file, or the same in both")
                        .related.push_back({member.at, "the other is here"});
                } else if (!member || in.patch) {
                    assign(member, std::move(*value), v.at());
                }
            },
            [](const Landscape& l) { return say_stated(G, l.*M); }};
}

template <class Map>
std::optional<Said> say_entries(const Map& map) {
    if (map.empty()) return std::nullopt;
    Said all = Said::of({}, Said::Form::map);
    for (const auto& [id, record] : map) all.entries.push_back({id, say_record(record)});
    return all;
}

/// Where a component, process, department or supplier is defined.
std::optional<Position> place_of(const Landscape& l, const Id& id) {
    const auto in_map = [&](const auto& map) -> std::optional<Position> {
        const auto found = map.find(id);
        return found == map.end() ? std::nullopt : std::optional(found->second.at);
    };
    if (const auto at = in_map(l.components)) return at;
    if (const auto at = in_map(l.processes)) return at;
    if (const auto at = in_map(l.departments)) return at;
    return in_map(l.suppliers);
}

template <auto M, bool Shared>
void load_entry(Reading& in, Value entry, Landscape& l) {
    auto& map = l.*M;
    using R = typename std::decay_t<decltype(map)>::mapped_type;
    const auto id = read_id_key(in, entry);
    if (!id || (entry.is_null() && !no_value(in, entry, true))) return;
    const auto known = map.lower_bound(*id);
    const bool is_known = known != map.end() && known->first == *id;
    if (in.patch && is_known) return load_record(in, entry, known->second);
    std::optional<Position> first = Shared ? place_of(l, *id) : std::nullopt;
    if (!Shared && is_known) first = known->second.at;
    if (!first) {
        R& r = map.try_emplace(known, *id)->second;
        r.id = *id;
        return load_record(in, entry, r);
    }
    R again;
    load_record(in, entry, again);
    in.out
        .error(code::duplicate_id, entry.key_at(), fmt::format("{} is defined a second time", in_quotes(*id)),
               "give one of the two another id, or use `annotate` to add to the first")
        .related.push_back({*first, "the first definition is here"});
}

/// Records by id: components, processes, departments and suppliers share one set of ids, so that a
/// need, `annotate` or a freeze can name any of them.
template <auto M, bool Shared>
constexpr Field<Landscape> entries(FieldText text, std::string_view name) {
    text.shape = {Shape::Form::map, name};
    return {text,
            [](Reading& in, Value v, Landscape& l) {
                if (!expect_map(in, v)) return;
                for (const Value entry : v) {
                    if (!in.goes_on(entry, 0)) return;
                    in.passes(v, entry);
                    load_entry<M, Shared>(in, entry, l);
                }
            },
            [](const Landscape& l) { return say_entries(l.*M); }};
}

void load_outages(Reading& in, Value v, Landscape& l) {
    if (in.patch) return load_records(in, v, l.outages);
    std::vector<KnownOutage> more;
    load_records(in, v, more);
    for (KnownOutage& o : more) l.outages.push_back(std::move(o));
}

void load_defaults(Reading& in, Value v, Landscape& l) {
    if (!expect_map(in, v)) return;
    for (const Value entry : v) {
        if (!in.goes_on(entry, entry.key().size())) return;
        const auto [known, added] = l.defaults.try_emplace(std::string(entry.key()));
        if (!added && !in.patch) {
            Diagnostic& d = in.out.error(
                code::duplicate_id, entry.key_at(),
                fmt::format("defaults for {} are stated a second time", in_quotes(entry.key())),
                "keep one of the two");
            if (const auto first = where_in(known->second))
                d.related.push_back({*first, "the first are here"});
        } else if (!entry.is_null() || no_value(in, entry)) {
            load_record(in, entry, known->second);
        }
    }
}

}  // namespace

std::optional<Id> read_id_key(Reading& in, Value entry) {
    auto id = parse_id(entry.key());
    if (!id)
        in.out.error(code::bad_id, entry.key_at(),
                     fmt::format("{} is no id", in_quotes(entry.key())), id.expected);
    return std::move(id.value);
}

template <>
const Table<Landscape>& table<Landscape>() {
    using L = Landscape;
    namespace g = grammar;
    static const Field<L> fields[] = {
        {{.key = "knockon",
          .shape = {Shape::Form::one, "landscape/1"},
          .help = "What this file is.",
          .required = true},
         [](Reading&, Value, L&) {},
         [](const L&) -> std::optional<Said> { return Said::of("landscape/1"); }},
        header<g::text, &L::organisation>(
            {.key = "organisation", .help = "Whose landscape it is."}),
        header<g::text, &L::currency>(
            {.key = "currency", .help = "Currency of all amounts, such as EUR."}),
        header<g::text, &L::timezone>(
            {.key = "timezone",
             .help = "IANA name of the zone in which local times and calendars are meant.",
             .preset = "UTC"}),
        header<g::date, &L::verified>(
            {.key = "verified",
             .help = "Day on which someone last held the model against reality."}),
        entries<&L::departments, true>(
            {.key = "departments", .help = "Who bears losses and decides."}, "department"),
        entries<&L::suppliers, true>(
            {.key = "suppliers", .help = "Who runs what is not run in-house."}, "supplier"),
        entries<&L::calendars, false>({.key = "calendars", .help = "Named sets of times."},
                                      "calendar"),
        entries<&L::freezes, false>(
            {.key = "freezes", .help = "Times in which nothing may be changed."}, "freeze"),
        {{.key = "outages",
          .shape = {Shape::Form::list, "outage"},
          .help = "What is already down, or announced; in force with and without the change."},
         load_outages,
         [](const L& l) { return say_records(l.outages); }},
        entries<&L::components, true>(
            {.key = "components", .help = "What can fail, and what each needs."}, "component"),
        entries<&L::processes, true>(
            {.key = "processes",
             .help = "What departments do, and what it costs when it stands still."},
            "process"),
        {{.key = "defaults",
          .shape = {Shape::Form::map, "defaults", "text"},
          .help = "Availability and recovery by kind of component; over the built-in table."},
         load_defaults,
         [](const L& l) { return say_entries(l.defaults); }},
        {{.key = "annotate",
          .shape = {Shape::Form::map, "annotation"},
          .help = "Adds to what other files define: sets fields that are unset and a department that is `unassigned`, appends needs; one of the same members as a need that is there says more of that (a tolerance, a chance; a chance of 0 takes it back)."},
         [](Reading& in, Value v, L&) { in.annotations.push_back(v); }},
    };
    static const Table<L> t{"landscape", "a landscape", fields};
    return t;
}

template <>
const Table<Appetite>& table<Appetite>() {
    using A = Appetite;
    namespace g = grammar;
    static const Field<A> fields[] = {
        one<A, g::fraction, &A::probability>({.key = "probability", .help = "Of disruption."}),
        one<A, g::money, &A::loss>({.key = "loss", .help = "Expected extra loss."}),
        one<A, g::money, &A::p95_loss>(
            {.key = "p95_loss", .help = "Extra loss exceeded in 1 case of 20."}),
        one<A, g::duration, &A::downtime>({.key = "downtime", .help = "Expected extra downtime."}),
        one<A, g::money, &A::loss_per_year>(
            {.key = "loss_per_year", .help = "Budget of expected loss for all changes of a year."}),
    };
    static const Table<A> t{"appetite", "an appetite", fields};
    return t;
}

template <>
const Table<Department>& table<Department>() {
    using D = Department;
    static const Field<D> fields[] = {
        name_field<D>(),
        one<D, grammar::text, &D::lead>({.key = "lead", .help = "Who decides for it."}),
        record<D, Appetite, &D::appetite>({.key = "appetite",
                                           .help = "How much risk of one change it accepts.",
                                           .preset = "no limit"},
                                          "appetite"),
        note_field<D>(),
        tags_field<D>(),
        links_field<D>(),
    };
    static const Table<D> t{"department", "a department", fields};
    return t;
}

template <>
const Table<Supplier>& table<Supplier>() {
    using S = Supplier;
    namespace g = grammar;
    static const Field<S> fields[] = {
        name_field<S>(),
        availability_field<S>("the best of its components"),
        unavailability_field<S>(),
        recovery_field<S>("How long an outage of the supplier takes.", "that of its components"),
        one<S, g::fraction, &S::share>(
            {.key = "share",
             .help = "Part of its components' unavailability that they have in common.",
             .preset = "10%"}),
        one<S, g::id, &S::support>(
            {.key = "support", .help = "Calendar in which it repairs.", .preset = "always"}),
        one<S, g::fraction, &S::on_call>({.key = "on_call",
                                          .help = "Pace of repairs outside `support`, 0 to 1.",
                                          .preset = "0"}),
        one<S, g::id, &S::changes_in>(
            {.key = "changes_in", .help = "Calendar in which it allows changes."}),
        one<S, g::data_class, &S::clearance>(
            {.key = "clearance",
             .help = "Most sensitive class of data that it may hold.",
             .preset = "no limit"}),
        one<S, g::duration, &S::exit>({.key = "exit", .help = "Time needed to leave it."}),
        one<S, g::money, &S::exit_cost>({.key = "exit_cost", .help = "Cost of leaving it."}),
        one<S, g::id, &S::owner>({.key = "owner", .help = "Department that directs it."}),
        note_field<S>(),
        tags_field<S>(),
        links_field<S>(),
    };
    static const Table<S> t{"supplier", "a supplier", fields};
    return t;
}

template <>
const Table<Freeze>& table<Freeze>() {
    using F = Freeze;
    namespace g = grammar;
    static const Field<F> fields[] = {
        name_field<F>(),
        one<F, g::id, &F::during>(
            {.key = "during", .help = "Calendar of the freeze.", .required = true}),
        one<F, g::text, &F::reason>({.key = "reason", .help = "Why."}),
        some<F, g::id, &F::scope>(
            {.key = "for",
             .help = "Components, departments, suppliers or kinds that it holds for.",
             .preset = "everything"}),
        some<F, g::text, &F::except>(
            {.key = "except", .help = "Types of change that it does not stop."}),
        note_field<F>(),
        tags_field<F>(),
        links_field<F>(),
    };
    static const Table<F> t{"freeze", "a freeze", fields};
    return t;
}

template <>
const Table<KnownOutage>& table<KnownOutage>() {
    using K = KnownOutage;
    namespace g = grammar;
    static const Field<K> fields[] = {
        one<K, g::id, &K::component>(
            {.key = "component", .help = "What is down.", .required = true}),
        one<K, g::moment, &K::from>({.key = "from", .help = "Since when.", .required = true}),
        one<K, g::moment, &K::to>({.key = "to", .help = "Until when.", .required = true}),
        one<K, g::text, &K::because>({.key = "because", .help = "Why."}),
    };
    static const Table<K> t{"outage", "an outage", fields};
    return t;
}

template <>
const Table<KindDefaults>& table<KindDefaults>() {
    using K = KindDefaults;
    static const Field<K> fields[] = {
        availability_field<K>("the built-in table"),
        unavailability_field<K>(),
        recovery_field<K>("How long components of this kind are down when they fail.",
                          "the built-in table"),
    };
    static const Table<K> t{"defaults", "the defaults of a kind", fields};
    return t;
}

}  // namespace knockon

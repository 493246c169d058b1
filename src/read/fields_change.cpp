#include <fmt/format.h>

#include "read/fields_labels.h"
#include "read/landscape.h"

namespace knockon {
namespace {

/// `benefit: 250k` is the sponsor's; it is filed under the sponsor when the change is complete.
constexpr std::string_view sponsors = "";

void load_benefit(Reading& in, Value v, Change& c) {
    const auto load = [&](Value entry, Benefit& b) {
        if (!entry.is_text()) return load_record(in, entry, b);
        if (const auto amount = read_text(in, entry, grammar::money)) b.value = *amount;
        b.at = entry.at();
    };
    if (v.is_text()) return load(v, c.benefit[Id(sponsors)]);
    load_by_id(in, v, c.benefit, load);
}

void load_cost(Reading& in, Value v, Change& c) {
    const auto load = [&](Value entry, Stated<double>& cost) {
        if (const auto amount = read_text(in, entry, grammar::money)) cost = {*amount, entry.at()};
    };
    if (v.is_text()) return load(v, c.cost[Id(sponsors)]);
    load_by_id(in, v, c.cost, load);
}

std::optional<Said> say_benefits(const Change& c) {
    if (c.benefit.empty()) return std::nullopt;
    Said all = Said::of({}, Said::Form::map);
    for (const auto& [id, benefit] : c.benefit) all.entries.push_back({id, say_record(benefit)});
    return all;
}

std::optional<Said> say_costs(const Change& c) {
    if (c.cost.empty()) return std::nullopt;
    Said all = Said::of({}, Said::Form::map);
    for (const auto& [id, cost] : c.cost)
        all.entries.push_back({id, say_value(grammar::money, *cost)});
    return all;
}

/// A plain amount moves to the sponsor.
template <class T>
void give_to_sponsor(Reading& in, Value v, std::string_view key, const Ref& sponsor,
                     std::map<Id, T>& map) {
    auto plain = map.extract(Id(sponsors));
    if (plain.empty()) return;
    if (sponsor) {
        plain.key() = *sponsor;
        map.erase(*sponsor);
        map.insert(std::move(plain));
    } else {
        const auto entry = v.find(key);
        in.out.error(
            code::missing_key, entry ? entry->key_at() : v.at(),
            fmt::format("`{}` is a plain amount, and the change names no sponsor", key),
            fmt::format("add `sponsor: DEPARTMENT`, or write `{}: {{DEPARTMENT: …}}`", key));
    }
}

void finish_change(Reading& in, Value v, Change& c) {
    give_to_sponsor(in, v, "benefit", c.sponsor, c.benefit);
    give_to_sponsor(in, v, "cost", c.sponsor, c.cost);
}

}  // namespace

template <>
const Table<Change>& table<Change>() {
    using C = Change;
    namespace g = grammar;
    static const Field<C> fields[] = {
        {{.key = "knockon",
          .shape = {Shape::Form::one, "change/1"},
          .help = "What this file is.",
          .required = true},
         [](Reading&, Value, C&) {}},
        one<C, g::id, &C::id>(
            {.key = "id", .help = "Under which the change is known.", .required = true}),
        one<C, g::text, &C::title>({.key = "title", .help = "What it does, in a few words."}),
        one<C, g::id, &C::sponsor>({.key = "sponsor", .help = "Department that wants it."}),
        one<C, g::change_type, &C::type>(
            {.key = "type", .help = "standard, normal or emergency.", .preset = "normal"}),
        one<C, g::date, &C::requested>(
            {.key = "requested", .help = "Day on which it was asked for."}),
        record<C, Window, &C::window>({.key = "window", .help = "When it is carried out."},
                                      "window"),
        some<C, g::id, &C::after>(
            {.key = "after", .help = "Planned changes that are part of the landscape by then."}),
        records<C, Override, &C::overrides>(
            {.key = "overrides", .help = "Freezes that it is allowed to break."}, "override"),
        one<C, g::on_failure, &C::abort_on_failure>(
            {.key = "on_failure",
             .help =
                 "Whether the steps after a failed one are still carried out: continue or abort.",
             .preset = "continue"}),
        one<C, g::duration, &C::hypercare>(
            {.key = "hypercare",
             .help = "How long after the window its consequences are watched.",
             .preset = "72h, longer where recoveries, working times or deadlines ask for it"}),
        {{.key = "benefit",
          .shape = {Shape::Form::one, "benefits"},
          .help = "What it brings, by department; a plain amount is the sponsor's."},
         load_benefit,
         say_benefits},
        {{.key = "cost",
          .shape = {Shape::Form::one, "costs"},
          .help = "What realising it costs, by department; a plain amount is the sponsor's."},
         load_cost,
         say_costs},
        one<C, g::money, &C::budget>({.key = "budget", .help = "What may be spent on it."}),
        one<C, g::number, &C::releases_per_year>(
            {.key = "releases_per_year", .help = "How often the like of it will be done again."}),
        one<C, g::text, &C::team>({.key = "team", .help = "Who carries it out."}),
        {{.key = "approvals",
          .shape = {Shape::Form::some, "approval_or_id"},
          .help = "Agreements already given; a plain id is allowed."},
         [](Reading& in, Value v, C& c) { load_approvals(in, v, c.approvals); },
         [](const C& c) { return say_records(c.approvals); }},
        {{.key = "steps",
          .shape = {Shape::Form::list, "step"},
          .help = "What is done, in order; each has exactly one verb."},
         [](Reading& in, Value v, C& c) { load_records(in, v, c.steps); },
         [](const C& c) { return say_records(c.steps); }},
        one<C, g::text, &C::note>({.key = "note", .help = "A remark; shown, never interpreted."}),
        some<C, g::text, &C::tags>({.key = "tags", .help = "Words to find it by."}),
        some<C, g::text, &C::links>({.key = "links", .help = "Addresses with more about it."}),
    };
    static const Table<C> t{"change", "a change", fields, finish_change};
    return t;
}

template <>
const Table<Window>& table<Window>() {
    using W = Window;
    namespace g = grammar;
    static const Field<W> fields[] = {
        one<W, g::moment, &W::start>({.key = "start", .help = "When it begins, in local time."}),
        one<W, g::duration, &W::length>({.key = "length",
                                         .help = "How long it lasts.",
                                         .preset = "until the last planned step ends"}),
        one<W, g::first_moment, &W::earliest>(
            {.key = "earliest", .help = "From when on a better start is looked for."}),
        one<W, g::last_moment, &W::latest>(
            {.key = "latest",
             .help = "Until when a better start is looked for; a date is included."}),
        some<W, g::id, &W::within>({.key = "within", .help = "Calendars in which it may begin."}),
    };
    static const Table<W> t{"window", "a window", fields};
    return t;
}

template <>
const Table<Override>& table<Override>() {
    using O = Override;
    namespace g = grammar;
    static const Field<O> fields[] = {
        one<O, g::id, &O::freeze>({.key = "freeze", .help = "Which.", .required = true}),
        one<O, g::text, &O::because>({.key = "because", .help = "Why.", .required = true}),
        one<O, g::id, &O::by>(
            {.key = "by", .help = "Department that decided it.", .required = true}),
    };
    static const Table<O> t{"override", "an override", fields};
    return t;
}

template <>
const Table<Benefit>& table<Benefit>() {
    using B = Benefit;
    static const Field<B> fields[] = {
        one<B, grammar::money, &B::value>({.key = "value", .help = "What it brings.", .required = true}),
        one<B, grammar::how_often, &B::per_year>(
            {.key = "per",
             .help = "Either `once` or `year`: per year, from the end of the watched period on.",
             .preset = "once"}),
        one<B, grammar::money, &B::per_week_late>(
            {.key = "per_week_late",
             .help = "Lost for each week that the change comes later.",
             .preset = "0"}),
    };
    static const Table<B> t{"benefit", "a benefit", fields};
    return t;
}

void load_approvals(Reading& in, Value v, std::vector<Approval>& approvals) {
    if (in.patch && v.is_map()) return load_records(in, v, approvals);
    approvals.clear();
    for_each_item(v, [&](Value item) {
        if (!in.goes_on(item, sizeof(Approval))) return;
        if (item.is_map()) return load_record(in, item, approvals.emplace_back());
        auto by = read_text(in, item, grammar::id);
        if (!by) return;
        Approval& a = approvals.emplace_back();
        a.by = {std::move(*by), item.at()};
        a.at = item.at();
    });
}

template <>
const Table<Approval>& table<Approval>() {
    using A = Approval;
    static const Field<A> fields[] = {
        one<A, grammar::id, &A::by>({.key = "by", .help = "Who agrees.", .required = true}),
        one<A, grammar::date, &A::given>({.key = "at", .help = "Day on which it was given."}),
        record<A, Appetite, &A::up_to>(
            {.key = "up_to", .help = "Figures up to which it holds.", .preset = "no limit"},
            "appetite"),
    };
    static const Table<A> t{"approval", "an approval", fields};
    return t;
}

}  // namespace knockon

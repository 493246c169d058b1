#include <fmt/format.h>

#include "read/fields_labels.h"

namespace knockon {
namespace {

template <Need::Kind K>
void load_members(Reading& in, Value v, Need& n) {
    n.kind = K;
    n.members = read_some<Ref, grammar::id>(in, v);
    if (v.is_list() && v.size() == 0) wrong_value(in, v, "expected at least one id");
}

template <Need::Kind K>
std::optional<Said> say_members(const Need& n) {
    if (n.kind != K) return std::nullopt;
    if (K == Need::Kind::all && n.members.size() == 1)
        return say_value(grammar::id, *n.members.front());
    return say_some<grammar::id>(n.members);
}

Field<Need> at_least_field() {
    Field<Need> f = one<Need, grammar::count, &Need::at_least>(
        {.key = "atleast", .help = "How many of the members in `of` must be up."});
    f.say = [](const Need& n) -> std::optional<Said> {
        if (n.kind != Need::Kind::atleast) return std::nullopt;
        return say_value(grammar::count, n.at_least);
    };
    return f;
}

/// What only the whole need can tell: exactly one way to say which members it has.
void finish_need(Reading& in, Value v, Need& n) {
    const auto all = v.find("all"), any = v.find("any"), atleast = v.find("atleast"),
               of = v.find("of");
    const int ways = (all ? 1 : 0) + (any ? 1 : 0) + (atleast || of ? 1 : 0);
    if (ways != 1 || atleast.has_value() != of.has_value()) {
        in.out.error(code::missing_key, v.at(),
                     ways == 0 ? "a need that names no members"
                               : "a need says in one way which members it has",
                     "write one of {all: ID}, {any: [ID, ID]} and {atleast: 2, of: [ID, ID, ID]}");
        return;
    }
    if (n.kind == Need::Kind::all) n.at_least = static_cast<int>(n.members.size());
    if (n.kind == Need::Kind::any) n.at_least = 1;
}

}  // namespace

template <>
const Table<Need>& table<Need>() {
    using N = Need;
    namespace g = grammar;
    constexpr Shape ids{Shape::Form::some, "id"};
    static const Field<N> fields[] = {
        {{.key = "all", .shape = ids, .help = "Members that must all be up."},
         load_members<N::Kind::all>,
         say_members<N::Kind::all>},
        {{.key = "any",
          .shape = ids,
          .help = "Members of which one must be up.",
          .instead_of = "all"},
         load_members<N::Kind::any>,
         say_members<N::Kind::any>},
        at_least_field(),
        {{.key = "of", .shape = ids, .help = "Members of which `atleast` must be up."},
         load_members<N::Kind::atleast>,
         say_members<N::Kind::atleast>},
        one<N, g::duration, &Terms::tolerates>(
            {.key = "tolerates", .help = "Outage of the group that does no harm.", .preset = "0s"}),
        one<N, g::fraction, &Terms::chance>(
            {.key = "chance", .help = "Probability that the need matters.", .preset = "100%"}),
        one<N, g::fraction, &Terms::failover>(
            {.key = "failover",
             .help = "Probability that the switch to another member works.",
             .preset = "100%"}),
        one<N, g::fraction, &Terms::impact>(
            {.key = "impact",
             .help =
                 "Needs of a process: share of the hourly loss while only such groups are down.",
             .preset = "100%"}),
        one<N, g::number, &Terms::calls>(
            {.key = "calls",
             .help = "Load passed to each member per unit of the consumer's load.",
             .preset = "1"}),
        one<N, g::data_class, &Terms::data>(
            {.key = "data", .help = "Class of the data that flows to the members."}),
        one<N, g::data_class, &Terms::clearance>(
            {.key = "clearance",
             .help = "Most sensitive class of data that this connection may carry."}),
        one<N, g::origin, &Terms::origin>(
            {.key = "origin",
             .help = "How it is known: stated by someone, observed at work, or guessed.",
             .preset = "stated"}),
    };
    static const Table<N> t{"need_group", "a need", fields,
                            finish_need,  nullptr,  "all|any|atleast of"};
    return t;
}

std::vector<Need> read_needs(Reading& in, Value v) {
    std::vector<Need> needs;
    // What a need says is always read as a whole, also where the rest of a record is patched.
    const bool patch = std::exchange(in.patch, false);
    needs.reserve(std::max<std::size_t>(v.size(), 1));
    for_each_item(v, [&](Value item) {
        if (!in.goes_on(item, sizeof(Need) + sizeof(Ref))) return;
        if (item.is_map()) {
            load_record(in, item, needs.emplace_back());
        } else if (item.is_list()) {
            wrong_shape(in, item, "an id or a mapping such as {any: [ID, ID]}");
        } else if (auto id = read_text(in, item, grammar::id)) {
            Need& n = needs.emplace_back();
            n.members.push_back(Ref(std::move(*id), item.at()));
        }
    });
    in.patch = patch;
    return needs;
}

std::optional<Said> say_needs(const std::vector<Need>& needs) {
    if (needs.empty()) return std::nullopt;
    Said list = Said::of({}, Said::Form::list);
    list.entries.reserve(needs.size());
    for (const Need& need : needs) {
        Need alone;
        alone.members = need.members;
        // A need that says nothing but its one member is that member.
        const bool is_alone = need.members.size() == 1 && alone == need;
        list.entries.push_back({{}, is_alone ? Said::of(*need.members.front()) : say_record(need)});
    }
    return list;
}

template <>
const Table<RecoverySpread>& table<RecoverySpread>() {
    using R = RecoverySpread;
    static const Field<R> fields[] = {
        one<R, grammar::length, &R::p50>(
            {.key = "p50", .help = "Half of the recoveries take no longer."}),
        one<R, grammar::length, &R::p90>(
            {.key = "p90", .help = "Nine recoveries of ten take no longer."}),
        one<R, grammar::length, &R::mean>(
            {.key = "mean", .help = "Mean of an exponential recovery.", .instead_of = "p50"}),
    };
    static const Table<R> t{"recovery_spread", "a recovery", fields,
                            nullptr,           nullptr,      "mean|p50 p90"};
    return t;
}

std::optional<Recovery> read_recovery(Reading& in, Value v) {
    if (!v.is_map()) {
        auto length = read_text(in, v, grammar::length);
        if (!length) return std::nullopt;
        return Recovery{Recovery::Shape::constant, *length, {}};
    }
    RecoverySpread q;
    const std::size_t before = in.out.all.size();
    load_record(in, v, q);
    if (in.out.all.size() != before) return std::nullopt;
    if (q.mean && !q.p90) return Recovery{Recovery::Shape::exponential, *q.mean, {}};
    if (q.p50 && q.p90) return Recovery{Recovery::Shape::lognormal, *q.p50, *q.p90};
    in.out.error(code::missing_key, v.at(), "a recovery that is not complete",
                 "write `2h`, `{p50: 1h, p90: 4h}` or `{mean: 4h}`");
    return std::nullopt;
}

Said say_recovery(const Recovery& recovery) {
    RecoverySpread spread;
    switch (recovery.shape) {
        case Recovery::Shape::constant:
            return say_value(grammar::length, recovery.p50);
        case Recovery::Shape::exponential:
            spread.mean = recovery.p50;
            break;
        case Recovery::Shape::lognormal:
            spread.p50 = recovery.p50;
            spread.p90 = recovery.p90;
            break;
    }
    return say_record(spread);
}

std::optional<Said> say_bands(const std::vector<LossBand>& bands) {
    if (bands.size() == 1 && bands.front().after == Duration{0})
        return say_value(grammar::money, bands.front().rate);
    return say_records(bands);
}

std::vector<LossBand> read_bands(Reading& in, Value v) {
    std::vector<LossBand> bands;
    if (v.is_list()) {
        load_records(in, v, bands);
    } else if (auto rate = read_text(in, v, grammar::money)) {
        bands.push_back({Duration{0}, *rate});
    }
    return bands;
}

}  // namespace knockon

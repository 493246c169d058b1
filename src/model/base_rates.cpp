#include "model/base_rates.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/portable.h"

namespace knockon {
namespace {

/// Probability that a step of an ordinary, reversible, untested change causes an unplanned outage.
/// Evidence: 2 % of a million production changes led to an incident (FCA, 2019), 10 % were not
/// right the first time (Pink Elephant, 2012), 5 to 40 % needed remediation (DORA, 2024).
struct VerbRate {
    double fails;
    std::string_view text;
};
VerbRate verb_rate(Verb v) {
    switch (v) {
        case Verb::update:
            return {0.05, "5 %"};
        case Verb::migrate:
        case Verb::replace:
            return {0.20, "20 %"};
        case Verb::add:
        case Verb::connect:
            return {0.05, "5 %"};
        case Verb::disconnect:
            return {0.02, "2 %"};
        // What is removed is gone and cannot fail; a load does its harm by overload.
        case Verb::remove:
        case Verb::load:
            return {0, "0 %"};
    }
    return {0, "0 %"};
}

constexpr double highest = 0.5;  // factors must not make a certainty of a judgement

double type_factor(ChangeType t) {
    switch (t) {
        case ChangeType::standard:
            return 0.4;
        case ChangeType::emergency:
            return 1.5;
        case ChangeType::normal:
            break;
    }
    return 1;
}

/// The built-in judgement alone.
BaseRate built_in(const Step& s, const Change& c) {
    const VerbRate base = verb_rate(s.verb);
    BaseRate rate{base.fails, fmt::format("{}: {}", name(s.verb), base.text)};
    const auto times = [&](double factor, std::string_view why) {
        rate.fails *= factor;
        rate.source += fmt::format(", {} × {}", why, factor);
    };
    if (rate.fails > 0) {
        const ChangeType type = c.type.value_or(ChangeType::normal);
        if (type == ChangeType::standard) times(type_factor(type), "standard change");
        if (type == ChangeType::emergency) times(type_factor(type), "emergency");
        if (s.reversible && !*s.reversible) times(1.5, "no way back");
        if (s.tested) times(0.7, "tested");
    }
    rate.fails = std::min(rate.fails, highest);
    rate.source += " (a judgement; surveys 2 to 40 %)";
    return rate;
}

std::string days_text(Duration d) {
    const double days = hours(d) / 24;
    return fmt::format("{} day{}", days, days == 1 ? "" : "s");
}

Count without(Count all, const Count& part) {
    all.failed -= part.failed;
    all.steps -= part.steps;
    all.failed_weight = std::max(all.failed_weight - part.failed_weight, 0.0);
    all.weight = all.steps == 0 ? 0 : std::max(all.weight - part.weight, 0.0);
    if (all.failed == 0) all.failed_weight = 0;
    return all;
}

Count with(Count a, const Count& b) {
    return {a.failed + b.failed, a.steps + b.steps, a.failed_weight + b.failed_weight,
            a.weight + b.weight};
}

}  // namespace

double built_in_rate(Verb verb, ChangeType type) {
    return verb_rate(verb).fails * type_factor(type);
}

double PastSteps::fade(std::chrono::sys_days from, std::chrono::sys_days to) const {
    if (!half_life_ || to <= from) return 1;
    constexpr double ln2 = 0.69314718055994530942;
    return portable_exp(-ln2 * (seconds(to - from) / seconds(*half_life_)));
}

void PastSteps::put(Sum& sum, std::chrono::sys_days day, bool failed) const {
    if (sum.count.steps == 0) sum.last = day;
    const double kept = fade(sum.last, day), now = fade(day, sum.last);
    sum.count.failed_weight = sum.count.failed_weight * kept + (failed ? now : 0);
    sum.count.weight = sum.count.weight * kept + now;
    sum.count.failed += failed ? 1 : 0;
    sum.count.steps += 1;
    sum.last = std::max(sum.last, day);
}

template <class K>
Count PastSteps::at(const Sums<K>& sums, const K& key, std::chrono::sys_days day) const {
    const auto found = sums.find(key);
    if (found == sums.end()) return {};
    Count count = found->second.count;
    const double kept = fade(found->second.last, day);
    count.failed_weight *= kept;
    count.weight *= kept;
    return count;
}

void PastSteps::add(const Outcome& o) {
    const Fate known = fate_of(o);
    if (known != Fate::failed && known != Fate::held) return;
    const bool failed = known == Fate::failed;
    const Kind kind{o.verb, o.type};
    const std::chrono::sys_days day = o.date;
    put(kinds_[kind], day, failed);
    if (o.team) put(teams_[{kind, *o.team}], day, failed);
    if (o.component) put(components_[{kind, *o.component}], day, failed);
    if (o.team && o.component) put(both_[{kind, {*o.team, *o.component}}], day, failed);
}

TrackRecord PastSteps::record(Verb verb, ChangeType type, const std::string* team,
                              const Id& component, std::chrono::sys_days day) const {
    const Kind kind{verb, type};
    TrackRecord r;
    Count near = r.component = at(components_, {kind, component}, day);
    if (team != nullptr) {
        r.team =
            without(at(teams_, {kind, *team}, day), at(both_, {kind, {*team, component}}, day));
        near = with(near, r.team);
    }
    r.type = without(at(kinds_, kind, day), near);
    for (const ChangeType t : {ChangeType::standard, ChangeType::normal, ChangeType::emergency}) {
        if (t == type) continue;
        const Count n = at(kinds_, Kind{verb, t}, day);
        r.other = with(r.other, n);
        r.other_expected += n.weight * built_in_rate(verb, t);
    }
    if (r != TrackRecord{}) r.half_life = half_life_;
    return r;
}

std::map<std::pair<Verb, Id>, TrackRecord> track_records(const Change& change,
                                                         const History& history) {
    using std::chrono::days;
    std::optional<std::chrono::sys_days> day;  // of the window; without one all is known
    if (change.window.start)
        day = std::chrono::sys_days(
            std::chrono::floor<days>(change.window.start->local).time_since_epoch());
    PastSteps past(history.half_life ? std::optional(*history.half_life) : std::nullopt);
    std::chrono::sys_days last{};
    for (const Outcome& o : history.outcomes) {
        if (o.change == change.id || (day && known_on(o) >= *day)) continue;
        past.add(o);
        last = std::max(last, known_on(o));
    }
    const ChangeType type = change.type.value_or(ChangeType::normal);
    std::map<std::pair<Verb, Id>, TrackRecord> records;
    for (const Step& s : change.steps) {
        if (verb_rate(s.verb).fails <= 0) continue;
        const TrackRecord r = past.record(s.verb, type, change.team ? &*change.team : nullptr,
                                          *s.target, day.value_or(last));
        if (r != TrackRecord{}) records[{s.verb, *s.target}] = r;
    }
    return records;
}

double drawn_towards(double prior, const Count& record) {
    return (base_rate_strength * prior + record.failed_weight) /
           (base_rate_strength + record.weight);
}

double drawn_towards(double built_in, const TrackRecord& r) {
    double rate = built_in;
    if (r.other.weight > 0) {
        // Other types fail more or less often by themselves: what counts is how their record
        // differs from what the table expects of them.
        const double usual = base_rate_strength * r.other_expected / r.other.weight;
        rate *= (usual + r.other.failed_weight) / (usual + r.other_expected);
    }
    rate = drawn_towards(std::min(rate, 1.0), r.type);
    return drawn_towards(drawn_towards(rate, r.team), r.component);
}

std::string record_text(const TrackRecord& r, const Step& s, const Change& c) {
    const std::string_view verb = name(s.verb), type = name(c.type.value_or(ChangeType::normal));
    std::string text;
    const auto say = [&](const Count& n, const std::string& of) {
        if (n.steps == 0) return;
        if (!text.empty()) text += ", ";
        text += fmt::format("{} of {} {}", n.failed, n.steps, of);
    };
    const bool on_it = r.component.steps > 0, named = r.team.steps > 0;
    const std::string_view others = on_it ? "of other " : "";
    if (on_it) say(r.component, fmt::format("{} steps of {}", verb, *s.target));
    if (named)
        say(r.team, fmt::format("of team {}'s {}{} steps", *c.team, on_it ? "other " : "", verb));
    say(r.type,
        fmt::format("{}{} steps in {} changes", named ? "of other teams' " : others, verb, type));
    say(r.other, fmt::format("{} steps in other types of change", verb));
    if (r.half_life && !text.empty())
        text += fmt::format(" failed, memory of {}", days_text(*r.half_life));
    return text;
}

BaseRate base_rate(const Step& s, const Change& c) {
    BaseRate rate = built_in(s, c);
    const auto record = c.record.find({s.verb, *s.target});
    if (record == c.record.end() || rate.fails <= 0) {
        rate.source = "base rate, " + rate.source;
        return rate;
    }
    rate.fails = drawn_towards(rate.fails, record->second);
    rate.source =
        fmt::format("base rate, {}; drawn from {}", record_text(record->second, s, c), rate.source);
    return rate;
}

}  // namespace knockon

#include "assess/windows/player.h"

#include <algorithm>

namespace knockon {
namespace {

constexpr std::size_t starts_scored_as_one = 2;  // place that an outage reaches, in work
constexpr std::size_t most_remembered = 4096;  // sets of live needs, with what dates do under each

bool same_outages(const Scenario& a, const Scenario& b) {
    return std::equal(a.outages.begin(), a.outages.end(), b.outages.begin(), b.outages.end(),
                      [](const RunOutage& x, const RunOutage& y) {
                          return x.source == y.source && x.without == y.without &&
                                 x.with == y.with && x.when == y.when &&
                                 x.load_subsets == y.load_subsets;
                      });
}

}  // namespace

WindowPlayer::WindowPlayer(const Study& study, const StartPlans& plans, const Strata& strata,
                           const WindowTally& tally)
    : study_(study),
      plans_(plans),
      strata_(strata),
      scorer_(study, plans, tally),
      without_(study.transition.without),
      with_(study.transition.with),
      coalition_(study.transition),
      all_(study.transition.sources.size(), 1),
      group_of_(plans.timed.size()),
      hits_(study.board.processes.size()),
      known_(study.board.processes.size()) {
    for (const Id& id : study.board.processes)
        places_.emplace_back(study.transition.without.find(id), study.transition.with.find(id));
    for (const DatedBlock& b : plans.blocks)
        for (const FixedOutage& f : b.outages)
            dated_.outages.push_back({f.source, f.without, f.with, f.when, 0});
}

void WindowPlayer::play(const Strata::Entry& stratum, std::uint64_t replicate,
                        std::uint64_t first, std::uint64_t count, std::uint64_t most_work) {
    scorer_.begin();
    work_ = 0;
    for (std::uint64_t p = first; p < first + count && work_ <= most_work; ++p)
        play_run(stratum, p * replicates + replicate);
}

void WindowPlayer::play_run(const Strata::Entry& stratum, std::uint64_t run) {
    strata_.draw_background(stratum, run, background_);
    strata_.draw_events(stratum, run, events_);
    dates_in_this_run();
    scorer_.begin_run(dated_hits_, events_.weight);
    if (alike_everywhere()) {
        strata_.place_events(events_, plans_.timed.front(), background_);
        play_group(background_, plans_.in_order);
    } else {
        group_starts();
        for (std::size_t g = 0; g < used_groups_; ++g)
            play_group(groups_[g].scenario, groups_[g].starts);
    }
    scorer_.end_run();
}

/// Whether what this run does to the change falls in the same place at every start.
bool WindowPlayer::alike_everywhere() const {
    if (plans_.fixed_varies || (plans_.overloads_vary && events_.z)) return false;
    for (std::size_t e = 0; e < events_.failures.size(); ++e)
        if (events_.failures[e] && plans_.repair_varies[e]) return false;
    return true;
}

void WindowPlayer::group_starts() {
    used_groups_ = 0;
    for (std::uint32_t t = 0; t < plans_.timed.size(); ++t) {
        joined_ = background_;
        strata_.place_events(events_, plans_.timed[t], joined_);
        const auto end = groups_.begin() + static_cast<std::ptrdiff_t>(used_groups_);
        auto group = std::find_if(groups_.begin(), end, [&](const Group& g) {
            return same_outages(g.scenario, joined_);
        });
        if (group == end) {
            if (used_groups_ == groups_.size()) groups_.emplace_back();
            group = groups_.begin() + static_cast<std::ptrdiff_t>(used_groups_++);
            std::swap(group->scenario, joined_);
            group->starts.clear();
        }
        group_of_[t] = static_cast<std::size_t>(group - groups_.begin());
    }
    for (const std::uint32_t s : plans_.in_order)
        groups_[group_of_[plans_.starts[s].timed]].starts.push_back(s);
}

/// Where the run's outages reach, as stretches that no restart delay joins.
void WindowPlayer::spread(const Scenario& scenario) {
    reached_.clear();
    for (const RunOutage& o : scenario.outages)
        reached_.push_back({o.when.start, o.when.end + study_.transition.reach_of_delay});
    normalise(reached_);
}

/// The blocks of dates that meet what the run does at a start.
void WindowPlayer::meetings_of(Duration at, std::vector<Meeting>& out) const {
    out.clear();
    if (reached_.empty()) return;
    const auto& blocks = plans_.blocks;
    auto b = std::partition_point(blocks.begin(), blocks.end(), [&](const DatedBlock& x) {
        return x.when.end < at + reached_.front().start;
    });
    for (; b != blocks.end() && b->when.start <= at + reached_.back().end; ++b) {
        const bool meets = std::any_of(reached_.begin(), reached_.end(), [&](const Interval& r) {
            return b->when.start <= at + r.end && at + r.start <= b->when.end;
        });
        if (meets)
            out.push_back(
                {static_cast<std::uint32_t>(b - blocks.begin()), b->shape, b->when.start - at});
    }
}

void WindowPlayer::play_group(const Scenario& scenario, std::span<const std::uint32_t> starts) {
    spread(scenario);
    alone_.clear();
    std::map<std::vector<Meeting>, std::vector<std::uint32_t>> meeting;
    for (const std::uint32_t s : starts) {
        meetings_of(plans_.starts[s].at, met_);
        (met_.empty() ? alone_ : meeting[met_]).push_back(s);
    }
    if (!alone_.empty()) travel_and_score(scenario, alone_, {});
    for (const auto& [blocks, together] : meeting) {
        Scenario all = scenario;
        std::vector<Interval> where;
        for (const Meeting& m : blocks) {
            const DatedBlock& b = plans_.blocks[m.block];
            const Duration by = m.begins - b.when.start;
            where.push_back({b.when.start + by, b.when.end + by});
            for (const FixedOutage& f : b.outages)
                all.outages.push_back(
                    {f.source, f.without, f.with, {f.when.start + by, f.when.end + by}, 0});
        }
        travel_and_score(all, together, where);
    }
}

/// What dates do is not counted: how often that is worked out depends on the threads.
void WindowPlayer::travel_and_score(const Scenario& scenario, std::span<const std::uint32_t> starts,
                                    std::span<const Interval> met) {
    const auto so_far = [&] { return without_.work() + with_.work() + scorer_.work(); };
    const std::uint64_t before = so_far();
    travel(scenario, hits_);
    scorer_.score(starts, hits_, met);
    work_ += so_far() - before + scenario.outages.size() +
             scorer_.scored() * starts.size() / starts_scored_as_one;
}

void WindowPlayer::travel(const Scenario& scenario, std::vector<HitPair>& out) {
    coalition_.choose(scenario, all_);
    without_.run(scenario.live, coalition_.without());
    with_.run(scenario.live, coalition_.with());
    for (std::size_t p = 0; p < out.size(); ++p) {
        take(without_, places_[p].first, out[p].without);
        take(with_, places_[p].second, out[p].with);
    }
}

void WindowPlayer::take(const Propagation& world, std::uint32_t place,
                        std::vector<Hit>& out) const {
    out.clear();
    if (place != none && world.any_down(place)) world.hits(place, out);
}

/// What dates alone do in this run depends on which needs are live in it, and on nothing else.
void WindowPlayer::dates_in_this_run() {
    dated_hits_.assign(hits_.size(), nullptr);
    if (plans_.blocks.empty()) return;
    auto seen = by_live_.find(background_.live);
    if (seen == by_live_.end()) {
        if (by_live_.size() == most_remembered) {
            by_live_.clear();
            for (auto& all : known_) all.clear();
        }
        dated_.live = background_.live;
        travel(dated_, hits_);
        std::vector<std::uint32_t> places;
        for (std::size_t p = 0; p < hits_.size(); ++p) {
            places.push_back(none);
            if (hits_[p].without.empty() && hits_[p].with.empty()) continue;
            auto& all = known_[p];
            const auto same = std::find_if(all.begin(), all.end(),
                                           [&](const auto& d) { return d->hits == hits_[p]; });
            places.back() = static_cast<std::uint32_t>(same - all.begin());
            if (same == all.end())
                all.push_back(std::make_unique<DatedHits>(scorer_.dated_hits(p, hits_[p])));
        }
        seen = by_live_.emplace(background_.live, std::move(places)).first;
    }
    for (std::size_t p = 0; p < hits_.size(); ++p)
        if (seen->second[p] != none) dated_hits_[p] = known_[p][seen->second[p]].get();
}

}  // namespace knockon

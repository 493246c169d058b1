#include "assess/portfolio.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>

#include "assess/answer/finding_list.h"
#include "assess/answer/verdict.h"
#include "assess/answer/wording.h"
#include "assess/assess.h"
#include "assess/findings/landscape_findings.h"
#include "assess/left_behind.h"
#include "assess/study/calendars.h"
#include "base/codes.h"

namespace knockon {
namespace {

constexpr std::size_t most_together = 16;  // changes in one play
constexpr std::size_t most_pairs = 40;     // whose loss is played
constexpr Duration longest_play = std::chrono::days{31};

/// Runs work(i) for i < count on up to `jobs` threads.
void in_parallel(std::size_t count, int jobs, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failed;
    std::mutex mutex;
    const auto take = [&] {
        try {
            for (std::size_t i; (i = next++) < count;) work(i);
        } catch (...) {
            const std::scoped_lock lock(mutex);
            failed = std::current_exception();
            next = count;
        }
    };
    std::vector<std::thread> threads;
    for (int t = 1; t < jobs && static_cast<std::size_t>(t) < count; ++t)
        threads.emplace_back(take);
    take();
    for (std::thread& thread : threads) thread.join();
    if (failed) std::rethrow_exception(failed);
}

AssessOptions on_one_thread(const AssessOptions& options) {
    AssessOptions one = options;
    one.jobs = 1;
    one.progress = nullptr;
    return one;
}

bool starts_first(const Candidate& a, const Candidate& b) {
    return std::tie(a.answer->start, a.answer->change) <
           std::tie(b.answer->start, b.answer->change);
}

/// The order of headlines: not as proposed, not yet, undetermined, not modelled, within.
int gravity_of(const Assessment& a) {
    if (a.verdict == Verdict::exceeds) return gravity(a.verdict) + (instead(a) ? 0 : 1);
    const bool stopped =
        std::any_of(a.findings.begin(), a.findings.end(), [](const Finding& f) {
            return counts(f) && f.severity == Severity::error;
        });
    return stopped ? gravity(Verdict::exceeds) + 1 : gravity(a.verdict);
}

bool is_worse(const Assessment& a, const Assessment& b) {
    const int x_rank = gravity_of(a), y_rank = gravity_of(b);
    if (x_rank != y_rank) return x_rank > y_rank;
    const double x = a.total.loss.mean.value, y = b.total.loss.mean.value;
    if (x != y) return x > y;
    return std::tie(a.start, a.change) < std::tie(b.start, b.change);
}

class Builder {
  public:
    Builder(const Landscape& landscape, std::vector<Candidate>& all, const AssessOptions& options,
            Portfolio& out)
        : landscape_(landscape),
          all_(all),
          options_(options),
          calendars_(calendars_of(landscape, options.calendars.get(), problems_)),
          out_(out) {
        for (const Candidate& c : all_) by_id_[c.answer->change] = &c;
    }

    /// By kind and time, each pair once.
    void add_collisions() {
        const Ground ground(landscape_);
        std::list<std::pair<std::unique_ptr<const Landscape>, Party>> open;  // those still watched
        for (const Candidate& c : all_) {
            const Assessment& a = *c.answer;
            std::erase_if(open, [&](const auto& p) { return p.second.watched.end <= a.start; });
            std::unique_ptr<const Landscape> after;
            if (alters(*c.change)) {
                Diagnostics problems;
                after = std::make_unique<const Landscape>(apply(landscape_, *c.change, problems));
                if (problems.has_errors()) after = nullptr;
            }
            Party theirs = party(ground, {c.change, after ? after.get() : &landscape_, a.start,
                                          a.end - a.start, a.hypercare_end - a.start});
            for (const auto& [its_after, ours] : open)
                for (Collision& met : meetings(ground, ours, theirs, calendars_))
                    out_.collisions.push_back({met.kind, ours.change->id, met.other,
                                               std::move(met.what), met.when.start, met.when.end, {}});
            open.emplace_back(std::move(after), std::move(theirs));
        }
        std::stable_sort(out_.collisions.begin(), out_.collisions.end(),
                         [](const Meeting& a, const Meeting& b) {
                             return std::tie(a.from, a.first, a.second, a.kind) <
                                    std::tie(b.from, b.first, b.second, b.kind);
                         });
    }

    /// What colliding pairs add to each other.
    void price_collisions() {
        std::vector<std::pair<Id, Id>> pairs;  // those that meet first
        for (const Meeting& m : out_.collisions)
            if (pairs_.try_emplace({m.first, m.second}).second)
                pairs.emplace_back(m.first, m.second);
        if (pairs.size() > most_pairs) {
            out_.notes.push_back(
                fmt::format("collisions: what they cost is worked out for the first {} of {} pairs",
                            most_pairs, pairs.size()));
            pairs.resize(most_pairs);
        }
        in_parallel(pairs.size(), options_.jobs, [&](std::size_t i) {
            const Player cast[] = {player(pairs[i].first), player(pairs[i].second)};
            pairs_.at(pairs[i]) = play_together(landscape_, cast, on_one_thread(options_));
        });
        for (Meeting& m : out_.collisions)
            if (const auto& played = pairs_.at({m.first, m.second})) m.loss = played->interaction;
    }

    void add_together() {
        const std::vector<std::vector<Player>> groups = overlapping();
        std::vector<std::optional<Together>> plays(groups.size());
        in_parallel(groups.size(), options_.jobs, [&](std::size_t i) {
            if (groups[i].size() < 2) return;
            const auto known = pairs_.find({groups[i].front().change->id, groups[i].back().change->id});
            if (groups[i].size() == 2 && known != pairs_.end() && known->second)
                plays[i] = known->second;
            else
                plays[i] = play_together(landscape_, groups[i], on_one_thread(options_));
        });
        double sum = 0, variance = 0;
        const auto add = [&](const Estimate& e) {
            sum += e.value;
            variance += (e.high - e.low) * (e.high - e.low) / 4;
        };
        for (std::size_t i = 0; i < groups.size(); ++i) {
            std::set<Id> played;
            if (plays[i]) {
                add(plays[i]->loss.mean);
                played.insert(plays[i]->changes.begin(), plays[i]->changes.end());
                out_.together.push_back(std::move(*plays[i]));
            }
            for (const Player& p : groups[i])
                if (!played.contains(p.change->id))
                    add(by_id_.at(p.change->id)->answer->total.loss.mean);
            if (groups[i].size() > 1 && played.empty())
                out_.notes.push_back(
                    fmt::format("{} and {} overlap but could not be played together",
                                groups[i].front().change->id, groups[i].back().change->id));
        }
        const double error = std::sqrt(variance);
        out_.loss = Estimate{sum, sum - error, sum + error, {}, {}};
    }

  private:
    Player player(const Id& id) const { return player(*by_id_.at(id)); }
    static Player player(const Candidate& c) {
        return {c.change, c.answer->start, c.answer->end, c.answer->hypercare_end};
    }

    /// Chains of overlapping watched periods, cut where they are too long for one play.
    std::vector<std::vector<Player>> overlapping() {
        std::vector<std::vector<Player>> groups;
        Instant end{};
        std::size_t cuts = 0;
        for (const Candidate& c : all_) {
            const Player p = player(c);
            const Instant until = std::max(p.end, p.watched_until);
            const bool overlaps = !groups.empty() && p.start < end;
            const bool room = overlaps && groups.back().size() < most_together &&
                              until - groups.back().front().start <= longest_play;
            cuts += overlaps && !room;
            if (room)
                groups.back().push_back(p);
            else
                groups.push_back({p});
            end = room ? std::max(end, until) : until;
        }
        if (cuts > 0)
            out_.notes.push_back(fmt::format(
                "together: more changes overlap than one play can hold ({} changes, {} days); cut "
                "at {} {}, across which nothing is played together",
                most_together, longest_play / std::chrono::days{1}, cuts,
                cuts == 1 ? "place" : "places"));
        return groups;
    }

    const Landscape& landscape_;
    std::vector<Candidate>& all_;  // by start
    const AssessOptions& options_;
    Diagnostics problems_;
    Calendars calendars_;
    Portfolio& out_;
    std::map<Id, const Candidate*> by_id_;
    std::map<std::pair<Id, Id>, std::optional<Together>> pairs_;  // those that meet, the first ones played
};

/// What is found in the landscape that the first of them finds, which most often is the one of all.
std::shared_ptr<const Past> past_of(const std::vector<Candidate>& candidates, const Policy& policy,
                                    const AssessOptions& options) {
    if (candidates.empty() || !options.calendars) return nullptr;
    const Landscape& l = *candidates.front().landscape;
    if (options.calendars->definitions != l.calendars || options.calendars->timezone != l.timezone)
        return nullptr;
    return std::make_shared<const Past>(l, options.calendars->compiled, policy, options.today);
}

}  // namespace

void assess_each(std::vector<Candidate>& candidates, const Policy& policy, const History& history,
                 const AssessOptions& options) {
    AssessOptions one = on_one_thread(options);
    one.left_behind = std::make_shared<LeftBehind>();
    one.past = past_of(candidates, policy, options);
    std::size_t done = 0;
    std::mutex mutex;
    in_parallel(candidates.size(), options.jobs, [&](std::size_t i) {
        Candidate& c = candidates[i];
        AssessOptions own = one;
        own.since = c.since;
        for (const Candidate& other : candidates)
            if (&other != &c) own.beside.push_back(other.change);
        c.answer = assess(*c.landscape, *c.change, policy, history, own, {}, c.diagnostics);
        const std::scoped_lock lock(mutex);
        ++done;
        if (options.progress)
            options.progress(static_cast<double>(done) / static_cast<double>(candidates.size()));
    });
}

void compare_portfolios(const Portfolio& before, const std::string& path, bool only_worse,
                        Portfolio& out) {
    const auto key = [](const Meeting& m) {  // whichever starts first
        return std::tuple(m.kind, std::min(m.first, m.second), std::max(m.first, m.second), m.what);
    };
    std::set<std::tuple<CollisionKind, Id, Id, std::string>> known;
    for (const Meeting& m : before.collisions) known.insert(key(m));
    for (Meeting& m : out.collisions) m.excused = only_worse && known.contains(key(m));
    std::set<Id> ids;
    for (const Assessment& a : out.reports) ids.insert(a.change);
    std::string gone;
    for (const Assessment& a : before.reports)
        if (!ids.contains(a.change)) gone += (gone.empty() ? "" : ", ") + a.change;
    if (!gone.empty())
        out.notes.push_back(fmt::format("in {}, and not assessed here: {}", path, gone));
}

Portfolio make_portfolio(const Landscape& landscape, std::vector<Candidate> candidates,
                         const Policy& policy, const AssessOptions& options) {
    Portfolio out;
    std::erase_if(candidates, [](const Candidate& c) { return !c.answer; });
    std::sort(candidates.begin(), candidates.end(), starts_first);
    out.seed = options.seed;
    out.currency = landscape.currency.value_or("");
    out.timezone = landscape.timezone.value_or("UTC");
    const auto severity = severity_by(policy, code::collision, Severity::warning);
    out.collision_severity = severity.value_or(Severity::warning);
    Builder builder(landscape, candidates, options, out);
    if (severity) builder.add_collisions();
    builder.price_collisions();
    builder.add_together();
    for (Candidate& c : candidates) out.reports.push_back(std::move(*c.answer));
    std::sort(out.reports.begin(), out.reports.end(), is_worse);
    return out;
}

}  // namespace knockon

#include "assess/study/scoring.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>

#include "base/tie.h"
#include "risk/imprint.h"

namespace knockon {
namespace {

/// What happened to one process in both worlds.
struct Pair {
    std::vector<Hit> without, with;
    ProcessOutcome bad, worse;  // without, with
    DisruptedBy by;
    bool same = true;           // both hit alike
    bool added = false;         // its part of downtimes is known
    bool any() const { return !without.empty() || !with.empty(); }
};

/// Scratch space and the way from two propagations to figures.
class Scorer {
  public:
    /// @param asked  Scoring
    Scorer(const ScoreBoard& board, const Transition& t, const std::vector<bool>& asked)
        : board_(board),
          asked_(board.figures(), 1),
          pairs_(board.terms.size()),
          known_(board.terms.size(), Known(std::bit_floor(16'384 / (board.terms.size() + 1) | 1))),
          down_(board.terms.size()) {
        if (!asked.empty()) asked_.assign(asked.begin(), asked.end());
        for (const Id& id : board.processes) {
            without_.push_back(t.without.find(id));
            with_.push_back(t.with.find(id));
        }
        const bool all = any_asked(board.total(Scored{}));
        for (std::size_t p = 0; p < board.processes.size(); ++p) {
            apart_.push_back(any_asked(board.process(p, Scored{})));
            if (all || apart_[p] || any_asked(board.department(board.department_of[p], Scored{})))
                processes_.push_back(p);
        }
        by_department_ = processes_;
        std::stable_sort(by_department_.begin(), by_department_.end(),
                         [&](std::size_t a, std::size_t b) {
                             return board.department_of[a] < board.department_of[b];
                         });
    }

    std::span<const std::uint32_t> score(const Propagation& without, const Propagation& with,
                                         std::span<double> out) {
        hit_.clear();
        scored_.clear();
        for (const std::size_t p : processes_) {
            Pair& pair = pairs_[p];
            hits_of(without, without_[p], p, was_);
            hits_of(with, with_[p], p, is_);
            if (was_ != pair.without || is_ != pair.with) {
                pair.without.swap(was_);
                pair.with.swap(is_);
                judge(p, pair);
            }
            if (!pair.any()) continue;
            hit_.push_back(p);
            if (apart_[p]) put_all({&p, 1}, board_.process(p, Scored{}), out);
        }
        for (auto p = by_department_.begin(); p != by_department_.end();) {
            const std::size_t d = board_.department_of[*p];
            members_.clear();
            for (; p != by_department_.end() && board_.department_of[*p] == d; ++p)
                if (pairs_[*p].any()) members_.push_back(*p);
            put_all(members_, board_.department(d, Scored{}), out);
        }
        put_all(hit_, board_.total(Scored{}), out);
        return scored_;
    }

    bool any_loss() const {
        return std::any_of(hit_.begin(), hit_.end(), [&](std::size_t p) {
            return pairs_[p].bad.loss != 0 || pairs_[p].worse.loss != 0;
        });
    }

    /// Outages, deadlines and stretches of active time looked through so far, the last as many as there are in as
    /// long a time on average.
    std::uint64_t work() const { return work_; }

    /// Of what was scored last.
    void worth_of_scored(std::span<double> out) const {
        std::fill(out.begin(), out.end(), 0.0);
        for (const std::size_t p : hit_) add_worth(p, pairs_[p].bad.loss, pairs_[p].worse.loss, out);
    }

    void worth(const Propagation& without, const Propagation& with, std::span<double> out) {
        std::fill(out.begin(), out.end(), 0.0);
        for (std::size_t p = 0; p < pairs_.size(); ++p) {
            hits_of(without, without_[p], p, was_);
            hits_of(with, with_[p], p, is_);
            if (was_ == is_) continue;
            const double loss = known_[p].of(board_.terms[p], was_).loss;
            add_worth(p, loss, known_[p].of(board_.terms[p], is_).loss, out);
        }
    }

  private:
    void add_worth(std::size_t p, double without, double with, std::span<double> out) const {
        if (tied(with, without)) return;  // but for rounding
        const double extra = with - without;
        out[0] += extra;
        out[1 + board_.department_of[p]] += extra;
    }

    void hits_of(const Propagation& world, std::uint32_t place, std::size_t process,
                 std::vector<Hit>& hits) {
        if (place != none && world.any_down(place)) return take_hits(world, place, process, hits);
        hits.clear();
    }

    void take_hits(const Propagation& world, std::uint32_t place, std::size_t process, std::vector<Hit>& hits) {
        world.hits(place, hits);
        const ProcessTerms& terms = board_.terms[process];
        work_ += hits.size() + terms.deadlines.size();
        Duration down{0};
        for (const Hit& h : hits) down += h.when.end - h.when.start;
        const double part = std::min(1.0, seconds(down) / seconds(terms.horizon));
        work_ += static_cast<std::uint64_t>(part * static_cast<double>(terms.active.size()));
    }

    void judge(std::size_t p, Pair& pair) {
        const ProcessTerms& terms = board_.terms[p];
        const auto outcome_of = [&](const std::vector<Hit>& hits) {
            return hits.empty() ? ProcessOutcome{} : known_[p].of(terms, hits);
        };
        pair.added = false;
        pair.same = pair.without == pair.with;
        pair.bad = outcome_of(pair.without);
        pair.worse = pair.same ? pair.bad : outcome_of(pair.with);
        if (!pair.bad.disrupted || !pair.worse.disrupted)
            pair.by = {pair.worse.disrupted, pair.bad.disrupted};
        else if (pair.same)
            pair.by = {};
        else
            pair.by = disrupted_by(terms, pair.without, pair.with, {Duration{0}, terms.horizon});
    }

    bool any_asked(std::size_t row) const {
        return std::any_of(asked_.begin() + static_cast<std::ptrdiff_t>(row),
                           asked_.begin() + static_cast<std::ptrdiff_t>(row + board_.process(1, Scored{})),
                           [](std::uint8_t asked) { return asked != 0; });
    }

    /// A process, a department, or everything: sums of losses and missed deadlines; disruption and downtime
    /// say what is added to any of the processes (semantics, section 4).
    void put_all(std::span<const std::size_t> processes, std::size_t row, std::span<double> out) {
        if (processes.empty()) return;
        const std::uint8_t* const asks = &asked_[row];
        const auto asks_for = [&](Scored f) { return asks[static_cast<std::size_t>(f)] != 0; };
        bool was = false;
        DisruptedBy by;
        double missed = 0, loss = 0, without_loss = 0, downtime = 0, without_downtime = 0;
        for (const std::size_t p : processes) {
            const Pair& pair = pairs_[p];
            by.add(pair.by);
            was |= pair.bad.disrupted;
            missed += pair.worse.missed - pair.bad.missed;
            loss += pair.worse.loss - pair.bad.loss;
            without_loss += pair.bad.loss;
        }
        if (processes.size() == 1) {
            const Pair& alone = pairs_[processes[0]];
            downtime = seconds(alone.worse.downtime - alone.bad.downtime);
            without_downtime = seconds(alone.bad.downtime);
        } else if (asks_for(Scored::downtime) || asks_for(Scored::without_downtime)) {
            together_.clear();
            for (const std::size_t p : processes)
                if (!pairs_[p].same || asks_for(Scored::without_downtime)) together_.add(added(p));
            const Interval watched{Duration{0}, board_.terms[processes[0]].horizon};
            downtime = seconds(together_.added(watched));
            if (asks_for(Scored::without_downtime)) without_downtime = seconds(together_.without(watched));
        }
        const std::array<double, static_cast<std::size_t>(Scored::count)> all{
            by.figure(), missed, downtime, loss, was ? 1.0 : 0.0, without_downtime, without_loss};
        for (std::size_t f = 0; f < all.size(); ++f) {
            if (all[f] == 0 || !asks[f]) continue;
            out[row + f] = all[f];
            scored_.push_back(static_cast<std::uint32_t>(row + f));
        }
    }

    const AddedDowntime& added(std::size_t p) {
        Pair& pair = pairs_[p];
        if (!pair.added) {
            down_[p].clear();
            down_[p].add(board_.terms[p], pair.without, pair.with);
            pair.added = true;
        }
        return down_[p];
    }

    /// What episodes of one hit came to, and the last few hits of a process with deadlines: the planned part,
    /// say, comes again and again, and so does each peak of a load.
    class Known {
      public:
        /// @param episodes  remembered at most, a power of two; of 64 there are enough
        explicit Known(std::size_t episodes) : episodes_(std::min<std::size_t>(episodes, 64)) {}
        const ProcessOutcome& of(const ProcessTerms& terms, const std::vector<Hit>& hits) {
            const Interval watched{Duration{0}, terms.horizon};
            const bool keeps = !terms.deadlines.empty();
            for (std::size_t i = 0; keeps && i < last_.size(); ++i)
                if (last_[i].first == hits) return last_[i].second;
            auto& [oldest, result] = last_[next_];
            result = {};
            if (keeps) {
                next_ = (next_ + 1) % last_.size();
                oldest = hits;
                result = outcome_of_deadlines(terms, hits, watched);
            }
            const Hit* const last = hits.data() + hits.size();
            for (const Hit *hit = hits.data(), *end = hit; hit != last; hit = end) {
                do ++end;
                while (end != last && end[-1].when.end == end->when.start);
                result.add(episode(terms, {hit, end}, watched));
            }
            return result;
        }

      private:
        ProcessOutcome episode(const ProcessTerms& terms, std::span<const Hit> hits, Interval watched) {
            if (hits.size() > 1) return outcome_of_episode(terms, hits, watched);
            const Interval& when = hits.front().when;
            auto& [known, result] =
                episodes_[mixed(static_cast<std::uint64_t>(when.start.count()) +
                                golden * static_cast<std::uint64_t>(when.end.count())) & (episodes_.size() - 1)];
            if (known == hits.front()) return result;
            known = hits.front();
            return result = outcome_of_episode(terms, hits, watched);
        }

        std::array<std::pair<std::vector<Hit>, ProcessOutcome>, 4> last_;
        std::vector<std::pair<Hit, ProcessOutcome>> episodes_;  // by what they are
        std::size_t next_ = 0;
    };

    const ScoreBoard& board_;
    std::vector<std::uint8_t> asked_;         // per figure
    std::vector<std::uint8_t> apart_;         // processes of which anything is asked by themselves
    std::vector<std::size_t> processes_;      // of which anything is asked, or of their department
    std::vector<std::uint32_t> scored_;       // figures of the last run that are not 0
    std::vector<Pair> pairs_;                 // as last scored
    std::vector<Hit> was_, is_;               // of one of them, now
    std::vector<Known> known_;
    std::uint64_t work_ = 0;
    std::vector<std::uint32_t> without_, with_;
    std::vector<std::size_t> by_department_;  // the same
    std::vector<std::size_t> hit_, members_;  // processes hit in this run; of one department
    std::vector<AddedDowntime> down_;         // per process, where several are hit
    AddedDowntime together_;
};

/// A process that is down throughout; or whenever it is active, which may be charged several times.
ProcessOutcome worst_of(const ProcessTerms& terms, Duration horizon) {
    const Hit throughout{{Duration{0}, horizon}};
    ProcessOutcome worst = outcome(terms, {&throughout, 1});
    std::vector<Hit> whenever;
    for (const Interval& when : terms.open) whenever.push_back({when});
    worst.loss = std::max(worst.loss, outcome(terms, whenever).loss);
    return worst;
}

void add_most(ScoreBoard& board, Duration horizon) {
    board.most.resize(board.figures());
    for (std::size_t p = 0; p < board.processes.size(); ++p) {
        const ProcessOutcome worst = worst_of(board.terms[p], horizon);
        const auto put = [&](auto place) {
            const auto at = [&](Scored f) -> double& { return board.most[place(f)]; };
            at(Scored::disruption) = at(Scored::without_disruption) = 1;
            at(Scored::missed) += worst.missed;
            at(Scored::loss) += worst.loss;
            at(Scored::downtime) =
                std::min(at(Scored::downtime) + seconds(worst.downtime), seconds(horizon));
            at(Scored::without_downtime) = at(Scored::downtime);
            at(Scored::without_loss) = at(Scored::loss);
        };
        put([&](Scored f) { return board.process(p, f); });
        put([&](Scored f) { return board.department(board.department_of[p], f); });
        put([&](Scored f) { return board.total(f); });
    }
}

}  // namespace

std::optional<std::size_t> ScoreBoard::place(const std::vector<Id>& all, const Id& id) {
    const auto it = std::lower_bound(all.begin(), all.end(), id);
    if (it == all.end() || *it != id) return std::nullopt;
    return static_cast<std::size_t>(it - all.begin());
}

ScoreBoard score_board(const std::vector<Id>& kernel, const Landscape& after,
                       const Calendars& calendars, Instant start, Duration horizon) {
    ScoreBoard board;
    board.processes = kernel;
    for (const Id& id : kernel) board.departments.push_back(*after.processes.at(id).department);
    std::sort(board.departments.begin(), board.departments.end());
    board.departments.erase(std::unique(board.departments.begin(), board.departments.end()),
                            board.departments.end());
    for (const Id& id : kernel) {
        const Process& p = after.processes.at(id);
        board.terms.push_back(process_terms(p, calendars, start, horizon));
        board.department_of.push_back(*board.find_department(*p.department));
    }
    add_most(board, horizon);
    return board;
}

Scoring make_scoring(const ScoreBoard& board, const Transition& t) {
    Scoring s;
    s.figures = board.figures();
    s.bearers = 1 + board.departments.size();
    s.kept.assign(s.figures, false);
    for (std::size_t f = 0; f < s.figures; ++f)
        s.without.push_back(f % board.process(1, Scored{}) >= board.process(0, Scored::without_disruption));
    s.total = board.total(Scored::loss);
    const auto keep = [&](std::size_t figure) { s.kept[figure] = true; };
    for (std::size_t p = 0; p < board.processes.size(); ++p) {
        keep(board.process(p, Scored::loss));
        keep(board.process(p, Scored::downtime));
        keep(board.process(p, Scored::disruption));
        s.hit.push_back({board.process(p, Scored::disruption), board.process(p, Scored::downtime),
                         board.process(p, Scored::loss)});
    }
    for (std::size_t d = 0; d < board.departments.size(); ++d) {
        keep(board.department(d, Scored::loss));
        keep(board.department(d, Scored::downtime));
        keep(board.department(d, Scored::disruption));
        s.targets.push_back(
            {board.department(d, Scored::loss), board.department(d, Scored::disruption)});
    }
    for (const Scored f : {Scored::loss, Scored::downtime, Scored::disruption}) keep(board.total(f));
    for (const ProcessTerms& terms : board.terms)
        for (const DeadlineTerm& d : terms.deadlines) s.tied.push_back(d.when);
    normalise(s.tied);
    Imprint all;
    for (std::size_t p = 0; p < board.processes.size(); ++p)
        all.of(t.without.find(board.processes[p]), t.with.find(board.processes[p]), board.department_of[p],
               imprint(board.terms[p]));
    s.imprint = all.value();
    s.make = [&board, &t](const std::vector<bool>& asked) {
        const auto scorer = std::make_shared<Scorer>(board, t, asked);
        return Score{[scorer](const Propagation& without, const Propagation& with,
                              std::span<double> out) { return scorer->score(without, with, out); },
                     [scorer](const Propagation& without, const Propagation& with,
                              std::span<double> out) { scorer->worth(without, with, out); },
                     [scorer](std::span<double> out) { scorer->worth_of_scored(out); },
                     [scorer] { return scorer->any_loss(); }, [scorer] { return scorer->work(); }};
    };
    return s;
}

}  // namespace knockon

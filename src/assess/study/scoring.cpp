#include "assess/study/scoring.h"

#include <algorithm>
#include <array>
#include <memory>

namespace knockon {
namespace {

/// What happened to one process in both worlds.
struct Pair {
    std::vector<Hit> without, with;
    ProcessOutcome bad, worse;  // without, with
    DisruptedBy by;
};

/// Scratch space and the way from two propagations to figures.
class Scorer {
  public:
    Scorer(const ScoreBoard& board, const Transition& t) : board_(board), pairs_(board.terms.size()), known_(board.terms.size()) {
        for (const Id& id : board.processes) {
            without_.push_back(t.without.find(id));
            with_.push_back(t.with.find(id));
        }
        for (std::size_t p = 0; p < board.processes.size(); ++p) {
            if (members_.size() <= board.department_of[p]) members_.resize(board.department_of[p] + 1);
            members_[board.department_of[p]].push_back(p);
            all_.push_back(p);
        }
    }

    void score(const Propagation& without, const Propagation& with, std::span<double> out) {
        look(without, with);
        for (std::size_t p = 0; p < pairs_.size(); ++p) {
            Pair& pair = pairs_[p];
            if (pair.without.empty() && pair.with.empty()) continue;
            compare(board_.terms[p], pair);
            put(out, p, pair);
        }
        for (std::size_t d = 0; d < members_.size(); ++d)
            bearer(members_[d], out, [&](Scored f) { return board_.department(d, f); });
        bearer(all_, out, [&](Scored f) { return board_.total(f); });
    }

    bool any_loss() const {
        return std::any_of(pairs_.begin(), pairs_.end(),
                           [](const Pair& p) { return p.bad.loss != 0 || p.worse.loss != 0; });
    }

    void worth(const Propagation& without, const Propagation& with, std::span<double> out) {
        std::fill(out.begin(), out.end(), 0.0);
        look(without, with);
        for (std::size_t p = 0; p < pairs_.size(); ++p) {
            const double extra = pairs_[p].worse.loss - pairs_[p].bad.loss;
            out[0] += extra;
            out[1 + board_.department_of[p]] += extra;
        }
    }

  private:
    void look(const Propagation& without, const Propagation& with) {
        for (std::size_t p = 0; p < pairs_.size(); ++p) {
            Pair& pair = pairs_[p];
            take(without, without_[p], p, pair.without, pair.bad);
            take(with, with_[p], p, pair.with, pair.worse);
        }
    }

    void take(const Propagation& world, std::uint32_t place, std::size_t process,
              std::vector<Hit>& hits, ProcessOutcome& result) {
        hits.clear();
        result = {};
        if (place == none || !world.any_down(place)) return;
        world.hits(place, hits);
        result = known_[process].of(board_.terms[process], hits);
    }

    static void compare(const ProcessTerms& terms, Pair& pair) {
        const bool both = pair.bad.disrupted && pair.worse.disrupted;
        if (!both)
            pair.by = {pair.worse.disrupted, pair.bad.disrupted};
        else if (pair.without == pair.with)
            pair.by = {};
        else
            pair.by = disrupted_by(terms, pair.without, pair.with, {Duration{0}, terms.horizon});
    }

    void put(std::span<double> out, std::size_t p, const Pair& pair) const {
        const auto at = [&](Scored f) -> double& { return out[board_.process(p, f)]; };
        at(Scored::disruption) = pair.by.figure();
        at(Scored::missed) = pair.worse.missed - pair.bad.missed;
        at(Scored::downtime) = seconds(pair.worse.downtime - pair.bad.downtime);
        at(Scored::loss) = pair.worse.loss - pair.bad.loss;
        at(Scored::without_disruption) = pair.bad.disrupted;
        at(Scored::without_downtime) = seconds(pair.bad.downtime);
        at(Scored::without_loss) = pair.bad.loss;
    }

    /// A department, or everything: sums of losses and missed deadlines; disruption and downtime say
    /// what is added to any of the processes (semantics, section 4).
    template <class Place>
    void bearer(const std::vector<std::size_t>& processes, std::span<double> out, Place place) {
        bool hit = false, was = false;
        DisruptedBy by;
        AddedDowntime together;
        std::size_t affected = 0;
        for (const std::size_t p : processes) {
            const Pair& pair = pairs_[p];
            if (pair.without.empty() && pair.with.empty()) continue;
            hit = true;
            ++affected;
            by.add(pair.by);
            was |= pair.bad.disrupted;
            out[place(Scored::missed)] += pair.worse.missed - pair.bad.missed;
            out[place(Scored::loss)] += pair.worse.loss - pair.bad.loss;
            out[place(Scored::without_loss)] += pair.bad.loss;
        }
        if (!hit) return;
        out[place(Scored::disruption)] = by.figure();
        out[place(Scored::without_disruption)] = was;
        if (affected == 1) return alone(processes, out, place);
        for (const std::size_t p : processes) {
            const Pair& pair = pairs_[p];
            if (pair.without.empty() && pair.with.empty()) continue;
            together.add(board_.terms[p], pair.without, pair.with);
        }
        const Duration horizon = board_.terms[processes[0]].horizon;
        out[place(Scored::downtime)] = seconds(together.added(horizon));
        out[place(Scored::without_downtime)] = seconds(together.without(horizon));
    }

    template <class Place>
    void alone(const std::vector<std::size_t>& processes, std::span<double> out, Place place) {
        for (const std::size_t p : processes) {
            out[place(Scored::downtime)] +=
                seconds(pairs_[p].worse.downtime - pairs_[p].bad.downtime);
            out[place(Scored::without_downtime)] += seconds(pairs_[p].bad.downtime);
        }
    }

    /// What the last few hits of one process came to: the planned part alone, say, comes again and again.
    class Known {
      public:
        const ProcessOutcome& of(const ProcessTerms& terms, const std::vector<Hit>& hits) {
            for (const auto& [before, result] : last_)
                if (before == hits) return result;
            auto& [oldest, result] = last_[next_++ % last_.size()];
            oldest = hits;
            result = outcome(terms, hits);
            return result;
        }

      private:
        std::array<std::pair<std::vector<Hit>, ProcessOutcome>, 4> last_;
        std::size_t next_ = 0;
    };

    const ScoreBoard& board_;
    std::vector<Pair> pairs_;
    std::vector<Known> known_;
    std::vector<std::uint32_t> without_, with_;
    std::vector<std::vector<std::size_t>> members_;  // per department
    std::vector<std::size_t> all_;
};

}  // namespace

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
        board.department_of.push_back(static_cast<std::size_t>(
            std::lower_bound(board.departments.begin(), board.departments.end(), *p.department) -
            board.departments.begin()));
    }
    return board;
}

Scoring make_scoring(const ScoreBoard& board, const Transition& t) {
    Scoring s;
    s.figures = board.figures();
    s.bearers = 1 + board.departments.size();
    s.kept.assign(s.figures, false);
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
        for (const DeadlineTerm& d : terms.deadlines) add(s.tied, {d.when});
    s.make = [&board, &t] {
        const auto scorer = std::make_shared<Scorer>(board, t);
        return Score{[scorer](const Propagation& without, const Propagation& with,
                              std::span<double> out) { scorer->score(without, with, out); },
                     [scorer](const Propagation& without, const Propagation& with,
                              std::span<double> out) { scorer->worth(without, with, out); },
                     [scorer] { return scorer->any_loss(); }};
    };
    return s;
}

}  // namespace knockon

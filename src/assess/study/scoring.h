// assess/study/scoring.h: which figures a run is scored by, and where each stands.
#pragma once

#include <optional>
#include <vector>

#include "assess/study/loss.h"
#include "model/landscape.h"
#include "risk/tally.h"

namespace knockon {

/// Figures of one process or department, side by side in the order of this list.
enum class Scored { disruption, missed, downtime, loss, without_disruption, without_downtime,
                    without_loss, count };

/// The kernel's processes and their departments, with the place of every figure.
struct ScoreBoard {
    std::vector<Id> processes;              // by id, as departments are
    std::vector<ProcessTerms> terms;        // per process
    std::vector<std::size_t> department_of; // per process
    std::vector<Id> departments;            // of the kernel's processes
    std::vector<double> most;               // per figure: what it may come to in a run

    /// Its place among processes, or departments; none where it is none of the kernel's.
    std::optional<std::size_t> find_process(const Id& id) const { return place(processes, id); }
    std::optional<std::size_t> find_department(const Id& id) const { return place(departments, id); }

    std::size_t process(std::size_t i, Scored f) const {
        return i * static_cast<std::size_t>(Scored::count) + static_cast<std::size_t>(f);
    }
    std::size_t department(std::size_t i, Scored f) const {
        return process(processes.size() + i, f);
    }
    std::size_t total(Scored f) const { return department(departments.size(), f); }
    std::size_t figures() const { return total(Scored::count); }
    /// The loss of a bearer: of all together, then of each department.
    std::size_t borne(std::size_t bearer) const {
        return bearer == 0 ? total(Scored::loss) : department(bearer - 1, Scored::loss);
    }

  private:
    static std::optional<std::size_t> place(const std::vector<Id>& all, const Id& id);
};

ScoreBoard score_board(const std::vector<Id>& kernel, const Landscape& after,
                       const Calendars& calendars, Instant start, Duration horizon);

/// How the engines score a run of this transition. Both must outlive the scoring.
Scoring make_scoring(const ScoreBoard& board, const Transition& t);

}  // namespace knockon

// assess/left_behind.h: what changes leave behind for good, in an ordinary year.
//
// It rests on the landscape and the steps alone, not on when they are carried out: of many changes those
// with the same steps (a routine, the same on other dates) have it in common.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/study/question.h"
#include "assess/study/study.h"

namespace knockon {

class LeftBehind {
  public:
    struct Years {
        std::optional<StructureReport> report;  // but for the first year; empty where nothing differs
        std::vector<std::string> limits_hit;
    };
    /// Worked out once for each landscape and steps, whoever asks first; from any thread. All must be asked
    /// with the same options, and the landscapes must outlive this.
    const Years& of(const Study& study, const AssessOptions& options);

  private:
    struct Known {
        const Landscape* before = nullptr;
        std::vector<Step> steps;  // without their places
        std::once_flag worked_out = {};
        Years years = {};
    };
    Known& known(const Landscape& before, std::vector<Step> steps);

    std::mutex mutex_;
    std::map<std::string, std::deque<Known>> known_;  // by what the steps do to what
};

}  // namespace knockon

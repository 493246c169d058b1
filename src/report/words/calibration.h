// report/words/calibration.h: forecasts held against what happened, in sentences and tables that
// every format shows.
#pragma once

#include <vector>

#include "calibrate/calibration.h"
#include "report/writing/shown.h"

namespace knockon {

/// Whether so few outcomes say little: twice as many failures as foretold would not have stood out.
bool shows_little(const Calibration& c);
/// Sentences that every format begins with: how little is known yet, if so, then the answer.
std::vector<Shown> calibration_sentences(const Calibration& c);

/// A table of every format: its heading, its columns, its rows.
struct CalibrationTable {
    enum class Kind { groups, comparisons, curve, departments, exceeded, periods, memories } kind;
    Words title;
    std::vector<Words> head;  // for the first the title may stand
    std::vector<std::vector<Shown>> rows = {};
    std::vector<Shown> remarks = {};
};
/// What could be changed, with the line to paste.
Shown advice_shown(const Advice& a);
/// What the bets against the forecasts have come to, and what that means.
Shown evidence_sentence(const Calibration& c);

/// In the order in which they are read; none is empty.
std::vector<CalibrationTable> calibration_tables(const Calibration& c);

}  // namespace knockon

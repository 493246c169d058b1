// cli/record.h: `--record FILE`, which keeps what was foretold.
#pragma once

#include <string>
#include <vector>

#include "assess/answer/assessment.h"
#include "cli/session.h"
#include "model/change.h"
#include "model/history.h"

namespace knockon {

/// A history file that forecasts are added to (report/recorded.h). It is read before anything is
/// worked out, so that a file that is no history is refused early; it is written last, whole or not
/// at all, and with what another run has added in the meantime. Its files and mistakes are its own:
/// it is no input of the report.
class Record {
  public:
    /// What is wrong with the file is told at once.
    explicit Record(const Session& session);

    bool ok() const { return !problems_.has_errors(); }
    void add(const Change& change, const Assessment& a, std::chrono::year_month_day made);
    /// Writes the file where it has changed; `status`, or 3 if that failed.
    int finish(int status);
    /// To standard error; with `--quiet` only the errors.
    void complain() const;

  private:
    void add(const std::vector<Outcome>& foretold);
    const std::string& text(std::uint32_t file) const { return sources_.files[file].text; }

    std::string path_;          // empty: not asked for
    std::string history_path_;  // what base rates were drawn from
    const Limits& limits_;
    bool quiet_;
    Sources sources_;
    Diagnostics problems_;
    std::uint32_t first_ = 0, now_ = 0;  // the text as it was, and as it is to be
    History history_;
    std::vector<std::vector<Outcome>> foretold_;
};

Option record_option();

}  // namespace knockon

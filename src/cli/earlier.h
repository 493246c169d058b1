// cli/earlier.h: `--since OLD.json`: an earlier report to hold the answer against.
#pragma once

#include <optional>

#include "cli/session.h"
#include "report/documents/saved.h"

namespace knockon {

/// The report, or the many of a portfolio, that `--since` names; nothing without it.
class Earlier {
  public:
    /// What is wrong with the file or its use is an error in `session.diagnostics`.
    explicit Earlier(Session& session);

    bool given() const { return saved_.has_value(); }
    bool only_worse() const { return only_worse_; }
    /// The report on a change, in the same currency. One report must be on that change, a portfolio
    /// may not know it; another currency is an error.
    const Assessment* report_on(const Id& change, const std::string& currency);
    /// An error where it is a report on one change, and there are several.
    void must_hold_many();

    /// Takes the file out of the sources, of which it must be the last: it is no input of the
    /// answer.
    void forget_file();
    /// Completes `since` of an answer, once everything else about it is known.
    void complete(Assessment& answer) const;
    void complete(Portfolio& answer) const;

  private:
    Session& session_;
    std::string path_;
    std::optional<Saved> saved_;
    SavedPlaces places_;
    std::size_t files_before_ = 0;
    bool only_worse_ = false;
};

std::vector<Option> since_options();

}  // namespace knockon

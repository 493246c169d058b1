#include "cli/record.h"

#include <utility>

#include "assess/study/forecast.h"
#include "base/codes.h"
#include "cli/files.h"
#include "cli/output.h"
#include "report/documents/recorded.h"

namespace knockon {

Record::Record(const Session& session)
    : path_(session.line.value("record")),
      history_path_(session.settings.history),
      limits_(session.settings.limits),
      quiet_(session.settings.quiet) {
    if (path_.empty()) return;
    if (path_ == "-") {
        problems_.error(code::bad_option_value, {}, "`--record` cannot be `-`",
                        "name a file that the forecasts are added to");
    } else if (is_there(path_)) {
        first_ = static_cast<std::uint32_t>(sources_.files.size());
        history_ = read_history(path_, limits_, sources_, problems_);
    } else {
        first_ = sources_.add(path_, {});
    }
    now_ = first_;
    complain();
}

void Record::add(const Change& change, const Assessment& a, std::chrono::year_month_day made) {
    if (path_.empty() || !ok()) return;
    foretold_.push_back(forecasts(change, a, made, history_path_));
    add(foretold_.back());
}

void Record::add(const std::vector<Outcome>& foretold) {
    const auto written = recorded(sources_, now_, history_, foretold, problems_);
    if (!written) return;
    now_ = sources_.add(path_, *written);
    history_ = parse_history(now_, limits_, sources_, problems_);
}

int Record::finish(int status) {
    if (path_.empty() || !ok() || text(now_) == text(first_)) return status;
    const FolderLock alone(path_);
    if (is_there(path_)) {
        const auto fresh = static_cast<std::uint32_t>(sources_.files.size());
        History history = read_history(path_, limits_, sources_, problems_);
        if (ok() && text(fresh) != text(first_)) {
            now_ = fresh;
            history_ = std::move(history);
            for (const auto& foretold : foretold_)
                if (ok()) add(foretold);
        }
    }
    if (!ok()) {
        complain();
        return status_surroundings;
    }
    return write_or_complain(path_, text(now_)) ? status : status_surroundings;
}

void Record::complain() const {
    Diagnostics shown;
    for (const Diagnostic& d : problems_.all)
        if (d.severity == Severity::error || !quiet_) shown.add(d);
    write_all(STDERR_FILENO, render(shown, sources_));
}

Option record_option() {
    return {
        "record", 0,
        "FILE",   "add the forecast of each step to this history file, which is made if need be",
        false,    "Output"};
}

}  // namespace knockon

#include "cli/earlier.h"

#include <algorithm>

#include "assess/since.h"
#include "base/codes.h"

namespace knockon {

Earlier::Earlier(Session& session)
    : session_(session), only_worse_(session.line.has("only-worse")) {
    Diagnostics& out = session.diagnostics;
    if (!session.line.has("since")) {
        if (only_worse_)
            out.error(code::bad_option_value, {}, "`--only-worse` without `--since`",
                      "name the earlier report: --since OLD.json");
        return;
    }
    path_ = session.line.value("since");
    files_before_ = session.sources.files.size();
    saved_ = read_saved(path_, session.settings.limits, session.sources, out, &places_);
}

void Earlier::forget_file() {
    if (saved_) session_.sources.files.resize(files_before_);
}

void Earlier::must_hold_many() {
    if (saved_ && std::holds_alternative<Assessment>(*saved_))
        session_.diagnostics.error(code::bad_option_value, places_.file,
                                   "this is a report on one change, and there are several",
                                   "give --since what `assess` wrote about all of them with "
                                   "--format json");
}

const Assessment* Earlier::report_on(const Id& change, const std::string& currency) {
    if (!saved_) return nullptr;
    const auto* one = std::get_if<Assessment>(&*saved_);
    const auto* many = std::get_if<Portfolio>(&*saved_);
    std::size_t i = 0;
    if (many != nullptr) {
        const auto& all = many->reports;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Assessment& a) { return a.change == change; });
        if (found == all.end()) return nullptr;
        i = static_cast<std::size_t>(found - all.begin());
        one = &*found;
    }
    Diagnostics& out = session_.diagnostics;
    if (one->change != change) {
        out.error(code::bad_option_value, places_.changes.at(i),
                  "this is a report on `" + one->change + "`, not on `" + change + "`",
                  "give --since an earlier report on the same change");
        return nullptr;
    }
    if (one->currency == currency) return one;
    out.error(code::bad_option_value, places_.currencies.at(i),
              "this report is in `" + one->currency + "`, the landscape in `" + currency + "`",
              "assess the earlier files again in the same currency");
    return nullptr;
}

void Earlier::complete(Assessment& answer) const {
    if (!saved_) return;
    if (const auto* many = std::get_if<Portfolio>(&*saved_)) {
        if (!answer.since) answer.since = not_known_before(path_, many->version);
        answer.since->only_worse = only_worse_;
    }
    answer.since->path = path_;
    const auto complete_with = [&](const Assessment& before) {
        if (before.change == answer.change) add_outside_inputs(before, answer);
    };
    if (const auto* one = std::get_if<Assessment>(&*saved_)) return complete_with(*one);
    for (const Assessment& before : std::get<Portfolio>(*saved_).reports) complete_with(before);
}

void Earlier::complete(Portfolio& answer) const {
    if (!saved_) return;
    if (const auto* many = std::get_if<Portfolio>(&*saved_))
        compare_portfolios(*many, path_, only_worse_, answer);
}

std::vector<Option> since_options() {
    return {
        {"since", 0, "OLD.json", "say what moved since that report, and which input moved it",
         false, "Output"},
        {"only-worse", 0, "", "with --since: the gate stops only at what is new or worse", false,
         "Output"},
    };
}

}  // namespace knockon

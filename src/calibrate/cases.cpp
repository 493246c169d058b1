#include "calibrate/cases.h"

#include <algorithm>
#include <tuple>

#include "model/base_rates.h"

namespace knockon {
namespace {

using std::chrono::sys_days;

/// The same whatever the order in the file.
bool earlier(const Outcome* a, const Outcome* b) {
    const auto key = [](const Outcome* o) {
        return std::make_tuple(sys_days(o->date), std::string_view(o->change), o->verb,
                               std::string_view(*o->component), o->failed && *o->failed,
                               o->forecast_fails.value_or(0));
    };
    return key(a) < key(b);
}

bool is_known(const Outcome& o, bool inferred) {
    const Fate s = fate_of(o);
    return s == Fate::failed || s == Fate::held || (inferred && s == Fate::inferred);
}

/// What was known of earlier steps, day by day.
class Known {
  public:
    Known(std::vector<const Outcome*> outcomes, std::optional<Duration> half_life)
        : outcomes_(std::move(outcomes)), past_(half_life) {
        std::stable_sort(
            outcomes_.begin(), outcomes_.end(),
            [](const Outcome* a, const Outcome* b) { return known_on(*a) < known_on(*b); });
    }

    void before(sys_days day) {
        for (; next_ < outcomes_.size() && known_on(*outcomes_[next_]) < day; ++next_) {
            const Outcome& o = *outcomes_[next_];
            past_.add(o);
            steps_ += 1;
            failed_ += *o.failed ? 1 : 0;
        }
    }

    Case foretold(const Outcome& o) const {
        Case c{&o, 0, o.failed && *o.failed, built_in_rate(o.verb, o.type), 0};
        const std::string* team = o.team ? &*o.team : nullptr;
        c.forecast = drawn_towards(
            c.table, past_.record(o.verb, o.type, team, o.component.value_or(Id()), o.date));
        c.pooled = (base_rate_strength * c.table + failed_) / (base_rate_strength + steps_);
        return c;
    }

  private:
    std::vector<const Outcome*> outcomes_;
    std::size_t next_ = 0;
    PastSteps past_;
    double steps_ = 0, failed_ = 0;
};

std::vector<const Outcome*> sorted(const History& history) {
    std::vector<const Outcome*> all;
    for (const Outcome& o : history.outcomes) all.push_back(&o);
    std::sort(all.begin(), all.end(), earlier);
    return all;
}

/// Why a forecast may not be scored; `Unscored` counts it.
bool may_be_scored(const Outcome& o, Unscored& out) {
    if (!o.forecast_fails) return ++out.no_forecast, false;
    if (!o.made) return ++out.undated, false;
    if (sys_days(*o.made) > sys_days(o.date)) return ++out.too_late, false;
    return true;
}

/// Counts what has no outcome that counts; true where it has.
bool has_outcome(const Outcome& o, bool inferred, Unscored& out) {
    switch (fate_of(o)) {
        case Fate::cancelled:
            return ++out.cancelled, false;
        case Fate::open:
            return ++out.open, false;
        case Fate::issues:
            return ++out.issues, false;
        case Fate::inferred:
            if (!inferred) ++out.inferred;
            return inferred;
        case Fate::failed:
        case Fate::held:
            break;
    }
    return true;
}

bool asked_for(const Outcome& o, const CaseOptions& options) {
    const sys_days day = o.date;
    return (!options.from || day >= sys_days(*options.from)) &&
           (!options.to || day <= sys_days(*options.to));
}

bool any_recorded(const History& history, const CaseOptions& options) {
    Unscored ignored;
    return std::any_of(history.outcomes.begin(), history.outcomes.end(), [&](const Outcome& o) {
        return asked_for(o, options) && is_known(o, options.inferred) && may_be_scored(o, ignored);
    });
}

}  // namespace

Cases cases_of(const History& history, const CaseOptions& options) {
    Cases cases;
    cases.replayed = options.replay || !any_recorded(history, options);
    const std::vector<const Outcome*> all = sorted(history);
    std::vector<const Outcome*> known;  // what is inferred is no evidence for base rates
    for (const Outcome* o : all)
        if (is_known(*o, false)) known.push_back(o);
    Known past(known, history.half_life ? std::optional(*history.half_life) : std::nullopt);
    for (const Outcome* o : all) {
        if (!asked_for(*o, options)) {
            ++cases.left_out.other_dates;
            continue;
        }
        past.before(o->date);
        if (cases.replayed && !options.replay) {  // why a forecast that is there is not scored
            Unscored why;
            if (!may_be_scored(*o, why)) {
                cases.left_out.undated += why.undated;
                cases.left_out.too_late += why.too_late;
            }
        }
        if (!cases.replayed && fate_of(*o) != Fate::cancelled && !may_be_scored(*o, cases.left_out))
            continue;
        Case c = past.foretold(*o);
        if (!cases.replayed) c.forecast = *o->forecast_fails;
        const bool counts = has_outcome(*o, options.inferred, cases.left_out);
        if (counts && !cases.replayed && *o->made == o->date) ++cases.made_on_the_day;
        if (counts)
            cases.all.push_back(c);
        else if (fate_of(*o) != Fate::cancelled)
            cases.waiting.push_back(c);
    }
    return cases;
}

std::vector<Case> replay(const History& history, std::optional<Duration> half_life, bool inferred) {
    std::vector<const Outcome*> known, scored;
    for (const Outcome* o : sorted(history)) {
        if (is_known(*o, false)) known.push_back(o);
        if (is_known(*o, inferred)) scored.push_back(o);
    }
    Known past(known, half_life);
    std::vector<Case> cases;
    for (const Outcome* o : scored) {
        past.before(o->date);
        cases.push_back(past.foretold(*o));
    }
    return cases;
}

}  // namespace knockon

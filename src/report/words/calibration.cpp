// What a calibration says, the same in every format.
#include "report/words/calibration.h"

#include <cmath>

namespace knockon {
namespace {

Shown whole_number(int n) { return Shown(count(n)); }
Shown some(int n, Words one, Words many) {
    return whole_number(n) + "\u00A0" + (n == 1 ? one : many);
}
Shown steps(int n) { return some(n, "step", "steps"); }

/// "+0.021", "−0.004", "0": below a millionth nothing is to be seen.
Shown difference(double x) {
    if (std::abs(x) < 1e-6) return Shown("0");
    return Shown(x < 0 ? Words("−") : Words("+")) + number(std::abs(x));
}

Shown between(int low, int high) {
    return whole_number(low) + "\u00A0to\u00A0" + whole_number(high);
}

const ScoreComparison* against(const Calibration& c, std::string_view reference) {
    for (const ScoreComparison& x : c.comparisons)
        if (x.reference == reference && x.score == ScoringRule::brier) return &x;
    return nullptr;
}

Shown bounds(const Advantage& a) { return difference(a.low) + " to " + difference(a.high); }

/// How little can be known yet.
Shown caution(const Calibration& c) {
    const Shown n = steps(c.failures.steps);
    if (!c.least_excess)
        return n +
               " can show nothing yet: no excess of failures, however large, would have stood "
               "out from luck by now.";
    return n + " show little: only failures " + number(*c.least_excess) +
           " times as many as foretold would have stood out by now, in four records of five.";
}

Shown verdict(const Calibration& c) {
    const Failures& f = c.failures;
    Shown s =
        Shown(c.replayed ? Words("What base rates would have said of ") : Words("Forecasts of ")) +
        some(c.changes, "change", "changes") + " (" + steps(f.steps) + "): " + number(f.expected) +
        " failures expected, " + whole_number(f.seen) + " seen (90\u00A0% range " +
        between(f.low90, f.high90) + "): ";
    if (!c.alarmed) return s + "nothing speaks against them.";
    const double ratio = f.expected > 0 ? f.seen / f.expected : 0;
    return s + (f.seen < c.quiet.low ? Shown("they are too high.")
                : f.seen > c.quiet.high
                    ? Shown("they are too low: ") + number(ratio) + " times as many fail."
                    : Shown("they do not hold: not how many fail, but which."));
}

Shown worth(const ScoreComparison& x, Words than) {
    const Advantage& a = x.advantage;
    const Shown range = Shown(" (") + bounds(a) + " in Brier score)";
    if (a.low == 0 && a.high == 0) return Shown("The same as ") + than + ".";
    if (a.low > 0) return Shown("Better than ") + than + range + ".";
    if (a.high < 0) return Shown("Worse than ") + than + range + ".";
    Shown s = Shown("Better than ") + than + ": cannot be told yet" + range;
    if (a.more_needed)
        s += Shown("; some ") + steps(*a.more_needed) + " more like these would tell";
    return s + ".";
}

Shown named(const std::string& id) { return id.empty() ? Shown("not said") : Shown::from(id); }

/// Beyond what 95 or 99.8 % of right forecasts give.
Shown standing(const Failures& f) {
    if (f.seen < f.low998 || f.seen > f.high998)
        return Shown(f.seen > f.high998 ? Words("far more") : Words("far fewer"))
            .styled(Style::bad);
    if (f.seen < f.low95 || f.seen > f.high95)
        return Shown(f.seen > f.high95 ? Words("more") : Words("fewer")).styled(Style::doubt);
    return Shown("");
}

std::vector<Shown> group_row(const ForecastGroup& g) {
    const Failures& f = g.failures;
    return {named(g.id),
            whole_number(f.steps),
            Shown(number(f.expected)),
            whole_number(f.seen),
            between(f.low95, f.high95),
            between(f.low998, f.high998),
            Shown(number(g.ratio)),
            standing(f)};
}

CalibrationTable group_table(CalibrationTable::Kind kind, Words title, Words first,
                             const std::vector<ForecastGroup>& groups, Words what, Words happened) {
    CalibrationTable t{
        kind, title, {first, what, "foretold", happened, "95\u00A0%", "99.8\u00A0%", "ratio", ""}};
    for (const ForecastGroup& g : groups) t.rows.push_back(group_row(g));
    return t;
}

CalibrationTable comparison_table(const Calibration& c) {
    CalibrationTable t{CalibrationTable::Kind::comparisons,
                       "Better than others",
                       {"other", "score", "theirs", "these", "advantage", "95\u00A0% at any time"}};
    for (const ScoreComparison& x : c.comparisons)
        t.rows.push_back(
            {x.reference == "table" ? Shown("built-in table") : Shown("pooled record so far"),
             x.score == ScoringRule::brier ? Shown("Brier") : Shown("log"),
             Shown(number(x.other, 3)), Shown(number(x.forecast, 3)), difference(x.advantage.mean),
             bounds(x.advantage)});
    t.remarks = {
        Shown("Brier and logarithmic score: less is better. Both others were known when the forecast was "
              "made.")};
    return t;
}

CalibrationTable curve_table(const Reliability& r) {
    CalibrationTable t{CalibrationTable::Kind::curve,
                       "Is 10\u00A0% really 10\u00A0%?",
                       {"foretold", "steps", "failed", "rate", "90\u00A0% if right"}};
    for (const ReliabilityStep& s : r.curve)
        t.rows.push_back({s.from == s.to ? Shown(percent(s.from))
                                         : Shown(percent(s.from)) + " to " + percent(s.to),
                          whole_number(s.steps), whole_number(s.failed), Shown(percent(s.rate)),
                          Shown(percent(s.low)) + " to " + percent(s.high)});
    t.remarks = {Shown("Brier score ") + number(r.brier, 3) + " = miscalibration " +
                 number(r.miscalibration, 3) + " − discrimination " + number(r.discrimination, 3) +
                 " + uncertainty " + number(r.uncertainty, 3) + "."};
    return t;
}

CalibrationTable exceeded_table(const Calibration& c) {
    CalibrationTable t{CalibrationTable::Kind::exceeded,
                       "Quantiles",
                       {"department", "figure", "at most", "cases", "above", "95\u00A0%", "score"}};
    for (const Exceeded& e : c.exceeded)
        t.rows.push_back({Shown::from(e.department), Shown::from(e.what),
                          Shown(percent(1 - e.level)), whole_number(e.cases), whole_number(e.above),
                          Shown(percent(e.share.low)) + " to " + percent(e.share.high),
                          Shown(number(e.score, 3))});
    t.remarks = {
        Shown("At most: share of cases that were to be above the figure foretold. Score: mean "
              "quantile score, in seconds or money; less is better. A figure of 0 is exceeded by "
              "every outcome above 0.")};
    return t;
}

CalibrationTable period_table(const Calibration& c) {
    CalibrationTable t{
        CalibrationTable::Kind::periods,
        "Over time",
        {"half-year", "steps", "foretold", "failed", "95\u00A0%", "Brier", "log", ""}};
    for (const ForecastGroup& g : c.periods) {
        const Failures& f = g.failures;
        t.rows.push_back({Shown::from(g.id), whole_number(f.steps), Shown(number(f.expected)),
                          whole_number(f.seen), between(f.low95, f.high95),
                          Shown(number(g.brier, 3)), Shown(number(g.logarithmic, 3)), standing(f)});
    }
    return t;
}

CalibrationTable memory_table(const Calibration& c) {
    CalibrationTable t{CalibrationTable::Kind::memories,
                       "Memory of base rates",
                       {"half-life", "Brier", "log", "foretold", ""}};
    for (const MemoryScore& m : c.memories) {
        t.rows.push_back({m.half_life ? Shown(number(hours(*m.half_life) / 24, 3)) + "\u00A0days"
                                      : Shown("none: nothing fades"),
                          Shown(number(m.brier, 4)), Shown(number(m.logarithmic, 4)),
                          Shown(number(m.expected, 3)),
                          m.best ? Shown("best") : Shown("")});
    }
    t.remarks = {
        Shown("What base rates would have said of every step whose outcome is known, each "
              "from what was known before its day.")};
    return t;
}

struct Grouping {
    Words title, member;
};
Grouping grouping(const std::string& by) {
    if (by == "verb") return {"By verb", "verb"};
    if (by == "type") return {"By type of change", "type"};
    if (by == "component") return {"By component", "component"};
    return {"By team", "team"};
}

void add_left_out(const Calibration& c, std::vector<Shown>& out) {
    const Unscored& l = c.left_out;
    std::vector<Shown> parts;
    const auto say = [&](int n, Words why) {
        if (n > 0) parts.push_back(whole_number(n) + " " + why);
    };
    const auto say_unusable = [&] {
        say(l.undated, "whose forecast has no day on which it was made");
        say(l.too_late, "foretold after the day of the window");
    };
    say(l.open, "of which nobody says what became of them");
    say(l.issues, "done with issues, which are neither");
    say(l.inferred, "only inferred from incidents near them");
    say(l.cancelled, "cancelled");
    say(l.no_forecast, "without a forecast");
    say(l.other_dates, "of other dates");
    if (!c.replayed) say_unusable();
    if (!parts.empty()) out.push_back(Shown("Not scored: ") + Shown::joined(parts, ", ") + ".");
    if (c.replayed && l.undated + l.too_late > 0) {
        parts.clear();
        say_unusable();
        out.push_back(Shown("Forecasts not used: ") + Shown::joined(parts, ", ") + ".");
    }
    if (c.most_if_unknown_failed > c.failures.seen)
        out.push_back(Shown("If all of those without an outcome had failed: ") +
                      whole_number(c.most_if_unknown_failed) + " seen, " +
                      number(c.expected_with_unknown) +
                      " expected; if none: " + whole_number(c.failures.seen) + ".");
    if (c.made_on_the_day > 0)
        out.push_back(Shown("Foretold on the very day of the window: ") +
                      whole_number(c.made_on_the_day) +
                      "; whether before it began is not recorded.");
}

}  // namespace

Shown advice_shown(const Advice& a) {
    Shown s = Shown::from(a.text);
    if (!a.line.empty()) s += Shown(": ") + Shown::from(a.line).styled(Style::strong);
    return s;
}

Shown evidence_sentence(const Calibration& c) {
    return Shown("Evidence against the forecasts: ") + number(c.evidence) +
           " times the stake, an alarm from 20 on; false in at most 1 record of 20, however often "
           "one looks.";
}

bool shows_little(const Calibration& c) {
    constexpr double large = 2;
    return c.failures.steps > 0 && !c.alarmed && (!c.least_excess || *c.least_excess > large);
}

std::vector<Shown> calibration_sentences(const Calibration& c) {
    std::vector<Shown> all;
    if (c.failures.steps == 0) {
        all.push_back(
            Shown("No step of this history has an outcome that could be held against a forecast."));
    } else {
        if (shows_little(c)) all.push_back(caution(c));  // that comes before anything else
        all.push_back(verdict(c));
        if (const ScoreComparison* x = against(c, "pooled"))
            all.push_back(worth(*x, "the base rate known at the time"));
        if (c.with_inferred)
            all.push_back(Shown("Outcomes that are only inferred are counted, too."));
        if (c.replayed)
            all.push_back(
                Shown("No forecast was recorded in time: each step is foretold by base "
                      "rates from what was known before its day."));
    }
    add_left_out(c, all);
    return all;
}

std::vector<CalibrationTable> calibration_tables(const Calibration& c) {
    std::vector<CalibrationTable> all;
    const bool any = c.failures.steps > 0;
    const Grouping by = grouping(c.by);
    if (any)
        all.push_back(group_table(CalibrationTable::Kind::groups, by.title, by.member, c.groups, "steps",
                                  "failed"));
    if (any && c.groups.size() > 1)
        all.back().remarks = {
            Shown("Of right forecasts 1 in 20 is outside the 95\u00A0% by luck, 1 in 500 outside "
                  "the 99.8\u00A0%. Ratio: failed to foretold, both raised by 4, so that few say "
                  "little.")};
    if (any) all.push_back(comparison_table(c));
    if (c.reliability) all.push_back(curve_table(*c.reliability));
    if (!c.departments.empty())
        all.push_back(group_table(CalibrationTable::Kind::departments, "Departments", "department",
                                  c.departments, "changes", "disrupted"));
    if (!c.exceeded.empty()) all.push_back(exceeded_table(c));
    if (c.periods.size() > 1) all.push_back(period_table(c));
    if (!c.memories.empty()) all.push_back(memory_table(c));
    return all;
}

}  // namespace knockon

// `calibration/1`.
#include "calibrate/calibration.h"
#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_report.h"
#include "report/documents/rows_write.h"

namespace knockon {

template <>
struct Rows<Failures> {
    static constexpr Heading heading{
        "failures",
        "Failures among some forecasts; what lies between bounds in so many per cent of records if "
        "the forecasts are right.",
        compact};
    static void of(auto& row, auto& f) {
        row("steps", f.steps);
        row("expected", f.expected);
        row("seen", f.seen);
        row("low_90", f.low90);
        row("high_90", f.high90);
        row("low_95", f.low95);
        row("high_95", f.high95);
        row("low_998", f.low998);
        row("high_998", f.high998);
        row("p_value", f.p_value, "Two-sided, mid-p; of one look.");
    }
};

template <>
struct Rows<ForecastGroup> {
    static constexpr Heading heading{"forecast_group", "Some of the forecasts."};
    static void of(auto& row, auto& g) {
        row("id", g.id, "Empty where the history does not say.");
        row("failures", g.failures);
        row("ratio", g.ratio, "Seen to expected, both raised by 4.");
        row("brier", g.brier);
        row("logarithmic", g.logarithmic);
    }
};

template <>
struct Rows<CountRange> {
    static constexpr Heading heading{"count_range", "Both included.", compact};
    static void of(auto& row, auto& r) {
        row("low", r.low);
        row("high", r.high);
    }
};

template <>
struct Rows<Unscored> {
    static constexpr Heading heading{"unscored", "Steps that are not scored.", compact};
    static void of(auto& row, auto& u) {
        row("open", u.open, "Nobody says what became of them.");
        row("with_issues", u.issues);
        row("inferred", u.inferred);
        row("cancelled", u.cancelled);
        row("no_forecast", u.no_forecast);
        row("undated", u.undated, "The forecast has no day on which it was made.");
        row("too_late", u.too_late, "Foretold after the day of the window.");
        row("other_dates", u.other_dates);
    }
};

template <>
struct Rows<ScoreComparison> {
    static constexpr Heading heading{
        "score_comparison", "Against another forecast that was known at the time.", compact};
    static void of(auto& row, auto& c) {
        row("reference", one_of(c.reference, "table|pooled"),
            "The built-in table; the whole record so far.");
        row("score", c.score, "Means; less is better.");
        row("forecast", c.forecast);
        row("other", c.other);
        row("advantage", c.advantage.mean, "Other less forecast.");
        row("low", c.advantage.low, "95 %, valid at every moment at once.");
        row("high", c.advantage.high);
        row("more_steps_needed", c.advantage.more_needed,
            "Until it could be told; null: it can, or more than 100 times as many would not do.");
    }
};

template <>
struct Rows<ReliabilityStep> {
    static constexpr Heading heading{"reliability_step", "Forecasts that are met with one rate.",
                                     compact};
    static void of(auto& row, auto& s) {
        row("from", s.from);
        row("to", s.to);
        row("steps", s.steps);
        row("failed", s.failed);
        row("rate", s.rate);
        row("low", s.low, "90 % of curves if the forecasts are right.");
        row("high", s.high);
    }
};

template <>
struct Rows<Reliability> {
    static constexpr Heading heading{"reliability", "The rising curve of failure rates (CORP)."};
    static void of(auto& row, auto& r) {
        row("brier", r.brier, "Miscalibration − discrimination + uncertainty.");
        row("miscalibration", r.miscalibration);
        row("discrimination", r.discrimination);
        row("uncertainty", r.uncertainty);
        row("curve", r.curve);
    }
};

template <>
struct Rows<Exceeded> {
    static constexpr Heading heading{
        "exceeded", "How often a department's figure was above a quantile that was foretold.",
        compact};
    static void of(auto& row, auto& e) {
        row("department", e.department);
        row("what", one_of(e.what, "downtime|loss"));
        row("level", e.level, "0.95: at most 1 of 20 should be above.");
        row("cases", e.cases);
        row("above", e.above);
        row("low", e.share.low, "95 % bounds on the share above (Clopper-Pearson).");
        row("high", e.share.high);
        row("score", e.score, "Mean quantile score, in seconds or money.");
    }
};

template <>
struct Rows<MemoryScore> {
    static constexpr Heading heading{"memory", "Base rates with another memory.", compact};
    static void of(auto& row, auto& m) {
        row("half_life_s", m.half_life, "Null: nothing fades.");
        row("brier", m.brier);
        row("logarithmic", m.logarithmic);
        row("expected", m.expected, "Failures.");
        row("best", m.best, "By the logarithmic score.");
    }
};

template <>
struct Rows<Advice> {
    static constexpr Heading heading{"calibration_advice", "What could be changed.", compact};
    static void of(auto& row, auto& a) {
        row("text", a.text);
        row("line", a.line, "To paste into the history; may be empty.");
    }
};

template <>
struct Rows<Dot> {
    static constexpr Heading heading{"scored_step", "A step whose outcome is known.", compact};
    static void of(auto& row, auto& d) {
        row("change", d.change);
        row("date", d.date);
        row("forecast", d.forecast);
        row("failed", d.failed);
    }
};

template <>
struct Rows<Calibration> {
    static constexpr Heading heading{"calibration", "Forecasts held against what happened."};
    static void of(auto& row, auto& c) {
        row.kind("calibration/1");
        row("version", c.version, "Of the program.");
        row("seed", c.seed, "Of the band around the curve.");
        const Heading file{"calibration_input", "A file that was read.", compact};
        row.list("inputs", file, c.inputs, "", [](auto& r, auto& i) {
            r("path", i.first);
            r("sha256", i.second);
        });
        row("replayed", c.replayed,
            "Scored is what base rates would have said of each step from what was known before.");
        row("inferred", c.with_inferred, "Outcomes that are only inferred count.");
        row("by", one_of(c.by, "team|verb|type|component"), "What the groups are.");
        row("changes", c.changes, "Of which a step is scored.");
        row("failures", c.failures, "All of them.");
        row("evidence", c.evidence, "Against the forecasts, as a multiple of the stake.");
        row("alarm", c.alarmed, "It is 20 or more: in at most 1 of 20 right records, ever.");
        row("unalarming", c.quiet, "Failures that would raise no alarm by their number.");
        row("least_excess_shown", c.least_excess,
            "Times as many failures as foretold that would have raised an alarm by now in 80 % of "
            "records; null: none would.");
        row("made_on_the_day", c.made_on_the_day, "Forecasts of the very day of the window.");
        row("left_out", c.left_out, "Steps that are not scored, by reason.");
        row.group("if_all_failed", {"if_all_failed", "A bound.", compact},
                  "Had all failed of which the outcome is not known.", [&](auto& r) {
                      r("seen", c.most_if_unknown_failed);
                      r("expected", c.expected_with_unknown);
                  });
        row("comparisons", c.comparisons);
        row("reliability", c.reliability, "From 30 steps on.");
        row("groups", c.groups, "By name.");
        row("periods", c.periods, "By half-year.");
        row("departments", c.departments,
            "Changes and disruptions instead of steps and failures.");
        row("exceeded", c.exceeded);
        row("memories", c.memories, "From 200 known outcomes on; the shortest first.");
        row("advice", c.advice, "Never applied by itself.");
        row("steps", c.dots, "By date.");
    }
};

std::string calibration_json(const Calibration& c) { return written_document(c, {{}, {}}); }

void describe_calibration(std::vector<DocumentRecord>& all) {
    RowDescriber::record<Calibration>(all);
}

}  // namespace knockon

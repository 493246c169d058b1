// report/documents/rows_since.h: the rows of what moved since an earlier report.
#pragma once

#include "report/documents/rows_reasons.h"
#include "report/words/gate.h"

namespace knockon {

template <>
struct Rows<VerdictMoved> {
    static constexpr Heading heading{"moved_verdict", "A department whose verdict is another.",
                                     compact};
    static void of(auto& row, auto& v) {
        row("department", v.department);
        row("before", v.before);
        row("after", v.after);
    }
};

template <>
struct Rows<FigureMoved> {
    static constexpr Heading heading{"moved_figure", "A figure that is another.", compact};
    static void of(auto& row, auto& f) {
        row("department", or_null(f.department), "Null: of all together.");
        row("what",
            one_of(f.what, "disruption|downtime_s|loss|p95_loss|loss_per_year|year_one"));
        row("before", f.before);
        row("after", f.after);
        row("more", f.more, "After less before.");
        row("same_draws", f.same_draws, "`more` is the mean of differences draw by draw.");
    }
};

template <>
struct Rows<FindingMoved> {
    static constexpr Heading heading{"moved_finding", "A finding that came or went.", compact};
    static void of(auto& row, auto& f) {
        row("code", f.code);
        row("severity", f.severity);
        row("message", f.message);
        row("fingerprint", f.fingerprint);
        row("was", or_null(f.was),
            "How it stands in the other report, where it is there and counts for less.");
    }
};

template <>
struct Rows<SignOffMoved> {
    static constexpr Heading heading{"moved_agreement", "An agreement that stands otherwise.",
                                     compact};
    static void of(auto& row, auto& m) {
        row("who", m.who);
        row("kind", m.kind);
        row("name", m.name);
        row("before", or_null(m.before), "`given`, `open`, or null: not asked for.");
        row("after", or_null(m.after), "The same.");
    }
};

template <>
struct Rows<InputMoved> {
    static constexpr Heading heading{"moved_input", "An input that is another."};
    static void of(auto& row, auto& i) {
        row("path", i.path, "As --set takes it, where that can be.");
        row("before", i.before, "Null: not said.");
        row("after", i.after, "Null: not said any more.");
        row("moves", i.moves,
            "Expected extra loss of all that it alone makes: put back on the same draws; null: not "
            "tried.");
        row("by_department", i.by_department, "The same, where it is told apart from the error.");
        row("verdicts", i.verdicts, "That would be others with the earlier value.");
    }
};

template <>
struct Rows<Excused> {
    static constexpr Heading heading{"excused", "What is not at the gate because it was so before.",
                                     compact};
    static void of(auto& row, auto& e) {
        row("verdicts", e.verdicts);
        row("findings", e.findings);
    }
};

template <>
struct Rows<Since> {
    static constexpr Heading heading{"since",
                                     "What moved since an earlier report on the same change."};
    static void of(auto& row, auto& s) {
        row("path", s.path, "Of the earlier report.");
        row("version", s.version, "Of the program that wrote it.");
        row("known", s.known, "Whether it knows this change; if not, nothing is excused.");
        row("verdict", s.verdict, "Then.");
        row("verdicts", s.verdicts, "Of departments, that are others now.");
        row("figures", s.figures, "That differ by more than the errors of both.");
        row("within_error", s.within_error, "Figures that differ, but by no more than that.");
        row("came", s.came, "Findings that are new, or count now.");
        row("went", s.went, "Findings that are gone.");
        row("sign_off", s.sign_off);
        row("new_single_points_of_failure", s.new_points);
        row("removed_single_points_of_failure", s.gone_points);
        row("new_limits_hit", s.new_limits);
        row("gone_limits_hit", s.gone_limits);
        row("inputs", s.inputs, "That are others, what moves most first.");
        row("files", s.files, "That were read and are not the same bytes.");
        row("only_worse", s.only_worse, "The gate stops at nothing that was so before.");
        row("excused", written([](const Surroundings& in) { return excused_of(*in.report); }),
            "What is not at the gate for that reason.");
        row("notes", s.notes);
    }
};

}  // namespace knockon

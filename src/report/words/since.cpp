// What moved since an earlier report, and which input moved it.
#include <algorithm>
#include <array>
#include <cmath>

#include "report/words/gate.h"
#include "report/words/counted.h"
#include "report/words/said.h"

namespace knockon {
namespace {

constexpr std::string_view arrow = " \u2192 ";

struct Measure {
    std::string_view what;
    Words title;
    bool money;
    Figure (*figure)(double);
};

/// Every figure that can move; `figure` where it is no money.
constexpr std::array<Measure, 6> measures = {
    Measure{"disruption", "chance", false, percent},
    Measure{"downtime_s", "downtime", false, duration},
    Measure{"loss", "loss", true, nullptr},
    Measure{"p95_loss", "loss in 1 case of 20", true, nullptr},
    Measure{"loss_per_year", "loss per year that stays behind", true, nullptr},
    Measure{"year_one", "first year", true, nullptr},
};

/// A difference of a figure that is no money: its size with a sign.
Shown signed_figure(const Measure& m, double x) {
    return Shown(x < 0 ? Words("\u2212\u00A0") : Words("+\u00A0")) + m.figure(std::abs(x));
}

/// "loss € 300 → € 1.2k (+ € 900)".
Shown moved(const View& v, const FigureMoved& f) {
    const auto m = std::find_if(measures.begin(), measures.end(),
                                [&](const Measure& x) { return x.what == f.what; });
    if (m == measures.end()) return Shown::from(f.what);
    const auto as = [&](double x) { return m->money ? v.money_of(x) : m->figure(x); };
    const Shown more = m->money ? Shown(signed_money(f.more.value, v.a.currency))
                                : signed_figure(*m, f.more.value);
    return Shown(m->title) + " " + as(f.before.value) + Shown::from(arrow) + as(f.after.value) +
           " (" + more + ")";
}

/// Verdict and figures of one department, or of all together where the id is empty.
Shown moved_for(const View& v, const Id& department) {
    const Since& s = *v.a.since;
    std::vector<Shown> parts;
    for (const VerdictMoved& x : s.verdicts)
        if (x.department == department)
            parts.push_back(verdict_word(x.after) + ", was " + verdict_word(x.before));
    for (const FigureMoved& f : s.figures)
        if (f.department == department) parts.push_back(moved(v, f));
    return Shown::joined(parts, "; ");
}

void add_findings(const std::vector<FindingMoved>& all, Words what, Words elsewhere,
                  std::vector<Shown>& out) {
    for (const FindingMoved& f : all)
        out.push_back(
            Shown(what) + " " + Shown::from(name(f.severity)) + " " + Shown::from(f.code) + ": " +
            Shown::from(f.message) +
            (f.was.empty() ? Shown() : Shown(" (") + elsewhere + Shown::from(f.was) + ")"));
}

Shown agreement(const SignOffMoved& m) {
    const auto state = [](const std::string& s) {
        return s.empty() ? Shown("not asked for") : Shown::from(s);
    };
    return Shown("agreement of ") + Shown::from(m.name.empty() ? m.who : m.name) + ": " +
           state(m.after) + ", was " + state(m.before);
}

/// "Finance would be within": what the verdicts would be with the earlier value.
Shown with_earlier_value(const View& v, const InputMoved& i) {
    return Shown::joined(i.verdicts, ", ", [&](const auto& then) {
        return v.name_of(then.first) + " would be " + verdict_word(then.second);
    });
}

Shown effect(const View& v, const InputMoved& i) {
    if (!i.moves) return Shown("not tried alone");
    const Estimate& e = *i.moves;
    if (e.low == 0 && e.high == 0) return Shown("moves no loss");
    if (e.low <= 0 && e.high >= 0) return Shown("moves no more than its error");
    Shown s = signed_money(e.value, v.a.currency);
    std::vector<Shown> bearers;
    for (const auto& [id, more] : i.by_department)
        bearers.push_back(v.name_of(id) + " " + signed_money(more.value, v.a.currency));
    if (!bearers.empty()) s += Shown(" (") + Shown::joined(bearers, ", ") + ")";
    return s;
}

Shown value(const std::optional<std::string>& text) {
    return text ? Shown::from(*text) : Shown("not said");
}

}  // namespace

Shown since_heading(const Assessment& a) {
    const Since& s = *a.since;
    Shown head = Shown("Since ") + Shown::from(s.path);
    if (s.version != a.version) head += Shown(" (knockon ") + Shown::from(s.version) + ")";
    return head;
}

Shown excused_sentence(const Assessment& a) {
    const Excused e = excused_of(a);
    if (!e.any()) return {};
    std::vector<Shown> parts;
    if (e.verdicts > 0) parts.push_back(counted(e.verdicts, "verdict", "verdicts"));
    if (e.findings > 0) parts.push_back(counted(e.findings, "finding", "findings"));
    return Shown("No worse than before, so at no gate: ") + Shown::joined(parts, ", ") + ".";
}

Shown excused_sentence(const Portfolio& p) {
    Excused all;
    for (const Assessment& a : p.reports) {
        const Excused e = excused_of(a);
        all.verdicts += e.verdicts;
        all.findings += e.findings;
    }
    const auto meetings = std::count_if(p.collisions.begin(), p.collisions.end(),
                                        [](const Meeting& m) { return m.excused; });
    if (!all.any() && meetings == 0) return {};
    return Shown("No worse than before, so at no gate: ") +
           counted(all.verdicts, "verdict, ", "verdicts, ") +
           counted(all.findings, "finding, ", "findings, ") +
           counted(static_cast<std::size_t>(meetings), "collision.", "collisions.");
}

std::vector<Shown> since_sentences(const View& v) {
    const Since& s = *v.a.since;
    std::vector<Shown> out;
    if (!s.known) {
        out.push_back(Shown("The earlier report does not know this change; all of it is new."));
        return out;
    }
    for (const DepartmentFigures& d : v.a.departments)
        if (const Shown line = moved_for(v, d.id); !line.empty())
            out.push_back(v.name_of(d.id) + ": " + line);
    if (const Shown line = moved_for(v, {}); !line.empty())
        out.push_back(Shown("All together: ") + line);
    add_findings(s.came, "came:", "was: ", out);
    add_findings(s.went, "went:", "now: ", out);
    for (const SignOffMoved& m : s.sign_off) out.push_back(agreement(m));
    for (const SinglePoint& p : s.new_points)
        out.push_back(v.name_of(p.component) + " now becomes a single point of failure for " +
                      v.name_of(p.process));
    for (const SinglePoint& p : s.gone_points)
        out.push_back(v.name_of(p.component) + " becomes no single point of failure for " +
                      v.name_of(p.process) + " any more");
    for (const std::string& l : s.new_limits)
        out.push_back(Shown("limit met that was not: ") + Shown::from(l));
    for (const std::string& l : s.gone_limits)
        out.push_back(Shown("limit not met any more: ") + Shown::from(l));
    if (out.empty()) out.push_back(Shown("Nothing moved by more than the errors."));
    if (s.within_error > 0)
        out.push_back(counted(s.within_error, "more figure differs", "more figures differ") +
                      " by no more than the errors");
    for (const std::string& note : s.notes) out.push_back(Shown("Note: ") + Shown::from(note));
    return out;
}

std::vector<Shown> since_inputs(const View& v) {
    const Since& s = *v.a.since;
    std::vector<Shown> out;
    if (!s.known) return out;
    for (const InputMoved& i : s.inputs) {
        Shown line = Shown::from(i.path) + " " + value(i.before) + Shown::from(arrow) +
                     value(i.after) + ": " + effect(v, i);
        if (const Shown then = with_earlier_value(v, i); !then.empty())
            line += Shown("; put back, ") + then;
        out.push_back(line);
    }
    if (out.empty()) out.push_back(Shown("none of the values that this rests on"));
    if (!s.files.empty()) out.push_back(Shown("files that differ: ") + Shown::listed(s.files));
    return out;
}

}  // namespace knockon

// The answer in a sentence: of one change, of many.
#include <algorithm>

#include "assess/answer/verdict.h"
#include "report/words/advice.h"
#include "report/words/counted.h"
#include "report/words/gate.h"
#include "report/words/said.h"

namespace knockon {
namespace {

bool reached(const DepartmentFigures& d) { return d.reach != Reach::none; }

std::vector<Shown> names_with(const Assessment& a, Verdict verdict, bool accepted) {
    std::vector<Shown> names;
    for (const DepartmentFigures& d : a.departments)
        if (d.verdict == verdict && reached(d) && !!d.accepted == accepted)
            names.push_back(Shown::from(d.name.empty() ? d.id : d.name));
    return names;
}

/// "Finance", "Finance and Production", "Finance, Production and 3 more".
Shown listed(std::vector<Shown> names) {
    if (names.size() > 4) {
        const Shown rest = Shown(count(names.size() - 3)) + " more";
        names.resize(3);
        names.push_back(rest);
    }
    if (names.empty()) return {};
    const Shown last = names.back();
    names.pop_back();
    return names.empty() ? last : Shown::joined(names, ", ") + " and " + last;
}

std::size_t stopping(const Assessment& a, std::optional<Severity> gate) {
    return static_cast<std::size_t>(std::count_if(
        a.findings.begin(), a.findings.end(), [&](const Finding& f) { return stops(f, gate); }));
}

/// "Finance and Sales would carry more risk than they accept. For IT it cannot be told."
Shown excess_sentence(const std::vector<Shown>& over, const std::vector<Shown>& open) {
    const Shown s = listed(over) +
                    (over.size() == 1 ? Shown(" would carry more risk than it accepts.")
                                      : Shown(" would carry more risk than they accept."));
    return open.empty() ? s : s + " For " + listed(open) + " it cannot be told.";
}

/// Those whose excess was let through are named in the verdict, so that nobody takes them for calm.
Shown accepted_sentence(const Assessment& a) {
    const std::vector<Shown> over = names_with(a, Verdict::exceeds, true);
    const std::vector<Shown> open = names_with(a, Verdict::undetermined, true);
    Shown s;
    if (!over.empty())
        s = listed(over) +
            (over.size() == 1 ? Shown(" would carry more risk than its appetite")
                              : Shown(" would carry more risk than their appetites")) +
            ", which was accepted.";
    if (!over.empty() && !open.empty()) s += " ";
    if (!open.empty())
        s += Shown("Whether ") + listed(open) +
             (open.size() == 1 ? Shown(" stays within its appetite")
                               : Shown(" stay within their appetites")) +
             " cannot be told, which was accepted.";
    return s;
}

/// "Marketing"; those who lose by waiting "all together".
Shown bearer_of_waiting(const Assessment& a) {
    std::vector<Id> who;
    if (a.economics)
        for (const Waiting& w : a.economics->waiting)
            if (w.per_week != 0) who.push_back(w.department);
    if (who.size() != 1) return Shown("all together");
    for (const DepartmentFigures& d : a.departments)
        if (d.id == who.front() && !d.name.empty()) return Shown::from(d.name);
    return Shown::from(who.front());
}

/// ", if 3 parts carry any load, which nobody stated": what no overload is seen of because of it.
Shown provided(const Assessment& a) {
    const auto n = static_cast<std::size_t>(
        std::count_if(a.assumptions.begin(), a.assumptions.end(),
                      [](const Assumption& x) { return x.what == "capacity"; }));
    if (n == 0) return {};
    return Shown(", if ") + counted(n, "part carries", "parts carry") +
           " any load, which nobody stated";
}

Shown day_of(Instant t, const Zone& zone) {
    return date(std::chrono::floor<std::chrono::days>(zone.to_local(t)), false);
}

Shown risk_at(const Assessment& a, double loss) {
    return loss == 0 ? Shown("no loss expected")
                     : Shown("at a risk of ") + amount_at_start(a, loss);
}

/// Three reasons not to be calm though no risk is seen.
Shown unmodelled_sentence(const Assessment& a) {
    if (a.processes.empty())
        return Shown(
            "NOT MODELLED: the landscape describes no process, so nobody's risk can be told.");
    std::vector<Shown> names;
    for (const DepartmentFigures& d : a.departments)
        if (d.verdict == Verdict::not_modelled && !d.accepted)
            names.push_back(Shown::from(d.name.empty() ? d.id : d.name));
    if (names.empty())
        return Shown(
            "NOT MODELLED: no chain of needs leads from this change to a process, so nobody's risk "
            "can be told.");
    return Shown("NOT MODELLED: none of the processes of ") + listed(names) +
           " is in the landscape, so their risk cannot be told.";
}

/// Whether what is too much now is not so at another start.
bool is_later(const Assessment& a) { return a.verdict == Verdict::exceeds && instead(a); }

/// The sentence of a verdict `within`: three reasons to be calm, of which one is none. In lower case
/// where a finding stops the change for all that.
Shown calm_sentence(const Assessment& a, bool stopped) {
    const Shown within = stopped ? Shown("The risk itself is within") : Shown("WITHIN");
    const auto exposed = [](const auto& f) { return f.reach == Reach::exposed; };
    const bool any_exposed = std::any_of(a.departments.begin(), a.departments.end(), exposed);
    const bool limits = std::any_of(
        a.departments.begin(), a.departments.end(),
        [](const DepartmentFigures& d) { return d.reach == Reach::exposed && d.appetite.any(); });
    if (!any_exposed)
        return within + " what everyone accepts" + provided(a) +
               ": every outage is absorbed before it gets to a process.";
    if (!limits)
        return Shown("NO LIMIT STATED: none of those who are hit says how much risk it accepts.");
    return within + " what everyone accepts" + provided(a) + ".";
}

}  // namespace

Shown verdict_word(Verdict verdict) {
    static constexpr Style styles[] = {Style::good, Style::bad, Style::doubt, Style::doubt};
    return Shown(words_of(verdict, {"within", "exceeds", "undetermined", "not modelled"}))
        .styled(styles[static_cast<std::size_t>(verdict)]);
}

Shown first_of(std::vector<Shown> names, std::size_t most) {
    const std::size_t more = names.size() - std::min(names.size(), most);
    names.resize(names.size() - more);
    if (more > 0) names.push_back(Shown(count(more)) + " more");
    return Shown::joined(names, ", ");
}

Shown sponsor_of(const Assessment& a) {
    return Shown::from(a.sponsor_name.empty() ? a.sponsor : a.sponsor_name);
}

Shown objecting(const Assessment& a, std::size_t most) {
    std::vector<Shown> names;
    for (const DepartmentFigures& d : a.departments)
        if (objects(d)) names.push_back(Shown::from(d.name.empty() ? d.id : d.name));
    return first_of(std::move(names), most);
}

Verdict verdict_at(const Assessment& a, std::optional<Severity> gate) {
    return stopping(a, gate) > 0 ? Verdict::exceeds : a.verdict;
}

Style verdict_style(Verdict v) {
    return v == Verdict::within    ? Style::strong
           : v == Verdict::exceeds ? Style::bad
                                   : Style::doubt;
}

Shown verdict_sentence(const Assessment& a, std::optional<Severity> gate) {
    const std::vector<Shown> over = names_with(a, Verdict::exceeds, false);
    const std::vector<Shown> open = names_with(a, Verdict::undetermined, false);
    const Shown let_through = accepted_sentence(a);
    const std::size_t found = stopping(a, gate);
    const Shown stop = counted(found, "finding stops it.", "findings stop it.");
    Shown s;
    if (!over.empty()) {
        s = (instead(a) ? Shown("NOT YET: ") : Shown("NOT AS PROPOSED: ")) +
            excess_sentence(over, open);
    } else if (!open.empty()) {
        s = Shown("UNDETERMINED: whether ") + listed(open) +
            (open.size() == 1 ? Shown(" stays within what it accepts cannot be told.")
                              : Shown(" stay within what they accept cannot be told."));
    } else if (a.verdict == Verdict::not_modelled) {
        s = found > 0 ? unmodelled_sentence(a) + " " + stop : unmodelled_sentence(a);
    } else if (found > 0) {
        s = Shown("NOT AS PROPOSED: ") + stop + " " +
            (let_through.empty() ? calm_sentence(a, true) : let_through);
    } else if (!let_through.empty()) {
        s = Shown("ACCEPTED: ") + let_through;
    } else {
        s = calm_sentence(a, false);
    }
    if (over.empty() && open.empty()) return s;
    if (!let_through.empty()) s += Shown(" ") + let_through;
    return found > 0 ? s + " " + stop : s;
}

Shown way_out_sentence(const Assessment& a) {
    if (a.verdict == Verdict::within || names_with(a, Verdict::exceeds, false).empty()) return {};
    const Zone zone = Zone::find(a.timezone).value_or(Zone());
    const WindowOption* start = instead(a);
    if (!start) {
        if (a.windows.empty() && a.starts.empty()) return {};
        const Shown none("No start was found that everyone accepts");
        if (a.starts.size() < 2) return none + ".";
        return none + " from " + day_of(a.starts.front().start, zone) + " to " +
               day_of(a.starts.back().start, zone) + ".";
    }
    const Shown when = (start->start < a.start ? Shown("Earlier: ") : Shown("Later: ")) +
                       start_shown(start->start, zone, false) +
                       " is within what everyone accepts, " + risk_at(a, start->loss.value) +
                       provided(a);
    const double waiting = start->waiting;
    if (waiting < 1) return when + ".";
    return when + "; waiting until then costs " + bearer_of_waiting(a) + " " +
           amount_at_start(a, waiting) + ".";
}

std::string verdict_line(const Assessment& a) {
    Shown s = Shown::from(a.change) + ": " + verdict_sentence(a);
    if (const Shown way_out = way_out_sentence(a); !way_out.empty()) s += Shown(" ") + way_out;
    if (const Shown gate = excused_sentence(a); !gate.empty()) s += Shown(" ") + gate;
    return s.bytes(false) + "\n";
}

Shown headline_word(const Assessment& a) {
    const Verdict verdict = verdict_at(a);
    if (verdict != Verdict::exceeds) return verdict_word(verdict);
    return (is_later(a) ? Shown("not yet") : Shown("not as proposed")).styled(Style::bad);
}

Shown verdict_phrase(const Portfolio& p) {
    std::size_t later = 0, otherwise = 0, open = 0, unknown = 0;
    for (const Assessment& a : p.reports) {
        const Verdict verdict = verdict_at(a);
        open += verdict == Verdict::undetermined;
        unknown += verdict == Verdict::not_modelled;
        if (verdict != Verdict::exceeds) continue;
        ++(is_later(a) ? later : otherwise);
    }
    std::vector<Shown> parts;
    if (otherwise > 0) parts.push_back(Shown(count(otherwise)) + " not as proposed");
    if (later > 0) parts.push_back(Shown(count(later)) + " not yet");
    if (open > 0) parts.push_back(Shown(count(open)) + " undetermined");
    if (unknown > 0) parts.push_back(Shown(count(unknown)) + " not modelled");
    if (const std::size_t calm = p.reports.size() - otherwise - later - open - unknown; calm > 0)
        parts.push_back(Shown(count(calm)) + " within what everyone accepts");
    if (!p.left_out.empty()) parts.push_back(Shown(count(p.left_out.size())) + " not assessed");
    return counted(p.reports.size() + p.left_out.size(), "change: ", "changes: ") +
           Shown::joined(parts, ", ");
}

std::string verdict_line(const Portfolio& p) { return verdict_phrase(p).bytes(false) + "\n"; }

}  // namespace knockon

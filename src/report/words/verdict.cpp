// The answer in a sentence: of one change, of many.
#include <algorithm>

#include "report/words/counted.h"
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

std::size_t open_errors(const Assessment& a) {
    return static_cast<std::size_t>(
        std::count_if(a.findings.begin(), a.findings.end(),
                      [](const Finding& f) { return f.severity == Severity::error && counts(f); }));
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

/// The sentence of a verdict `within`: three reasons to be calm, of which one is none.
Shown calm_sentence(const Assessment& a) {
    const auto exposed = [](const auto& f) { return f.reach == Reach::exposed; };
    const bool any_exposed = std::any_of(a.departments.begin(), a.departments.end(), exposed);
    const bool limits = std::any_of(
        a.departments.begin(), a.departments.end(),
        [](const DepartmentFigures& d) { return d.reach == Reach::exposed && d.appetite.any(); });
    if (!any_exposed)
        return Shown(
            "WITHIN what everyone accepts: every outage is absorbed before it gets to a process.");
    if (!limits)
        return Shown("NO LIMIT STATED: none of those who are hit says how much risk it accepts.");
    return Shown("WITHIN what everyone accepts.");
}

}  // namespace

Shown verdict_word(Verdict verdict) {
    switch (verdict) {
        case Verdict::within:
            return Shown("within").styled(Style::good);
        case Verdict::exceeds:
            return Shown("exceeds").styled(Style::bad);
        case Verdict::undetermined:
            return Shown("undetermined").styled(Style::doubt);
        case Verdict::not_modelled:
            return Shown("not modelled").styled(Style::doubt);
    }
    return {};
}

Shown objecting(const Assessment& a, std::size_t most) {
    std::vector<Shown> names;
    std::size_t more = 0;
    for (const DepartmentFigures& d : a.departments) {
        if (!objects(d)) continue;
        if (names.size() < most)
            names.push_back(Shown::from(d.name.empty() ? d.id : d.name));
        else
            ++more;
    }
    if (more > 0) names.push_back(Shown(count(more)) + " more");
    return Shown::joined(names, ", ");
}

Shown verdict_sentence(const Assessment& a) {
    const std::vector<Shown> over = names_with(a, Verdict::exceeds, false);
    const std::vector<Shown> open = names_with(a, Verdict::undetermined, false);
    const Shown let_through = accepted_sentence(a);
    Shown s;
    if (!over.empty()) {
        s = Shown("NOT YET: ") + listed(over) +
            (over.size() == 1 ? Shown(" would carry more risk than it accepts.")
                              : Shown(" would carry more risk than they accept."));
        if (!open.empty()) s += Shown(" For ") + listed(open) + " it cannot be told.";
    } else if (!open.empty()) {
        s = Shown("UNDETERMINED: whether ") + listed(open) +
            (open.size() == 1 ? Shown(" stays within what it accepts cannot be told.")
                              : Shown(" stay within what they accept cannot be told."));
    } else if (!let_through.empty()) {
        s = Shown("ACCEPTED: ") + let_through;
    } else if (a.verdict == Verdict::not_modelled) {
        s = unmodelled_sentence(a);
    } else {
        s = calm_sentence(a);
    }
    if (!let_through.empty() && (!over.empty() || !open.empty())) s += Shown(" ") + let_through;
    if (const std::size_t n = open_errors(a); n > 0)
        s += Shown(" ") + count(n) +
             (n == 1 ? Shown(" finding is an error.") : Shown(" findings are errors."));
    return s;
}

std::string verdict_line(const Assessment& a) {
    Shown s = Shown::from(a.change) + ": " + verdict_sentence(a);
    if (const Shown gate = excused_sentence(a); !gate.empty()) s += Shown(" ") + gate;
    return s.bytes(false) + "\n";
}

Shown verdict_phrase(const Portfolio& p) {
    std::size_t exceeds = 0, open = 0;
    for (const Assessment& a : p.reports) {
        exceeds += a.verdict == Verdict::exceeds;
        open += a.verdict == Verdict::undetermined;
    }
    std::vector<Shown> parts;
    if (exceeds > 0) parts.push_back(Shown(count(exceeds)) + " not yet");
    if (open > 0) parts.push_back(Shown(count(open)) + " undetermined");
    if (const std::size_t calm = p.reports.size() - exceeds - open; calm > 0)
        parts.push_back(Shown(count(calm)) + " within what everyone accepts");
    if (!p.left_out.empty()) parts.push_back(Shown(count(p.left_out.size())) + " not assessed");
    return counted(p.reports.size() + p.left_out.size(), "change: ", "changes: ") +
           Shown::joined(parts, ", ");
}

std::string verdict_line(const Portfolio& p) { return verdict_phrase(p).bytes(false) + "\n"; }

}  // namespace knockon

// The page as a whole: header, verdict, blocks, and what all of it rests on.
#include "base/text.h"

#include <algorithm>

#include "report/text_parts.h"

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

/// The sentence of a verdict `within`: four reasons to be calm, of which two are none.
Shown calm_sentence(const Assessment& a) {
    const auto exposed = [](const auto& f) { return f.reach == Reach::exposed; };
    const bool any_exposed = std::any_of(a.departments.begin(), a.departments.end(), exposed);
    if (a.processes.empty())
        return Shown(
            "NOT MODELLED: the landscape describes no process, so nobody's risk can be told.");
    if (!std::any_of(a.departments.begin(), a.departments.end(), reached))
        return Shown(
            "NOT REACHED: no chain of needs leads from this change to a process. Calm only if the "
            "landscape is complete.");
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

void draw_header(const View& v, Page& page) {
    const Assessment& a = v.a;
    Shown title = Shown::from(a.change).styled(Style::strong);
    if (!a.title.empty()) title += Shown("  ") + Shown::from(a.title).styled(Style::strong);
    Shown sponsor;
    if (!a.sponsor.empty())
        sponsor =
            Shown("sponsor: ") + Shown::from(a.sponsor_name.empty() ? a.sponsor : a.sponsor_name);
    page.sides(title, sponsor);
    const Shown window = Shown(period(a.start, a.end, v.zone)) + ", watched until " +
                         moment(a.hypercare_end, v.zone,
                                v.zone.to_local(a.hypercare_end) - v.zone.to_local(a.start) >
                                    std::chrono::hours{24 * 200});
    page.sides(window, Shown::from(a.timezone));
}

/// What makes this result another than the files alone would give; on every version of the page.
void draw_conditions(const View& v, Page& page) {
    if (!v.a.overrides.empty()) {
        std::vector<Shown> given;
        for (const std::string& o : v.a.overrides) given.push_back(Shown::from(o));
        page.wrap(Shown("What if: ") + Shown::joined(given, ", "), 0, 9);
    }
    if (!v.a.limits_hit.empty()) {
        std::vector<Shown> hit;
        for (const std::string& l : v.a.limits_hit) hit.push_back(Shown::from(l));
        page.wrap(Shown("Limits met: ").styled(Style::doubt) + Shown::joined(hit, ", "), 0, 12);
    }
}

void draw_foundation(const View& v, Page& page) {
    const Assessment& a = v.a;
    Shown s = assumed_sentence(a.assumptions, v.options.assumptions);
    if (a.coverage)
        s += Shown(percent(*a.coverage)) + " of the expected loss rests on stated values. ";
    page.blank();
    page.wrap(s + method_sentence(v));
    draw_conditions(v, page);
    if (v.full() && a.structure)
        page.wrap(Shown("Structure: ") + Shown::from(a.structure->engine) + ".");
    for (const std::string& note : a.notes) page.wrap(Shown("Note: ") + Shown::from(note), 0, 6);
}

void draw_open_limits(const View& v, Page& page) {
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.verdict != Verdict::undetermined || d.settle.empty()) continue;
        page.wrap(v.name_of(d.id) + " is undetermined: " + Shown::from(d.settle), 2, 4);
    }
}

}  // namespace

View::View(const Assessment& assessment, const Sources& inputs, const TextOptions& how)
    : a(assessment), sources(inputs), options(how) {
    zone = Zone::find(a.timezone).value_or(Zone());
    for (const Figures& p : a.processes) processes[p.id] = &p;
    for (const DepartmentFigures& d : a.departments) departments[d.id] = &d;
}

Shown View::name_of(const Id& id) const {
    if (const auto d = departments.find(id); d != departments.end() && !d->second->name.empty())
        return Shown::from(d->second->name);
    if (const auto p = processes.find(id); p != processes.end() && !p->second->name.empty())
        return Shown::from(p->second->name);
    return Shown::from(id);
}

Shown View::place(Position at) const {
    if (!at) return {};
    Shown s = Shown::from(sources[at].path);
    if (at.line > 0)
        s += Shown::from(":" + std::to_string(at.line) + ":" + std::to_string(at.column));
    return s;
}

Shown verdict_word(Verdict verdict) {
    switch (verdict) {
        case Verdict::within:
            return Shown("within").styled(Style::good);
        case Verdict::exceeds:
            return Shown("exceeds").styled(Style::bad);
        case Verdict::undetermined:
            return Shown("undetermined").styled(Style::doubt);
    }
    return {};
}

Shown method_sentence(const View& v) {
    const Method& m = v.a.transition;
    if (m.engine == "enumerate" || m.engine == "exact")
        return Shown("Worked out exactly (") + Shown::from(m.engine) + ").";
    Shown s = Shown(count(m.runs)) + " runs, error ";
    s += m.relative_error > 0 ? Shown(percent(m.relative_error)) : Shown("none");
    if (!m.worst.empty()) s += Shown(" (") + v.name_of(m.worst) + ")";
    return s + ", seed " + Shown::from(std::to_string(v.a.seed)) + ".";
}

Shown with_interval(const Estimate& e, const std::function<Figure(double)>& figure) {
    const Figure value = figure(e.value), low = figure(e.low), high = figure(e.high);
    if (low.text() == value.text() && high.text() == value.text()) return value;
    return Shown(value) + " (" + low + " to " + high + ")";
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
    } else if (a.verdict == Verdict::within) {
        s = calm_sentence(a);
    } else {
        s = Shown("NOT YET: ") + Shown::from(name(a.verdict)) + ".";
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

std::string report_text(const Assessment& a, const Sources& sources, const TextOptions& options) {
    const View v(a, sources, options);
    Page page(options.width, options.colour);
    if (options.detail != TextOptions::Detail::brief) {
        draw_header(v, page);
        page.blank();
    }
    const Style style = a.verdict == Verdict::within    ? Style::strong
                        : a.verdict == Verdict::exceeds ? Style::bad
                                                        : Style::doubt;
    page.wrap(verdict_sentence(a).styled(style));
    if (options.detail != TextOptions::Detail::brief) page.blank();
    draw_departments(v, page);
    draw_open_limits(v, page);
    draw_since(v, page);
    if (options.detail == TextOptions::Detail::brief) {
        draw_conditions(v, page);
        if (options.assumptions) draw_assumptions(a.assumptions, page);
        return page.take();
    }
    draw_agreement(v, page);
    draw_input_ranges(v, page);
    draw_break_even(v, page);
    draw_planned(v, page);
    draw_why(v, page);
    if (v.full()) {
        draw_processes(v, page);
        draw_causes(v, page);
        draw_matrix(v, page);
    }
    draw_windows(v, page);
    draw_mitigations(v, page);
    if (v.full()) draw_timeline(v, page);
    draw_structure(v, page);
    draw_economics(v, page);
    draw_findings(v, page);
    draw_inform(v, page);
    draw_foundation(v, page);
    if (options.assumptions) draw_assumptions(a.assumptions, page);
    return page.take();
}

}  // namespace knockon

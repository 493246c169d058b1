// The questions of a first screen, a sentence or two each; what more there is to say stands below.
#include <algorithm>

#include "report/words/advice.h"
#include "report/words/agreement.h"
#include "report/words/counted.h"
#include "report/words/economics.h"
#include "report/words/objections.h"

namespace knockon {
namespace {

constexpr std::size_t ways_named = 2;  // one each of as many departments
constexpr int two_lines = 115;

constexpr std::string_view on_turning_back = "turning back: ", on_help = "what would help: ";

/// What a note on this says; empty where there is none.
Shown noted(const View& v, std::string_view topic) {
    for (const std::string& note : v.a.notes)
        if (note.starts_with(topic)) return Shown::from(note.substr(topic.size()));
    return {};
}

/// Whether something was tried; else the note says why not.
bool was_tried(const View& v) { return !v.a.mitigations.empty() || !v.a.helps_little.empty(); }

void add(Words question, const Shown& text, std::vector<ShortAnswer>& out) {
    if (!text.empty()) out.push_back({question, text});
}

/// Of those who must agree, who has, or has not yet.
Shown agreement(const View& v, bool given) {
    std::vector<Shown> all;
    for (const SignOff& s : v.a.sign_off)
        if (s.given == given) all.push_back(sign_off_in_short(s));
    const Shown names = Shown::joined(all, ", ");
    return given && !names.empty() && all.size() == v.a.sign_off.size() ? Shown("all who must: ") + names
                                                                        : names;
}

Shown turn_back(const View& v) {
    if (!v.a.last_turn_back) return noted(v, on_turning_back);
    return Shown("until ") + moment(*v.a.last_turn_back, v.zone, false) + " at the latest";
}

/// "Finance: mostly updating auth fails → api → Invoice run": of those who object, without the
/// name where it is one; of who is hit first where nobody does.
Shown why(const View& v) {
    std::vector<Shown> ways;
    const auto objecting = std::count_if(v.a.departments.begin(), v.a.departments.end(),
                                         [](const DepartmentFigures& d) { return objects(d); });
    for (const DepartmentFigures& d : v.a.departments) {
        if (ways.size() == (objecting > 0 ? ways_named : 1)) break;
        if (objecting > 0 && !objects(d)) continue;
        for (const Why* w : ways_to(v, d.id, 1))
            ways.push_back((objecting == 1 ? Shown() : v.name_of(d.id) + ": ") +
                           (w->share >= 0.995  ? Words("")
                            : w->share > 0.5 ? Words("mostly ")
                                             : Words("most often ")) +
                           chain_phrase(v, *w, v.full()));
    }
    return Shown::joined(ways, "; ");
}

/// What it does for those who do not accept the change: "Finance within"; "within" where there is but
/// one.
Shown effect_of(const View& v, const HelpRow& r) {
    const Id* objector = nullptr;
    std::size_t n = 0;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.verdict != Verdict::within && d.verdict != Verdict::not_modelled && ++n == 1)
            objector = &d.id;
    const auto then = n == 1 ? r.measure->verdicts.find(*objector) : r.measure->verdicts.end();
    if (then == r.measure->verdicts.end()) return r.then;
    const bool as_before = then->second == v.departments.at(*objector)->verdict;
    return (as_before ? Shown("still ") : Shown("then ")) + verdict_word(then->second);
}

/// The first after which nobody objects; the first of all where there is none.
const HelpRow& preferred(const std::vector<HelpRow>& rows) {
    const auto all_within = [](const HelpRow& r) {
        return std::all_of(r.measure->verdicts.begin(), r.measure->verdicts.end(),
                           [](const auto& of) { return of.second == Verdict::within; });
    };
    const auto found = std::find_if(rows.begin(), rows.end(), all_within);
    return found == rows.end() ? rows.front() : *found;
}

/// The measure that pays most: "a second auth: saves € 1.7k, price not stated; then within".
Shown help(const View& v) {
    const std::vector<HelpRow> rows = what_would_help(v);
    if (!was_tried(v)) return noted(v, on_help);
    if (rows.empty()) return help_balance(v, false);
    const HelpRow& best = preferred(rows);
    Shown s = Shown::from(best.measure->text) + ": saves " + best.saves;
    s += best.measure->cost ? Shown(", costs ") + best.costs : Shown(", price not stated");
    if (const Shown then = effect_of(v, best); !then.empty()) s += Shown("; ") + then;
    return s;
}

/// "crm does not fit erp, which needs it (M01)": the first of the findings that stop it.
Shown stopped_by(const View& v) {
    Shown first;
    std::size_t all = 0;
    for (const Finding& f : v.a.findings) {
        if (!stops(f, v.options.gate)) continue;
        if (all++ == 0)
            first = Shown::from(first_parts(f.message, two_lines)) + " (" + Shown::from(f.code) + ")";
    }
    return all > 1 ? first + "; and " + counted(all - 1, "more finding", "more findings") : first;
}

}  // namespace

std::string_view first_parts(std::string_view message, int columns) {
    if (Shown::from(message).width() <= columns) return message;
    for (std::size_t end = message.size(); end > 0;) {
        end = message.find_last_of(";:", end - 1);
        if (end == message.npos) break;
        if (message.substr(end + 1, 1) == " " &&
            Shown::from(message.substr(0, end)).width() < columns)
            return message.substr(0, end);
    }
    return message;
}

bool is_answered(const View& v, std::string_view note) {
    return note.starts_with(on_turning_back) || (note.starts_with(on_help) && !was_tried(v));
}

std::vector<ShortAnswer> short_answers(const View& v) {
    std::vector<ShortAnswer> all;
    add("Stopped by", stopped_by(v), all);
    add("To decide", over_budget(v), all);
    add("To agree", agreement(v, false), all);
    add("Agreed", agreement(v, true), all);
    add("Certain", Shown::joined(planned_phrases(v, false), "; "), all);
    add("Turn back", turn_back(v), all);
    add("Why", why(v), all);
    add("What helps", help(v), all);
    add("What stays", stays_behind_in_short(v), all);
    add("Assumed", assumed_in_short(v), all);
    return all;
}

}  // namespace knockon

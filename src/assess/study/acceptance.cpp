#include "assess/study/acceptance.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "assess/answer/verdict.h"
#include "assess/study/edits.h"
#include "base/codes.h"

namespace knockon {
namespace {

bool touches(const Change& change, const Id& id) {
    return std::any_of(change.steps.begin(), change.steps.end(),
                       [&](const Step& s) { return *s.target == id; });
}

bool is_about(const Acceptance& a, const Change& change, const Id& department) {
    if (!a.exceeds || *a.exceeds != department) return false;
    return !a.subject || *a.subject == change.id || touches(change, *a.subject);
}

bool matches(const Acceptance& a, const Change& change, const DepartmentFigures& d) {
    return d.verdict != Verdict::within && is_about(a, change, d.id);
}

bool matches(const Acceptance& a, const Finding& f) {
    if (!a.finding || *a.finding != f.code) return false;
    return !a.subject ||
           std::find(f.subjects.begin(), f.subjects.end(), *a.subject) != f.subjects.end();
}

/// "M01 for crm", "the excess of finance".
std::string what_of(const Acceptance& a) {
    std::string what = a.exceeds ? fmt::format("the excess of {}", *a.exceeds) : *a.finding;
    if (a.subject) what += fmt::format(" for {}", *a.subject);
    return what;
}

/// What an acceptance did in one run.
struct Use {
    bool matched = false;
    bool counts_again = false;  // something it matches is accepted by no other
};

Use use_of(const Acceptance& a, const Change& change, const Assessment& out) {
    Use use;
    const auto take = [&](const auto& what) {
        use.matched = true;
        use.counts_again |= !what.accepted;
    };
    for (const DepartmentFigures& d : out.departments)
        if (matches(a, change, d)) take(d);
    for (const Finding& f : out.findings)
        if (matches(a, f)) take(f);
    return use;
}

}  // namespace

bool holds(const Acceptance& a, std::chrono::year_month_day today) {
    return !today.ok() || !a.until || today <= *a.until;
}

const Acceptance* excess_accepted(const Policy& policy, const Change& change,
                                  std::chrono::year_month_day today, const Id& department) {
    const auto a = std::find_if(
        policy.accept.begin(), policy.accept.end(),
        [&](const Acceptance& x) { return holds(x, today) && is_about(x, change, department); });
    return a == policy.accept.end() ? nullptr : &*a;
}

void accept_excess(const Policy& policy, const Change& change, std::chrono::year_month_day today,
                   Assessment& out) {
    for (DepartmentFigures& d : out.departments) {
        const Acceptance* a = excess_accepted(policy, change, today, d.id);
        if (d.verdict != Verdict::within && a != nullptr) d.accepted = *a;
    }
    out.verdict = worst_verdict(out.departments);
}

void accept_findings(const Policy& policy, std::chrono::year_month_day today,
                     std::vector<Finding>& findings) {
    std::map<std::string_view, std::vector<std::shared_ptr<const Acceptance>>> by_code;
    for (const Acceptance& a : policy.accept)
        if (a.finding && holds(a, today))
            by_code[*a.finding].push_back(std::make_shared<const Acceptance>(a));
    for (Finding& f : findings) {
        const auto known = by_code.find(f.code);
        if (f.accepted || known == by_code.end()) continue;
        const auto a = std::find_if(known->second.begin(), known->second.end(),
                                    [&](const auto& x) { return matches(*x, f); });
        if (a != known->second.end()) f.accepted = *a;
    }
}

void judge_acceptances(const Policy& policy, const Change& change,
                       std::chrono::year_month_day today, Assessment& out, Diagnostics& problems) {
    for (const Acceptance& a : policy.accept) {
        const Use use = use_of(a, change, out);
        if (holds(a, today) && !use.matched)
            problems.warning(
                code::acceptance_without_match, a.at,
                fmt::format("{} is accepted here, but this change has none to accept", what_of(a)),
                "remove it once it is of no use, or correct its code or id");
        if (holds(a, today)) continue;
        const std::string over =
            fmt::format("{} was accepted by {} until {}", what_of(a), *a.by, written(*a.until));
        problems.warning(
            code::acceptance_over, a.until.at,
            use.counts_again ? over + ", and counts again"
                             : over + ", and there is none to accept any more",
            use.counts_again ? "mend it, or decide again with a later `until`" : "remove it");
        if (use.counts_again) out.notes.push_back(over + ": it counts again");
    }
}

}  // namespace knockon

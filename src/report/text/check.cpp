// What `check` says.
#include <algorithm>
#include <map>

#include "assess/answer/finding_list.h"
#include "model/landscape.h"
#include "report/text/text.h"
#include "report/words/counted.h"

namespace knockon {
namespace {

std::size_t with(const Diagnostics& ds, Severity s) {
    return static_cast<std::size_t>(std::count_if(
        ds.all.begin(), ds.all.end(), [&](const Diagnostic& d) { return d.severity == s; }));
}

/// One line, or nothing.
std::string by_code(const std::vector<Finding>& findings) {
    if (findings.empty()) return {};
    std::map<std::string, std::size_t> each;
    std::size_t accepted = 0;
    for (const Finding& f : findings) {
        ++each[f.code];
        accepted += f.accepted != nullptr;
    }
    std::vector<Shown> parts;
    for (const auto& [code, n] : each) parts.push_back(Shown::from(code) + " " + count(n));
    Shown line = counted(findings.size(), "finding", "findings") + " in the landscape as it is (" +
                 Shown::joined(parts, ", ") + ")";
    if (accepted > 0) line += Shown(", ") + count(accepted) + " of them accepted";
    return (line + ": --all lists " + (findings.size() == 1 ? Shown("it") : Shown("them")))
               .bytes(false) +
           "\n";
}

}  // namespace

std::string check_text(const Landscape& l, const Diagnostics& diagnostics,
                       const std::vector<Finding>& findings) {
    const Shown found = Shown::joined({counted(l.departments.size(), "department", "departments"),
                                       counted(l.suppliers.size(), "supplier", "suppliers"),
                                       counted(l.components.size(), "component", "components"),
                                       counted(l.processes.size(), "process", "processes"),
                                       counted(count_needs(l), "need", "needs")},
                                      ", ");
    std::vector<Shown> trouble;
    const auto tell = [&](Severity severity, Words one, Words many) {
        if (const std::size_t n = with(diagnostics, severity); n > 0)
            trouble.push_back(counted(n, one, many));
    };
    tell(Severity::error, "error", "errors");
    tell(Severity::warning, "warning", "warnings");
    tell(Severity::note, "note", "notes");
    const Shown verdict =
        trouble.empty() ? Shown("nothing to complain about") : Shown::joined(trouble, ", ");
    return (found + ": " + verdict).bytes(false) + "\n" + by_code(findings);
}

}  // namespace knockon

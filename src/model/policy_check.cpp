#include <fmt/format.h>

#include <vector>

#include "base/codes.h"
#include "base/text.h"
#include "model/check.h"
#include "model/references.h"

namespace knockon {
namespace {

void check_code(std::string_view code, Position at, Diagnostics& out) {
    if (is_finding(code) && find_code(code)) return;
    std::vector<std::string_view> known;
    for (const CodeEntry& e : codes())
        if (is_finding(e.code)) known.push_back(e.code);
    const auto meant = closest(code, known);
    out.error(code::unknown_finding, at, fmt::format("there is no finding `{}`", code),
              meant
                  ? fmt::format("write `{}` if that is meant; `knockon explain` lists them", *meant)
                  : "`knockon explain` lists them");
}

void check_acceptance(const Acceptance& a, const Landscape& l, References& known,
                      Diagnostics& out) {
    if (a.finding) check_code(*a.finding, a.finding.at, out);
    known.check(a.exceeds, Sort::department, "is a department whose excess is accepted here", out);
    known.check(a.by, Sort::department, "is said to accept this", out);
    if (a.because && a.because->find_first_not_of(" \t") == std::string::npos)
        out.error(code::missing_key, a.because.at, "an acceptance without a reason",
                  "say why, for example `because: replaced in March`");
    // An excess is one of the whole department: no process or supplier can be told apart in it.
    if (a.exceeds && a.subject && !l.components.contains(*a.subject) &&
        (l.processes.contains(*a.subject) || l.departments.contains(*a.subject) ||
         l.suppliers.contains(*a.subject)))
        out.error(code::wrong_reference, a.subject.at,
                  fmt::format("`{}` cannot limit the excess of a department; expected the id of a "
                              "change, or of a component that changes touch",
                              *a.subject),
                  "remove `for`, or name a change or a component");
}

}  // namespace

void check(const Policy& p, const Landscape& l, Diagnostics& out) {
    check_currencies(p.currencies, l, out);
    References known{l};
    for (const auto& [code, ruling] : p.rulings) check_code(code, ruling.at, out);
    for (const Ref& id : p.it)
        known.check(id, Sort::department, "is said to be an IT department", out);
    for (const Acceptance& a : p.accept) check_acceptance(a, l, known, out);
}

}  // namespace knockon

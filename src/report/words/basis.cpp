// What all of it rests on.
#include <fmt/format.h>

#include <algorithm>

#include "report/words/counted.h"
#include "report/words/said.h"

namespace knockon {
namespace {

/// "recovery of crm", "chance that step 4 (add crm) fails".
Shown assumption_phrase(const Assumption& a) {
    if (a.what == "fails") return Shown("chance that ") + Shown::from(a.of) + " fails";
    return Shown::from(a.what) + " of " + Shown::from(a.of);
}

}  // namespace

Shown assumed_sentence(const std::vector<Assumption>& all, bool in_list) {
    if (all.empty()) return Shown("Nothing is assumed: every value in use was stated.");
    const Shown first = assumption_phrase(all.front());
    const Shown listed = in_list ? Shown(".") : Shown(": --assumptions lists them.");
    if (all.size() == 1) return Shown("1 value is assumed (") + first + ")" + listed;
    return Shown(count(all.size())) + " values are assumed (" + first + ", \u2026)" + listed;
}

Shown assumed_in_short(const View& v) {
    const std::size_t n = v.a.assumptions.size();
    if (n == 0) return Shown("nothing: every value in use was stated");
    const Assumption& first = v.a.assumptions.front();
    Shown s = counted(n, "value", "values");
    if (v.a.coverage) s += Shown(", ") + percent(1 - *v.a.coverage) + " of the risk";
    Assumption in_short = first;
    in_short.of = first.of.substr(0, first.of.find(" ("));
    s += Shown(": ") + assumption_phrase(in_short);
    return n == 1 ? s : s + ", \u2026";
}

Shown rests_on(const View& v) {
    const Shown s = assumed_sentence(v.a.assumptions, v.options.assumptions);
    if (!v.a.coverage) return s;
    return s + " " + percent(*v.a.coverage) + " of the risk rests on what somebody stated.";
}

std::vector<std::string> judged_by(std::span<const Input> all) {
    std::vector<std::string> files;
    for (const Input& i : all) {
        if (i.as.empty()) continue;
        std::string file = fmt::format("{} {} (sha256 {})", i.as, i.path, i.sha256);
        if (std::find(files.begin(), files.end(), file) == files.end())
            files.push_back(std::move(file));
    }
    return files;
}

std::vector<std::string> judged_by(std::span<const Assessment> all) {
    std::vector<Input> inputs;
    for (const Assessment& a : all) inputs.insert(inputs.end(), a.inputs.begin(), a.inputs.end());
    return judged_by(inputs);
}

Shown method_sentence(const View& v) {
    const Method& m = v.a.transition;
    if (m.engine == "enumerate" || m.engine == "exact")
        return Shown("Worked out exactly (") + Shown::from(m.engine) + ").";
    const Shown runs = Shown(count(m.runs)) + " runs, error ";
    const Shown seed = Shown(", seed ") + Shown::from(std::to_string(v.a.seed)) + ".";
    const Shown error = m.relative_error > 0 ? Shown(percent(m.relative_error)) : Shown("none");
    if (m.worst.empty()) return runs + error + seed;
    return runs + error + " (" + v.name_of(m.worst) + ")" + seed;
}

}  // namespace knockon

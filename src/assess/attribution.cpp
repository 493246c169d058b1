#include "assess/attribution.h"

#include <map>
#include <set>
#include <string>

namespace knockon {
namespace {

std::set<std::string> fingerprints(const std::vector<Finding>& findings) {
    std::set<std::string> all;
    for (const Finding& f : findings) all.insert(f.fingerprint);
    return all;
}

/// What is found after the first n steps, worked out once.
class Prefixes {
  public:
    Prefixes(const Landscape& landscape, const Change& change,
             const std::function<std::vector<Finding>(const Landscape&)>& found_in)
        : landscape_(landscape), change_(change), found_in_(found_in) {}

    bool has(std::size_t steps, const std::string& fingerprint) {
        auto known = known_.find(steps);
        if (known == known_.end()) known = known_.emplace(steps, found(steps)).first;
        return known->second.contains(fingerprint);
    }

  private:
    std::set<std::string> found(std::size_t steps) const {
        Change part = change_;
        part.steps.resize(steps);
        Diagnostics problems;
        const Landscape by_then = apply(landscape_, part, problems);
        return problems.has_errors() ? std::set<std::string>{} : fingerprints(found_in_(by_then));
    }

    const Landscape& landscape_;
    const Change& change_;
    const std::function<std::vector<Finding>(const Landscape&)>& found_in_;
    std::map<std::size_t, std::set<std::string>> known_;
};

/// The finding is absent after `absent` steps and present after `present`; so it is somewhere
/// between that one step makes the difference.
const Step& step_of(const Finding& f, const Change& change, Prefixes& prefixes) {
    std::size_t absent = 0, present = change.steps.size();
    while (present - absent > 1) {
        const std::size_t middle = absent + (present - absent) / 2;
        (prefixes.has(middle, f.fingerprint) ? present : absent) = middle;
    }
    return change.steps[absent];
}

}  // namespace

void attribute(const Landscape& landscape, const Change& change, const std::vector<Finding>& before,
               const std::function<std::vector<Finding>(const Landscape&)>& found_in,
               std::vector<Finding>& after) {
    const std::set<std::string> old = fingerprints(before);
    Prefixes prefixes(landscape, change, found_in);
    for (Finding& f : after) {
        f.brought_about = !old.contains(f.fingerprint);
        if (!f.brought_about || change.steps.empty()) continue;
        if (f.at) f.related.insert(f.related.begin(), {f.at, "what it is about"});
        f.at = step_of(f, change, prefixes).at;
    }
}

}  // namespace knockon

#include "assess/findings/attribution.h"

#include <map>
#include <optional>
#include <string>

#include "base/tie.h"

namespace knockon {
namespace {

const std::string worse = "worse than before: ";

/// How far each finding goes, by fingerprint.
using Extents = std::map<std::string, std::optional<double>>;

Extents extents(const std::vector<Finding>& findings) {
    Extents all;
    for (const Finding& f : findings) all.emplace(f.fingerprint, f.extent);
    return all;
}

/// Whether it was there, and went as far. Where no extent is known, being there is all there is.
bool has(const Extents& extents, const Finding& f) {
    const auto known = extents.find(f.fingerprint);
    if (known == extents.end()) return false;
    if (!f.extent || !known->second) return true;
    return !exceeds(*f.extent, *known->second);
}

/// What is found after the first n steps, worked out once.
class Prefixes {
  public:
    Prefixes(const Landscape& landscape, const Change& change,
             const std::function<std::vector<Finding>(const Landscape&)>& found_in, std::size_t most)
        : landscape_(landscape), change_(change), found_in_(found_in), most_(most) {}

    /// None where that is not known, and no more may be worked out.
    std::optional<bool> have(std::size_t steps, const Finding& f) {
        auto known = known_.find(steps);
        if (known == known_.end() && known_.size() == most_) return std::nullopt;
        if (known == known_.end()) known = known_.emplace(steps, found(steps)).first;
        return has(known->second, f);
    }

  private:
    Extents found(std::size_t steps) const {
        Change part = change_;
        part.steps.resize(steps);
        Diagnostics problems;
        const Landscape by_then = apply(landscape_, part, problems);
        return problems.has_errors() ? Extents{} : extents(found_in_(by_then));
    }

    const Landscape& landscape_;
    const Change& change_;
    const std::function<std::vector<Finding>(const Landscape&)>& found_in_;
    const std::size_t most_;
    std::map<std::size_t, Extents> known_;
};

/// The finding is absent after `absent` steps and present after `present`; so it is somewhere
/// between that one step makes the difference. Null where that takes too many looks.
const Step* step_of(const Finding& f, const Change& change, Prefixes& prefixes) {
    std::size_t absent = 0, present = change.steps.size();
    while (present - absent > 1) {
        const std::size_t middle = absent + (present - absent) / 2;
        const std::optional<bool> have = prefixes.have(middle, f);
        if (!have) return nullptr;
        (*have ? present : absent) = middle;
    }
    return &change.steps[absent];
}

}  // namespace

std::vector<Finding> found_anew(const std::vector<Finding>& before,
                                const std::vector<Finding>& after) {
    const Extents old = extents(before);
    std::vector<Finding> anew;
    for (const Finding& f : after) {
        if (has(old, f)) continue;
        anew.push_back(f);
        anew.back().brought_about = true;
        if (old.contains(f.fingerprint)) anew.back().message = worse + f.message;
    }
    return anew;
}

std::size_t attribute(const Landscape& landscape, const Change& change,
                      const std::vector<Finding>& before,
                      const std::function<std::vector<Finding>(const Landscape&)>& found_in,
                      std::size_t most, std::vector<Finding>& after) {
    std::size_t left = 0;
    const Extents old = extents(before);
    std::map<std::string, const Finding*> as_it_was;
    for (const Finding& f : before) as_it_was.emplace(f.fingerprint, &f);
    Prefixes prefixes(landscape, change, found_in, most);
    for (Finding& f : after) {
        const auto was = as_it_was.find(f.fingerprint);
        f.brought_about = !has(old, f);
        if (!f.brought_about) {
            f = *was->second;
            continue;
        }
        if (was != as_it_was.end()) f.message = worse + f.message;
        if (change.steps.empty()) continue;
        if (f.at) f.related.insert(f.related.begin(), {f.at, "what it is about"});
        const Step* step = step_of(f, change, prefixes);
        f.at = step ? step->at : change.at;
        if (!step) ++left;
    }
    return left;
}

}  // namespace knockon

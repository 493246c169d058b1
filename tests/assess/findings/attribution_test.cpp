#include "assess/findings/attribution.h"

#include <doctest/doctest.h>

using namespace knockon;

namespace {

/// Steps that add `c0`, `c1`, … one after the other.
Change adding(std::size_t steps) {
    Change change;
    change.at = {1, 1, 1};
    for (std::size_t i = 0; i < steps; ++i) {
        Step step;
        step.verb = Verb::add;
        step.at = {1, static_cast<std::uint32_t>(10 + i), 1};
        const Id id = "c" + std::to_string(i);
        step.component.id = id;
        step.target = Ref(id);
        change.steps.push_back(step);
    }
    return change;
}

}  // namespace

TEST_CASE("a finding is attributed to its step, by a bounded number of looks at landscapes") {
    const Change change = adding(64);
    Finding f;
    f.fingerprint = "has c37";
    std::size_t looks = 0;
    const std::function<std::vector<Finding>(const Landscape&)> found_in = [&](const Landscape& l) {
        ++looks;
        return l.components.contains("c37") ? std::vector<Finding>{f} : std::vector<Finding>{};
    };
    std::vector<Finding> after = {f};
    CHECK(attribute({}, change, {}, found_in, 10, after) == 0);
    CHECK(looks == 6);  // the logarithm of 64
    CHECK(after[0].brought_about);
    CHECK(after[0].at.line == 10 + 37);

    looks = 0;
    after = {f};
    CHECK(attribute({}, change, {}, found_in, 5, after) == 1);
    CHECK(looks == 5);
    CHECK(after[0].brought_about);
    CHECK(after[0].at.line == 1);  // the change as a whole
}

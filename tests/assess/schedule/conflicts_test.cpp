#include "assess/schedule/conflicts.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

std::string at(const std::string& id, const std::string& start, const std::string& steps) {
    return "id: " + id + "\nwindow: {start: " + start + ", length: 1h}\nsteps: [" + steps + "]\n";
}

/// What is said of each of two changes.
struct Two {
    Asked first, second;
    Diagnostics of_first, of_second;
    Two(const std::string& a, const std::string& b) : first(works, a), second(works, b) {
        const Change* changes[] = {&first.change, &second.change};
        Diagnostics* out[] = {&of_first, &of_second};
        check_conflicts(first.landscape, changes, out);
    }
    std::size_t errors() const { return of_first.all.size() + of_second.all.size(); }
};

const std::string bot = "{add: {bot: {kind: saas, availability: 99.9%}}}";

}  // namespace

TEST_CASE("the same id added twice is an error at both places, whenever that is") {
    const Two both(at("A", "2027-01-12T20:00", bot), at("B", "2027-02-12T20:00", bot));
    CHECK(both.of_first.all.empty());
    REQUIRE(both.of_second.all.size() == 1);
    const Diagnostic& d = both.of_second.all.front();
    CHECK(d.code == "K222");
    CHECK(has(d.message, "`bot` is added here, and by the change `A` as well"));
    CHECK(d.at.line > 0);
    REQUIRE(d.related.size() == 1);
    CHECK(d.related.front().at.line > 0);
    CHECK(Two(at("A", "2027-01-12T20:00", bot),
              at("B", "2027-01-12T20:00", "{add: {other: {kind: saas}}}"))
              .errors() == 0);
}

TEST_CASE("what is removed cannot be worked on from then on, and can be before") {
    const std::string gone = "{remove: portal}", work = "{update: portal}";
    const Two after(at("A", "2027-01-12T20:00", gone), at("B", "2027-01-12T20:00", work));
    REQUIRE(after.of_second.all.size() == 1);
    CHECK(has(after.of_second.all.front().message, "the change `A` removes it"));
    CHECK(Two(at("A", "2027-01-12T20:00", gone), at("B", "2027-01-11T20:00", work)).errors() == 0);
    CHECK(Two(at("A", "2027-01-11T20:00", work), at("B", "2027-01-12T20:00", gone)).errors() == 0);
    CHECK(Two(at("A", "2027-01-12T20:00", gone), at("B", "2027-02-12T20:00", gone)).errors() == 1);
    CHECK(Two(at("A", "2027-01-12T20:00", work), at("B", "2027-01-12T20:00", work)).errors() == 0);
}

#include "assess/schedule/planned.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

std::string change(std::string_view id, std::string_view step, std::string_view after,
                   std::string_view start) {
    return "id: " + std::string(id) + "\nwindow: {start: " + std::string(start) +
           ", length: 1h}\nafter: [" + std::string(after) + "]\nsteps: [" + std::string(step) +
           "]\n";
}

/// Puts `last` after the others; says what was wrong.
struct ByThen {
    Asked asked;
    Landscape landscape;
    Diagnostics problems;

    ByThen(const std::string& last, const std::vector<std::string>& planned)
        : asked(works, last, planned) {
        landscape = landscape_by_then(asked.landscape, asked.change, asked.planned, {}, problems);
    }
    std::string said() const {
        std::string all;
        for (const Diagnostic& d : problems.all)
            all += std::string(d.code) + " " + d.message + " / " + d.help + "\n";
        return all;
    }
};

const std::string adds_cache = "{add: {cache: {availability: 100%}}}";
const std::string uses_cache = "{connect: portal, to: [cache]}";

}  // namespace

TEST_CASE("what a change comes after is part of the landscape by then") {
    const ByThen b(change("LAST", "{update: cache}", "FIRST", "2027-02-01T20:00"),
                   {change("FIRST", adds_cache, "", "2027-01-01T20:00")});
    CHECK(b.said() == "");
    CHECK(b.landscape.components.contains("cache"));
}

TEST_CASE("a planned change that is not named stays out of the landscape") {
    const ByThen b(change("LAST", "{update: db}", "", "2027-02-01T20:00"),
                   {change("FIRST", adds_cache, "", "2027-01-01T20:00")});
    CHECK(!b.landscape.components.contains("cache"));
}

TEST_CASE("planned changes are carried out after what they wait for themselves") {
    const ByThen b(change("LAST", "{update: db}", "SECOND", "2027-02-01T20:00"),
                   {change("SECOND", uses_cache, "FIRST", "2027-01-02T20:00"),
                    change("FIRST", adds_cache, "", "2027-01-01T20:00")});
    CHECK(b.said() == "");
    CHECK(b.landscape.components.at("portal").needs.size() == 1);
}

TEST_CASE("each is carried out once, however many wait for it") {
    const ByThen b(change("LAST", "{update: db}", "SECOND, FIRST", "2027-02-01T20:00"),
                   {change("FIRST", adds_cache, "", "2027-01-01T20:00"),
                    change("SECOND", uses_cache, "FIRST", "2027-01-02T20:00")});
    CHECK(b.said() == "");
}

TEST_CASE("an unknown id is an error that names the one meant") {
    const ByThen near(change("LAST", "{update: db}", "FRIST", "2027-02-01T20:00"),
                      {change("FIRST", adds_cache, "", "2027-01-01T20:00")});
    CHECK(near.said() ==
          "K104 `LAST` comes after `FRIST`, but no planned change has that id / write `FIRST`\n");
    CHECK(has(near.asked.line(near.problems.all[0].at), "after: [FRIST]"));
    const ByThen none(change("LAST", "{update: db}", "FIRST", "2027-02-01T20:00"), {});
    CHECK(has(none.said(), "--planned"));
}

TEST_CASE("changes that wait for each other are an error, not an endless loop") {
    const ByThen b(change("LAST", "{update: db}", "A", "2027-02-01T20:00"),
                   {change("A", adds_cache, "B", "2027-01-01T20:00"),
                    change("B", "{update: db}", "A", "2027-01-01T20:00")});
    CHECK(has(b.said(), "K213 `B` waits for `A`, which waits for it"));
    const ByThen circle(change("LAST", "{update: db}", "A", "2027-02-01T20:00"),
                        {change("A", adds_cache, "LAST", "2027-01-01T20:00")});
    CHECK(has(circle.said(), "K213"));
}

TEST_CASE("a chain of a hundred thousand planned changes needs no deep stack") {
    std::vector<Change> planned(100'000);
    for (std::size_t i = 0; i < planned.size(); ++i) {
        planned[i].id = "C" + std::to_string(i);
        planned[i].window.start = *parse_moment("2027-01-01T20:00");
        if (i > 0) planned[i].after.emplace_back("C" + std::to_string(i - 1));
    }
    Change last;
    last.id = "LAST";
    last.after.emplace_back(planned.back().id);
    Diagnostics problems;
    landscape_by_then({}, last, planned, {}, problems);
    CHECK(!problems.has_errors());
}

TEST_CASE("a planned change that is not finished by then is a warning; a tie is finished") {
    const auto starts = [](std::string_view start) {
        return ByThen(change("LAST", "{update: db}", "FIRST", "2027-02-01T20:00"),
                      {change("FIRST", adds_cache, "", start)})
            .said();
    };
    CHECK(starts("2027-02-01T19:00") == "");
    CHECK(has(starts("2027-02-01T19:01"), "K219 `FIRST` is planned until Mon 1 Feb 2027 20:01"));
    CHECK(has(starts("2027-03-01T19:00"), "K219"));
}

TEST_CASE("a planned change that does not fit is an error at its own step") {
    const ByThen b(change("LAST", "{update: db}", "FIRST", "2027-02-01T20:00"),
                   {change("FIRST", "{update: nothing}", "", "2027-01-01T20:00")});
    CHECK(has(b.said(), "K201"));
    CHECK(has(b.asked.line(b.problems.all[0].at), "update: nothing"));
}

TEST_CASE("two planned changes with one id are an error") {
    Asked a(works, on_db, {on_db, on_db});
    Diagnostics problems;
    check_planned(a.planned, problems);
    CHECK(count(problems, "K218") == 1);
}

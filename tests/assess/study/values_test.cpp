// The values that a result rests on, by the paths that `--set` takes.
#include "assess/study/values.h"

#include "asked.h"
#include "read/read.h"

using namespace knockon;
using namespace knockon::test;

namespace {

std::map<std::string, std::string> values(const std::string& landscape, const std::string& change) {
    Asked asked(landscape, change);
    asked.options.advice = false;
    return asked.run().answer->values;
}

}  // namespace

TEST_CASE("values are those of the change and of what takes part in it, as users write them") {
    const auto all = values(works, on_db);
    CHECK(all.at("steps.1.fails") == "0%");
    CHECK(all.at("components.db.availability") == "100%");
    CHECK(all.at("components.erp.needs") == "[db]");
    CHECK(all.at("processes.invoicing.active") == "office");
    CHECK(all.contains("suppliers.nordhost"));
    CHECK(all.contains("calendars.nights.hours"));
    CHECK(all.contains("departments.it"));
    // The portal has nothing to do with it, nor has its kind.
    for (const auto& [path, value] : all) CHECK_FALSE(path.starts_with("components.portal"));
    CHECK_FALSE(all.contains("suppliers.bigdata"));
}

TEST_CASE("what is only shown is left out, but an id may be called like it") {
    const auto all = values(
        replaced(works, "components:",
                 "components:\n  note: {name: Hint, note: seen, tags: [a], availability: 100%}"),
        replaced(replaced(on_db, "update: db", "update: note"),
                 "requested:", "title: Words\nnote: more\nrequested:"));
    CHECK(all.at("components.note.availability") == "100%");
    for (const auto& [path, value] : all) {
        const auto& shown_path = path;
        CAPTURE(shown_path);
        CHECK_FALSE(path.ends_with(".name"));
        CHECK_FALSE(path.ends_with(".note.note"));
        CHECK_FALSE(path.ends_with(".tags"));
        CHECK(path != "title");
        CHECK(path != "note");
        CHECK(path != "id");
    }
}

TEST_CASE("every value can be set to what it is, and nothing is another then") {
    Asked asked(works, on_db);
    asked.options.advice = false;
    asked.run();
    Landscape landscape = asked.landscape;
    Change change = asked.change;
    Sources sources;
    for (const auto& [path, value] : asked.answer->values) {
        if (value == "{}") continue;  // a record that says nothing
        const auto& shown_path = path;
        CAPTURE(shown_path);
        Diagnostics problems;
        set_value(path + "=" + value, landscape, &change, sources, problems);
        CHECK_FALSE(problems.has_errors());
    }
    CHECK(landscape == asked.landscape);
}

TEST_CASE("a very long value is a digest, which is another where the value is") {
    std::string days;
    for (int i = 0; i < 60; ++i)
        days += (i > 0 ? ", " : "") + std::string("2027-0") + std::to_string(2 + i / 28) + "-" +
                std::to_string(10 + i % 18);
    const std::string one =
        replaced(works, "  nights:", "  off: {dates: [" + days + "]}\n  nights:");
    const auto a = values(one, on_db), b = values(replaced(one, "2027-02-10", "2027-03-01"), on_db);
    CHECK(is_digest(a.at("calendars.off.dates")));
    CHECK(a.at("calendars.off.dates") != b.at("calendars.off.dates"));
    CHECK(a.at("calendars.off.dates").size() < 40);
    CHECK_FALSE(is_digest(a.at("steps.1.fails")));
}

TEST_CASE("where there are too many values there is one digest per record") {
    std::string many = works;
    for (int i = 0; i < 1300; ++i)
        many +=
            "  p" + std::to_string(i) + ": {department: it, needs: [erp], mtpd: 1h, people: 3}\n";
    const auto all = values(many, on_db);
    CHECK(all.size() < 5000);
    CHECK(is_digest(all.at("processes.p7")));
    CHECK(all.contains("steps.1"));
}

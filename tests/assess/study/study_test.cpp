#include <fmt/format.h>

#include "asked.h"
#include "assess/study/study.h"

using namespace knockon;
using namespace knockon::test;

TEST_CASE("what reaches too much even for a few runs is refused, and the option named lets it through") {
    Asked a(works, on_db);
    Need parts;
    for (int i = 0; i < 200'000; ++i) {
        const Id id = fmt::format("part-{}", i);
        Component& c = a.landscape.components[id] = a.landscape.components.at("portal");
        c.id = id;
        parts.members.push_back(Ref(id));
    }
    parts.at_least = 200'000;
    a.landscape.components.at("db").needs.push_back(parts);
    Diagnostics out;
    CHECK(make_study(a.landscape, a.change, a.options, out) == nullptr);
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].code == "K004");
    CHECK(has(out.all[0].message, "200003 components and processes matter"));  // with db, erp and invoicing
    CHECK(has(out.all[0].help, "--limit work=100003100"));
    a.options.max_work = 100'003'100;
    Diagnostics none;
    const auto study = make_study(a.landscape, a.change, a.options, none);
    REQUIRE(study != nullptr);
    // A large landscape has ten times the work, which changes asked about at once share; each has that of a small one.
    a.options.max_work = 1000;
    for (const auto& [at_once, work] : {std::pair(1, 10'000), {4, 2500}, {100, 1000}}) {
        a.options.at_once = static_cast<std::size_t>(at_once);
        CHECK(work_left(*study, a.options, 0) == static_cast<std::uint64_t>(work));
    }
}

TEST_CASE("so are more processes than figures can be told of") {
    Asked a(works, on_db);
    for (int i = 0; i < 80'000; ++i) {
        const Id id = fmt::format("process-{}", i);
        a.landscape.processes[id] = a.landscape.processes.at("invoicing");
        a.landscape.processes[id].id = id;
    }
    Diagnostics out;
    CHECK(make_study(a.landscape, a.change, a.options, out) == nullptr);
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].code == "K004");
    CHECK(has(out.all[0].help, "raise the limit: --limit work="));
}

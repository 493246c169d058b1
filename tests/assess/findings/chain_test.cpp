#include <fmt/format.h>

#include <functional>
#include <set>

#include "asked.h"
#include "assess/study/calendars.h"
#include "assess/findings/landscape_findings.h"
#include "seeded.h"

using namespace knockon;
using namespace knockon::test;

namespace {

/// invoicing needs c1, c1 needs c2, …; each of the supplier given; which of them it directs.
std::string chain(const std::vector<std::string>& suppliers,
                  const std::vector<std::string>& directed,
                  std::string_view owner = "owner: it, ") {
    std::string text = "currency: EUR\ndepartments: {finance: {}, it: {}}\nsuppliers:\n";
    for (const char* id : {"a", "b", "c", "d", "e"})
        text += fmt::format(
            "  {}: {{availability: 99.9%{}}}\n", id,
            std::find(directed.begin(), directed.end(), id) != directed.end() ? ", owner: it" : "");
    text += "components:\n";
    for (std::size_t i = 0; i < suppliers.size(); ++i)
        text += fmt::format("  c{}: {{{}{}availability: 99.9%{}}}\n", i + 1, owner,
                            suppliers[i].empty() ? "" : "supplier: " + suppliers[i] + ", ",
                            i + 1 < suppliers.size() ? fmt::format(", needs: [c{}]", i + 2) : "");
    return text + "processes:\n  invoicing: {department: finance, needs: [c1]}\n";
}

std::vector<Finding> found(const std::string& landscape, const Policy& policy = {}) {
    Sources sources;
    Diagnostics problems;
    const Written file("landscape", landscape);
    const Landscape l = read_landscape({&file.path, 1}, {}, sources, problems);
    check(l, problems);
    REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
    const Calendars calendars = compile_calendars(l, problems);
    std::vector<Finding> all = landscape_findings(l, calendars, policy, {});
    std::erase_if(all, [](const Finding& f) { return f.code != "M06"; });
    return all;
}

}  // namespace

TEST_CASE("M06: more suppliers in a row than the policy allows, and nobody directs them all") {
    CHECK(found(chain({"a", "b", "c"}, {})).empty());
    const auto four = found(chain({"a", "b", "c", "d"}, {}));
    REQUIRE(four.size() == 1);
    CHECK(four[0].message ==
          "invoicing rests on a chain of 4 suppliers, and no department directs all of them: c1 "
          "(a) → "
          "c2 (b) → c3 (c) → c4 (d); nearest to doing so is it");
    CHECK(four[0].subjects == std::vector<Id>{"invoicing"});
    Policy policy;
    policy.thresholds.chain_length = 4;
    CHECK(found(chain({"a", "b", "c", "d"}, {}), policy).empty());
    policy.thresholds.chain_length = 2;
    CHECK(found(chain({"a", "b", "c"}, {}), policy).size() == 1);
}

TEST_CASE("a department that directs every supplier of the chain answers for the whole") {
    CHECK(found(chain({"a", "b", "c", "d"}, {"a", "b", "c", "d"})).empty());
    CHECK(found(chain({"a", "b", "c", "d"}, {"a", "b", "d"})).size() == 1);
}

TEST_CASE("components of one supplier after each other, and own ones, make no chain longer") {
    CHECK(found(chain({"a", "a", "b", "", "b", "c"}, {})).empty());
    CHECK(found(chain({"a", "a", "b", "", "c", "c", "d"}, {})).size() == 1);
    // Back to the first one is a step to somebody else again.
    CHECK(found(chain({"a", "b", "a", "b"}, {})).size() == 1);
}

TEST_CASE("where nobody owns most of the chain the department of the process is named") {
    CHECK(has(found(chain({"a", "b", "c", "d"}, {}, ""))[0].message,
              "; nearest to doing so is finance"));
}

TEST_CASE("a chain that nobody directs is found beside one as long that somebody does") {
    // Two ways down of the same length: over c1 (all directed), and over x1, whose end e is not.
    std::string text = chain({"a", "b", "c", "d"}, {"a", "b", "c", "d"});
    text = replaced(text, "processes:",
                    "  x1: {owner: it, supplier: a, availability: 99.9%, needs: [x2]}\n"
                    "  x2: {owner: it, supplier: b, availability: 99.9%, needs: [x3]}\n"
                    "  x3: {owner: it, supplier: c, availability: 99.9%, needs: [x4]}\n"
                    "  x4: {owner: it, supplier: e, availability: 99.9%}\n"
                    "processes:");
    text = replaced(text, "needs: [c1]}\n", "needs: [c1, x1]}\n");
    const auto all = found(text);
    REQUIRE(all.size() == 1);
    CHECK(has(all[0].message, "x4 (e)"));
}

TEST_CASE("components that need each other count as one supplier") {
    CHECK(found(replaced(chain({"a", "b", "c"}, {}), "supplier: c, availability: 99.9%",
                         "supplier: c, availability: 99.9%, needs: [c1]"))
              .empty());
}

TEST_CASE("the sweep finds what going over every path finds") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        Seeded random(seed);
        constexpr int n = 9;
        Landscape l;
        l.departments["it"].id = "it";
        l.departments["ops"].id = "ops";
        for (const char* id : {"a", "b", "c", "d"}) {
            l.suppliers[id].id = id;
            if (random.below(3) > 0) l.suppliers[id].owner = Id(random.below(2) ? "it" : "ops");
        }
        const std::string names = "abcd";
        for (int i = 0; i < n; ++i) {
            Component& c = l.components[fmt::format("c{}", i)];
            c.id = fmt::format("c{}", i);
            if (random.below(4) > 0) c.supplier = Id(std::string(1, names[random.below(4)]));
            for (int j = i + 1; j < n; ++j)
                if (random.below(3) == 0) {
                    Need need;
                    need.members.emplace_back(fmt::format("c{}", j));
                    c.needs.push_back(need);
                }
        }
        Process& p = l.processes["p"];
        p.id = "p";
        p.department = Id("it");
        Need need;
        need.members.emplace_back("c0");
        p.needs.push_back(need);
        // Every path from c0 on: how many stretches, and whether one department directs them all.
        int longest = 0;
        const std::function<void(const Component&, int, const Id&, std::set<Id>)> go =
            [&](const Component& c, int length, const Id& above, std::set<Id> directors) {
                Id last = above;
                if (c.supplier) {
                    if (*c.supplier != above) ++length;
                    last = *c.supplier;
                    const Supplier& s = l.suppliers.at(last);
                    directors.insert(s.owner ? *s.owner : "nobody");
                }
                if (directors.size() > 1 || directors.contains("nobody"))
                    longest = std::max(longest, length);
                for (const Need& m : c.needs)
                    go(l.components.at(*m.members.front()), length, last, directors);
            };
        go(l.components.at("c0"), 0, "", {});
        Diagnostics problems;
        const Calendars calendars = compile_calendars(l, problems);
        for (int limit = 0; limit <= 5; ++limit) {
            CAPTURE(limit);
            Policy policy;
            policy.thresholds.chain_length = limit;
            std::vector<Finding> all = landscape_findings(l, calendars, policy, {});
            std::erase_if(all, [](const Finding& f) { return f.code != "M06"; });
            CHECK(all.size() == (longest > limit ? 1 : 0));
            if (!all.empty())
                CHECK(has(all[0].message, fmt::format("a chain of {} supplier", longest)));
        }
    }
}

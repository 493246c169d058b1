#include "assess/structure/structure.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "asked.h"
#include "assess/structure/landscape_diff.h"
#include "near.h"
#include "random_landscape.h"

using namespace knockon;
using test::replaced;

namespace {

Need any_of(std::vector<Id> members) {
    Need n;
    for (Id& id : members) n.members.emplace_back(std::move(id));
    n.at_least = 1;
    return n;
}

void component(Landscape& l, const Id& id, double unavailability, std::vector<Need> needs = {}) {
    Component& c = l.components[id];
    c.id = id;
    c.unavailability = Probability{unavailability, unavailability, unavailability, 0, 0};
    c.needs = std::move(needs);
}

/// Books need the erp, which needs any of two nodes; the mail stands alone.
Landscape books() {
    Landscape l;
    l.departments["finance"].id = "finance";
    component(l, "node_a", 0.01);
    component(l, "node_b", 0.02);
    component(l, "mail", 0.03);
    component(l, "erp", 0.001, {any_of({"node_a", "node_b"})});
    Process& p = l.processes["books"];
    p.id = "books";
    p.department = Id("finance");
    p.needs = {any_of({"erp"})};
    return l;
}

StructureReport compared(const Landscape& before, const Landscape& after) {
    std::vector<std::string> limits;
    const auto report = structure_change(before, after, {"books"}, {}, limits);
    REQUIRE(report);
    CHECK(limits.empty());
    return *report;
}

/// Whether the process is down while just these are, with needs as `any of`: by definition.
bool falls(const Landscape& l, const Id& process, const std::set<Id>& failed) {
    std::set<Id> down = failed;
    for (bool changed = true; changed;) {
        changed = false;
        const auto look = [&](const Id& id, const std::vector<Need>& needs) {
            for (const Need& n : needs) {
                const bool all = std::all_of(n.members.begin(), n.members.end(),
                                             [&](const Ref& m) { return down.contains(*m); });
                if (all && down.insert(id).second) changed = true;
            }
        };
        for (const auto& [id, c] : l.components) look(id, c.needs);
        for (const auto& [id, p] : l.processes) look(id, p.needs);
    }
    return down.contains(process);
}

/// Components in levels, each with up to two needs of one to three of those below.
Landscape random_books(Random& r) {
    Landscape l;
    l.departments["finance"].id = "finance";
    for (int i = 0; i < 9; ++i) {
        std::vector<Need> needs;
        for (int n = i < 4 ? 0 : r.number(0, 2); n > 0; --n) {
            std::set<Id> members;
            for (int m = r.number(1, 3); m > 0; --m)
                members.insert("c" + std::to_string(r.number(0, i - 1)));
            needs.push_back(any_of({members.begin(), members.end()}));
        }
        component(l, "c" + std::to_string(i), 0.01 + 0.001 * i, needs);
    }
    Process& p = l.processes["books"];
    p.id = "books";
    p.department = Id("finance");
    p.needs = {any_of({"c8", "c7"}), any_of({"c6", "c5"})};
    return l;
}

/// Subsets of two or three components that bring the process down in `is`, while no part of them
/// does, and that as a whole do not in `was`.
std::set<std::vector<Id>> new_by_definition(const Landscape& was, const Landscape& is) {
    std::vector<Id> ids;
    for (const auto& [id, c] : is.components) ids.push_back(id);
    std::set<std::vector<Id>> found;
    for (unsigned mask = 1; mask < 1u << ids.size(); ++mask) {
        std::set<Id> set;
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (mask >> i & 1) set.insert(ids[i]);
        if (set.size() < 2 || set.size() > 3 || !falls(is, "books", set)) continue;
        bool minimal = true;
        for (const Id& id : set) {
            std::set<Id> less = set;
            less.erase(id);
            minimal = minimal && !falls(is, "books", less);
        }
        if (minimal && !falls(was, "books", set)) found.insert({set.begin(), set.end()});
    }
    return found;
}

std::set<std::vector<Id>> members(const std::vector<Combination>& all) {
    std::set<std::vector<Id>> out;
    for (const Combination& c : all) out.insert(c.members);
    return out;
}

}  // namespace

TEST_CASE("the target stands beside the figure, and working time beside the clock") {
    using knockon::test::replaced;
    const std::string promised = replaced(
        replaced(replaced(knockon::test::works, "owner: it, availability: 100%, needs: [db]",
                          "owner: it, availability: 99%, recovery: 1h, needs: [db]"),
                 "active: office", "active: office, target: 99.5%"),
        "office: {days: mon-fri, hours: 06:00-18:00}", "office: {hours: 06:00-18:00}");
    knockon::test::Asked asked(promised, knockon::test::on_db);
    const Structure s = structure(asked.landscape, {}, asked.problems);
    REQUIRE(s.processes.size() == 1);
    const ProcessStructure& p = s.processes.front();
    REQUIRE(p.target);
    CHECK(*p.target == doctest::Approx(0.005));
    CHECK(p.state.downtime_h_per_year.value == doctest::Approx(87.6));
    CHECK(p.state.working_h_per_year.value == doctest::Approx(43.8));  // 12 h of 24, every day
}

TEST_CASE("each member of a cut set has the needs by which it brings the process down") {
    Diagnostics out;
    const Structure s = structure(books(), {}, out);
    const ProcessStructure& p = s.processes.at(0);
    REQUIRE(p.top.size() == 2);
    CHECK(p.top[0].members == std::vector<Id>{"erp"});
    CHECK(p.top[0].chains == std::vector<std::vector<Id>>{{"books", "erp"}});
    CHECK(p.top[1].members == std::vector<Id>{"node_a", "node_b"});
    CHECK(p.top[1].chains ==
          std::vector<std::vector<Id>>{{"books", "erp", "node_a"}, {"books", "erp", "node_b"}});
}

TEST_CASE("a chain goes only over what is down, and ends at the supplier or the draw behind it") {
    Landscape l = books();
    // Straight from the process to node_a there is a way too, but what is on it stays up.
    component(l, "cache", 0, {any_of({"node_a", "mail"})});
    l.processes["books"].needs.push_back(any_of({"cache"}));
    Supplier& host = l.suppliers["host"];
    host.id = "host";
    l.components["erp"].supplier = Id("host");
    l.components["erp"].needs[0].terms.set().chance = 0.5;
    Diagnostics out;
    const Structure s = structure(l, {}, out);
    std::set<std::vector<Id>> chains;
    for (const CutSetRow& row : s.processes.at(0).top) {
        CHECK(row.chains.size() == row.members.size());
        for (const auto& chain : row.chains) chains.insert(chain);
    }
    CHECK(chains.contains({"books", "erp", "host"}));
    CHECK(chains.contains({"books", "erp", "erp needs node_a, node_b"}));
    CHECK(chains.contains({"books", "erp", "node_a"}));
    CHECK(chains.contains({"books", "cache", "node_a"}));  // of node_a with mail
}

TEST_CASE("what takes a process down together after a change, and did not before, is named") {
    const Landscape before = books();
    Landscape after = before;
    after.components["erp"].needs.push_back(any_of({"mail", "node_a"}));
    const StructureReport r = compared(before, after);
    CHECK(r.new_cut_sets == std::vector<Combination>{{"books", {"mail", "node_a"}, 0.03 * 0.01}});
    CHECK(r.removed_cut_sets.empty());
    const StructureReport back = compared(after, before);
    CHECK(back.removed_cut_sets == r.new_cut_sets);
    CHECK(back.new_cut_sets.empty());
    // A part of the pair now does it alone: the pair is not gone, but more than is needed.
    after = before;
    after.components["erp"].needs.push_back(any_of({"node_a"}));
    const StructureReport alone = compared(before, after);
    CHECK(alone.removed_cut_sets.empty());
    CHECK(alone.new_single_points_of_failure == std::vector<SinglePoint>{{"node_a", "books"}});
}

TEST_CASE("new combinations and those that are gone agree with trying every one") {
    int named = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        Random r(seed);
        const Landscape before = random_books(r), after = random_books(r);
        std::vector<std::string> limits;
        const auto report = structure_change(before, after, {"books"}, {}, limits);
        REQUIRE(report);
        const auto added = new_by_definition(before, after);
        const auto gone = new_by_definition(after, before);
        named += static_cast<int>(added.size());
        if (!limits.empty()) {  // only the ten likeliest of a process are given, and that is said
            CHECK(std::max(added.size(), gone.size()) > 10);
            continue;
        }
        CHECK(members(report->new_cut_sets) == added);
        CHECK(members(report->removed_cut_sets) == gone);
    }
    CHECK(named > 200);
}

TEST_CASE("only what is exact refuses before any work, and names every process that is not") {
    Landscape l = books();
    l.components["erp"].needs[0].terms.set().tolerates = slots(1);
    StructureOptions o;
    o.exact_only = true;
    Diagnostics out;
    const Structure s = structure(l, o, out);
    CHECK(s.processes.empty());
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].message == "`--engine exact` cannot work out `books`");
}

TEST_CASE("how far it is only ever grows, while processes are worked out and while years are simulated") {
    Landscape l = books();
    for (const bool years : {false, true}) {
        CAPTURE(years);
        std::vector<double> shares{0};
        StructureOptions o;
        o.simulate = years;
        o.max_error = 0.001;
        o.progress = [&](double share) { shares.push_back(share); };
        Diagnostics none;
        structure(l, o, none);
        CHECK(std::is_sorted(shares.begin(), shares.end()));
        CHECK(shares.back() <= 1);
        CHECK((shares.size() > 8) == years);
    }
    Landscape after = l;
    after.components["erp"].unavailability = Probability{0.002, 0.002, 0.002, 0, 0};
    std::vector<double> shares{0};
    DiffOptions o;
    o.progress = [&](double share) { shares.push_back(share); };
    Diagnostics none;
    landscape_diff(l, after, o, none);
    CHECK(std::is_sorted(shares.begin(), shares.end()));
    CHECK(shares.back() >= 0.4);
    CHECK(shares.back() <= 1);
}

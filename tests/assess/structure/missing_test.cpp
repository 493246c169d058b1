// Which missing figures matter most: by hand, and against every state of small landscapes.
#include "assess/structure/missing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "asked.h"
#include "near.h"
#include "seeded.h"

using namespace knockon;

namespace {

Landscape read(const std::string& body) {
    const test::Written file("landscape", body);
    Sources sources;
    Diagnostics out;
    Landscape l = read_landscape({&file.path, 1}, {}, sources, out);
    REQUIRE(render(out, sources) == "");
    return l;
}

std::map<Id, double> by_id(const MissingFigures& all) {
    std::map<Id, double> moves;
    for (const MissingFigure& f : all.most) moves[f.component] = f.moves;
    return moves;
}

/// What is down when these have failed: again and again over all needs until nothing more falls.
std::set<Id> down_with(const Landscape& l, std::set<Id> down) {
    const auto fallen = [&](const std::vector<Need>& needs) {
        return std::any_of(needs.begin(), needs.end(), [&](const Need& n) {
            const auto up = std::count_if(n.members.begin(), n.members.end(),
                                          [&](const Ref& m) { return !down.contains(*m); });
            return up < n.at_least;
        });
    };
    for (std::size_t before = SIZE_MAX; before != down.size();) {
        before = down.size();
        for (const auto& [id, c] : l.components)
            if (fallen(c.needs)) down.insert(id);
        for (const auto& [id, p] : l.processes)
            if (fallen(p.needs)) down.insert(id);
    }
    return down;
}

/// Hours that processes are down in a year, from every state that there is.
double hours(const Landscape& l, const std::map<Id, double>& q) {
    const std::vector<std::pair<Id, double>> fail(q.begin(), q.end());
    double sum = 0;
    for (std::size_t state = 0; state < std::size_t{1} << fail.size(); ++state) {
        double probability = 1;
        std::set<Id> failed;
        for (std::size_t i = 0; i < fail.size(); ++i) {
            const bool fails = (state >> i & 1) != 0;
            probability *= fails ? fail[i].second : 1 - fail[i].second;
            if (fails) failed.insert(fail[i].first);
        }
        const std::set<Id> down = down_with(l, failed);
        for (const auto& [id, p] : l.processes) sum += down.contains(id) ? 8760 * probability : 0;
    }
    return sum;
}

// What is taken where nothing is stated (knockon-model(5)).
const std::map<std::string, double> taken = {{"application", 0.005}, {"database", 0.002}, {"server", 0.001}};

}  // namespace

TEST_CASE("by hand: alone, with another one, behind both of a pair, stated, and what never fails") {
    const Landscape l = read(R"(
departments: {d: {}}
components:
  shop: {kind: application, needs: [{any: [a, b]}, mail, door]}
  a: {kind: server, needs: [db]}
  b: {kind: server, needs: [db]}
  db: {kind: database}
  mail: {kind: server, availability: 99%}
  door: {kind: capability}
  alone: {kind: server}
processes: {orders: {department: d, needs: [shop]}}
)");
    const MissingFigures all = missing_figures(l, 10);
    CHECK_FALSE(all.money);
    CHECK_FALSE(all.limited);
    const auto moves = by_id(all);
    // Between a fifth and five times as much lie 4.8 times the unavailability.
    CHECK(moves.at("shop") == near(4.8 * 0.005 * 8760));
    CHECK(moves.at("db") == near(4.8 * 0.002 * 8760));
    CHECK(moves.at("a") == near(4.8 * 0.001 * 8760 * 0.001));  // only while b is down by itself
    CHECK(moves.at("b") == near(4.8 * 0.001 * 8760 * 0.001));
    CHECK(moves.size() == 4);
    CHECK(all.most[0].component == "shop");
    CHECK(all.most[1].component == "db");
    CHECK(all.most[1].processes == 1);
    CHECK(all.most[1].components == 3);
    CHECK(all.most[1].source.starts_with("built-in"));
    REQUIRE(all.costs.size() == 1);
    CHECK(all.costs[0].process == "orders");
    // shop, db or mail: 1 - 0.995 * 0.998 * 0.99
    CHECK(all.costs[0].hours_per_year == near(8760 * (1 - 0.995 * 0.998 * 0.99), 1e-9));
}

TEST_CASE("with a loss by the hour it is money, and a range of the landscape's own is the plausible one") {
    const Landscape l = read(R"(
departments: {d: {}}
defaults: {server: {unavailability: 1%..3%}}
components: {s: {kind: server}, t: {kind: application}}
processes:
  orders: {department: d, needs: [s], loss: {hour: 100}}
  letters: {department: d, needs: [t]}
)");
    const MissingFigures all = missing_figures(l, 10);
    CHECK(all.money);
    REQUIRE(all.most.size() == 1);  // what stops the letters costs nothing that is known
    CHECK(all.most[0].component == "s");
    CHECK(all.most[0].moves == near(100 * 8760 * 0.02, 1e-9));
    REQUIRE(all.costs.size() == 1);
    CHECK(all.costs[0].process == "letters");
}

TEST_CASE("what is not followed for its size is said") {
    const Landscape l = read("components: {a: {needs: [b]}, b: {needs: [c]}, c: {}}\n");
    CHECK(missing_figures(l, 10).most.size() == 2);  // a takes nothing else down
    CHECK(missing_figures(l, 1).most.size() == 1);
    CHECK_FALSE(missing_figures(l, 10).limited);
    const MissingFigures few = missing_figures(l, 10, 0);
    CHECK(few.limited);
    CHECK(few.most.size() == 1);
}

TEST_CASE("every figure moves the result as it does when all states are played, at both ends") {
    test::Seeded r(5);
    const std::vector<std::string> kinds = {"application", "database", "server"};
    for (int round = 0; round < 40; ++round) {
        CAPTURE(round);
        const int n = r.between(2, 7);
        std::string body = "departments: {d: {}}\ncomponents:\n";
        const auto needs = [&](int self) {
            std::string list;
            for (int k = r.between(0, 2); k > 0; --k) {
                std::set<int> members;
                for (int m = r.between(1, 3); m > 0; --m)
                    if (const int id = r.between(0, n - 1); id != self) members.insert(id);
                std::string group;
                for (const int m : members) group += (group.empty() ? "c" : ", c") + std::to_string(m);
                if (!group.empty()) list += std::string(r.chance(0.5) ? "{any: [" : "{all: [") + group + "]}, ";
            }
            return "[" + list + "]";
        };
        for (int i = 0; i < n; ++i)
            body += "  c" + std::to_string(i) + ": {kind: " + kinds[r.below(3)] + ", needs: " + needs(i) + "}\n";
        body += "processes:\n";
        for (int i = 0; i < 2; ++i)
            body += "  p" + std::to_string(i) + ": {department: d, needs: [c" + std::to_string(r.between(0, n - 1)) +
                    ", {any: [c0, c1]}]}\n";
        CAPTURE(body);
        const Landscape l = read(body);
        std::map<Id, double> q;
        for (const auto& [id, c] : l.components) q[id] = taken.at(*c.kind);
        const auto moves = by_id(missing_figures(l, 10));
        for (const auto& [id, at] : q) {
            const Id& shown_id = id;
            CAPTURE(shown_id);
            auto low = q, high = q;
            low[id] = at / 5;
            high[id] = at * 5;
            const double exact = hours(l, high) - hours(l, low);
            const auto found = moves.find(id);
            const double said = found == moves.end() ? 0 : found->second;
            // Failures of three at once, and of others at the same time, are what is left out.
            CHECK(std::abs(said - exact) <= 0.06 * exact + 0.02);
        }
    }
}

#include <doctest/doctest.h>

#include <sstream>

#include "exact_models.h"
#include "near.h"
#include "risk/exact.h"

using namespace knockon;

TEST_CASE("industrial fault trees have the published-and-corrected probability and cut sets") {
    // ../shared/real/README.md: values that three other programs agree on to 1e-13.
    const std::string folder = KNOCKON_SOURCE_DIR "/../shared/real/aralia/";
    std::ifstream table(folder + "expected.tsv");
    if (!table) {
        MESSAGE("skipped: no trees at " << folder);
        return;
    }
    std::string line;
    std::getline(table, line);
    int trees = 0;
    while (std::getline(table, line)) {
        std::istringstream row(line);
        std::string name, sets;
        double unavailability = 0, tolerance = 0;
        row >> name >> unavailability >> tolerance >> sets;
        CAPTURE(name);
        const auto model = trial::read_tree(folder + name + ".json");
        REQUIRE(model);
        const Exact exact(*model);
        const RootFigures f = exact.figures(0);
        CHECK(f.exact);
        CHECK(f.probability.low == near(unavailability, tolerance));
        CHECK(exact.cut_sets(0).count() == sets);
        ++trees;
    }
    CHECK(trees > 0);
}

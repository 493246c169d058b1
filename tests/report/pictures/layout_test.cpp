#include "report/pictures/layout.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "seeded.h"

using namespace knockon;

namespace {

Picture picture(int nodes, const std::vector<std::pair<int, int>>& needs) {
    Picture p;
    for (int i = 0; i < nodes; ++i) {
        PictureNode n;
        n.id = fmt::format("n{}", i);
        p.nodes.push_back(n);
    }
    for (const auto& [from, to] : needs)
        p.edges.push_back({fmt::format("n{}", from), fmt::format("n{}", to), ""});
    return p;
}

/// Nothing overlaps, nothing is outside, every route begins and ends at its nodes.
void check(const Picture& p, const Placement& at) {
    REQUIRE(at.nodes.size() == p.nodes.size());
    REQUIRE(at.routes.size() == p.edges.size());
    for (std::size_t i = 0; i < at.nodes.size(); ++i) {
        const auto [x, y] = at.nodes[i];
        CHECK((x >= 0 && x + Placement::node_width <= at.width));
        CHECK((y >= 0 && y + Placement::node_height <= at.height));
        for (std::size_t k = 0; k < i; ++k)
            CHECK((std::abs(x - at.nodes[k].x) >= Placement::node_width ||
                   std::abs(y - at.nodes[k].y) >= Placement::node_height));
    }
    for (const Placement::Route& r : at.routes)
        for (const auto& [x, y] : r.points)
            CHECK((x >= 0 && x <= at.width && y >= 0 && y <= at.height));
}

}  // namespace

TEST_CASE("an empty picture has a size") {
    const Placement at = lay_out({});
    CHECK(at.nodes.empty());
    CHECK(at.width > 0);
}

TEST_CASE("what is needed stands to the left of what needs it") {
    const Picture p = picture(4, {{0, 1}, {1, 3}, {0, 3}, {2, 3}});
    const Placement at = lay_out(p);
    check(p, at);
    CHECK(at.nodes[3].x < at.nodes[1].x);
    CHECK(at.nodes[1].x < at.nodes[0].x);
    CHECK(at.nodes[2].x == at.nodes[0].x);
    // From the right side of what is needed to the left side of what needs it.
    CHECK(at.routes[0].points.front().x == at.nodes[1].x + Placement::node_width);
    CHECK(at.routes[0].points.back().x == at.nodes[0].x);
    CHECK(at.routes[2].points.size() == 4);  // past the column in between
    CHECK(!at.routes[2].backwards);
}

TEST_CASE("a chain runs level") {
    const Placement at = lay_out(picture(4, {{0, 1}, {1, 2}, {2, 3}}));
    for (const auto& spot : at.nodes) CHECK(spot.y == at.nodes[0].y);
}

TEST_CASE("two chains side by side do not cross") {
    const Placement at = lay_out(picture(6, {{0, 3}, {1, 2}, {2, 5}, {3, 4}}));
    CHECK((at.nodes[0].y < at.nodes[1].y) == (at.nodes[3].y < at.nodes[2].y));
    CHECK((at.nodes[3].y < at.nodes[2].y) == (at.nodes[4].y < at.nodes[5].y));
}

TEST_CASE("a circle is drawn, with one need running back") {
    const Picture p = picture(3, {{0, 1}, {1, 2}, {2, 0}, {1, 1}});
    const Placement at = lay_out(p);
    check(p, at);
    CHECK(at.routes[2].backwards);
    CHECK(at.routes[3].points.empty());  // of itself: nothing to be drawn
}

TEST_CASE("a need of what is not in the picture is not drawn") {
    Picture p = picture(2, {{0, 1}});
    p.edges.push_back({"n0", "elsewhere", ""});
    const Placement at = lay_out(p);
    check(p, at);
    CHECK(at.routes[1].points.empty());
}

TEST_CASE("any picture: nothing overlaps, and twice the same is the same") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        test::Seeded draws(seed);
        const int nodes = draws.between(1, 40);
        std::vector<std::pair<int, int>> needs;
        for (int i = draws.between(0, 3 * nodes); i > 0; --i)
            needs.emplace_back(draws.between(0, nodes - 1), draws.between(0, nodes - 1));
        const Picture p = picture(nodes, needs);
        const Placement at = lay_out(p), again = lay_out(p);
        check(p, at);
        for (std::size_t i = 0; i < at.nodes.size(); ++i) {
            CHECK(at.nodes[i].x == again.nodes[i].x);
            CHECK(at.nodes[i].y == again.nodes[i].y);
        }
    }
}

#include "model/landscape.h"

#include <doctest/doctest.h>

#include "build.h"

using namespace knockon;
using namespace std::chrono_literals;
using knockon::test::need;

TEST_CASE("two needs are equal when they say the same, wherever they stand") {
    Need a = need({"x", "y"}), b = need({"x", "y"});
    b.terms.set().at = {1, 2, 3, 4};
    CHECK(a == b);
    b.members[0].at = {1, 2, 3, 4};
    CHECK(a == b);
}

TEST_CASE("two needs differ when any part of them does") {
    const Need a = need({"x", "y"});
    const auto differs = [&](auto change) {
        Need b = a;
        change(b);
        return !(a == b);
    };
    CHECK(differs([](Need& n) { n.kind = Need::Kind::any; }));
    CHECK(differs([](Need& n) { n.members = {n.members[0]}; }));
    CHECK(differs(
        [](Need& n) { std::swap(n.members[0], n.members[1]); }));  // failover: the first are used
    CHECK(differs([](Need& n) { n.at_least = 1; }));
    CHECK(differs([](Need& n) { n.terms.set().tolerates = 1min; }));
    CHECK(differs([](Need& n) { n.terms.set().chance = 0.5; }));
    CHECK(differs([](Need& n) { n.terms.set().failover = 0.5; }));
    CHECK(differs([](Need& n) { n.terms.set().impact = 0.5; }));
    CHECK(differs([](Need& n) { n.terms.set().calls = 2; }));
    CHECK(differs([](Need& n) { n.terms.set().data = DataClass::secret; }));
    CHECK(differs([](Need& n) { n.terms.set().clearance = DataClass::secret; }));
}

TEST_CASE("words are those that users write") {
    CHECK(name(DataClass::open) == "public");
    CHECK(name(DataClass::secret) == "secret");
    CHECK(name(Sourcing::bought) == "bought");
    CHECK(name(Verb::disconnect) == "disconnect");
    CHECK(name(ChangeType::emergency) == "emergency");
}

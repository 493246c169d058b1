#include "imported.h"

using namespace knockon;
using test::Imported;

TEST_CASE("texts of Windows arrive as they were meant") {
    const std::string plain = "services: {a: {depends_on: [b]}, b: {}}";
    std::string wide = "\xFF\xFE";
    for (const char c : plain) wide += std::string{c, '\0'};
    CHECK(Imported(wide).draft.balance.needs == 1);
    CHECK(Imported("\xEF\xBB\xBF" + plain).draft.balance.needs == 1);
    CHECK(Imported("services: {a: \xFF}").has("K002"));
}

TEST_CASE("what is wrong with each of several files is said at once") {
    const Imported i({{"x.json", "{\"graph\": {"}, {"y.xml", "<a><b>"}, {"z.yaml", "a: [\n"}, {"w.csv", "id\n1\n"}});
    REQUIRE(i.out.all.size() == 3);
    for (std::uint32_t n = 0; n < 3; ++n) CHECK(i.out.all[n].at.file == n + 1);
}

TEST_CASE("what is nobody's is said to be, with what there is") {
    CHECK(Imported("a: b\n").has("K301"));
    CHECK(Imported("hello").has("K301"));
    CHECK(Imported("").has("K007"));
    CHECK(Imported("   \n").has("K007"));
    CHECK(Imported("a: [b\n").has("K003"));
    CHECK(Imported("knockon: landscape/1\nservices: {a: {}}\n").has("K301"));
    Wishes wishes;
    wishes.from = "compose";
    CHECK(!Imported("x: y\n", wishes).out.has_errors());
}

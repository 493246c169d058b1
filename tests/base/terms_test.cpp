#include "base/terms.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace knockon;

namespace {

std::string small(std::string_view s) {
    std::string out;
    for (const char c : s) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

}  // namespace

TEST_CASE("terms are in order, each explained in sentences") {
    std::string before;
    for (const Term& t : terms()) {
        CAPTURE(t.name);
        CHECK(before < small(t.name));
        CHECK(t.meaning.ends_with('.'));
        CHECK_FALSE(t.source.empty());
        before = small(t.name);
    }
}

TEST_CASE("a term is found by its name and its other names, and belongs to one concept") {
    for (const Term& t : terms()) {
        CAPTURE(t.name);
        CHECK(find_term(t.name) == &t);
        for (std::string_view rest = t.also; !rest.empty();) {
            const std::size_t comma = std::min(rest.find(", "), rest.size());
            CHECK(find_term(rest.substr(0, comma)) == &t);
            rest.remove_prefix(std::min(comma + 2, rest.size()));
        }
    }
    CHECK(find_term("mtpd") == find_term("MTPD"));
    CHECK(find_term("cut_set") == find_term("cut set"));
    CHECK(find_term("Cut-Set") == find_term("cut set"));
    CHECK(find_term("rrw") == find_term("risk reduction worth"));
    CHECK(find_term("") == nullptr);
    CHECK(find_term("cut") == nullptr);
}

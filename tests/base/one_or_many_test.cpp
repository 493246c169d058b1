#include "base/one_or_many.h"

#include <doctest/doctest.h>

#include <string>

using namespace knockon;
using Words = std::vector<std::string>;
using Few = OneOrMany<std::string>;

TEST_CASE("one, none or many: a list that was put together in any way says what a vector would") {
    Few list;
    Words expected;
    CHECK(list.empty());
    for (const char* word : {"a", "b", "a", "c"}) {
        list.push_back(word);
        expected.emplace_back(word);
        CHECK(Words(list.begin(), list.end()) == expected);
        CHECK(list.size() == expected.size());
        CHECK(list.front() == expected.front());
        CHECK(list.back() == expected.back());
        CHECK(list[expected.size() / 2] == expected[expected.size() / 2]);
        CHECK(list == Few(expected));
    }
    const Few copy = list;
    erase_if(list, [](const std::string& word) { return word == "a"; });
    CHECK(list == Few{"b", "c"});
    CHECK(copy == Few(expected));
    erase_if(list, [](const std::string& word) { return word == "b"; });
    CHECK(list == Few{"c"});
    CHECK(list != Few{"d"});
    erase_if(list, [](const std::string&) { return true; });
    CHECK(list == Few());
    list.emplace_back(2, 'x');
    CHECK(list == Few{"xx"});
}

#include "base/codes.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>


using namespace knockon;

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("codes are in order, each once, and each is explained") {
    std::string_view before;
    for (const CodeEntry& e : codes()) {
        CAPTURE(e.code);
        CHECK(before < e.code);
        CHECK(e.code.size() >= 3);
        CHECK_FALSE(e.title.empty());
        CHECK(e.meaning.ends_with('.'));
        CHECK(e.remedy.ends_with('.'));
        CHECK(find_code(e.code) == &e);
        before = e.code;
    }
    CHECK(find_code("K000") == nullptr);
    CHECK(find_code("") == nullptr);
}

TEST_CASE("every code that has a name is in the registry, and the other way round") {
    const std::string header =
        contents(std::filesystem::path{KNOCKON_SOURCE_DIR} / "src/base/codes.h");
    const std::regex definition{R"re(string_view (\w+) = "([A-Z]\d+)")re"};
    std::size_t n = 0;
    for (std::sregex_iterator m{header.begin(), header.end(), definition}, end; m != end;
         ++m, ++n) {
        CAPTURE((*m)[1].str());
        CHECK(find_code((*m)[2].str()) != nullptr);
    }
    CHECK(n == codes().size());
}

TEST_CASE("every finding has a source, and nothing else has") {
    for (const CodeEntry& e : codes()) {
        CAPTURE(e.code);
        CHECK(e.source.empty() == !is_finding(e.code));
    }
}

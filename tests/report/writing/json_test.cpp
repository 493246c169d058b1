#include "report/writing/json.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "read_back.h"

using namespace knockon;

namespace {

std::uint64_t next(std::uint64_t& state) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return state >> 33;
}

}  // namespace

TEST_CASE("texts are quoted and read back the same") {
    CHECK(json_string("") == "\"\"");
    CHECK(json_string("a \"b\" \\ c") == R"("a \"b\" \\ c")");
    CHECK(json_string("Façade 東京 😀") == "\"Façade 東京 😀\"");
    CHECK(text(read_back(json_string("a\tb\nc\r\x01\x1f"))) == "a\tb\nc\r\x01\x1f");
}

TEST_CASE(
    "nothing in a text can end a script, break a line, steer a terminal or command a runner") {
    CHECK(json_string("</script>") == R"("<\/script>")");
    CHECK(json_string("a/b") == R"("a/b")");
    CHECK(json_string("\u2028\u2029") == R"("\u2028\u2029")");
    CHECK(json_string("\x7f\u0085\u009b") == R"("\u007f\u0085\u009b")");
    CHECK(json_string("##[error]x") == R"("#\u0023[error]x")");
    CHECK(json_string("##vso[task]") == R"(")"
                                        "#\\u0023vso[task]\"");
    CHECK(json_string("##teamcity[x]") == R"(")"
                                          "#\\u0023teamcity[x]\"");
    CHECK(json_string("#5 is fine") == R"("#5 is fine")");
    CHECK(json_string("\x1b[31m") == R"("\u001b[31m")");
    CHECK(json_string("\u202e") == R"("\u202e")");
    CHECK(text(read_back(json_string("##[error]</a>"))) == "##[error]</a>");
}

TEST_CASE("bytes that are no UTF-8 become the replacement character") {
    CHECK(json_string("a\xff"
                      "b") ==
          "\"a\xEF\xBF\xBD"
          "b\"");
    CHECK(json_string("\xc3") == "\"\xEF\xBF\xBD\"");
    CHECK(json_string("\xed\xa0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("whatever the bytes, the text is valid JSON") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        std::uint64_t state = seed;
        std::string bytes;
        const std::uint64_t size = next(state) % 40;
        static constexpr std::string_view spice = "#[</\\\"\xe2\x80\xa8\xc2\x85\xf0\x9f";
        for (std::uint64_t i = 0; i < size; ++i)
            bytes += next(state) % 2 ? spice[next(state) % spice.size()]
                                     : static_cast<char>(next(state) % 256);
        const std::string json = json_string(bytes);
        const std::string back = text(read_back(json));
        if (valid_utf8(bytes)) CHECK(back == bytes);
        CHECK(json.find("##[") == std::string::npos);
        CHECK(json.find("</") == std::string::npos);
        CHECK(json.find('\n') == std::string::npos);
    }
}

TEST_CASE("numbers are the shortest that read back the same") {
    const auto written = [](double x) {
        JsonWriter w;
        w.value(x);
        return w.take();
    };
    CHECK(written(0) == "0\n");
    CHECK(written(-0.0) == "0\n");
    CHECK(written(0.1) == "0.1\n");
    CHECK(written(35000) == "35000\n");
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        std::uint64_t state = seed;
        const auto x =
            std::bit_cast<double>((next(state) << 33) ^ (next(state) << 7) ^ next(state));
        if (!std::isfinite(x)) continue;
        const std::string json = written(x);
        CHECK(std::stod(json) == x);
        CHECK(real(read_back(json)) == x);
    }
}

TEST_CASE("containers nest, one entry a line or all on one") {
    JsonWriter w;
    w.object();
    w.field("a", 1);
    w.array("b", [&] {
        const auto ends = [&] {
            w.field("low", 0.25);
            w.field("high", 0.75);
        };
        w.object(JsonWriter::Lay::compact, [] {});
        w.object(JsonWriter::Lay::compact, [&] { w.object("ends", ends); });
    });
    w.key("c");
    w.array();
    w.end();
    w.field("d", std::optional<double>());
    w.end();
    CHECK(w.take() ==
          "{\n"
          "  \"a\": 1,\n"
          "  \"b\": [\n"
          "    {},\n"
          "    {\"ends\": {\"low\": 0.25, \"high\": 0.75}}\n"
          "  ],\n"
          "  \"c\": [],\n"
          "  \"d\": null\n"
          "}\n");
}

TEST_CASE("a hundred thousand levels need no deep stack") {
    JsonWriter w;
    for (int i = 0; i < 100'000; ++i) w.array(JsonWriter::Lay::compact);
    for (int i = 0; i < 100'000; ++i) w.end();
    CHECK(w.take().size() == 200'001);
}

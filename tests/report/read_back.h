// JSON read back by another reader. RapidJSON's own operator== calls itself for ever in C++20, so
// values are taken out before they are compared.
#pragma once

#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <string>

inline rapidjson::Document read_back(const std::string& json) {
    rapidjson::Document d;
    d.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseValidateEncodingFlag>(
        json.data(), json.size());
    REQUIRE(!d.HasParseError());
    return d;
}

inline std::string text(const rapidjson::Value& v) {
    REQUIRE(v.IsString());
    return {v.GetString(), v.GetStringLength()};
}

inline double real(const rapidjson::Value& v) {
    REQUIRE(v.IsNumber());
    return v.GetDouble();
}

// report/pages.h: how tests look into a page.
#pragma once

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "markup.h"
#include "report/writing/html.h"

namespace knockon::pages {

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

inline bool has(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

/// Folds as one line, so that a phrase is found wherever the page breaks it.
inline std::string unfolded(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c != '\n' && c != ' ')
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    return out;
}

/// The policy names the page's one style and one script by their digests, and nothing else gets in.
inline void check_policy(const std::vector<markup::Element>& all) {
    const std::string policy =
        markup::the(all, "meta", "http-equiv", "Content-Security-Policy").attributes.at("content");
    REQUIRE(markup::texts(all, "style").size() == 1);
    REQUIRE(markup::texts(all, "script").size() == 1);
    CHECK(policy == "default-src 'none'; style-src '" +
                        policy_digest(markup::texts(all, "style")[0]) + "'; script-src '" +
                        policy_digest(markup::texts(all, "script")[0]) +
                        "'; base-uri 'none'; form-action 'none'");
    for (const markup::Element& e : all)
        for (const auto& [name, value] : e.attributes) {
            CHECK(name != "style");
            CHECK(name != "src");
            CHECK(!name.starts_with("on"));
            if (name == "href") CHECK(value.starts_with("#"));
        }
}

}  // namespace knockon::pages

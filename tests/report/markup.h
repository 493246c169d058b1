// A page taken apart again, by a reader that shares nothing with the writer: elements with their
// attributes, and the text between them. Strict: what it does not know is a failure.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace markup {

struct Element {
    std::string tag;
    std::map<std::string, std::string> attributes;
    std::string text;  // of it and of all that is in it
};

inline std::string decoded(std::string_view raw) {
    static const std::map<std::string_view, char> known = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"#39", '\''}};
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '&') {
            out += raw[i];
            continue;
        }
        const std::size_t end = raw.find(';', i);
        REQUIRE(end != std::string_view::npos);
        const auto c = known.find(raw.substr(i + 1, end - i - 1));
        REQUIRE(c != known.end());
        out += c->second;
        i = end;
    }
    return out;
}

/// In the order in which they open. Checks that everything is closed in order.
inline std::vector<Element> elements(std::string_view page) {
    constexpr std::string_view doctype = "<!DOCTYPE html>\n", lone = " meta br ";
    REQUIRE(page.starts_with(doctype));
    std::vector<Element> all;
    std::vector<std::size_t> open;
    std::size_t at = doctype.size();
    const auto said = [&](std::string_view raw) {
        const std::string text = decoded(raw);
        for (const std::size_t i : open) all[i].text += text;
    };
    while (at < page.size()) {
        const std::size_t tag = std::min(page.find('<', at), page.size());
        said(page.substr(at, tag - at));
        if (tag == page.size()) break;
        std::size_t end = tag + 1;
        if (page[end] == '/') {
            end = page.find('>', end);
            REQUIRE(!open.empty());
            CHECK(page.substr(tag + 2, end - tag - 2) == all[open.back()].tag);
            open.pop_back();
            at = end + 1;
            continue;
        }
        Element e;
        while (page[end] != ' ' && page[end] != '>') e.tag += page[end++];
        while (page[end] == ' ') {
            std::string name;
            for (++end; page[end] != '=' && page[end] != ' ' && page[end] != '>';)
                name += page[end++];
            std::string value;
            if (page[end] == '=') {
                REQUIRE(page[end + 1] == '"');
                const std::size_t close = page.find('"', end + 2);
                value = decoded(page.substr(end + 2, close - end - 2));
                end = close + 1;
            }
            REQUIRE(e.attributes.emplace(name, value).second);
        }
        REQUIRE(page[end] == '>');
        at = end + 1;
        all.push_back(e);
        if (lone.find(" " + e.tag + " ") != std::string_view::npos) continue;
        open.push_back(all.size() - 1);
        if (e.tag == "style" || e.tag == "script") {
            const std::size_t close = page.find("</" + e.tag + ">", at);
            all.back().text = page.substr(at, close - at);
            at = close;
        }
    }
    CHECK(open.empty());
    return all;
}

inline const Element& the(const std::vector<Element>& all, std::string_view tag,
                          std::string_view key, std::string_view value) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Element& e) {
        const auto a = e.attributes.find(std::string(key));
        return e.tag == tag && a != e.attributes.end() && a->second == value;
    });
    REQUIRE_MESSAGE(found != all.end(), tag, " ", key, "=", value);
    return *found;
}

inline std::vector<std::string> texts(const std::vector<Element>& all, std::string_view tag) {
    std::vector<std::string> out;
    for (const Element& e : all)
        if (e.tag == tag) out.push_back(e.text);
    return out;
}

/// Tags and attribute names in order: what a page is made of, whatever its texts say.
inline std::string bones(const std::vector<Element>& all) {
    std::string out;
    for (const Element& e : all) {
        out += e.tag;
        for (const auto& [name, value] : e.attributes) out += " " + name;
        out += "\n";
    }
    return out;
}

/// Headings go down one step at a time, every key is there once, and whatever names one leads to
/// it.
inline void check_keys(const std::vector<Element>& all) {
    std::set<std::string> keys;
    int level = 0;
    for (const Element& e : all) {
        if (const auto id = e.attributes.find("id"); id != e.attributes.end())
            CHECK_MESSAGE(keys.insert(id->second).second, id->second, " is there twice");
        if (e.tag.size() != 2 || e.tag[0] != 'h' || e.tag == "hr") continue;
        CHECK(e.tag[1] - '0' <= level + 1);
        level = e.tag[1] - '0';
    }
    for (const Element& e : all) {
        if (const auto to = e.attributes.find("href"); to != e.attributes.end())
            CHECK(keys.contains(to->second.substr(1)));
        for (const char* by : {"aria-labelledby", "aria-describedby"})
            if (const auto to = e.attributes.find(by); to != e.attributes.end())
                for (std::size_t at = 0; at < to->second.size();) {
                    const std::size_t end = std::min(to->second.find(' ', at), to->second.size());
                    CHECK(keys.contains(to->second.substr(at, end - at)));
                    at = end + 1;
                }
    }
}

}  // namespace markup

#include "convert/slug.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace knockon {
namespace {

constexpr std::size_t longest = 100;

/// U+00C0 to U+017F without accents, in order; a blank where a letter has no plain form.
constexpr std::string_view plain_letters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(plain_letters.size() == 0x180 - 0xC0);

char plain(const Character& c) {
    const char32_t code = c.code;
    if (code >= U'A' && code <= U'Z') return static_cast<char>(code - U'A' + U'a');
    if ((code >= U'a' && code <= U'z') || (code >= U'0' && code <= U'9') || code == U'_' ||
        code == U'.')
        return static_cast<char>(code);
    if (code >= 0xC0 && code < 0xC0 + plain_letters.size()) return plain_letters[code - 0xC0];
    return ' ';
}

/// Part of a source that fits behind a name.
std::string mark_of(const std::string& source) {
    std::string short_one = slug(source);
    if (!short_one.empty() && short_one.size() <= 12) return short_one;
    return sha256(source).substr(0, 6);
}

}  // namespace

std::string slug(std::string_view name) {
    std::string out;
    while (!name.empty() && out.size() < longest) {
        const Character c = first_character(name);
        const char letter = plain(c);
        if (letter != ' ')
            out += letter;
        else if (!out.empty() && out.back() != '-')
            out += '-';
        name.remove_prefix(c.bytes);
    }
    const std::size_t start = std::min(out.find_first_not_of("-_."), out.size());
    out.erase(0, start);
    while (!out.empty() && (out.back() == '-' || out.back() == '.')) out.pop_back();
    return out;
}

std::vector<std::string> ids_for(std::span<const Named> all) {
    std::vector<std::string> ids;
    std::map<std::string, std::size_t> holders;
    for (const Named& n : all) {
        std::string id = n.fixed.empty() ? slug(n.name) : n.fixed;
        if (id.empty()) id = "x-" + sha256(n.source).substr(0, 6);
        ids.push_back(std::move(id));
        if (n.kind.empty()) ++holders[ids.back()];
    }
    const auto is_free = [&](std::size_t i) { return all[i].fixed.empty(); };
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_free(i) && !all[i].kind.empty() && holders.contains(ids[i]))
            ids[i] += "-" + all[i].kind;
    std::map<std::string, std::size_t> shared;
    for (const std::string& id : ids) ++shared[id];
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_free(i) && shared[ids[i]] > 1) ids[i] += "-" + mark_of(all[i].source);
    // What still collides (a mark that makes another's name) is told apart for certain.
    std::map<std::string, std::size_t> left;
    for (const std::string& id : ids) ++left[id];
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_free(i) && left[ids[i]] > 1)
            ids[i] += "-" + sha256(all[i].kind + '\n' + all[i].source).substr(0, 12);
    return ids;
}

}  // namespace knockon

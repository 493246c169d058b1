#include "convert/slug.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/numbered.h"
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
std::string mark_of(std::string_view source) {
    std::string short_one = slug(source);
    if (!short_one.empty() && short_one.size() <= 12) return short_one;
    return sha256(source).substr(0, 6);
}

}  // namespace

std::string slug(std::string_view name) {
    std::string out;
    while (!name.empty() && out.size() < longest) {
        const bool ascii = static_cast<unsigned char>(name.front()) < 0x80;
        const Character c = ascii ? Character{static_cast<unsigned char>(name.front()), 1} : first_character(name);
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

namespace {

/// Which of the ids others have too.
std::vector<bool> are_shared(const std::vector<std::string>& ids) {
    Numbered all(ids.size());
    std::vector<std::size_t> first;  // by number
    std::vector<bool> shared(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto [number, fresh] = all.add(ids[i]);
        if (fresh)
            first.push_back(i);
        else
            shared[i] = shared[first[number]] = true;
    }
    return shared;
}

/// Those with a kind that would be called as one without.
void give_way(std::span<const Named> all, std::vector<std::string>& ids) {
    if (std::all_of(all.begin(), all.end(), [](const Named& n) { return n.kind.empty(); })) return;
    Numbered holders(ids.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].kind.empty()) holders.add(ids[i]);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].fixed.empty() && !all[i].kind.empty() && holders.find(ids[i]) != holders.size())
            ids[i].append("-").append(all[i].kind);
}

}  // namespace

std::vector<std::string> ids_for(std::span<const Named> all) {
    std::vector<std::string> ids;
    ids.reserve(all.size());
    for (const Named& n : all) {
        ids.push_back(n.fixed.empty() ? slug(n.name) : std::string(n.fixed));
        if (ids.back().empty()) ids.back() = "x-" + sha256(n.source).substr(0, 6);
    }
    const auto is_free = [&](std::size_t i) { return all[i].fixed.empty(); };
    give_way(all, ids);
    bool changed = false;
    const std::vector<bool> shared = are_shared(ids);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_free(i) && shared[i]) {
            ids[i] += "-" + mark_of(all[i].source);
            changed = true;
        }
    if (!changed) return ids;
    // What still collides (a mark that makes another's name) is told apart for certain.
    const std::vector<bool> left = are_shared(ids);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_free(i) && left[i])
            ids[i] += "-" + sha256(std::string(all[i].kind) + '\n' + std::string(all[i].source)).substr(0, 12);
    return ids;
}

}  // namespace knockon

#include "base/source.h"

namespace knockon {

std::uint32_t Sources::add(std::string path, std::string text) {
    files.push_back({std::move(path), std::move(text)});
    return static_cast<std::uint32_t>(files.size() - 1);
}

std::string_view Sources::line(Position at) const {
    if (at.file >= files.size() || at.line == 0) return {};
    std::string_view rest = files[at.file].text;
    for (std::uint32_t line = 1; line < at.line; ++line) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return {};
        rest.remove_prefix(end + 1);
    }
    rest = rest.substr(0, rest.find('\n'));
    if (rest.ends_with('\r')) rest.remove_suffix(1);
    return rest;
}

}  // namespace knockon

// report/pages.h: how tests look into a page.
#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

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

}  // namespace knockon::pages

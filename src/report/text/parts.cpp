// What blocks of the text are made of.
#include "report/text/parts.h"

#include <algorithm>

namespace knockon {

Shown and_more(std::size_t n) {
    return n == 0 ? Shown() : Shown("and ") + count(n) + " more: -v lists them";
}

void draw_some(const View& v, const std::vector<Shown>& lines, std::size_t most, int indent,
               Page& page, const std::function<Shown(std::size_t)>& rest) {
    const std::size_t shown = v.full() ? lines.size() : std::min(lines.size(), most);
    for (std::size_t i = 0; i < shown; ++i) page.wrap(lines[i], indent, indent + 2);
    if (shown < lines.size()) page.wrap(rest(lines.size() - shown), indent, indent + 2);
}

void draw_block(const Shown& title, const std::vector<Shown>& lines, Page& page) {
    if (lines.empty()) return;
    page.blank();
    page.wrap(title);
    for (const Shown& line : lines) page.wrap(line, 2, 4);
}

}  // namespace knockon

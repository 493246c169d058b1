#include "cli/balance.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

std::string counted(std::size_t n, std::string_view what, std::string_view several) {
    return fmt::format("{}\u00A0{}", n, n == 1 ? what : several);  // on one line
}

/// At most so many bytes, whole characters, and a sign that there was more.
std::string cut(std::string text, std::size_t longest) {
    if (text.size() <= longest) return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

/// Of the examples the first, and as many more as fit on its line.
std::string dropped_text(const Drop& d, std::size_t widest) {
    constexpr std::size_t longest = 80;
    std::string text = fmt::format("not imported: {}, {}",
                                   d.what == "element" ? counted(d.count, "element", "elements")
                                                       : counted(d.count, "relation", "relations"),
                                   printable(d.reason));
    std::size_t shown = 0;
    for (const std::string& example : d.examples) {
        const std::string one = cut(printable(example), longest);
        if (shown > 0 && text.size() + one.size() > widest) break;
        text += (shown++ == 0 ? " (" : "; ") + one;
    }
    return text + (shown == 0 ? "" : shown < d.count ? "; …)" : ")");
}

}  // namespace

std::string balance_text(const Balance& b, int width) {
    std::string text = fmt::format(
        "{} and {} read: {}, {}, {}", counted(b.elements, "element", "elements"),
        counted(b.relations, "relation", "relations"),
        counted(b.components, "component", "components"),
        counted(b.processes, "process", "processes"), counted(b.needs, "need", "needs"));
    if (b.suppliers > 0)
        text += ", " + counted(b.suppliers, "supplier", "suppliers");
    Page page(width, false);
    page.wrap(Shown::from(text), 0, 2);
    for (const Drop& d : b.dropped)
        page.wrap(Shown::from(dropped_text(d, static_cast<std::size_t>(std::max(width, 20)))), 2, 4);
    return page.take();
}

}  // namespace knockon

#include "cli/balance.h"

#include <fmt/format.h>

#include "base/text.h"

namespace knockon {
namespace {

std::string counted(std::size_t n, std::string_view what, std::string_view several) {
    return fmt::format("{} {}", n, n == 1 ? what : several);
}

/// At most so many bytes, whole characters, and a sign that there was more.
std::string cut(std::string text, std::size_t longest) {
    if (text.size() <= longest) return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

/// One line; of the examples as many as fit.
std::string dropped_text(const Drop& d) {
    constexpr std::size_t widest = 120, longest = 80;
    std::string text = fmt::format("  not imported: {}, {}",
                                   d.what == "element" ? counted(d.count, "element", "elements")
                                                       : counted(d.count, "relation", "relations"),
                                   printable(d.reason));
    std::size_t shown = 0;
    for (const std::string& example : d.examples) {
        const std::string one = cut(printable(example), longest);
        if (shown > 0 && text.size() + one.size() > widest) break;
        text += (shown++ == 0 ? " (" : "; ") + one;
    }
    return text + (shown == 0 ? "\n" : shown < d.count ? "; …)\n" : ")\n");
}

}  // namespace

std::string balance_text(const Balance& b) {
    std::string text = fmt::format(
        "{} and {} read: {}, {}, {}\n", counted(b.elements, "element", "elements"),
        counted(b.relations, "relation", "relations"),
        counted(b.components, "component", "components"),
        counted(b.processes, "process", "processes"), counted(b.needs, "need", "needs"));
    if (b.suppliers > 0)
        text.insert(text.size() - 1, ", " + counted(b.suppliers, "supplier", "suppliers"));
    for (const Drop& d : b.dropped) text += dropped_text(d);
    return text;
}

}  // namespace knockon

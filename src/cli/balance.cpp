#include "cli/balance.h"

#include <fmt/format.h>

#include "base/text.h"

namespace knockon {
namespace {

std::string counted(std::size_t n, std::string_view what, std::string_view several) {
    return fmt::format("{} {}", n, n == 1 ? what : several);
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
    for (const Drop& d : b.dropped) {
        text += fmt::format("  not imported: {}, {}",
                            d.what == "element" ? counted(d.count, "element", "elements")
                                                : counted(d.count, "relation", "relations"),
                            printable(d.reason));
        for (std::size_t i = 0; i < d.examples.size(); ++i)
            text += fmt::format("{}{}", i == 0 ? " (" : "; ", printable(d.examples[i]));
        text += d.examples.empty() ? "\n" : d.examples.size() < d.count ? "; …)\n" : ")\n";
    }
    return text;
}

}  // namespace knockon

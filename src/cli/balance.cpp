#include "cli/balance.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/writing/json.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

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

std::string balance_json(const Balance& b) {
    JsonWriter w;
    w.object();
    w.field("knockon", "import/1");
    w.key("read");
    w.object(Lay::compact);
    w.field("elements", std::uint64_t{b.elements});
    w.field("relations", std::uint64_t{b.relations});
    w.end();
    w.key("mapped");
    w.object(Lay::compact);
    w.field("components", std::uint64_t{b.components});
    w.field("processes", std::uint64_t{b.processes});
    w.field("suppliers", std::uint64_t{b.suppliers});
    w.field("needs", std::uint64_t{b.needs});
    w.end();
    w.key("dropped");
    w.array();
    for (const Drop& d : b.dropped) {
        w.object(Lay::compact);
        w.field("what", d.what);
        w.field("reason", d.reason);
        w.field("count", std::uint64_t{d.count});
        w.field("examples", d.examples);
        w.end();
    }
    w.end();
    w.end();
    return w.take();
}

}  // namespace knockon

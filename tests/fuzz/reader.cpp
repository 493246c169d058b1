// YAML and JSON as any kind of document, through the checks: the first byte chooses which.
#include "input_file.h"
#include "model/check.h"
#include "read/bytes.h"
#include "read/plain_yaml.h"
#include "read/read.h"
#include "read/tree.h"

using namespace knockon;

namespace {

/// All nodes that a parser gave, or what it refused; empty where it took nothing.
template <class Parse>
std::string told(std::uint32_t file, const Sources& sources, Parse&& parse) {
    Tree tree;
    tree.sources = &sources;
    tree.file = file;
    tree.places = std::make_shared<const Places>(file, sources.files[file].text);
    const Limits limits;
    Diagnostics out;
    TreeBuilder builder(tree, limits, out, Dialect::foreign);
    std::string said;
    try {
        if (!parse(limits, builder)) return said;
    } catch (const Refused& refused) {
        out.add(Diagnostic(refused.diagnostic));
        tree.nodes = {};
    }
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
        const TreeNode& n = tree.nodes[i];
        for (const std::uint32_t part : {static_cast<std::uint32_t>(n.kind), std::uint32_t{n.plain}, n.offset,
                                         std::uint32_t{n.bytes}, n.size, n.key, n.next})
            said += std::to_string(part) + ' ';
        if (n.kind == TreeNode::Kind::text) said += tree.text(n);
        said += '\n';
    }
    return said + render(out, sources);
}

/// What is read without yaml-cpp says what yaml-cpp says of it.
void compare(std::uint32_t file, const Sources& sources) {
    Diagnostics ignored;
    if (!check_bytes(file, sources, ignored)) return;
    const std::string& whole = sources.files[file].text;
    const std::size_t base = byte_order_mark(whole);
    const std::string_view text = std::string_view(whole).substr(base);
    const std::string plain = told(file, sources, [&](const Limits& limits, TreeBuilder& builder) {
        return parse_plain_yaml(text, base, limits, builder);
    });
    if (plain.empty()) return;
    const std::string any = told(file, sources, [&](const Limits& limits, TreeBuilder& builder) {
        parse_any_yaml(text, base, limits, builder);
        return true;
    });
    if (plain != any) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string path = input_file(data + 1, size - 1, data[0] % 2 == 0 ? "yaml" : "json");
    const std::string paths[] = {path};
    Sources sources;
    Diagnostics out;
    switch (data[0] / 2 % 4) {
        case 0: {
            const Landscape l = read_landscape(paths, {}, sources, out);
            if (!out.has_errors()) check(l, out);
            break;
        }
        case 1:
            (void)read_change(path, {}, sources, out);
            break;
        case 2:
            (void)read_policy(path, {}, sources, out);
            break;
        default:
            (void)read_history(path, {}, sources, out);
    }
    (void)render(out, sources);
    if (data[0] % 2 == 0)
        for (std::uint32_t file = 1; file < sources.files.size(); ++file) compare(file, sources);
    return 0;
}

// `--set PATH=VALUE` becomes the tree that a file with only this value would give, and is loaded as
// a patch: the same tables, the same mistakes, and nothing else touched.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/sections.h"
#include "read/bytes.h"
#include "read/fields.h"
#include "read/landscape.h"
#include "read/read.h"

namespace knockon {
namespace {

/// One key of the path and where it begins in the assignment.
struct Part {
    std::string_view text;
    std::size_t offset;
};

using Ids = std::vector<std::string_view>;

template <class Map>
Ids ids_in(const Map& map) {
    Ids ids;
    for (const auto& [id, record] : map) ids.push_back(id);
    return ids;
}

/// Ids below a key of the landscape or the change that is a mapping by id; nothing for other keys.
std::optional<Ids> ids_below(std::string_view key, const Landscape& l, const Change* c) {
    std::optional<Ids> ids;
    each_section([&](std::string_view section, auto records) {
        if (section == key) ids = ids_in(l.*records);
    });
    if ((key == "benefit" || key == "cost") && c != nullptr) return ids_in(l.departments);
    return ids;
}

/// Splits at the dots, but not inside of an id that is known: ids may hold dots themselves.
std::vector<Part> split(std::string_view path, const std::optional<Ids>& ids) {
    std::vector<Part> parts;
    std::size_t start = 0;
    while (start <= path.size()) {
        const std::string_view rest = path.substr(start);
        std::size_t length = std::min(rest.find('.'), rest.size());
        if (parts.size() == 1 && ids)
            for (const std::string_view id : *ids)
                if (id.size() > length && rest.starts_with(id) &&
                    (rest.size() == id.size() || rest[id.size()] == '.'))
                    length = id.size();
        parts.push_back({rest.substr(0, length), start});
        start += length + 1;
    }
    return parts;
}

struct Assignment {
    const Landscape& landscape;
    const Change* change;
    Diagnostics& out;
    std::uint32_t file;

    bool refuse(const Part& part, std::string message, std::string help) const {
        const Position at{file, 1, static_cast<std::uint32_t>(part.offset + 1),
                          TreeNode::underlined(std::max<std::size_t>(part.text.size(), 1))};
        out.error(code::bad_assignment, at, std::move(message), std::move(help));
        return false;
    }

    /// The first key must be one of the landscape or the change, the second an id if it has ids.
    bool check(const std::vector<Part>& parts) const {
        const Part& top = parts.front();
        std::vector<std::string_view> known = keys_of<Landscape>();
        if (change != nullptr)
            for (const std::string_view key : keys_of<Change>()) known.push_back(key);
        std::erase_if(known, [](std::string_view k) { return k == "knockon" || k == "annotate"; });
        if (std::find(known.begin(), known.end(), top.text) == known.end()) {
            return refuse(top, fmt::format("nothing can be set below {}", in_quotes(top.text)),
                          write_instead(top.text, known,
                                        "write it like components.erp.availability=99%"));
        }
        const auto ids = ids_below(top.text, landscape, change);
        if (!ids || parts.size() < 2 ||
            std::find(ids->begin(), ids->end(), parts[1].text) != ids->end())
            return true;
        return refuse(parts[1],
                      fmt::format("{} has no {}", in_quotes(top.text), in_quotes(parts[1].text)),
                      write_instead(parts[1].text, *ids, "name one that is defined"));
    }
};

}  // namespace

void set_value(std::string_view assignment, Landscape& landscape, Change* change, Sources& sources,
               Diagnostics& out) {
    const std::uint32_t file = sources.add("--set", std::string(assignment));
    if (!check_bytes(file, sources, out)) return;
    const Assignment target{landscape, change, out, file};
    const std::size_t equals = assignment.find('=');
    if (equals == assignment.npos || equals == 0) {
        target.refuse({assignment, 0}, "no `=` with a path before and a value after it",
                      "write it like components.erp.availability=99%");
        return;
    }
    const std::string_view path = assignment.substr(0, equals);
    const std::string_view top = path.substr(0, path.find('.'));
    const auto parts = split(path, ids_below(top, landscape, change));
    if (!target.check(parts)) return;

    const Limits limits;
    Tree tree;
    tree.sources = &sources;
    tree.file = file;
    tree.places = std::make_shared<const Places>(file, assignment);
    TreeBuilder builder(tree, limits, out);
    try {
        for (const Part& part : parts) {
            builder.open(TreeNode::Kind::map, part.offset);
            builder.text(part.text, true, part.offset, part.text.size());
        }
        const std::size_t before = builder.total();
        parse_yaml(assignment.substr(equals + 1), equals + 1, limits, builder);
        if (builder.total() == before) builder.null(equals + 1);
        for (std::size_t i = 0; i < parts.size(); ++i) builder.close();
    } catch (Refused& refused) {
        out.add(std::move(refused.diagnostic));
        return;
    }
    Reading in{sources, out, limits, ".", true, {}};
    const Value root(tree, tree.root);
    if (find_field<Landscape>(top) != nullptr) {
        load_record(in, root, landscape);
    } else {
        load_record(in, root, *change);
    }
    landscape.currencies.insert(landscape.currencies.end(), in.currencies.begin(),
                                in.currencies.end());
}

}  // namespace knockon

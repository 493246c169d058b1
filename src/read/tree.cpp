#include "read/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "base/codes.h"
#include "base/eight.h"
#include "base/numbered.h"
#include "base/text.h"
#include "read/bytes.h"

namespace knockon {
namespace {

constexpr std::size_t block = 128;
constexpr std::uint32_t nodes_to_show = 1 << 14;
constexpr std::size_t most_repetitions = 100;  // shown of one mapping

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }

std::size_t characters(std::string_view s) {
    return static_cast<std::size_t>(std::count_if(s.begin(), s.end(), begins_character));
}

bool looks_like_json(std::string_view path, std::string_view text) {
    if (path.ends_with(".json")) return true;
    if (path != "-") return false;
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t brace = text.find_first_not_of(blanks);
    if (brace == text.npos || text[brace] != '{') return false;
    const std::size_t quote = text.find_first_not_of(blanks, brace + 1);
    return quote != text.npos && text[quote] == '"';
}

}  // namespace

void Places::Spot::pass(std::string_view part) {
    for (; part.size() >= Eight::bytes; part.remove_prefix(Eight::bytes)) {
        const Eight eight(part);
        const std::uint64_t ends = eight.equal_to('\n'), starts = ~eight.continuations() & Eight::high;
        line += count(ends);
        // Of the last line only what comes behind its begin.
        before = ends == 0 ? before + count(starts) : count(starts & ~((std::bit_floor(ends) << 1) - 1));
    }
    for (const char c : part) {
        line += c == '\n' ? 1 : 0;
        before = c == '\n' ? 0 : before + (begins_character(c) ? 1 : 0);
    }
}

Places::Places(std::uint32_t file, std::string_view text) : file_(file) {
    blocks_.reserve(text.size() / block + 1);
    Spot spot = blocks_.emplace_back();
    for (std::size_t i = 0; i + block <= text.size(); i += block) {
        // A byte order mark is no character of the first line.
        spot.pass(i == 0 ? text.substr(byte_order_mark(text), block - byte_order_mark(text)) : text.substr(i, block));
        blocks_.push_back(spot);
    }
}

Position Places::at(std::string_view text, std::size_t offset, std::size_t bytes) const {
    offset = std::clamp(offset, byte_order_mark(text), text.size());
    const std::size_t from = std::max(offset / block * block, byte_order_mark(text));
    Spot spot = blocks_[offset / block];
    spot.pass(text.substr(from, offset - from));
    return {file_, spot.line, spot.before + 1,
            TreeNode::underlined(std::max<std::size_t>(characters(text.substr(offset, bytes)), 1))};
}

std::optional<Value> Value::find(std::string_view key) const {
    if (!is_map()) return std::nullopt;
    for (const Value entry : *this)
        if (entry.key() == key) return entry;
    return std::nullopt;
}

void TreeBuilder::refuse(std::string_view code, std::size_t offset, std::size_t bytes,
                         std::string message, std::string help) const {
    Diagnostic d;
    d.code = code;
    d.message = std::move(message);
    d.at = tree_.at(offset, bytes);
    d.help = std::move(help);
    throw Refused{std::move(d)};
}

bool TreeBuilder::expects_key() const {
    return !open_.empty() && tree_.nodes[open_.back().node].kind == TreeNode::Kind::map &&
           open_.back().key == 0;
}

std::uint32_t TreeBuilder::add(TreeNode n, std::size_t size) {
    total_ = size > most_ ? most_ + 1 : total_ + size;
    if (total_ > most_)
        refuse(
            code::limit_exceeded, n.offset, n.bytes,
            fmt::format("more than {} keys and values in one file, repeated ones included", most_),
            fmt::format("raise the limit: --limit nodes={}", 2 * most_));
    const std::uint32_t index = tree_.nodes.size();
    last_ = index;
    if (limits_.progress && index % nodes_to_show == 0)
        limits_.progress(parsed_by * tree_.share_before(n.offset));
    if (open_.empty()) {
        assert(tree_.root == 0 && "a document has one root");
        tree_.root = index;
    } else if (expects_key()) {
        open_.back().key = index;
    } else {
        Open& parent = open_.back();
        n.key = std::exchange(parent.key, 0);
        (parent.last == 0 ? tree_.nodes[parent.node].content : tree_.nodes[parent.last].next) =
            index;
        ++tree_.nodes[parent.node].size;
        parent.last = index;
    }
    tree_.nodes.push_back(n);
    return index;
}

void TreeBuilder::open(TreeNode::Kind kind, std::size_t offset) {
    if (expects_key())
        refuse(code::unsupported_yaml, offset, 1,
               "a key must be a plain word, not a list or mapping", "write `key: value`");
    if (open_.size() >= limits_.depth)
        refuse(code::limit_exceeded, offset, 1,
               fmt::format("nested deeper than {} levels", limits_.depth),
               fmt::format("raise the limit: --limit depth={}", 2 * limits_.depth));
    const std::uint32_t index =
        add({.kind = kind, .bytes = 1, .offset = static_cast<std::uint32_t>(offset)}, 1);
    open_.push_back({index});
}

void TreeBuilder::close() {
    const std::uint32_t node = open_.back().node;
    open_.pop_back();
    if (tree_.nodes[node].kind == TreeNode::Kind::map) {
        if (is_foreign()) merge(node);
        check_keys(tree_.nodes[node]);
    }
    last_ = node;
}

void TreeBuilder::text(std::string_view text, bool plain, std::size_t offset, std::size_t bytes) {
    if (text.size() > limits_.scalar)
        refuse(code::limit_exceeded, offset, bytes,
               fmt::format("a text longer than {} bytes", limits_.scalar),
               fmt::format("raise the limit: --limit scalar={}", 2 * limits_.scalar));
    if (plain && text == "<<" && expects_key() && !is_foreign())
        refuse(code::unsupported_yaml, offset, bytes, "`<<` (merge) is not supported",
               "write the keys out, or put what they share under `defaults`");
    TreeNode n{.kind = TreeNode::Kind::text,
           .plain = plain,
           .bytes = TreeNode::underlined(bytes),
           .offset = static_cast<std::uint32_t>(offset),
           .size = static_cast<std::uint32_t>(text.size())};
    for (const std::size_t quote : {0, 1})
        if (n.in_file == 0 && stands_at(offset + quote, text)) {
            n.in_file = 1;
            n.content = static_cast<std::uint32_t>(offset + quote);
        }
    if (n.in_file == 0) {
        n.content = static_cast<std::uint32_t>(tree_.texts.size());
        tree_.texts += text;
    }
    add(n, 1);
}

/// Files so short that their bytes move with the list of sources are not referred to.
bool TreeBuilder::stands_at(std::size_t offset, std::string_view text) const {
    constexpr std::size_t short_file = 64;
    const std::string& file = tree_.sources->files[tree_.file].text;
    return file.size() > short_file && offset <= file.size() &&
           std::string_view(file).substr(offset, text.size()) == text;
}

void TreeBuilder::null(std::size_t offset) {
    if (expects_key())
        refuse(code::no_value, offset, 1, "a key is missing before the colon",
               "write `key: value`");
    // The parser only knows what comes next; the reader looks at the key.
    if (!open_.empty() && open_.back().key != 0) {
        const TreeNode& key = tree_.nodes[open_.back().key];
        add({.kind = TreeNode::Kind::null, .bytes = key.bytes, .offset = key.offset}, 1);
        return;
    }
    add({.kind = TreeNode::Kind::null, .bytes = 1, .offset = static_cast<std::uint32_t>(offset)}, 1);
}

void TreeBuilder::repeat(std::uint32_t node, std::size_t size, std::size_t offset,
                         std::size_t bytes) {
    TreeNode n = tree_.nodes[node];
    if (expects_key() && n.kind != TreeNode::Kind::text)
        refuse(code::unsupported_yaml, offset, bytes, "a key must be a plain word",
               "write `key: value`");
    n.offset = static_cast<std::uint32_t>(offset);
    n.bytes = TreeNode::underlined(bytes);
    n.key = n.next = 0;
    tree_.repeats = true;
    add(n, size);
}

/// `<<` gives what the mapping does not say itself; of several mappings the first that has a key
/// wins. What is copied was counted where the alias stands.
void TreeBuilder::merge(std::uint32_t map) {
    const auto is_merge = [&](const TreeNode& key) { return key.plain != 0 && tree_.text(key) == "<<"; };
    bool any = false;
    for (std::uint32_t i = tree_.nodes[map].content; i != 0 && !any; i = tree_.nodes[i].next)
        any = is_merge(tree_.nodes[tree_.nodes[i].key]);
    if (!any) return;
    std::vector<std::uint32_t> own, given;
    for (std::uint32_t i = tree_.nodes[map].content; i != 0; i = tree_.nodes[i].next) {
        const TreeNode& key = tree_.nodes[tree_.nodes[i].key];
        (is_merge(key) ? given : own).push_back(i);
    }
    std::set<std::string, std::less<>> known;
    const auto key_of = [&](std::uint32_t i) {
        return tree_.text(tree_.nodes[tree_.nodes[i].key]);
    };
    for (const std::uint32_t i : own) known.emplace(key_of(i));
    const auto take = [&](std::uint32_t source) {
        const TreeNode from = tree_.nodes[source];
        if (from.kind != TreeNode::Kind::map)
            refuse(code::unsupported_yaml, from.offset, from.bytes,
                   "`<<` takes a mapping, or a list of them", "name the anchor of a mapping");
        for (std::uint32_t i = from.content; i != 0; i = tree_.nodes[i].next) {
            if (!known.emplace(key_of(i)).second) continue;
            own.push_back(tree_.nodes.size());
            tree_.nodes.push_back(tree_.nodes[i]);
        }
    };
    for (const std::uint32_t i : given) {
        if (tree_.nodes[i].kind != TreeNode::Kind::list) {
            take(i);
            continue;
        }
        for (std::uint32_t item = tree_.nodes[i].content; item != 0; item = tree_.nodes[item].next)
            take(item);
    }
    tree_.nodes[map].content = own.empty() ? 0 : own.front();
    tree_.nodes[map].size = static_cast<std::uint32_t>(own.size());
    for (std::size_t i = 0; i < own.size(); ++i)
        tree_.nodes[own[i]].next = i + 1 < own.size() ? own[i + 1] : 0;
}

bool TreeBuilder::has_a_key_twice(const TreeNode& map) const {
    const auto key = [&](std::uint32_t i) { return tree_.text(tree_.nodes[tree_.nodes[i].key]); };
    constexpr std::uint32_t few = 12;
    if (map.size <= few) {
        for (std::uint32_t i = map.content; i != 0; i = tree_.nodes[i].next)
            for (std::uint32_t j = map.content; j != i; j = tree_.nodes[j].next)
                if (key(i) == key(j)) return true;
        return false;
    }
    Numbered keys(map.size);
    for (std::uint32_t i = map.content; i != 0; i = tree_.nodes[i].next)
        if (!keys.add(key(i)).second) return true;
    return false;
}

/// Keys are compared when the mapping is complete: that costs less than a set per open mapping.
/// What stands under a key for the second time leaves the tree: one mistake, one message.
void TreeBuilder::check_keys(TreeNode& map) {
    if (!has_a_key_twice(map)) return;
    std::vector<std::uint32_t> entries;
    entries.reserve(map.size);
    for (std::uint32_t i = map.content; i != 0; i = tree_.nodes[i].next) entries.push_back(i);
    const auto key = [&](std::uint32_t i) -> const TreeNode& {
        return tree_.nodes[tree_.nodes[i].key];
    };
    const auto text = [&](std::uint32_t i) { return tree_.text(key(i)); };
    std::sort(entries.begin(), entries.end(), [&](std::uint32_t a, std::uint32_t b) {
        return text(a) != text(b) ? text(a) < text(b) : a < b;
    });
    std::vector<std::uint32_t> again;
    for (std::size_t first = 0, i = 1; i < entries.size(); ++i) {
        if (text(entries[first]) != text(entries[i])) {
            first = i;
            continue;
        }
        again.push_back(entries[i]);
        if (again.size() > most_repetitions) continue;
        out_.error(code::duplicate_key, tree_.at(key(entries[i])),
                   fmt::format("the key `{}` stands here a second time", cut(text(entries[i]), 80)),
                   "remove one of the two")
            .related.push_back({tree_.at(key(entries[first])), "the first is here"});
    }
    std::sort(again.begin(), again.end());
    std::uint32_t* link = &map.content;
    while (!again.empty() && *link != 0) {
        if (std::binary_search(again.begin(), again.end(), *link)) {
            *link = tree_.nodes[*link].next;
            --map.size;
        } else {
            link = &tree_.nodes[*link].next;
        }
    }
}

namespace {

std::unique_ptr<Tree> empty_tree(std::uint32_t file, std::shared_ptr<const Places> places,
                                 const Sources& sources) {
    auto tree = std::make_unique<Tree>();
    tree->sources = &sources;
    tree->file = file;
    tree->places = std::move(places);
    return tree;
}

/// Where documents of YAML begin: at lines that begin with `---`, or after one with `...`. No text
/// can hold such a line (YAML 1.2, c-forbidden).
std::vector<std::size_t> document_starts(std::string_view text) {
    std::vector<std::size_t> starts{0};
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t end = std::min(text.find('\n', line), text.size());
        const std::string_view mark = text.substr(line, 3);
        const bool alone = line + 3 >= text.size() || std::string_view(" \t\r\n").find(
                                                          text[line + 3]) != std::string_view::npos;
        if (alone && mark == "---" && line > 0) starts.push_back(line);
        if (alone && mark == "...") starts.push_back(std::min(end + 1, text.size()));
        line = end + 1;
    }
    return starts;
}

}  // namespace

bool begins_as_json(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos || (text[first] != '{' && text[first] != '[')) return false;
    const std::size_t second = text.find_first_not_of(blanks, first + 1);
    if (second == text.npos) return false;
    return text[first] == '{' ? text[second] == '"' || text[second] == '}'
                              : std::string_view("{[\"]0123456789").find(text[second]) != text.npos;
}

std::vector<std::unique_ptr<Tree>> parse_documents(std::uint32_t file, const Limits& limits,
                                                   const Sources& sources, Diagnostics& out) {
    std::vector<std::unique_ptr<Tree>> documents;
    const std::size_t mark = byte_order_mark(sources.files[file].text);
    const std::string_view text = std::string_view(sources.files[file].text).substr(mark);
    const auto places = std::make_shared<const Places>(file, sources.files[file].text);
    const bool json = begins_as_json(text);
    std::vector<std::size_t> starts = json ? std::vector<std::size_t>{0} : document_starts(text);
    starts.push_back(text.size());
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        auto tree = empty_tree(file, places, sources);
        TreeBuilder builder(*tree, limits, out, Dialect::foreign);
        const std::string_view part = text.substr(starts[i], starts[i + 1] - starts[i]);
        try {
            if (json)
                parse_json(part, mark + starts[i], builder);
            else
                parse_yaml(part, mark + starts[i], limits, builder);
        } catch (Refused& refused) {
            out.add(std::move(refused.diagnostic));
            continue;
        }
        if (tree->root != 0 && tree->nodes[tree->root].kind != TreeNode::Kind::null)
            documents.push_back(std::move(tree));
    }
    return documents;
}

std::unique_ptr<Tree> parse(std::uint32_t file, Notation notation, const Limits& limits,
                            const Sources& sources, Diagnostics& out) {
    const SourceFile& source = sources.files[file];
    auto tree = empty_tree(file, std::make_shared<const Places>(file, source.text), sources);
    // Room that is not used costs nothing, and what grows is copied.
    tree->texts.reserve(source.text.size() / 2);
    TreeBuilder builder(*tree, limits, out);
    const std::size_t base = byte_order_mark(source.text);
    const std::string_view text = std::string_view(source.text).substr(base);
    try {
        tree->is_json = notation == Notation::json || looks_like_json(source.path, text);
        if (tree->is_json) {
            parse_json(text, base, builder);
        } else {
            parse_yaml(text, base, limits, builder);
        }
    } catch (Refused& refused) {
        out.add(std::move(refused.diagnostic));
        return nullptr;
    }
    if (tree->root == 0) {
        out.error(code::no_value, {file, 0, 0, 1}, "the file is empty",
                  "begin it with `knockon: landscape/1` or another kind");
        return nullptr;
    }
    return tree;
}

}  // namespace knockon

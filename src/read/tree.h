// read/tree.h: what a file says, before anyone asks what it means.
//
// One flat tree for YAML and JSON: nodes in one array, linked by index, so that neither building
// nor walking nor freeing it needs a deep stack. A node is a text, a list or a mapping and knows
// where in the file it stands; a text is kept as written, for the grammar of quantities to read. An
// alias shares the children of its anchor; the limit on nodes counts what it expands to.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "read/read.h"

namespace knockon {

/// From byte offsets in a file to lines and columns (code points): noted once a block of bytes, and counted on from
/// there, so that a look-up costs the same in long and in short lines.
class Places {
  public:
    Places() = default;
    Places(std::uint32_t file, std::string_view text);
    Position at(std::string_view text, std::size_t offset, std::size_t bytes) const;

  private:
    struct Spot {
        std::uint32_t line = 1, before = 0;  // characters of that line
        void pass(std::string_view part);
    };
    std::uint32_t file_ = 0;
    std::vector<Spot> blocks_;  // where each begins
};

struct TreeNode {
    enum class Kind : std::uint8_t { text, list, map, null };
    Kind kind = Kind::null;
    std::uint8_t plain : 1 = 1;    // written without quotes
    std::uint8_t in_file : 1 = 0;  // the text stands in the file as it is
    std::uint16_t bytes = 0;       // of the file that are underlined, as far as that goes
    std::uint32_t offset = 0;      // in the file
    std::uint32_t content = 0;     // a text's begin, in the file or in Tree::texts; else a child
    std::uint32_t size = 0;        // bytes of a text; children of a list or mapping
    std::uint32_t key = 0;         // node of the key; 0 outside a mapping
    std::uint32_t next = 0;        // sibling

    static std::uint16_t underlined(std::size_t bytes) {
        return static_cast<std::uint16_t>(std::min<std::size_t>(bytes, UINT16_MAX));
    }
};

/// Nodes by number, in pieces, so that those that nobody asks for any more can be given back.
class TreeNodes {
  public:
    TreeNode& operator[](std::uint32_t i) { return pieces_[i / piece][i % piece]; }
    const TreeNode& operator[](std::uint32_t i) const { return pieces_[i / piece][i % piece]; }
    std::uint32_t size() const { return size_; }
    void push_back(TreeNode n) {
        if (size_++ % piece == 0) pieces_.emplace_back().reserve(size_ > piece ? piece : 0);  // small documents are many
        pieces_.back().push_back(n);
    }
    /// Nobody asks for those from `first` up to, not including, `end`; called in their order.
    void forget(std::uint32_t first, std::uint32_t end) {
        forgotten_ = std::max(forgotten_, (first + piece - 1) / piece);
        for (; (forgotten_ + 1) * piece <= end; ++forgotten_) pieces_[forgotten_] = std::vector<TreeNode>();
    }

  private:
    static constexpr std::uint32_t piece = 1 << 13;
    std::vector<std::vector<TreeNode>> pieces_;
    std::uint32_t size_ = 0, forgotten_ = 0;  // pieces, those that were kept among them
};

struct Tree {
    Tree() { nodes.push_back({}); }

    const Sources* sources = nullptr;
    std::uint32_t file = 0;
    std::shared_ptr<const Places> places;  // of the whole file, which may hold several documents
    TreeNodes nodes;                       // nodes[0] is no node
    std::string texts;                     // of those that do not stand in the file
    std::uint32_t root = 0;
    std::map<std::uint32_t, std::string> tags;  // by node, where foreign YAML has any: "!reset"
    bool is_json = false;
    bool repeats = false;  // an alias says again what stands before it

    std::string_view text(const TreeNode& n) const {
        const std::string& all = n.in_file ? sources->files[file].text : texts;
        return std::string_view(all).substr(n.content, n.size);
    }
    Position at(std::size_t offset, std::size_t bytes) const {
        return places->at(sources->files[file].text, offset, bytes);
    }
    Position at(const TreeNode& n) const { return at(n.offset, n.bytes); }
    double share_before(std::size_t offset) const {
        return static_cast<double>(offset) /
               static_cast<double>(std::max<std::size_t>(sources->files[file].text.size(), 1));
    }
};

/// A node seen as a value of its mapping or list.
class Value {
  public:
    Value(const Tree& tree, std::uint32_t node) : tree_(&tree), node_(node) {}

    bool is_text() const { return node().kind == TreeNode::Kind::text; }
    bool is_list() const { return node().kind == TreeNode::Kind::list; }
    bool is_map() const { return node().kind == TreeNode::Kind::map; }
    bool is_null() const { return node().kind == TreeNode::Kind::null; }
    bool is_plain() const { return node().plain != 0; }
    /// As RFC 8259 has it: a point, if any, comes before decimals.
    bool is_json_number() const { return is_text() && is_plain() && tree_->is_json; }
    std::string_view text() const { return is_text() ? tree_->text(node()) : std::string_view{}; }
    std::size_t size() const { return is_list() || is_map() ? node().size : 0; }
    Position at() const { return tree_->at(node()); }
    double share_before() const { return tree_->share_before(node().offset); }  // of its file
    std::string_view key() const { return tree_->text(tree_->nodes[node().key]); }
    Position key_at() const { return tree_->at(tree_->nodes[node().key]); }
    bool has_key() const { return node().key != 0; }
    std::string_view tag() const {
        const auto found = tree_->tags.find(node_);
        return found == tree_->tags.end() ? std::string_view{} : found->second;
    }
    const Tree& tree() const { return *tree_; }
    /// The first node that it takes, its key included, and the one behind itself alone.
    std::uint32_t first_node() const { return has_key() ? std::min(node().key, node_) : node_; }
    std::uint32_t next_node() const { return node_ + 1; }

    /// The entry of a mapping.
    std::optional<Value> find(std::string_view key) const;

    class Iterator {
      public:
        Iterator(const Tree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
        Value operator*() const { return {*tree_, node_}; }
        Iterator& operator++() {
            node_ = tree_->nodes[node_].next;
            return *this;
        }
        bool operator!=(const Iterator& o) const { return node_ != o.node_; }

      private:
        const Tree* tree_;
        std::uint32_t node_;
    };
    Iterator begin() const { return {tree_, size() > 0 ? node().content : 0}; }
    Iterator end() const { return {tree_, 0}; }

  private:
    const TreeNode& node() const { return tree_->nodes[node_]; }
    const Tree* tree_;
    std::uint32_t node_;
};

/// Thrown by builders, through the parsers, up to `parse`, and no further.
struct Refused {
    Diagnostic diagnostic;
};

/// Files of our own take none of YAML's freedoms that are half understood. Other tools' files do:
/// tags are kept or passed over, `<<` is carried out (yaml.org/type/merge).
enum class Dialect { own, foreign };

/// Puts a tree together from events in the order of the file, within the limits.
class TreeBuilder {
  public:
    TreeBuilder(Tree& tree, const Limits& limits, Diagnostics& out, Dialect dialect = Dialect::own)
        : tree_(tree),
          limits_(limits),
          most_(limits.nodes_of(tree.sources->files[tree.file].text.size())),
          out_(out),
          dialect_(dialect) {}

    bool is_foreign() const { return dialect_ == Dialect::foreign; }
    /// Of the node added most recently.
    void tag(std::string_view tag) { tree_.tags[last_] = tag; }

    void open(TreeNode::Kind kind, std::size_t offset);
    void close();
    void text(std::string_view text, bool plain, std::size_t offset, std::size_t bytes);
    void null(std::size_t offset);
    /// Says again what `node` says, `size` nodes in all.
    void repeat(std::uint32_t node, std::size_t size, std::size_t offset, std::size_t bytes);

    std::uint32_t last() const { return last_; }  // the node added most recently
    std::size_t total() const { return total_; }  // nodes so far, aliases expanded
    bool expects_key() const;
    [[noreturn]] void refuse(std::string_view code, std::size_t offset, std::size_t bytes,
                             std::string message, std::string help) const;

  private:
    struct Open {
        std::uint32_t node, last = 0, key = 0;
        std::size_t offset = 0;
    };
    std::uint32_t add(TreeNode n, std::size_t size);
    bool stands_at(std::size_t offset, std::string_view text) const;
    bool has_a_key_twice(const TreeNode& map) const;
    void check_keys(TreeNode& map);
    void merge(std::uint32_t map);

    Tree& tree_;
    const Limits& limits_;
    std::size_t most_;  // nodes, aliases expanded
    Diagnostics& out_;
    Dialect dialect_;
    std::vector<Open> open_;
    std::uint32_t last_ = 0;
    std::size_t total_ = 0;
};

/// As its name and its first bytes say, or JSON whatever they say.
enum class Notation { by_name, json };

/// Parses a file of `sources` whose bytes were checked: JSON if its name ends in .json or if it is
/// standard input that begins with `{"`, else YAML. Nothing where a diagnostic says why; duplicate
/// keys are reported, and the rest goes on.
std::unique_ptr<Tree> parse(std::uint32_t file, Notation notation, const Limits& limits,
                            const Sources& sources, Diagnostics& out);
inline std::unique_ptr<Tree> parse(std::uint32_t file, const Limits& limits, const Sources& sources,
                                   Diagnostics& out) {
    return parse(file, Notation::by_name, limits, sources, out);
}

/// The documents of another tool's file: one of JSON (an object or a list), or those of YAML, which
/// `---` parts. What is wrong with one does not cost the others; those without content are left
/// out.
std::vector<std::unique_ptr<Tree>> parse_documents(std::uint32_t file, const Limits& limits,
                                                   const Sources& sources, Diagnostics& out);

/// Whether a text begins as JSON does: `{"`, `{}`, `[{` and the like.
bool begins_as_json(std::string_view text);

/// Events of one YAML document to `builder`; `text` begins at byte `base` of the file.
void parse_yaml(std::string_view text, std::size_t base, const Limits& limits,
                TreeBuilder& builder);
/// The same by yaml-cpp, whatever stands in it.
void parse_any_yaml(std::string_view text, std::size_t base, const Limits& limits, TreeBuilder& builder);
void parse_json(std::string_view text, std::size_t base, TreeBuilder& builder);

}  // namespace knockon

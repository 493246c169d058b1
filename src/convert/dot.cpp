// DOT, the language of Graphviz: nodes and edges of all graphs in a file, by the grammar of graphviz.org/doc/info/lang.html.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/codes.h"
#include "convert/format.h"

namespace knockon::dot {
namespace {

constexpr RelationRule rules[] = {
    {"->", Meaning::needs, "the tail of an edge needs its head"},
};

constexpr Becomes elements[] = {
    {"nodes", "component", "id is the node; its label is the name, where it is no HTML"},
    {"clusters, ports, attributes", "nothing", "they only say how it is drawn"},
};

constexpr std::string_view notes[] = {
    "Chains and groups spread out: `a -> {b c}` is two needs.",
    "`--` has no direction: such edges are counted and left out.",
};

constexpr std::size_t deepest = 200;  // groups in groups
constexpr std::size_t most_pairs = 5'000'000;

struct Token {
    enum class Kind { end, id, mark, arrow, line } kind = Kind::end;
    std::string text;   // of an id, unquoted; of a mark
    bool plain = true;  // an id without quotes, which may be a keyword
    bool html = false;
    Position at;

    bool is(std::string_view mark) const { return kind == Kind::mark && text == mark; }
    bool word(std::string_view keyword) const {
        return kind == Kind::id && plain &&
               std::equal(text.begin(), text.end(), keyword.begin(), keyword.end(),
                          [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
    }
};

class Lexer {
  public:
    Lexer(std::string_view text, std::uint32_t file) : text_(text), file_(file) {}

    Token next() {
        skip();
        Token t;
        t.at.file = file_;
        t.at.line = line_;
        t.at.column = static_cast<std::uint32_t>(i_ - line_start_ + 1);
        if (i_ >= text_.size()) return t;
        const char c = text_[i_];
        if (text_.substr(i_, 2) == "->" || text_.substr(i_, 2) == "--") {
            t.kind = c == '-' && text_[i_ + 1] == '>' ? Token::Kind::arrow : Token::Kind::line;
            i_ += 2;
        } else if (c == '"') {
            t.kind = Token::Kind::id;
            t.plain = false;
            t.text = quoted();
        } else if (c == '<') {
            t.kind = Token::Kind::id;
            t.plain = false;
            t.html = true;
            t.text = html();
        } else if (std::string_view("{}[]=;,:+").find(c) != std::string_view::npos) {
            t.kind = Token::Kind::mark;
            t.text = c;
            ++i_;
        } else {
            t.kind = Token::Kind::id;
            while (i_ < text_.size() &&
                   std::string_view("{}[]=;,:+\"<> \t\r\n").find(text_[i_]) ==
                       std::string_view::npos &&
                   text_.substr(i_, 2) != "->" && text_.substr(i_, 2) != "--")
                t.text += text_[i_++];
            if (t.text.empty()) t.text = text_[i_++];  // a byte that means nothing
        }
        return t;
    }
    /// A quote, a tag or a comment that never ends.
    bool unfinished() const { return unfinished_; }

  private:
    void step() {
        if (text_[i_++] == '\n') {
            ++line_;
            line_start_ = i_;
        }
    }
    void skip() {
        while (i_ < text_.size()) {
            if (text_.substr(i_, 2) == "//" || (text_[i_] == '#' && i_ == line_start_)) {
                while (i_ < text_.size() && text_[i_] != '\n') ++i_;
            } else if (text_.substr(i_, 2) == "/*") {
                const std::size_t end = text_.find("*/", i_ + 2);
                unfinished_ |= end == text_.npos;
                for (const std::size_t to = std::min(end, text_.size() - 2) + 2; i_ < to;) step();
            } else if (std::string_view(" \t\r\n").find(text_[i_]) != std::string_view::npos) {
                step();
            } else {
                return;
            }
        }
    }
    std::string quoted() {
        std::string out;
        for (++i_; i_ < text_.size() && text_[i_] != '"'; step()) {
            if (text_.substr(i_, 2) == "\\\n") {
                step();  // the line goes on
            } else {
                if (text_.substr(i_, 2) == "\\\"") ++i_;
                out += text_[i_];
            }
        }
        unfinished_ |= i_ >= text_.size();
        if (i_ < text_.size()) ++i_;
        return out;
    }
    std::string html() {
        std::string out;
        int depth = 0;
        do {
            depth += text_[i_] == '<' ? 1 : text_[i_] == '>' ? -1 : 0;
            out += text_[i_];
            step();
        } while (i_ < text_.size() && depth > 0);
        unfinished_ |= depth > 0;
        return out;
    }

    std::string_view text_;
    std::uint32_t file_;
    std::size_t i_ = 0, line_start_ = 0;
    std::uint32_t line_ = 1;
    bool unfinished_ = false;
};

using Group = std::vector<std::string>;  // of nodes, by id

class Parser {
  public:
    Parser(std::string_view text, std::uint32_t file, Core& core, Diagnostics& out)
        : lexer_(text, file), core_(core), out_(out) {
        take();
    }

    void read() {
        while (ok_ && now_.kind != Token::Kind::end) {
            if (now_.word("strict")) take();
            if (!now_.word("graph") && !now_.word("digraph")) return wrong("`graph` or `digraph`");
            take();
            if (now_.kind == Token::Kind::id) take();
            body(0);
        }
        if (ok_ && lexer_.unfinished()) wrong("the end of a quote or comment that was begun");
        if (!ok_) return;
        for (const std::string& id : order_) {
            Component c;
            if (const auto label = labels_.find(id);
                label != labels_.end() && label->second != "\\N")
                c.name = label->second;
            if (id.empty())
                core_.drop_element("no name", "");
            else
                core_.add({.id = id, .record = std::move(c), .at = places_[id]});
        }
        for (const Relation& r : relations_) core_.relate(r);
    }

  private:
    void take() { now_ = lexer_.next(); }
    void wrong(std::string_view expected) {
        if (ok_)
            out_.add(
                {.severity = Severity::error,
                 .code = code::bad_import,
                 .message = fmt::format("expected {} here", expected),
                 .at = now_.at,
                 .help =
                     "`dot -Tcanon` writes a file in a plain form, or says what is wrong with it"});
        ok_ = false;
    }

    /// `{` statements `}`; the nodes that it names. Bounded by `deepest`.
    Group body(std::size_t depth) {  // NOLINT(misc-no-recursion)
        Group nodes;
        if (depth > deepest) wrong(fmt::format("no more than {} groups in groups", deepest));
        if (!now_.is("{")) wrong("`{`");
        if (!ok_) return nodes;
        take();
        while (ok_ && !now_.is("}")) {
            if (now_.kind == Token::Kind::end) wrong("`}`");
            statement(depth, nodes);
        }
        if (ok_) take();
        return nodes;
    }

    void statement(std::size_t depth, Group& into) {  // NOLINT(misc-no-recursion)
        if (now_.is(";") || now_.is(",")) return take();
        if (now_.word("node") || now_.word("edge") || now_.word("graph")) {
            take();
            attributes();
            return;
        }
        const Position at = now_.at;
        bool assigned = false;
        Group left = operand(depth, &assigned);
        into.insert(into.end(), left.begin(), left.end());
        if (assigned) return;
        bool chained = false;
        while (ok_ && (now_.kind == Token::Kind::arrow || now_.kind == Token::Kind::line)) {
            const bool directed = now_.kind == Token::Kind::arrow;
            take();
            Group right = operand(depth, nullptr);
            join(left, right, directed, at);
            into.insert(into.end(), right.begin(), right.end());
            left = std::move(right);
            chained = true;
        }
        const auto stated = attributes();
        if (const auto label = stated.find("label");
            !chained && left.size() == 1 && label != stated.end())
            labels_[left[0]] = label->second;
    }

    /// A node, or a group in braces. `assigned`: may also be `key = value`, which names no node.
    Group operand(std::size_t depth, bool* assigned) {  // NOLINT(misc-no-recursion)
        if (now_.word("subgraph")) {
            take();
            if (now_.kind == Token::Kind::id) take();
            if (!now_.is("{")) return {};
        }
        if (now_.is("{")) return body(depth + 1);
        if (now_.kind != Token::Kind::id) {
            wrong("a node");
            return {};
        }
        const Position at = now_.at;
        const std::string id = joined();
        if (assigned != nullptr && now_.is("=")) {
            *assigned = true;
            take();
            joined();
            return {};
        }
        for (int port = 0; port < 2 && now_.is(":"); ++port) {
            take();
            take();
        }
        if (places_.emplace(id, at).second) order_.push_back(id);
        return {id};
    }

    /// An id, of parts joined by `+`.
    std::string joined() {
        std::string id = now_.text;
        take();
        while (now_.is("+")) {
            take();
            id += now_.text;
            take();
        }
        return id;
    }

    /// What stands in brackets, HTML apart.
    std::map<std::string, std::string> attributes() {
        std::map<std::string, std::string> stated;
        while (ok_ && now_.is("[")) {
            take();
            while (ok_ && !now_.is("]")) {
                if (now_.kind == Token::Kind::end) wrong("`]`");
                if (now_.kind != Token::Kind::id) {
                    take();
                    continue;
                }
                const std::string key = joined();
                if (!now_.is("=")) continue;
                take();
                const bool html = now_.html;
                const std::string value = joined();
                if (!html) stated[key] = value;
            }
            if (ok_) take();
        }
        return stated;
    }

    void join(const Group& tails, const Group& heads, bool directed, Position at) {
        pairs_ += tails.size() * heads.size();
        if (pairs_ > most_pairs) return wrong(fmt::format("no more than {} edges", most_pairs));
        for (const std::string& tail : tails)
            for (const std::string& head : heads)
                if (directed)
                    relations_.push_back({.from = tail, .to = head, .type = "->", .at = at});
                else
                    core_.drop("no direction", tail + " – " + head);
    }

    Lexer lexer_;
    Core& core_;
    Diagnostics& out_;
    Token now_;
    bool ok_ = true;
    std::size_t pairs_ = 0;
    Group order_;
    std::map<std::string, Position> places_;
    std::map<std::string, std::string> labels_;
    std::vector<Relation> relations_;
};

}  // namespace

Format format() {
    return {
        .name = "dot",
        .title = "DOT (Graphviz)",
        .files = "a file with `digraph`",
        .recognises = [](const Opened& input, const Sources&) { return input.looks == Looks::dot; },
        .read =
            [](Importing& in) {
                for (const Opened& input : in.inputs)
                    if (input.looks == Looks::dot)
                        Parser(input.text(in.sources), input.file, in.core, in.out).read();
            },
        .relations = rules,
        .elements = elements,
        .notes = notes};
}

}  // namespace knockon::dot

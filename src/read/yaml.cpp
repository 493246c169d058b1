#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

#include "base/codes.h"
#include "base/text.h"
#include "read/plain_yaml.h"
#include "read/tree.h"

// yaml-cpp 0.7.0 accepts an unclosed quote, a second document and a forgotten colon without a word,
// repeats what an alias stands for without a bound, and buffers a flow collection whole before its
// first event. Each of these is caught here, so that no part of a landscape is lost in silence.

namespace knockon {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Reads from memory without a copy, a part at a time. yaml-cpp keeps all it has read of a flow
/// collection that could still be a key, so what begins one may not be read without end before the
/// next event: then the text ends here.
class MemoryBuffer : public std::streambuf {
  public:
    MemoryBuffer(std::string_view text, std::size_t most_items)
        : text_(text), most_items_(most_items) {}

    void an_event_came() { items_ = 0; }
    bool full() const { return items_ > most_items_; }
    std::size_t read() const { return read_; }

  protected:
    int_type underflow() override {
        constexpr std::size_t most = 4096;
        const std::string_view part = text_.substr(read_, most);
        items_ += static_cast<std::size_t>(std::count_if(
            part.begin(), part.end(), [](char c) { return c == ',' || c == '[' || c == '{'; }));
        if (part.empty() || full()) return traits_type::eof();
        read_ += part.size();
        char* begin = const_cast<char*>(part.data());  // NOLINT: streambuf never writes to it
        setg(begin, begin, begin + part.size());
        return traits_type::to_int_type(*begin);
    }

  private:
    std::string_view text_;
    std::size_t most_items_, items_ = 0, read_ = 0;
};

[[noreturn]] void refuse_flow_items(std::size_t at, const Limits& limits, TreeBuilder& builder) {
    builder.refuse(
        code::limit_exceeded, at, 1,
        fmt::format("more than {} of `,`, `[` and `{{` in one list or mapping", limits.flow_items),
        fmt::format("write one entry a line, or the file as JSON (name.json), or raise "
                    "the limit: --limit flow_items={}",
                    2 * limits.flow_items));
}

struct Extent {
    std::size_t offset, bytes;
    char first;  // '"', '\'', '|', '>' or 0 for a plain text
};

class YamlHandler : public YAML::EventHandler {
  public:
    YamlHandler(std::string_view text, std::size_t base, const Limits& limits, TreeBuilder& builder,
                MemoryBuffer& buffer)
        : text_(text), base_(base), limits_(limits), builder_(builder), buffer_(buffer) {}

    /// What ends where the buffer gave out would be taken for the whole.
    void refuse_if_full() const {
        if (buffer_.full()) refuse_flow_items(base_ + buffer_.read(), limits_, builder_);
    }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        came();
        builder_.null(base_ + offset(mark));
        remember(anchor, 1);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const std::size_t at = offset(mark);
        const std::size_t bytes =
            std::min(text_.find_first_of(" \t\r\n,]}", at), text_.size()) - at;
        const Anchor known = anchor < anchors_.size() ? anchors_[anchor] : Anchor{};
        if (known.size == 0)
            builder_.refuse(code::unsupported_yaml, base_ + at, bytes,
                            "an alias inside of what it stands for", "write the value out");
        builder_.repeat(known.node, known.size, base_ + at, bytes);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        came();
        const Extent extent = extent_of(offset(mark), value);
        const bool plain = extent.first == 0;
        const bool tagged = tag != (plain ? "?" : "!");
        if (tagged && !builder_.is_foreign()) refuse_tag(extent.offset);
        builder_.text(value, plain, base_ + extent.offset, extent.bytes);
        if (tagged) builder_.tag(tag);
        remember(anchor, 1);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        start(TreeNode::Kind::list, mark, tag, anchor);
    }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        start(TreeNode::Kind::map, mark, tag, anchor);
    }
    void OnSequenceEnd() override { end(); }
    void OnMapEnd() override { end(); }

    std::size_t offset(const YAML::Mark& mark) const {
        return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
    }

  private:
    struct Anchor {
        std::uint32_t node = 0;
        std::size_t size = 0;  // nodes, aliases expanded; 0 while the anchor is open
    };
    struct Started {
        YAML::anchor_t anchor;
        std::size_t before;  // nodes before it
    };

    void came() {
        refuse_if_full();
        buffer_.an_event_came();
    }

    void start(TreeNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
               YAML::anchor_t anchor) {
        came();
        const bool tagged = tag != "?" && tag != "!";
        if (tag != "?" && !builder_.is_foreign()) refuse_tag(offset(mark));
        started_.push_back({anchor, builder_.total()});
        builder_.open(kind, base_ + skip_properties(offset(mark)));
        if (tagged) builder_.tag(tag);
    }

    void end() {
        builder_.close();
        remember(started_.back().anchor, builder_.total() - started_.back().before);
        started_.pop_back();
    }

    void remember(YAML::anchor_t anchor, std::size_t size) {
        if (anchor == 0) return;
        if (anchor >= anchors_.size()) anchors_.resize(anchor + 1);
        anchors_[anchor] = {builder_.last(), size};
    }

    [[noreturn]] void refuse_tag(std::size_t at) const {
        builder_.refuse(code::unsupported_yaml, base_ + at, 1, "tags (`!…`) are not supported",
                        "remove the tag; what a value means follows from its key");
    }

    /// The mark of a node is that of its anchor or tag; its text comes after blanks and comments.
    std::size_t skip_properties(std::size_t at) const {
        while (at < text_.size()) {
            at = std::min(text_.find_first_not_of(blanks, at), text_.size());
            const char c = at < text_.size() ? text_[at] : '\0';
            if (c == '&' || (c == '!' && builder_.is_foreign())) {
                at = std::min(text_.find_first_of(" \t\r\n,[]{}", at), text_.size());
            } else if (c == '!') {
                refuse_tag(at);
            } else if (c == '#') {
                at = std::min(text_.find('\n', at), text_.size());
            } else {
                break;
            }
        }
        return at;
    }

    /// Where a text stands, and that its quote is closed. What reaches over the end of the line is
    /// underlined up to there.
    Extent extent_of(std::size_t mark, const std::string& value) const {
        const std::size_t at = skip_properties(mark);
        const char first = at < text_.size() ? text_[at] : '\0';
        if (first == '"' || first == '\'') return {at, on_one_line(at, closing(at) - at), first};
        if (first == '|' || first == '>') return {at, 1, first};
        return {at, on_one_line(at, std::max<std::size_t>(value.size(), 1)), 0};
    }

    /// As much of `bytes` as stands before the end of the line. No more is looked at: a line may be
    /// megabytes long, and have a thousand values.
    std::size_t on_one_line(std::size_t at, std::size_t bytes) const {
        const std::string_view part = text_.substr(std::min(at, text_.size()), bytes);
        return std::min(part.find_first_of("\r\n"), part.size());
    }

    /// One past the quote that closes the one at `at`.
    std::size_t closing(std::size_t at) const {
        const char quote = text_[at];
        for (std::size_t i = at + 1; i < text_.size(); ++i) {
            if (quote == '"' && text_[i] == '\\') {
                ++i;
            } else if (text_[i] == quote) {
                if (quote == '"' || i + 1 >= text_.size() || text_[i + 1] != quote) return i + 1;
                ++i;
            }
        }
        builder_.refuse(code::unclosed_quote, base_ + at, 1, "this quote is never closed",
                        fmt::format("write another {} at the end of the text", quote));
    }

    std::string_view text_;
    std::size_t base_;
    const Limits& limits_;
    TreeBuilder& builder_;
    MemoryBuffer& buffer_;
    std::vector<Anchor> anchors_;
    std::vector<Started> started_;
};

/// Refuses whatever comes after the first document.
class Second : public YAML::EventHandler {
  public:
    Second(const YamlHandler& first, std::size_t base, TreeBuilder& builder)
        : first_(first), base_(base), builder_(builder) {}

    [[noreturn]] void refuse(const YAML::Mark& mark) const {
        builder_.refuse(code::several_documents, base_ + first_.offset(mark), 1,
                        "more than one document, or text after the end of the first",
                        "keep one document per file; check the indentation of this line");
    }
    void OnDocumentStart(const YAML::Mark& m) override { refuse(m); }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& m, YAML::anchor_t) override { refuse(m); }
    void OnAlias(const YAML::Mark& m, YAML::anchor_t) override { refuse(m); }
    void OnScalar(const YAML::Mark& m, const std::string&, YAML::anchor_t,
                  const std::string&) override {
        refuse(m);
    }
    void OnSequenceStart(const YAML::Mark& m, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        refuse(m);
    }
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark& m, const std::string&, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {
        refuse(m);
    }
    void OnMapEnd() override {}

  private:
    const YamlHandler& first_;
    std::size_t base_;
    TreeBuilder& builder_;
};

struct Slip {
    std::size_t at = 0, bytes = 1;
    std::string message, help;
};

std::string_view line_at(std::string_view text, std::size_t start) {
    return text.substr(start, text.find_first_of("\r\n", start) - start);
}

/// Where the line before begins that holds something else than a comment; `npos`: there is none.
std::size_t line_before(std::string_view text, std::size_t start) {
    while (start > 0) {
        start =
            start < 2 ? 0 : text.rfind('\n', start - 2) + 1;  // rfind + 1 is 0 where there is none
        const std::string_view line = line_at(text, start);
        const std::size_t first = line.find_first_not_of(" \t");
        if (first != line.npos && line[first] != '#') return start;
    }
    return text.npos;
}

/// `key value`, `key:value` or `key` on the line before, which the parser takes for a text that
/// goes on here.
std::optional<Slip> forgotten_colon(std::string_view text, std::size_t start) {
    const std::size_t before = line_before(text, start);
    if (before == text.npos) return std::nullopt;
    const std::string_view line = line_at(text, before);
    const std::size_t first = std::min(line.find_first_not_of(" -"), line.size());
    const std::string_view said = line.substr(first, line.find_last_not_of(" \t") + 1 - first);
    const std::size_t end =
        said.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");
    if (said.empty() || end == 0 || said.find(": ") != said.npos || said.ends_with(':'))
        return std::nullopt;
    const std::string_view key = said.substr(0, end);
    std::string_view rest = end == said.npos ? std::string_view{} : said.substr(end);
    if (!rest.empty() && rest.front() != ' ' && rest.front() != ':') return std::nullopt;
    rest.remove_prefix(std::min(rest.find_first_not_of(" :"), rest.size()));
    return Slip{
        before + first, said.size(), fmt::format("a colon is forgotten: `{}`", cut(said, 60)),
        fmt::format("write `{}:{}{}`", cut(key, 40), rest.empty() ? "" : " ", cut(rest, 40))};
}

/// The usual slips, which the parser notices later than where they are.
std::optional<Slip> slip_before(std::string_view text, std::size_t at, std::string_view message) {
    const std::size_t start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    const std::string_view line = line_at(text, start);
    const std::size_t tab = line.find('\t');
    if (tab != line.npos && line.find_first_not_of(" \t") > tab)
        return Slip{start + tab, 1, "a tab in the indentation",
                    "indent with spaces, not with tabs"};
    const std::string_view before = line.substr(0, at - start);
    const bool first_colon = before.find(": ") == before.npos;
    if (message.find("illegal map value") != message.npos && first_colon)
        return forgotten_colon(text, start);
    if (message.find("end of map") != message.npos) {
        // The line itself is none, `key value`, and the next one shows it.
        const std::size_t next = text.find('\n', start);
        return forgotten_colon(text, next == text.npos ? text.size() : next + 1);
    }
    return std::nullopt;
}

/// What the parser says, with a way out where one is known.
std::string way_out(std::string_view message) {
    if (message.find("EOF in scalar") != message.npos) return "close the quote";
    if (message.find("illegal map value") != message.npos)
        return "put a text that holds `: ` in quotes";
    if (message.find("end of map") != message.npos)
        return "check the indentation here and above, and that every key has its colon";
    if (message.find("flow") != message.npos || message.find("end of sequence") != message.npos)
        return "check that every `[` and `{` is closed, and the indentation";
    return {};
}

}  // namespace

void parse_yaml(std::string_view text, std::size_t base, const Limits& limits,
                TreeBuilder& builder) {
    if (!parse_plain_yaml(text, base, limits, builder)) parse_any_yaml(text, base, limits, builder);
}

void parse_any_yaml(std::string_view text, std::size_t base, const Limits& limits, TreeBuilder& builder) {
    MemoryBuffer buffer(text, limits.flow_items);
    std::istream stream(&buffer);
    YamlHandler handler(text, base, limits, builder, buffer);
    try {
        YAML::Parser parser(stream);
        // A second call may return true for ever; once is enough to know.
        const bool any = parser.HandleNextDocument(handler);
        handler.refuse_if_full();
        if (any) {
            Second second(handler, base, builder);
            if (parser.HandleNextDocument(second)) second.refuse(YAML::Mark());
        }
    } catch (const YAML::DeepRecursion& e) {
        builder.refuse(code::limit_exceeded, base + handler.offset(e.mark), 1,
                       fmt::format("nested deeper than {} levels", limits.depth),
                       "no file that knockon reads needs this");
    } catch (const YAML::Exception& e) {
        handler.refuse_if_full();
        const std::size_t at = handler.offset(e.mark);
        const Slip slip = slip_before(text, at, e.msg).value_or(Slip{at, 1, e.msg, way_out(e.msg)});
        builder.refuse(code::syntax, base + slip.at, slip.bytes, "not valid YAML: " + slip.message,
                       slip.help);
    }
}

}  // namespace knockon

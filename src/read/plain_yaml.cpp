#include "read/plain_yaml.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace knockon {
namespace {

constexpr std::size_t longest_key = 200;    // a key of more than 1,024 bytes is none
constexpr std::size_t longest_flow = 2000;  // what stands in brackets
constexpr std::size_t fewest_flow_items = 10'000;

enum Sort : std::uint8_t { other = 0, in_key = 1, starts_key = 2, starts_text = 4, in_flow_text = 8 };

constexpr std::array<std::uint8_t, 256> sorts_of_bytes() {
    std::array<std::uint8_t, 256> all{};
    const auto add = [&](std::string_view bytes, unsigned sorts) {
        for (const char c : bytes) all[static_cast<unsigned char>(c)] |= static_cast<std::uint8_t>(sorts);
    };
    add("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", in_key | starts_key | starts_text | in_flow_text);
    add("./", in_key | starts_text | in_flow_text);
    add("-", in_key | in_flow_text);
    add("+$(", starts_text | in_flow_text);
    add("%=@)", in_flow_text);
    for (std::size_t c = 0x80; c < 256; ++c) all[c] |= starts_text | in_flow_text;
    return all;
}
constexpr std::array<std::uint8_t, 256> sorts = sorts_of_bytes();

bool is(char c, Sort sort) { return (sorts[static_cast<unsigned char>(c)] & sort) != 0; }

/// Words that mean nothing, in YAML.
bool means_nothing(std::string_view text) { return text == "null" || text == "Null" || text == "NULL"; }

struct Event {
    enum class Kind : std::uint8_t { map, list, close, plain, quoted, null };
    Kind kind;
    std::uint32_t at = 0, size = 0;  // of quoted texts without the quotes
};

class PlainYaml {
  public:
    explicit PlainYaml(std::string_view text) : text_(text) { events_.reserve(text.size() / 12 + 8); }

    /// Whether all of it is plain.
    bool read() {
        if (text_.find('\t') != text_.npos || text_.find('\r') != text_.npos) return false;
        std::size_t start = 0;
        if (text_.starts_with("---\n")) start = 4;
        while (start < text_.size()) {
            end_ = std::min(text_.find('\n', start), text_.size());
            std::size_t first = start;
            while (first < end_ && text_[first] == ' ') ++first;
            line_ = start;
            if (first < end_ && text_[first] != '#' && !line(first)) return false;
            start = end_ + 1;
        }
        if (open_.empty()) return false;
        if (waiting_) add(Event::Kind::null, end_);
        while (!open_.empty()) close();
        return true;
    }

    const std::vector<Event>& events() const { return events_; }

  private:
    struct Open {
        bool list;
        std::size_t indent;
    };

    bool line(std::size_t at) {
        const std::size_t indent = at - line_;
        const bool dash = text_[at] == '-' && (at + 1 >= end_ || text_[at + 1] == ' ');
        if (open_.empty() && indent != 0) return false;
        const bool deeper = waiting_ && (dash ? indent >= open_.back().indent : indent > open_.back().indent);
        if (open_.empty() || deeper) {
            begin(dash, indent, at);
        } else {
            if (waiting_) add(Event::Kind::null, at);
            while (!open_.empty() &&
                   (open_.back().indent > indent || (open_.back().indent == indent && open_.back().list && !dash)))
                close();
            if (open_.empty() || open_.back().indent != indent || open_.back().list != dash) return false;
        }
        waiting_ = false;
        return dash ? item(at + 1) : entry(at);
    }

    void begin(bool list, std::size_t indent, std::size_t at) {
        add(list ? Event::Kind::list : Event::Kind::map, at);
        open_.push_back({list, indent});
    }
    void close() {
        add(Event::Kind::close, 0);
        open_.pop_back();
    }
    void add(Event::Kind kind, std::size_t at, std::size_t size = 0) {
        events_.push_back({kind, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(size)});
    }

    std::size_t skip_blanks(std::size_t at) const {
        while (at < end_ && text_[at] == ' ') ++at;
        return at;
    }
    /// Nothing, or a comment behind a blank.
    bool is_end_of_line(std::size_t at) const {
        const std::size_t next = skip_blanks(at);
        return next == end_ || (text_[next] == '#' && next > at);
    }

    /// Behind the dash of a list.
    bool item(std::size_t at) {
        const std::size_t content = skip_blanks(at);
        if (is_end_of_line(at)) return false;
        if (key_at(content)) {
            begin(false, content - line_, content);
            return entry(content);
        }
        return value(content);
    }

    struct Key {
        std::size_t begin, size, end;  // of the text, and behind the colon
        bool quoted;
    };
    /// A key and its colon.
    std::optional<Key> key_at(std::size_t at) const {
        if (at >= end_) return std::nullopt;
        Key key{at, 0, at, text_[at] == '"' || text_[at] == '\''};
        if (key.quoted) {
            const auto quote = closing(at);
            if (!quote) return std::nullopt;
            key = {at, *quote - at - 1, *quote + 1, true};
        } else {
            if (!is(text_[at], starts_key)) return std::nullopt;
            while (key.end < end_ && is(text_[key.end], in_key)) ++key.end;
            key.size = key.end - at;
            if (means_nothing(text_.substr(at, key.size))) return std::nullopt;
        }
        if (key.size > longest_key || key.end >= end_ || text_[key.end] != ':') return std::nullopt;
        ++key.end;
        return key.end == end_ || text_[key.end] == ' ' ? std::optional(key) : std::nullopt;
    }
    void add(const Key& key) { add(key.quoted ? Event::Kind::quoted : Event::Kind::plain, key.begin, key.size); }

    bool entry(std::size_t at) {
        const auto key = key_at(at);
        if (!key) return false;
        add(*key);
        if (is_end_of_line(key->end)) {
            waiting_ = true;
            return true;
        }
        return value(skip_blanks(key->end));
    }

    /// The quote that closes the one at `at`, on its line and without an escape between them.
    std::optional<std::size_t> closing(std::size_t at) const {
        const char quote = text_[at];
        const std::size_t close = text_.substr(0, end_).find(quote, at + 1);
        if (close == text_.npos) return std::nullopt;
        const bool escaped = quote == '"' ? text_.substr(at, close - at).find('\\') != text_.npos
                                          : close + 1 < end_ && text_[close + 1] == '\'';
        return escaped ? std::nullopt : std::optional(close);
    }

    bool value(std::size_t at) {
        const char c = text_[at];
        if (c == '[' || c == '{') {
            const auto end = flow(at);
            return end && is_end_of_line(*end);
        }
        if (c == '"' || c == '\'') {
            const auto close = closing(at);
            if (!close) return false;
            add(Event::Kind::quoted, at, *close - at - 1);
            return is_end_of_line(*close + 1);
        }
        if (!begins_text(at)) return false;
        std::size_t end = at;
        for (; end < end_; ++end) {
            if (text_[end] == ':' && (end + 1 == end_ || text_[end + 1] == ' ')) return false;
            if (text_[end] == '#' && text_[end - 1] == ' ') break;
        }
        while (text_[end - 1] == ' ') --end;
        add_plain(at, end);
        return true;
    }
    void add_plain(std::size_t at, std::size_t end) {
        add(means_nothing(text_.substr(at, end - at)) ? Event::Kind::null : Event::Kind::plain, at, end - at);
    }
    bool begins_text(std::size_t at) const {
        while (at < end_ && text_[at] == '-') ++at;  // -1, --option
        return at < end_ && is(text_[at], starts_text);
    }

    /// What stands in brackets, from the one at `at`: one past the bracket that closes it.
    std::optional<std::size_t> flow(std::size_t at) {
        const std::size_t most = std::min(end_, at + longest_flow);
        std::vector<bool> lists;  // what is open
        bool value_comes = true;  // else a comma or a bracket
        for (bool first = true; at < most; first = false) {
            const char c = text_[at];
            const bool closes = !lists.empty() && c == (lists.back() ? ']' : '}');
            if (closes && (!value_comes || is_just_open())) {
                add(Event::Kind::close, 0);
                lists.pop_back();
                ++at;
                if (lists.empty()) return at;
                value_comes = false;
            } else if (!value_comes) {
                if (c != ',') return std::nullopt;
                ++at;
                value_comes = true;
            } else {
                if (!first && !lists.back()) {
                    const auto key = key_at(at);
                    if (!key || key->end == end_) return std::nullopt;
                    add(*key);
                    at = skip_blanks(key->end);
                    if (at >= most) return std::nullopt;
                }
                if (text_[at] == '[' || text_[at] == '{') {
                    lists.push_back(text_[at] == '[');
                    add(lists.back() ? Event::Kind::list : Event::Kind::map, at);
                    ++at;
                } else {
                    const auto end = flow_text(at);
                    if (!end) return std::nullopt;
                    at = *end;
                    value_comes = false;
                }
            }
            at = skip_blanks(at);
        }
        return std::nullopt;
    }
    /// Whether nothing stands behind a bracket yet.
    bool is_just_open() const {
        return events_.back().kind == Event::Kind::list || events_.back().kind == Event::Kind::map;
    }

    /// A text in brackets: one past its end.
    std::optional<std::size_t> flow_text(std::size_t at) {
        if (text_[at] == '"' || text_[at] == '\'') {
            const auto close = closing(at);
            if (!close) return std::nullopt;
            add(Event::Kind::quoted, at, *close - at - 1);
            return *close + 1;
        }
        if (!begins_text(at)) return std::nullopt;
        std::size_t end = at;
        while (end < end_ && (is(text_[end], in_flow_text) || (text_[end] == ' ' && is_text_behind(end)) ||
                              (text_[end] == ':' && is_text_behind(end))))
            ++end;
        add_plain(at, end);
        return end;
    }
    bool is_text_behind(std::size_t at) const { return at + 1 < end_ && is(text_[at + 1], in_flow_text); }

    std::string_view text_;
    std::size_t line_ = 0, end_ = 0;  // of the line in hand
    std::vector<Open> open_;
    std::vector<Event> events_;
    bool waiting_ = false;  // a key whose value comes on the next lines, or not at all
};

}  // namespace

bool parse_plain_yaml(std::string_view text, std::size_t base, const Limits& limits, TreeBuilder& builder) {
    if (limits.flow_items < fewest_flow_items) return false;
    PlainYaml yaml(text);
    if (!yaml.read()) return false;
    for (const Event& e : yaml.events()) {
        switch (e.kind) {
            case Event::Kind::map: builder.open(TreeNode::Kind::map, base + e.at); break;
            case Event::Kind::list: builder.open(TreeNode::Kind::list, base + e.at); break;
            case Event::Kind::close: builder.close(); break;
            case Event::Kind::plain: builder.text(text.substr(e.at, e.size), true, base + e.at, e.size); break;
            case Event::Kind::quoted: builder.text(text.substr(e.at + 1, e.size), false, base + e.at, e.size + 2); break;
            case Event::Kind::null: builder.null(base + e.at); break;
        }
    }
    return true;
}

}  // namespace knockon

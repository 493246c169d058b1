#include "report/pictures/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/text.h"
#include "report/writing/xml.h"

namespace knockon {
namespace {

constexpr std::string_view elements = " svg g a polygon ellipse path polyline text ";
constexpr std::string_view attributes =
    " width height viewBox xmlns id class transform fill stroke stroke-width points cx cy rx ry d x y "
    "text-anchor font-family font-size font-weight stroke-dasharray xml:space opacity fill-opacity "
    "stroke-opacity textLength dominant-baseline ";

/// Whether it is one of words that stand between blanks.
bool among(std::string_view known, std::string_view word) {
    return !word.empty() && known.find(fmt::format(" {} ", word)) != known.npos;
}

std::string utf8(char32_t c) {
    const auto byte = [](char32_t b) { return static_cast<char>(static_cast<unsigned char>(b)); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | (c >> 6)), byte(0x80 | (c & 0x3F))};
    if (c < 0x10000)
        return {byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F))};
    return {byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F)), byte(0x80 | ((c >> 6) & 0x3F)),
            byte(0x80 | (c & 0x3F))};
}

/// What `&name;` or `&#65;` stands for.
std::optional<char32_t> entity(std::string_view name) {
    if (name == "amp") return U'&';
    if (name == "lt") return U'<';
    if (name == "gt") return U'>';
    if (name == "quot") return U'"';
    if (name == "apos") return U'\'';
    if (!name.starts_with('#')) return std::nullopt;
    name.remove_prefix(1);
    const bool hex = name.starts_with('x');
    if (hex) name.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
    if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
    return code;
}

/// The same text, escaped again; nothing where an entity is none.
std::optional<std::string> escaped_again(std::string_view text) {
    std::string said;
    while (!text.empty()) {
        const Character c = first_character(text);
        if (!c.valid || c.code == U'<') return std::nullopt;
        if (c.code == U'&') {
            const std::size_t end = text.find(';');
            if (end == text.npos) return std::nullopt;
            const auto code = entity(text.substr(1, end - 1));
            if (!code) return std::nullopt;
            said += utf8(*code);
            text.remove_prefix(end + 1);
            continue;
        }
        said += text.substr(0, c.bytes);
        text.remove_prefix(c.bytes);
    }
    return xml_escaped(said);
}

class Cleaner {
  public:
    Cleaner(std::string_view text, std::string_view title) : rest_(text), title_(title) {}

    std::optional<std::string> run() {
        while (!rest_.empty() && step()) {
        }
        if (!rest_.empty() || !open_.empty() || !seen_root_) return std::nullopt;
        return out_.substr(out_.find('<')) + "\n";
    }

  private:
    bool skip_past(std::string_view end) {
        const std::size_t at = rest_.find(end);
        if (at == rest_.npos) return false;
        rest_.remove_prefix(at + end.size());
        return true;
    }

    bool step() {
        if (rest_.starts_with("<?")) return skip_past("?>");
        if (rest_.starts_with("<!--")) return skip_past("-->");
        if (rest_.starts_with("<!DOCTYPE")) return open_.empty() && skip_past(">");
        if (rest_.starts_with("<!")) return false;
        // Graphviz puts its own numbers of nodes there.
        if (rest_.starts_with("<title>")) return skip_past("</title>");
        if (rest_.starts_with("</")) return close();
        if (rest_.starts_with('<')) return open();
        return text();
    }

    bool text() {
        const std::size_t end = std::min(rest_.find('<'), rest_.size());
        const auto clean = escaped_again(rest_.substr(0, end));
        if (!clean) return false;
        const bool shown = !open_.empty() && open_.back() == "text";
        const bool blank =
            rest_.substr(0, end).find_first_not_of(" \t\r\n") == std::string_view::npos;
        if (!shown && !blank) return false;
        if (shown) out_ += *clean;
        rest_.remove_prefix(end);
        return true;
    }

    bool close() {
        const std::size_t end = rest_.find('>');
        if (end == rest_.npos || open_.empty() || rest_.substr(2, end - 2) != open_.back())
            return false;
        out_ += fmt::format("</{}>", shown_as(open_.back()));
        open_.pop_back();
        rest_.remove_prefix(end + 1);
        return true;
    }

    bool open() {
        const std::size_t length = rest_.find_first_of(" \t\r\n/>", 1);
        if (length == rest_.npos) return false;
        const std::string_view element = rest_.substr(1, length - 1);
        if (!among(elements, element)) return false;
        if (open_.empty() != (element == "svg") || (open_.empty() && seen_root_)) return false;
        rest_.remove_prefix(length);
        std::string tag = fmt::format("{}<{}", element == "text" ? "" : "\n", shown_as(element));
        tooltip_.clear();
        if (element == "svg") tag += R"( role="img")";
        while (true) {
            rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
            if (rest_.starts_with("/>")) {
                rest_.remove_prefix(2);
                out_ += tag + "/>";
                return element != "svg";
            }
            if (rest_.starts_with('>')) break;
            if (!attribute(tag)) return false;
        }
        rest_.remove_prefix(1);
        out_ += tag + ">";
        open_.emplace_back(element);
        if (element == "svg") add_title();
        if (!tooltip_.empty()) out_ += fmt::format("<title>{}</title>", tooltip_);
        return true;
    }

    /// A link without an address is only a group with a title.
    static std::string_view shown_as(std::string_view element) {
        return element == "a" ? "g" : element;
    }

    /// Adds `name="value"` to the tag if it draws; whatever else there is goes.
    bool attribute(std::string& tag) {
        const std::size_t equals = rest_.find_first_of("= \t\r\n>");
        if (equals == rest_.npos || rest_.substr(equals, 2) != "=\"") return false;
        const std::string_view name = rest_.substr(0, equals);
        const std::size_t end = rest_.find('"', equals + 2);
        if (end == rest_.npos) return false;
        const auto value = escaped_again(rest_.substr(equals + 2, end - equals - 2));
        rest_.remove_prefix(end + 1);
        if (!value) return false;
        const bool far = value->find("url(") != std::string::npos;
        if (name == "xlink:title" && open_.size() > 0) tooltip_ = *value;
        if (among(attributes, name) && !far) tag += fmt::format(" {}=\"{}\"", name, *value);
        return true;
    }

    void add_title() {
        seen_root_ = true;
        out_ += fmt::format("<title>{}</title>", xml_escaped(title_));
    }

    std::string_view rest_;
    std::string_view title_;
    std::string out_, tooltip_;
    std::vector<std::string> open_;
    bool seen_root_ = false;
};

}  // namespace

std::optional<std::string> clean_svg(std::string_view text, std::string_view title) {
    return Cleaner(text, title).run();
}

}  // namespace knockon

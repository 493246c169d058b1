#include "report/writing/html.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <cmath>

#include "base/text.h"

namespace knockon {
namespace {

/// By style; a strong text is an element of its own.
std::string_view span_class(Style s) {
    static constexpr std::array<std::string_view, 6> names = {"",    "",      "good",
                                                              "bad", "doubt", "faint"};
    return names[static_cast<std::size_t>(s)];
}

int digit_of(char hex) { return hex <= '9' ? hex - '0' : hex - 'a' + 10; }

std::string base64(std::string_view hex) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    // Three hexadecimal digits are two letters.
    for (std::size_t i = 0; i < hex.size(); i += 3) {
        int bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits * 16 + (i + k < hex.size() ? digit_of(hex[i + k]) : 0);
        out += letters[static_cast<std::size_t>(bits / 64)];
        if (i + 1 < hex.size()) out += letters[static_cast<std::size_t>(bits % 64)];
    }
    while (out.size() % 4 != 0) out += '=';
    return out;
}

}  // namespace

std::string policy_digest(std::string_view content) { return "sha256-" + base64(sha256(content)); }

Outline& Outline::add(char command, std::initializer_list<int> numbers) {
    data_ += command;
    bool first = true;
    for (const int n : numbers) {
        if (!first) data_ += ' ';
        data_ += std::to_string(n);
        first = false;
    }
    x_ = *(numbers.end() - 2);
    y_ = *(numbers.end() - 1);
    return *this;
}

Outline& Outline::level_curve(int x, int y) {
    const int middle = (x_ + x) / 2;
    return add('C', {middle, y_, middle, y, x, y});
}

Html::Attribute::Attribute(Words attribute, const std::vector<int>& numbers)
    : name(attribute.text()) {
    for (const int n : numbers) {
        if (!value.empty()) value += ' ';
        value += std::to_string(n);
    }
}

Html::Attribute::Attribute(Words attribute, Words prefix, int n)
    : name(attribute.text()), value(fmt::format("{}{}", prefix.text(), n)) {}

Html::Attribute::Attribute(Words attribute, Words prefix, Words rest)
    : name(attribute.text()), value(fmt::format("{}{}", prefix.text(), rest.text())) {}

Html::Attribute Html::Attribute::sort_key(double x) {
    assert(std::isfinite(x) && "a figure is finite");
    Attribute a;
    a.name = "data-key";
    a.value = fmt::format("{}", x);
    return a;
}

Html::Attribute Html::Attribute::labelled(Words key) {
    Attribute a;
    a.name = "aria-labelledby";
    a.value = fmt::format("{0}-title {0}-text", key.text());
    return a;
}

Html::Attribute::Attribute(Words attribute, const Shown& text) : name(attribute.text()) {
    for (const Shown::Run& run : text.runs()) value += run.text;
}

Html& Html::doctype() {
    out_ += "<!DOCTYPE html>\n";
    return *this;
}

void Html::escaped(std::string_view text) {
    for (const char c : text) switch (c) {
            case '&':
                out_ += "&amp;";
                break;
            case '<':
                out_ += "&lt;";
                break;
            case '>':
                out_ += "&gt;";
                break;
            case '"':
                out_ += "&quot;";
                break;
            case '\'':
                out_ += "&#39;";
                break;
            default:
                out_ += c;
        }
}

void Html::begin(std::string_view tag, Attributes attributes) {
    out_ += '<';
    out_ += tag;
    for (const Attribute& a : attributes) {
        if (a.name.empty()) continue;
        out_ += ' ';
        out_ += a.name;
        out_ += "=\"";
        escaped(a.value);
        out_ += '"';
    }
    out_ += '>';
}

Html& Html::open(Words tag, Attributes attributes) {
    begin(tag.text(), attributes);
    open_.push_back(tag.text());
    return *this;
}

Html& Html::close() {
    assert(!open_.empty() && "only what is open can be closed");
    const std::string_view tag = open_.back();
    open_.pop_back();
    out_ += "</";
    out_ += tag;
    out_ += '>';
    // A line end where it cannot be seen: none inside a paragraph or a heading.
    constexpr std::string_view inlined = " a b span code button small strong mark title text ";
    if (inlined.find(fmt::format(" {} ", tag)) == std::string_view::npos) out_ += '\n';
    return *this;
}

Html& Html::lone(Words tag, Attributes attributes) {
    begin(tag.text(), attributes);
    out_ += '\n';
    return *this;
}

Html& Html::text(const Shown& text) {
    for (const Shown::Run& run : text.runs()) {
        const std::string_view name = span_class(run.style);
        const bool strong = run.style == Style::strong;
        if (strong)
            out_ += "<strong>";
        else if (!name.empty())
            out_ += fmt::format("<span class=\"{}\">", name);
        escaped(run.text);
        if (strong)
            out_ += "</strong>";
        else if (!name.empty())
            out_ += "</span>";
    }
    return *this;
}

Html& Html::element(Words tag, Attributes attributes, const Shown& content) {
    return open(tag, attributes).text(content).close();
}

Html& Html::paragraph(const Shown& content, Words look) {
    return content.empty() ? *this : element("p", {Attribute::look(look)}, content);
}

Html& Html::add(Html part) {
    out_ += part.take();
    return *this;
}

Html& Html::policy(Words style, Words script) {
    out_ += fmt::format(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'{}'; script-src '{}'; base-uri 'none'; "
        "form-action 'none'\">\n",
        policy_digest(style.text()), policy_digest(script.text()));
    return *this;
}

Html& Html::verbatim(std::string_view tag, Words content) {
    out_ += fmt::format("<{}>{}</{}>\n", tag, content.text(), tag);
    return *this;
}

std::string Html::take() {
    assert(open_.empty() && "every element is closed");
    return std::move(out_);
}

}  // namespace knockon

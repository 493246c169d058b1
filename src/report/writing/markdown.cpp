#include "report/writing/markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace knockon {
namespace {

// For the sentence that says what is left out.
constexpr std::size_t reserve = 2000;
// Columns; a text that is longer ends in an ellipsis.
constexpr int longest_run = 600;

bool word_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// `:rocket:`, which both forges replace by a picture.
bool emoji_code(std::string_view after_colon) {
    const std::size_t end =
        std::min(after_colon.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_+-"),
                 after_colon.size());
    const std::string_view word = after_colon.substr(0, end);
    if (end < after_colon.size()) return !word.empty() && after_colon[end] == ':';
    // What comes after the text may begin with a colon; times of day are left alone.
    return word.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
}

/// Between a sign and a word it stands before, so that the two make no reference.
constexpr std::string_view gap = "&#8203;";

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

/// Where a word would be a reference to somebody's commit or issue: seven and more digits of a hash
/// with no word beside them, and `GH-45`. It is parted there; a number of a few digits stays.
bool makes_reference(std::string_view word, std::size_t at) {
    if (at == 2 && word.size() > 3 && (word[0] == 'G' || word[0] == 'g') &&
        (word[1] == 'H' || word[1] == 'h') && word[2] == '-')
        return word[3] >= '0' && word[3] <= '9';
    return at == 4 && word.size() >= 7 && word.size() <= 64 &&
           std::all_of(word.begin(), word.end(), is_hex);
}

/// The word that holds a place, or the two that a hyphen there joins; and where in it that is.
std::pair<std::string_view, std::size_t> word_around(std::string_view text, std::size_t at) {
    std::size_t first = at, end = at + 1;
    while (first > 0 && word_character(text[first - 1])) --first;
    if (word_character(text[at]) || text[at] == '-')
        while (end < text.size() && word_character(text[end])) ++end;
    return {text.substr(first, end - first), at - first};
}

/// `before` and `after` are what stands around the character in the text.
std::string escaped(char c, char before, std::string_view after) {
    const char next = after.empty() ? ' ' : after.front();
    switch (c) {
        case '|':
            return "&#124;";  // holds in a table too, where a backslash is taken off twice
        case '@':
        case '!':
        case '%':
            return fmt::format("{}{}", c, word_character(next) ? gap : "");
        case '#':
        case '~':
        case '$':
        case '&':
            return fmt::format("\\{}{}", c, word_character(next) ? gap : "");
        case ':':
            if (emoji_code(after)) return fmt::format(":{}", gap);
            return next == '/' ? "\\:" : ":";
        case '.':
        case ')': {
            const bool numbered = before >= '0' && before <= '9' && next == ' ';
            const bool address = c == '.' && (before == 'w' || before == 'W');
            return numbered || address ? fmt::format("\\{}", c) : std::string(1, c);
        }
        case '-':
        case '+':
            return before == ' ' ? fmt::format("\\{}", c) : std::string(1, c);
        default:
            break;
    }
    const bool special = std::string_view("\\`*_{}[]<>=^\"").find(c) != std::string_view::npos;
    return special ? fmt::format("\\{}", c) : std::string(1, c);
}

}  // namespace

Markdown::Markdown(const Shown& plain) {
    for (const Shown::Run& run : plain.runs()) {
        const std::string text = cut(run.text, longest_run);
        char before = text_.empty() ? ' ' : 'x';
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto [word, at] = word_around(text, i);
            if (makes_reference(word, at)) text_ += gap;
            text_ += escaped(text[i], before, std::string_view(text).substr(i + 1));
            before = text[i];
        }
    }
}

Markdown Markdown::strong(const Shown& plain) {
    // `**` depends on what stands beside it.
    return Markdown("<strong>") + plain + "</strong>";
}

Markdown Markdown::joined(const std::vector<Markdown>& parts, Words between) {
    Markdown all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) all += between;
        all += parts[i];
    }
    return all;
}

bool MarkdownPage::add(std::string_view text) {
    if (out_.size() + text.size() + reserve > longest_) return false;
    out_ += text;
    return true;
}

void MarkdownPage::left_out(Words what, std::size_t count, std::size_t all) {
    if (!missing_.empty()) missing_ += ", ";
    missing_ += Shown(what) + " (" + knockon::count(count) + " of " + knockon::count(all) + ")";
}

void MarkdownPage::marker(std::string_view id) {
    out_ += "<!-- knockon: ";
    char before = '-';
    for (const char c : id.substr(0, 200)) {
        const bool kept =
            word_character(c) || std::string_view(".+:/").find(c) != std::string::npos;
        // Two of them in a row may end a comment.
        if ((kept && static_cast<unsigned char>(c) < 0x80) || (c == '-' && before != '-'))
            out_ += c;
        else
            out_ += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        before = c;
    }
    out_ += " -->\n";
}

void MarkdownPage::paragraph(const Markdown& text) {
    if (!text.empty() && !add(text.text() + "\n\n")) left_out("a paragraph", 1, 1);
}

void MarkdownPage::table(Words what, const std::vector<std::vector<Markdown>>& rows) {
    if (rows.size() < 2) return;
    std::size_t shown = 0;
    for (const std::vector<Markdown>& row : rows) {
        std::string line = "|";
        for (const Markdown& cell : row) line += " " + cell.text() + " |";
        line += '\n';
        if (shown == 0) {
            line += '|';
            for (std::size_t i = 0; i < row.size(); ++i) line += " --- |";
            line += '\n';
        }
        if (!add(line)) break;
        ++shown;
    }
    out_ += '\n';
    if (shown < rows.size())
        left_out(what, rows.size() - std::max(shown, std::size_t{1}), rows.size() - 1);
}

void MarkdownPage::fold(Words title, const std::vector<Markdown>& items, std::size_t most) {
    if (items.empty()) return;
    const std::string head = fmt::format("<details><summary>{} ({})</summary>\n\n", title.text(),
                                         knockon::count(items.size()).text());
    if (!add(head)) {
        left_out(title, items.size(), items.size());
        return;
    }
    const std::size_t shown = add_items(items, most);
    if (shown < items.size()) left_out(title, items.size() - shown, items.size());
}

std::size_t MarkdownPage::add_items(const std::vector<Markdown>& items, std::size_t most) {
    // One long list must not take the place of all that comes after it.
    const std::size_t end = out_.size() + longest_ / 4;
    std::size_t shown = 0;
    while (shown < std::min(items.size(), most) && out_.size() < end &&
           add("- " + items[shown].text() + "\n"))
        ++shown;
    out_ += "\n</details>\n\n";
    return shown;
}

void MarkdownPage::fold(Words what, const Markdown& title, const std::vector<Markdown>& items) {
    // Between empty lines the title is Markdown, and what is escaped in it is no HTML.
    const std::string head = "<details><summary>\n\n" + title.text() + "\n\n</summary>\n\n";
    std::size_t whole = head.size();
    for (const Markdown& item : items) whole += item.text().size() + 3;
    if (out_.size() + whole + reserve > longest_ || !add(head)) {
        ++folds_left_out_;
        folds_ = what;
        return;
    }
    const std::size_t shown = add_items(items, items.size());
    if (shown < items.size()) left_out(what, items.size() - shown, items.size());
}

std::string MarkdownPage::take() {
    if (folds_left_out_ > 0) {
        if (!missing_.empty()) missing_ += ", ";
        missing_ += Markdown("the details of ") + knockon::count(folds_left_out_) + " " + folds_;
    }
    if (!missing_.empty())
        out_ += "Left out, to keep within the length of a comment: " + missing_.text() +
                ". The JSON report has all of it.\n";
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
}

}  // namespace knockon

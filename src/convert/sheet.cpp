#include "convert/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/codes.h"
#include "base/text.h"
#include "read/bytes.h"

namespace knockon {
namespace {

constexpr std::string_view delimiters = ",;\t|";

char delimiter_of(std::string_view text) {
    std::vector<std::size_t> counts(delimiters.size());
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n') break;
        const std::size_t i = delimiters.find(c);
        if (i != delimiters.npos) ++counts[i];
    }
    return delimiters[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                               counts.begin())];
}

/// Cells of a text, one after the other (RFC 4180).
class Cells {
  public:
    /// `kept` holds the same text for as long as cells are used: one that had quotes is written there again, without.
    Cells(std::string_view text, char* kept, char delimiter) : text_(text), kept_(kept), delimiter_(delimiter) {}

    bool at_end() const { return i_ >= text_.size(); }
    std::size_t offset() const { return i_; }
    std::uint32_t line() const { return line_; }
    std::uint32_t unclosed() const { return unclosed_; }  // line of the quote; 0: none

    /// Adds the cells of the next row. A delimiter or a line end behind each cell is taken too.
    void row(std::vector<std::string_view>& cells) {
        while (true) {
            cells.push_back(cell());
            if (at_end()) return;
            const char c = text_[i_++];
            if (c == delimiter_) continue;
            if (c == '\r' && !at_end() && text_[i_] == '\n') ++i_;
            ++line_;
            return;
        }
    }

  private:
    bool ends(char c) const { return c == delimiter_ || c == '\n' || c == '\r'; }

    std::string_view cell() {
        const std::size_t begin = i_;
        std::size_t start = begin;
        while (start < text_.size() && text_[start] == ' ') ++start;
        if (start < text_.size() && text_[start] == '"') return quoted(start);
        while (i_ < text_.size() && !ends(text_[i_])) ++i_;
        return {kept_ + begin, i_ - begin};
    }

    /// The text between quotes, and what stands behind them.
    std::string_view quoted(std::size_t start) {
        const std::uint32_t opened = line_;
        char* const out = kept_ + start;
        std::size_t size = 0;
        bool open = true;
        for (i_ = start + 1; open && i_ < text_.size(); ++i_) {
            if (text_[i_] == '\n') ++line_;
            const bool twice = text_[i_] == '"' && i_ + 1 < text_.size() && text_[i_ + 1] == '"';
            open = twice || text_[i_] != '"';
            if (open) out[size++] = text_[i_];
            if (twice) ++i_;
        }
        if (open) unclosed_ = opened;
        while (!at_end() && !ends(text_[i_])) out[size++] = text_[i_++];
        return {out, size};
    }

    std::string_view text_;
    char* kept_;
    char delimiter_;
    std::size_t i_ = 0;
    std::uint32_t line_ = 1, unclosed_ = 0;
};

bool is_blank(std::span<const std::string_view> cells) {
    return std::all_of(cells.begin(), cells.end(), [](std::string_view c) { return trimmed(c).empty(); });
}

/// The delimiter by which a line would have `wanted` cells; 0: none.
char parted_by(std::string_view line, std::size_t wanted) {
    for (const char d : delimiters) {
        std::size_t cells = 1;
        bool quoted = false;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            if (!quoted && c == d) ++cells;
        }
        if (cells == wanted) return d;
    }
    return 0;
}

/// Rows that are parted otherwise than the header: their cells would be read as one.
struct Misparted {
    std::size_t count = 0;
    std::uint32_t line = 0;
    char by = 0;

    void look(std::string_view line_text, std::uint32_t at, std::size_t wanted) {
        const char other = parted_by(line_text, wanted);
        if (other == 0) return;
        if (count++ == 0) std::tie(line, by) = std::pair(at, other);
    }
};

std::string_view shown(char delimiter) { return delimiter == '\t' ? "a tab" : delimiter == ',' ? "`,`" : delimiter == ';' ? "`;`" : "`|`"; }

}  // namespace

std::string_view Sheet::cell(std::size_t row, std::size_t column) const {
    if (row >= rows.size() || column >= rows[row].size) return {};
    return trimmed(all[rows[row].first + column]);
}

Position Sheet::at(std::size_t row) const {
    if (!sheet.empty()) return {file, 0, 0, 1};
    return {file, rows[row].line, 1, 1};
}

std::string Sheet::place(std::size_t row) const {
    if (sheet.empty()) return {};
    return fmt::format("sheet `{}`, row {}", sheet, rows[row].line);
}

std::optional<Sheet> table_of(std::uint32_t file, const Sources& sources, Diagnostics& out) {
    std::string_view text = sources.files[file].text;
    text.remove_prefix(byte_order_mark(text));
    char delimiter = delimiter_of(text);
    std::uint32_t skipped = 0;
    // What Excel writes to be understood by itself.
    if (text.starts_with("sep=") && text.size() > 4) {
        delimiter = text[4];
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
        skipped = 1;
    }
    const auto kept = std::make_shared<std::string>(text);
    Sheet table{.file = file, .texts = kept};
    Cells cells(text, kept->data(), delimiter);
    Misparted misparted;
    while (!cells.at_end()) {
        const std::uint32_t line = cells.line() + skipped;
        const std::size_t first = table.all.size(), begin = cells.offset();
        cells.row(table.all);
        if (cells.unclosed() != 0) {
            out.error(code::unclosed_quote, {file, cells.unclosed() + skipped, 1, 1},
                      "a quote in this row is never closed", "write another \" at its end");
            return std::nullopt;
        }
        const std::size_t size = table.all.size() - first;
        if (is_blank(std::span(table.all).subspan(first))) {
            table.all.resize(first);
            continue;
        }
        table.rows.push_back({line, first, size});
        if (size < table.rows.front().size)
            misparted.look(text.substr(begin, cells.offset() - begin), line, table.rows.front().size);
    }
    if (misparted.count > 0) {
        out.error(code::bad_import, {file, misparted.line, 1, 1},
                  fmt::format("{} row{} parted by {}, the header by {}", misparted.count,
                              misparted.count == 1 ? " is" : "s are", shown(misparted.by), shown(delimiter)),
                  "part all rows by one of them, and put quotes around a cell that holds it");
        return std::nullopt;
    }
    return table;
}

}  // namespace knockon

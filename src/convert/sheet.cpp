#include "convert/sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
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
    Cells(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    bool at_end() const { return i_ >= text_.size(); }
    std::uint32_t line() const { return line_; }
    std::uint32_t unclosed() const { return unclosed_; }  // line of the quote; 0: none

    /// The next row. A delimiter or a line end behind each cell is taken too.
    std::vector<std::string> row() {
        std::vector<std::string> cells;
        while (true) {
            cells.push_back(cell());
            if (at_end()) return cells;
            const char c = text_[i_++];
            if (c == delimiter_) continue;
            if (c == '\r' && !at_end() && text_[i_] == '\n') ++i_;
            ++line_;
            return cells;
        }
    }

  private:
    std::string cell() {
        std::string out;
        const std::size_t start = std::min(text_.find_first_not_of(' ', i_), text_.size());
        if (start < text_.size() && text_[start] == '"') {
            i_ = start;
            quoted(out);
        }
        while (!at_end() && text_[i_] != delimiter_ && text_[i_] != '\n' && text_[i_] != '\r')
            out += text_[i_++];
        return out;
    }

    void quoted(std::string& out) {
        const std::uint32_t opened = line_;
        for (++i_; !at_end(); ++i_) {
            if (text_[i_] == '\n') ++line_;
            if (text_[i_] != '"') {
                out += text_[i_];
            } else if (i_ + 1 < text_.size() && text_[i_ + 1] == '"') {
                out += text_[i_++];
            } else {
                ++i_;
                return;
            }
        }
        unclosed_ = opened;
    }

    std::string_view text_;
    char delimiter_;
    std::size_t i_ = 0;
    std::uint32_t line_ = 1, unclosed_ = 0;
};

bool is_blank(const std::vector<std::string>& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const std::string& c) {
        return c.find_first_not_of(" \t\r\n") == c.npos;
    });
}

}  // namespace

const std::vector<std::string>& Sheet::header() const {
    static const std::vector<std::string> none;
    return rows.empty() ? none : rows.front().cells;
}

std::string_view Sheet::cell(std::size_t row, std::size_t column) const {
    if (row >= rows.size()) return {};
    const auto& cells = rows[row].cells;
    if (column >= cells.size()) return {};
    std::string_view text = cells[column];
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == text.npos) return {};
    return text.substr(start, text.find_last_not_of(" \t\r\n") + 1 - start);
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
    Sheet table{.file = file, .sheet = {}, .rows = {}};
    char delimiter = delimiter_of(text);
    std::uint32_t skipped = 0;
    // What Excel writes to be understood by itself.
    if (text.starts_with("sep=") && text.size() > 4) {
        delimiter = text[4];
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
        skipped = 1;
    }
    Cells cells(text, delimiter);
    while (!cells.at_end()) {
        const std::uint32_t line = cells.line() + skipped;
        std::vector<std::string> row = cells.row();
        if (cells.unclosed() != 0) {
            out.error(code::unclosed_quote, {file, cells.unclosed() + skipped, 1, 1},
                      "a quote in this row is never closed", "write another \" at its end");
            return std::nullopt;
        }
        if (!is_blank(row)) table.rows.push_back({line, std::move(row)});
    }
    return table;
}

}  // namespace knockon

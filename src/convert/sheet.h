// convert/sheet.h: rows and columns, from CSV or from the sheets of a workbook.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "read/read.h"

namespace knockon {

/// One sheet. Rows without a word in them are left out; a row may be shorter than the header, or longer.
struct Sheet {
    std::uint32_t file = 0;
    std::string sheet = {};  // empty: a text, whose rows stand at lines
    struct Row {
        std::uint32_t line = 0;  // in the text, or number of the row in the sheet
        std::size_t first = 0, size = 0;  // its cells in `all`
    };
    std::vector<Row> rows = {};
    std::vector<std::string_view> all = {};                      // cells, row by row
    std::shared_ptr<const void> texts = {};  // what they are parts of

    std::span<const std::string_view> cells(std::size_t row) const {
        return std::span(all).subspan(rows[row].first, rows[row].size);
    }
    /// The header is row 0; of an empty table it is empty.
    std::span<const std::string_view> header() const {
        return rows.empty() ? std::span<const std::string_view>() : cells(0);
    }
    /// The cell under a column, without blanks around it; empty where there is none.
    std::string_view cell(std::size_t row, std::size_t column) const;
    Position at(std::size_t row) const;
    /// "sheet `Applications`, row 7"; of a text empty, since its place says it.
    std::string place(std::size_t row) const;
};

/// The table of a text, parted by whichever of comma, semicolon, tab and bar its first line has
/// most of; quotes as in RFC 4180. A quote that is never closed is an error, and so are rows that have as many cells as
/// the header only if they are parted by another of these.
std::optional<Sheet> table_of(std::uint32_t file, const Sources& sources, Diagnostics& out);

/// The sheets of a workbook (XLSX), in order, hidden ones too. A cell is its text, or the value
/// that the program that wrote it had computed; dates are numbers of days. Errors name what is
/// broken.
std::vector<Sheet> sheets_of(std::uint32_t file, const Limits& limits, const Sources& sources,
                             Diagnostics& out);

}  // namespace knockon

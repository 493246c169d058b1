// The sheets of an XLSX workbook (ECMA-376, part 1, 18: SpreadsheetML).
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <set>

#include "base/codes.h"
#include "base/quantity.h"
#include "convert/archive.h"
#include "convert/few.h"
#include "convert/sheet.h"

namespace knockon {
namespace {

/// The part of a name behind its prefix: workbooks may write `x:row`.
std::string_view local(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name.substr(name.find(':') + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_node c : node.children())
        if (local(c) == name) return c;
    return {};
}

/// Runs of rich text without what is only there to be read aloud (`rPh`).
std::string text_of(const pugi::xml_node& node) {
    std::string out;
    for (const pugi::xml_node part : node.children()) {
        if (local(part) == "t") out += part.text().get();
        if (local(part) == "r")
            for (const pugi::xml_node t : part.children())
                if (local(t) == "t") out += t.text().get();
    }
    return out;
}

/// Column of "BC12", from 0; nothing where there is none or it is beyond the last one (XFD).
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t n = 0, letters = 0;
    while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
        n = n * 26 + static_cast<std::size_t>(reference[letters++] - 'A') + 1;
        if (letters > 3) return std::nullopt;
    }
    return n >= 1 && n <= 16'384 ? std::optional(n - 1) : std::nullopt;
}

std::size_t number(std::string_view text, std::size_t otherwise) {
    std::size_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc{} && end == text.data() + text.size() ? n : otherwise;
}

/// "A" of column 0, "AB" of 27.
std::string letters_of(std::size_t column) {
    std::string letters;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters;
}

class Workbook {
  public:
    Workbook(Archive archive, std::uint32_t file, const Limits& limits, Diagnostics& out)
        : archive_(std::move(archive)), file_(file), limits_(limits), out_(out) {}

    std::vector<Sheet> sheets() {
        std::vector<Sheet> all;
        const auto book = document("xl/workbook.xml");
        if (book == nullptr) return all;
        const pugi::xml_node root = book->document_element();
        epoch_1904_ = child(root, "workbookPr").attribute("date1904").as_bool();
        read_strings();
        read_styles();
        const std::map<std::string, std::string> targets = relationships();
        for (const pugi::xml_node sheet : child(root, "sheets").children()) {
            std::string id;
            for (const pugi::xml_attribute a : sheet.attributes())
                if (std::string_view(a.name()).ends_with(":id")) id = a.value();
            const auto target = targets.find(id);
            if (target == targets.end()) continue;
            if (auto table = read_sheet(target->second, sheet.attribute("name").value()))
                all.push_back(std::move(*table));
        }
        return all;
    }

  private:
    std::unique_ptr<pugi::xml_document> document(const std::string& name) {
        auto bytes = archive_.read(name, out_);
        if (!bytes) return nullptr;
        auto doc = std::make_unique<pugi::xml_document>();
        const auto parsed = doc->load_buffer(bytes->data(), bytes->size(),
                                             pugi::parse_default | pugi::parse_ws_pcdata);
        if (parsed) return doc;
        wrong(fmt::format("`{}` in the workbook is not valid XML: {}", name, parsed.description()));
        return nullptr;
    }

    void wrong(std::string message, std::string help = "save the workbook again") {
        out_.error(code::bad_import, {file_, 0, 0, 1}, std::move(message), std::move(help));
    }

    std::map<std::string, std::string> relationships() {
        std::map<std::string, std::string> targets;
        if (const auto doc = document("xl/_rels/workbook.xml.rels"))
            for (const pugi::xml_node r : doc->document_element().children()) {
                const std::string target = r.attribute("Target").value();
                targets[r.attribute("Id").value()] =
                    target.starts_with('/') ? target.substr(1) : "xl/" + target;
            }
        return targets;
    }

    void read_strings() {
        if (!archive_.has("xl/sharedStrings.xml")) return;
        if (const auto doc = document("xl/sharedStrings.xml"))
            for (const pugi::xml_node si : doc->document_element().children())
                if (local(si) == "si") strings_.push_back(text_of(si));
    }

    /// Which styles show a number as a date: the built-in ones, and formats with days or years.
    void read_styles() {
        if (!archive_.has("xl/styles.xml")) return;
        const auto doc = document("xl/styles.xml");
        if (doc == nullptr) return;
        std::set<std::size_t> formats = {14, 15, 16, 17, 22};
        for (const pugi::xml_node f : child(doc->document_element(), "numFmts").children()) {
            const std::string_view code = f.attribute("formatCode").value();
            if (code.find_first_of("dyDY") != code.npos && code.find('"') == code.npos)
                formats.insert(number(f.attribute("numFmtId").value(), 0));
        }
        std::size_t style = 0;
        for (const pugi::xml_node xf : child(doc->document_element(), "cellXfs").children()) {
            if (formats.contains(number(xf.attribute("numFmtId").value(), 0)))
                date_styles_.insert(style);
            ++style;
        }
    }

    /// Day 60 of the first calendar is the 29th of February 1900, which there never was.
    std::string date(std::string_view days) const {
        double serial = 0;
        const auto [end, error] = std::from_chars(days.data(), days.data() + days.size(), serial);
        if (error != std::errc{} || end != days.data() + days.size() || !(serial >= 61) ||
            serial > 2'958'465)
            return std::string(days);
        using std::chrono::sys_days, std::chrono::year;
        const sys_days first =
            epoch_1904_ ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / 30};
        return write_date(first + std::chrono::days{static_cast<int>(std::floor(serial))});
    }

    std::string value_of(const pugi::xml_node& cell) {
        const std::string_view type = cell.attribute("t").value();
        if (type == "inlineStr") return text_of(child(cell, "is"));
        const pugi::xml_node v = child(cell, "v");
        const std::string text = v.text().get();
        if (type == "s") {
            const std::size_t i = number(text, strings_.size());
            return i < strings_.size() ? strings_[i] : std::string{};
        }
        if (type == "b") return text == "1" ? "true" : "false";
        if (type == "e") return {};
        const bool is_date =
            type.empty() || type == "n"
                ? date_styles_.contains(number(cell.attribute("s").value(), SIZE_MAX))
                : false;
        return is_date ? date(text) : text;
    }

    std::optional<Sheet> read_sheet(const std::string& part, const std::string& name) {
        const auto doc = document(part);
        if (doc == nullptr) return std::nullopt;
        const pugi::xml_node root = doc->document_element();
        const auto texts = std::make_shared<std::deque<std::string>>();
        Sheet table{.file = file_, .sheet = name.empty() ? part : name, .texts = texts};
        std::vector<std::string> without_value;
        std::size_t line = 0;
        for (const pugi::xml_node row : child(root, "sheetData").children()) {
            line = number(row.attribute("r").value(), line + 1);
            Sheet::Row cells{static_cast<std::uint32_t>(line), table.all.size(), 0};
            std::size_t column = 0;
            for (const pugi::xml_node cell : row.children()) {
                column = column_of(cell.attribute("r").value()).value_or(column);
                if (child(cell, "v").empty() && !child(cell, "f").empty())
                    without_value.push_back(fmt::format("{}!{}{}", table.sheet, letters_of(column), line));
                std::string text = value_of(cell);
                if (!text.empty()) {
                    cells.size = std::max(cells.size, column + 1);
                    table.all.resize(cells.first + cells.size);
                    table.all[cells.first + column] = texts->emplace_back(std::move(text));
                }
                ++column;
            }
            cells_ += cells.size;
            // As many as a text of 9 MB may have values.
            if (const std::size_t most = limits_.nodes_of(9'000'000); cells_ > most) {
                out_.error(code::limit_exceeded, {file_, 0, 0, 1},
                           fmt::format("more than {} cells in the workbook", most),
                           fmt::format("raise the limit: --limit nodes={}", 2 * most));
                return std::nullopt;
            }
            if (cells.size > 0) table.rows.push_back(cells);
        }
        if (!without_value.empty())
            wrong(fmt::format("sheet `{}` has {} formula{} without a value: {}", table.sheet, without_value.size(),
                              without_value.size() == 1 ? "" : "s", first_few(without_value, most_examples)),
                  "open it in a spreadsheet program and save it, which computes them");
        refuse_merged_header(root, table);
        return table;
    }

    void refuse_merged_header(const pugi::xml_node& root, const Sheet& table) {
        if (table.rows.empty()) return;
        const std::string line = std::to_string(table.rows.front().line);
        for (const pugi::xml_node merged : child(root, "mergeCells").children()) {
            const std::string_view ref = merged.attribute("ref").value();
            const std::string_view first = ref.substr(0, ref.find(':'));
            const std::size_t digits = first.find_first_of("0123456789");
            if (digits != first.npos && first.substr(digits) == line)
                wrong(fmt::format("sheet `{}`: the cells {} of the header are merged", table.sheet,
                                  ref),
                      "give each column a header of its own");
        }
    }

    Archive archive_;
    std::uint32_t file_;
    const Limits& limits_;
    Diagnostics& out_;
    std::vector<std::string> strings_;
    std::set<std::size_t> date_styles_;
    bool epoch_1904_ = false;
    std::size_t cells_ = 0;
};

}  // namespace

std::vector<Sheet> sheets_of(std::uint32_t file, const Limits& limits, const Sources& sources,
                             Diagnostics& out) {
    auto archive = Archive::open(file, limits, sources, out);
    if (!archive) return {};
    if (!archive->has("xl/workbook.xml")) {
        out.error(code::bad_import, {file, 0, 0, 1}, "the archive is no XLSX workbook",
                  "save it as .xlsx");
        return {};
    }
    return Workbook(std::move(*archive), file, limits, out).sheets();
}

}  // namespace knockon

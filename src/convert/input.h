// convert/input.h: the files of other tools, opened and looked at, not yet understood.
//
// A text is UTF-8 when a reader sees it (UTF-16 is turned into it, and tables in Windows-1252), its
// bytes are checked; JSON and YAML are taken apart into the trees of read/tree.h, every document of
// them, tables and workbooks into rows. XML, other archives and graphs are left to the readers of
// their formats.
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
#include "convert/sheet.h"
#include "read/bytes.h"
#include "read/tree.h"

namespace pugi {
class xml_document;
}

namespace knockon {

/// What the bytes of a file look like.
enum class Looks { archive, workbook, xml, json, yaml, table, metrics, dot };

struct Opened {
    std::uint32_t file = 0;  // in the sources
    std::string name;        // as the user gave it, or of a file below a folder
    Looks looks = Looks::yaml;
    std::vector<std::unique_ptr<Tree>> documents;  // of JSON and YAML
    std::vector<Sheet> tables;                     // of CSV and of workbooks
    std::shared_ptr<const pugi::xml_document> xml;

    std::string_view text(const Sources& sources) const {
        const std::string_view all = sources.files[file].text;
        return all.substr(byte_order_mark(all));
    }
    Value root(std::size_t document = 0) const {
        return {*documents[document], documents[document]->root};
    }
};

/// Whether `f` holds of the root of any document.
template <class F>
bool any_document(const Opened& input, F&& f) {
    for (std::size_t d = 0; d < input.documents.size(); ++d)
        if (f(input.root(d))) return true;
    return false;
}

/// The text of an entry of a mapping; empty where there is none.
std::string text_at(Value map, std::string_view key);

/// Opens files, folders (every file below whose ending says that it may be meant) and "-".
class Opening {
  public:
    Opening(const Limits& limits, Sources& sources, Diagnostics& out)
        : limits_(limits), sources_(sources), out_(out), intake_{limits, 0, 0, {}} {}

    std::vector<Opened> open(std::span<const std::string> paths);
    /// A file that `from` names, relative to itself. Nothing, without a word, when it was met
    /// before or lies outside the folder of `from`: a file of a stranger chooses no other reads.
    std::optional<Opened> open_beside(const Opened& from, std::string_view path);
    /// Whether that is a file in the folder of `from` or below.
    bool is_beside(const Opened& from, std::string_view path) const;
    /// Its text, whatever it holds; nothing where it is not there.
    std::optional<std::string> text_beside(const Opened& from, std::string_view path);

  private:
    std::optional<Opened> look(const std::string& path);
    bool decode(std::uint32_t file, bool table);

    Limits limits_;
    Sources& sources_;
    Diagnostics& out_;
    Intake intake_;
};

}  // namespace knockon

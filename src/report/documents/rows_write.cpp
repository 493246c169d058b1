#include "base/text.h"
#include "report/documents/rows_write.h"

namespace knockon {
namespace {

constexpr int longest_excerpt = 400;  // characters of a line; more than any format shows

bool has_line(Position at) { return at && at.line > 0; }

}  // namespace

void write_place(JsonWriter& w, Position at, const Sources& sources) {
    w.field("file", at ? std::optional(sources[at].path) : std::nullopt);
    w.field("line", has_line(at) ? std::optional(at.line) : std::nullopt);
    w.field("column", has_line(at) ? std::optional(at.column) : std::nullopt);
}

void write_excerpt(JsonWriter& w, Position at, const Sources& sources) {
    w.field("end_line", has_line(at) ? std::optional(at.line) : std::nullopt);
    w.field("end_column", has_line(at) ? std::optional(at.column + at.length) : std::nullopt);
    const std::string excerpt = cut(sources.line(at), longest_excerpt);
    w.field("excerpt", excerpt.empty() ? std::nullopt : std::optional(excerpt));
}

}  // namespace knockon

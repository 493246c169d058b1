// convert/profile.h: what the columns of a table mean, tool by tool.
//
// A profile is data: headers and the fields they fill, the words for what an item is, the
// relations. One reader (csv.cpp) reads all of them; a profile is a format of its own, so that
// `--explain` prints it and `source` begins with its name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "convert/core.h"
#include "convert/format.h"

namespace knockon {

/// What a column fills. Those from `from` on make a table one of relations.
enum class TableField {
    id, name, kind, owner, supplier, status, site, network, end_of_life, data, exposed, sourcing, rto, rpo, people,
    note, needs, needed_by, from, from_name, from_kind, type, to, to_name, to_kind
};
/// As `--map COLUMN=FIELD` takes them.
template <>
struct WordsOf<TableField> {
    static constexpr std::string_view all[] = {
        "id", "name", "kind", "owner", "supplier", "status", "site", "network", "end_of_life", "data", "exposed",
        "sourcing", "rto", "rpo", "people", "note", "needs", "needed_by", "from", "from_name", "from_kind", "type",
        "to", "to_name", "to_kind"};
};

/// A header as users may write it, in lower case.
struct Column {
    std::string_view header;
    TableField field;
};

struct Profile {
    std::string_view name;
    std::span<const std::string_view> signs;  // "a,b": headers that together tell the profile
    std::span<const Column> columns;
    std::span<const RelationRule> relations;
    std::span<const std::string_view> retired;    // values of `status` of what is no longer there
    std::span<const std::string_view> processes;  // values of `kind` that are processes
    std::string_view only_relation = {};          // word where the table of relations has no `type`
    bool ids_per_kind = false;                    // an id is one only together with the kind
    bool rows_without_id = false;                 // an item without an id is `row N`, not its name
    std::size_t cut_off = 0;                      // exports that end after so many rows; 0: none
};

/// "database", "server", … from a word that others use for a class; empty where nothing fits.
std::string_view kind_of_class(std::string_view word);

/// Whether a table has all headers of one of the profile's sets of signs.
bool has_signs(const Profile& profile, const Opened& input);
void read_tables(const Profile& profile, Importing& in);

/// The format of a profile; `P` is one with a name of its own (a static value).
template <const Profile& P>
Format format_of(std::string_view title, std::string_view files, std::span<const Becomes> elements,
                 std::span<const std::string_view> notes) {
    return {.name = P.name,
            .title = title,
            .files = files,
            .recognises = [](const Opened& input, const Sources&) { return has_signs(P, input); },
            .read = [](Importing& in) { read_tables(P, in); },
            .relations = P.relations,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon

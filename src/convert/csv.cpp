// The one reader of tables (convert/profile.h).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "convert/few.h"
#include "convert/profile.h"
#include "convert/slug.h"
#include "convert/values.h"

namespace knockon {
namespace {

using F = TableField;

/// Which column of a table fills which field; SIZE_MAX: none.
class Columns {
  public:
    Columns(const Profile& profile, const Wishes& wishes, const Sheet& table) {
        at_.fill(SIZE_MAX);
        const auto& header = table.header();
        for (std::size_t c = 0; c < header.size(); ++c) {
            const std::string_view written = trimmed(header[c]);
            if (const auto wish = wishes.columns.find(written); wish != wishes.columns.end())
                if (const auto field = named<TableField>(wish->second)) place(*field) = c;
        }
        // Of several headers for one field the first of the profile's rows holds.
        for (const Column& column : profile.columns)
            for (std::size_t c = 0; c < header.size(); ++c)
                if (place(column.field) == SIZE_MAX && lower_case(trimmed(header[c])) == column.header)
                    place(column.field) = c;
    }

    bool has(F field) const { return at_[static_cast<std::size_t>(field)] != SIZE_MAX; }
    std::size_t of(F field) const { return at_[static_cast<std::size_t>(field)]; }
    bool are_relations() const {
        return (has(F::from) || has(F::from_name)) && (has(F::to) || has(F::to_name));
    }
    bool are_items() const { return has(F::id) || has(F::name); }
    bool uses(std::size_t column) const { return std::find(at_.begin(), at_.end(), column) != at_.end(); }

  private:
    std::size_t& place(F field) { return at_[static_cast<std::size_t>(field)]; }
    std::array<std::size_t, 25> at_{};
};

class Reader {
  public:
    Reader(const Profile& profile, Importing& in) : profile_(profile), in_(in) {}

    void read() {
        std::size_t known = 0;
        for (const Opened& input : in_.inputs) {
            const std::size_t before = known;
            for (const Sheet& table : input.tables) {
                const Columns columns(profile_, in_.wishes, table);
                for (const std::string_view h : table.header()) headers_.emplace(trimmed(h));
                if (!columns.are_relations() && !columns.are_items()) continue;
                ++known;
                warn_of_cut_off(table);
                for (std::size_t row = 1; row < table.rows.size(); ++row) {
                    if (std::ranges::equal(table.cells(row), table.header())) continue;  // again
                    if (columns.are_relations())
                        relation(table, columns, row);
                    else
                        item(table, columns, row);
                }
                tell_unread(table, columns);
            }
            if (known == before) unknown_header(input);
        }
        for (const auto& [header, field] : in_.wishes.columns)
            if (!headers_.contains(header))
                in_.out.error(code::bad_option_value, {}, fmt::format("`--map {}={}`: no table has that column", header, field),
                              "write it as it stands in the header");
    }

  private:
    /// Values of one field that are there and mean nothing.
    struct Unread {
        std::size_t count = 0;
        std::string first;
        Position at;
    };

    /// What stands in a table and is not in the landscape: columns, cells without a column, values.
    void tell_unread(const Sheet& table, const Columns& columns) {
        std::vector<std::string> unknown;
        for (std::size_t c = 0; c < table.header().size(); ++c)
            if (!columns.uses(c) && !table.cell(0, c).empty()) unknown.emplace_back(table.cell(0, c));
        const std::string where = table.sheet.empty() ? "" : fmt::format("sheet `{}`: ", table.sheet);
        if (!unknown.empty())
            in_.out.note(code::not_all_imported, table.at(0),
                         fmt::format("{}{} not read: {}", where,
                                     unknown.size() == 1 ? "1 column is" : fmt::format("{} columns are", unknown.size()),
                                     first_few(unknown, 8)),
                         fmt::format("if one says something, say what: --map '{}=FIELD' (`knockon import --explain csv` "
                                     "lists the fields)",
                                     unknown.front()));
        std::size_t longer = 0, first = 0;
        for (std::size_t row = 1; row < table.rows.size(); ++row) {
            const auto beyond = table.cells(row).subspan(std::min(table.rows[row].size, table.header().size()));
            if (std::all_of(beyond.begin(), beyond.end(), [](std::string_view c) { return trimmed(c).empty(); })) continue;
            if (longer++ == 0) first = row;
        }
        if (longer > 0)
            in_.out.warning(code::not_all_imported, table.at(first),
                            fmt::format("{}{} beyond the header; what is there is not read", where,
                                        longer == 1 ? "a row has cells" : fmt::format("{} rows have cells", longer)),
                            "put quotes around a cell that holds the delimiter, or give the column a header");
        for (const auto& [field, unread] : unread_)
            in_.out.warning(code::not_all_imported, unread.at,
                            fmt::format("{}{} of `{}` not understood: {}", where,
                                        unread.count == 1 ? "a value" : fmt::format("{} values", unread.count), field,
                                        unread.first),
                            "`knockon import --explain csv` says what each field takes");
        unread_.clear();
    }

    /// Sets what a value means; one that means nothing is told.
    template <class T, class Into>
    void set(Into& into, F field, std::string_view written, const std::optional<T>& meant, Position at) {
        if (meant) into = *meant;
        if (meant || written.empty()) return;
        Unread& unread = unread_[name(field)];
        if (unread.count++ == 0) unread = {1, std::string(written), at};
    }

    void unknown_header(const Opened& input) {
        std::string headers;
        for (const Sheet& table : input.tables)
            for (const std::string_view h : table.header())
                if (headers.size() < 200) headers += (headers.empty() ? "" : ", ") + std::string(h);
        in_.out.error(code::bad_import, {input.file, 0, 0, 1},
                      fmt::format("no column is known: {}", headers),
                      "say what they are with --map 'COLUMN=name', `=id`, `=from`, `=to`, …");
    }

    void warn_of_cut_off(const Sheet& table) {
        if (profile_.cut_off == 0 || table.rows.size() != profile_.cut_off + 1) return;
        in_.out.warning(
            code::export_cut_off, {table.file, 0, 0, 1},
            fmt::format("exactly {} rows: the export stops there without a word", profile_.cut_off),
            "export it in parts, and give all of them");
    }

    std::string_view cell(const Sheet& table, const Columns& columns, std::size_t row,
                          F field) const {
        return columns.has(field) ? table.cell(row, columns.of(field)) : std::string_view{};
    }

    /// The id of an item or of an end; with the kind before it where ids are per kind.
    std::string key(std::string_view kind, std::string_view id) const {
        if (id.empty() || !profile_.ids_per_kind) return std::string(id);
        return fmt::format("{}/{}", kind, id);
    }

    void item(const Sheet& table, const Columns& columns, std::size_t row) {
        const auto get = [&](F f) { return cell(table, columns, row, f); };
        const std::string_view name = get(F::name), kind = get(F::kind);
        std::string id = key(kind, get(F::id));
        if (id.empty())
            id = profile_.rows_without_id ? fmt::format("row {}", table.rows[row].line)
                                          : std::string(name);
        if (id.empty()) return in_.core.drop_element("neither id nor name", table.place(row));
        if (is_one_of(profile_.retired, get(F::status))) {
            in_.core.known_as(id, name);
            in_.core.leave_out(id, "retired", "end retired");
            in_.core.call(name, id);
            return;
        }
        Element e{.id = id,
                  .record = Component{},
                  .owner = std::string(get(F::owner)),
                  .at = table.at(row)};
        if (class_of(kind).process) {
            Process p;
            set(p.rto, F::rto, get(F::rto), hours_of(get(F::rto)), e.at);
            set(p.rpo, F::rpo, get(F::rpo), hours_of(get(F::rpo)), e.at);
            set(p.people, F::people, get(F::people), count_of(get(F::people)), e.at);
            e.record = std::move(p);
        } else {
            e.supplier = get(F::supplier);
            fill(e.record.component(), e, get);
        }
        label(e.record.labels(), name, get(F::note));
        in_.core.add(std::move(e));
        in_.core.call(name, id);
        each(get(F::needs),
             [&](std::string_view other) { in_.core.relate(id, other, "needs", table.at(row)); });
        each(get(F::needed_by),
             [&](std::string_view other) { in_.core.relate(id, other, "needed by", table.at(row)); });
    }

    /// What a word for a class means: few words, many rows.
    struct Class {
        std::string_view kind;
        bool process = false;
    };
    const Class& class_of(std::string_view word) {
        const auto found = classes_.find(word);
        if (found != classes_.end()) return found->second;
        return classes_.emplace(word, Class{kind_of_class(word), is_one_of(profile_.processes, word)}).first->second;
    }

    static void label(Labels& labels, std::string_view name, std::string_view note) {
        if (!name.empty()) labels.name = std::string(name);
        if (!note.empty()) labels.note = std::string(note);
    }

    template <class Get>
    void fill(Component& c, Element& e, const Get& get) {
        const std::string_view kind = get(F::kind), known = class_of(kind).kind;
        if (!kind.empty()) c.kind = std::string(known.empty() ? kind : known);
        if (!known.empty() && lower_case(kind) != known)
            e.guesses.push_back(fmt::format("guessed: kind, from class {}", kind));
        Particulars more;
        if (const auto site = get(F::site); !site.empty()) more.site = std::string(site);
        if (const auto net = get(F::network); !net.empty()) more.network = std::string(net);
        set(more.end_of_life, F::end_of_life, get(F::end_of_life), date_of(get(F::end_of_life)), e.at);
        set(more.data, F::data, get(F::data), data_class_of(get(F::data)), e.at);
        set(more.exposed, F::exposed, get(F::exposed), truth_of(get(F::exposed)), e.at);
        set(more.sourcing, F::sourcing, get(F::sourcing), sourcing_of(get(F::sourcing)), e.at);
        if (more != Particulars{}) c.more = std::move(more);
    }

    /// Several in a cell are parted by semicolons, else commas, or lines.
    template <class Each>
    static void each(std::string_view cell, Each&& one) {
        const char by = cell.find(';') != cell.npos    ? ';'
                        : cell.find('\n') != cell.npos ? '\n'
                                                       : ',';
        for (const std::string_view part : split(cell, by))
            if (const auto text = trimmed(part); !text.empty()) one(text);
    }

    void relation(const Sheet& table, const Columns& columns, std::size_t row) {
        const auto get = [&](F f) { return cell(table, columns, row, f); };
        std::string from = key(get(F::from_kind), get(F::from));
        std::string to = key(get(F::to_kind), get(F::to));
        if (from.empty()) from = get(F::from_name);
        if (to.empty()) to = get(F::to_name);
        std::string_view type = get(F::type);
        if (type.empty()) type = profile_.only_relation;
        in_.core.relate(from, to, type, table.at(row));
    }

    const Profile& profile_;
    Importing& in_;
    std::set<std::string, std::less<>> headers_;
    std::map<std::string, Class, std::less<>> classes_;  // by word
    std::map<std::string_view, Unread> unread_;  // by name of the field
};

}  // namespace

std::string_view kind_of_class(std::string_view word) {
    std::string text = lower_case(word);
    if (text.starts_with("cmdb_ci_")) text.erase(0, 8);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 35> parts = {{
        {"database", "database"},
        {"db_", "database"},
        {"dbserver", "database"},
        {"datacenter", "facility"},
        {"data center", "facility"},
        {"datacentre", "facility"},
        {"rack", "facility"},
        {"pdu", "facility"},
        {"ups", "facility"},
        {"building", "facility"},
        {"site", "facility"},
        {"enclosure", "facility"},
        {"power", "facility"},
        {"web_server", "service"},
        {"webserver", "service"},
        {"app_server", "service"},
        {"application server", "service"},
        {"middleware", "service"},
        {"switch", "network"},
        {"router", "network"},
        {"firewall", "network"},
        {"netgear", "network"},
        {"network", "network"},
        {"circuit", "network"},
        {"load_balancer", "network"},
        {"lb_", "network"},
        {"server", "server"},
        {"virtual machine", "server"},
        {"virtualmachine", "server"},
        {"vm_instance", "server"},
        {"hypervisor", "server"},
        {"computer", "server"},
        {"saas", "saas"},
        {"business_app", "application"},
        {"applica", "application"},
    }};
    for (const std::string_view kind : {"application", "service", "database", "server", "network",
                                        "saas", "data", "facility", "capability"})
        if (text == kind) return kind;
    for (const auto& [part, kind] : parts)
        if (text.find(part) != text.npos) return kind;
    return {};
}

bool has_signs(const Profile& profile, const Opened& input) {
    for (const Sheet& table : input.tables) {
        std::vector<std::string> header;
        for (const std::string_view h : table.header()) header.push_back(lower_case(trimmed(h)));
        for (const std::string_view signs : profile.signs) {
            const std::vector<std::string_view> wanted = split(signs, ',');
            if (std::all_of(wanted.begin(), wanted.end(), [&](std::string_view sign) {
                    return std::find(header.begin(), header.end(), sign) != header.end();
                }))
                return true;
        }
    }
    return false;
}

void read_tables(const Profile& profile, Importing& in) { Reader(profile, in).read(); }

}  // namespace knockon

// The one reader of tables (convert/profile.h).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/codes.h"
#include "base/text.h"
#include "convert/profile.h"
#include "convert/slug.h"

namespace knockon {
namespace {

using F = TableField;

constexpr std::array<std::pair<F, std::string_view>, 25> field_names = {{
    {F::id, "id"},
    {F::name, "name"},
    {F::kind, "kind"},
    {F::owner, "owner"},
    {F::supplier, "supplier"},
    {F::status, "status"},
    {F::site, "site"},
    {F::network, "network"},
    {F::end_of_life, "end_of_life"},
    {F::data, "data"},
    {F::exposed, "exposed"},
    {F::sourcing, "sourcing"},
    {F::rto, "rto"},
    {F::rpo, "rpo"},
    {F::people, "people"},
    {F::note, "note"},
    {F::needs, "needs"},
    {F::needed_by, "needed_by"},
    {F::from, "from"},
    {F::from_name, "from_name"},
    {F::from_kind, "from_kind"},
    {F::type, "type"},
    {F::to, "to"},
    {F::to_name, "to_name"},
    {F::to_kind, "to_kind"},
}};

std::string_view trimmed(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == text.npos) return {};
    return text.substr(start, text.find_last_not_of(" \t\r\n") + 1 - start);
}

bool is_one_of(std::span<const std::string_view> words, std::string_view text) {
    const std::string word = lower_case(text);
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A day as 2026-11-30, also with a time behind it, or as 30-11-2026; what may be month or day
/// first is no date.
std::optional<std::chrono::year_month_day> date_of(std::string_view text) {
    if (const auto iso = parse_date(text.substr(0, 10))) return *iso;
    if (text.size() < 10 || (text[2] != '-' && text[2] != '.') || text[5] != text[2])
        return std::nullopt;
    const std::string turned =
        fmt::format("{}-{}-{}", text.substr(6, 4), text.substr(3, 2), text.substr(0, 2));
    const auto date = parse_date(turned);
    return date ? std::optional(*date) : std::nullopt;
}

std::optional<bool> truth_of(std::string_view text) {
    constexpr std::array<std::string_view, 7> yes = {"yes", "true", "ja", "waar", "y", "j", "1"};
    constexpr std::array<std::string_view, 6> no = {"no", "false", "nee", "onwaar", "n", "0"};
    if (is_one_of(yes, text)) return true;
    if (is_one_of(no, text)) return false;
    return std::nullopt;
}

std::optional<DataClass> data_class_of(std::string_view text) {
    for (const DataClass c :
         {DataClass::open, DataClass::internal, DataClass::confidential, DataClass::secret})
        if (lower_case(text) == name(c)) return c;
    return std::nullopt;
}

std::optional<Sourcing> sourcing_of(std::string_view text) {
    for (const Sourcing s : {Sourcing::own, Sourcing::bought, Sourcing::outsourced})
        if (lower_case(text) == name(s)) return s;
    return std::nullopt;
}

/// "4h", or hours as a number, with a decimal comma or point.
std::optional<Duration> hours_of(std::string_view text) {
    if (const auto d = parse_duration(text)) return *d;
    std::string number(text);
    std::replace(number.begin(), number.end(), ',', '.');
    double hours = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), hours);
    if (error != std::errc{} || end != number.data() + number.size() || !(hours >= 0) ||
        hours > 1e6)
        return std::nullopt;
    return Duration(std::chrono::seconds(static_cast<std::int64_t>(hours * 3600 + 0.5)));
}

/// "1.234" and "1,234" are both a thousand people.
std::optional<int> count_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != '.' && c != ',' && c != ' ') digits += c;
    int n = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    return error == std::errc{} && end == digits.data() + digits.size() && n >= 0 ? std::optional(n)
                                                                                  : std::nullopt;
}

/// Which column of a table fills which field; SIZE_MAX: none.
class Columns {
  public:
    Columns(const Profile& profile, const Wishes& wishes, const Sheet& table) {
        at_.fill(SIZE_MAX);
        const auto& header = table.header();
        for (std::size_t c = 0; c < header.size(); ++c) {
            const std::string_view written = trimmed(header[c]);
            if (const auto wish = wishes.columns.find(written); wish != wishes.columns.end())
                if (const auto field = field_named(wish->second)) place(*field) = c;
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
                if (!columns.are_relations() && !columns.are_items()) continue;
                ++known;
                warn_of_cut_off(table);
                for (std::size_t row = 1; row < table.rows.size(); ++row) {
                    if (table.rows[row].cells == table.rows[0].cells) continue;  // header again
                    if (columns.are_relations())
                        relation(table, columns, row);
                    else
                        item(table, columns, row);
                }
            }
            if (known == before) unknown_header(input);
        }
    }

  private:
    void unknown_header(const Opened& input) {
        std::string headers;
        for (const Sheet& table : input.tables)
            for (const std::string& h : table.header())
                if (headers.size() < 200) headers += (headers.empty() ? "" : ", ") + h;
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
        if (is_one_of(profile_.processes, kind)) {
            Process p;
            if (const auto rto = hours_of(get(F::rto))) p.rto = *rto;
            if (const auto rpo = hours_of(get(F::rpo))) p.rpo = *rpo;
            if (const auto people = count_of(get(F::people))) p.people = *people;
            e.record = std::move(p);
        } else {
            e.supplier = get(F::supplier);
            fill(std::get<Component>(e.record), e, get);
        }
        std::visit([&](auto& record) { label(record, name, get(F::note)); }, e.record);
        in_.core.add(std::move(e));
        in_.core.call(name, id);
        each(get(F::needs),
             [&](std::string_view other) { relate(id, other, "needs", table.at(row)); });
        each(get(F::needed_by),
             [&](std::string_view other) { relate(id, other, "needed by", table.at(row)); });
    }

    static void label(Labels& labels, std::string_view name, std::string_view note) {
        if (!name.empty()) labels.name = std::string(name);
        if (!note.empty()) labels.note = std::string(note);
    }

    template <class Get>
    static void fill(Component& c, Element& e, const Get& get) {
        const std::string_view kind = get(F::kind), known = kind_of_class(kind);
        if (!kind.empty()) c.kind = std::string(known.empty() ? kind : known);
        if (!known.empty() && lower_case(kind) != known)
            e.guesses.push_back(fmt::format("guessed: kind, from class {}", kind));
        if (const auto site = get(F::site); !site.empty()) c.site = std::string(site);
        if (const auto net = get(F::network); !net.empty()) c.network = std::string(net);
        if (const auto end = date_of(get(F::end_of_life))) c.end_of_life = *end;
        if (const auto data = data_class_of(get(F::data))) c.data = *data;
        if (const auto exposed = truth_of(get(F::exposed))) c.exposed = *exposed;
        if (const auto sourcing = sourcing_of(get(F::sourcing))) c.sourcing = *sourcing;
    }

    /// Several in a cell are parted by semicolons, else commas, or lines.
    template <class Each>
    static void each(std::string_view cell, Each&& one) {
        const char by = cell.find(';') != cell.npos    ? ';'
                        : cell.find('\n') != cell.npos ? '\n'
                                                       : ',';
        while (!cell.empty()) {
            const std::size_t end = std::min(cell.find(by), cell.size());
            const std::string_view part = trimmed(cell.substr(0, end));
            if (!part.empty()) one(part);
            cell.remove_prefix(std::min(end + 1, cell.size()));
        }
    }

    void relation(const Sheet& table, const Columns& columns, std::size_t row) {
        const auto get = [&](F f) { return cell(table, columns, row, f); };
        std::string from = key(get(F::from_kind), get(F::from));
        std::string to = key(get(F::to_kind), get(F::to));
        if (from.empty()) from = get(F::from_name);
        if (to.empty()) to = get(F::to_name);
        std::string_view type = get(F::type);
        if (type.empty()) type = profile_.only_relation;
        relate(std::move(from), to, type, table.at(row));
    }

    void relate(std::string from, std::string_view to, std::string_view type, Position at) {
        in_.core.relate(
            {.from = std::move(from), .to = std::string(to), .type = std::string(type), .at = at});
    }

    const Profile& profile_;
    Importing& in_;
};

}  // namespace

std::string_view name(TableField f) {
    for (const auto& [field, word] : field_names)
        if (field == f) return word;
    return {};
}

std::optional<TableField> field_named(std::string_view word) {
    for (const auto& [field, known] : field_names)
        if (known == word) return field;
    return std::nullopt;
}

std::vector<std::string_view> names_of_fields() {
    std::vector<std::string_view> names;
    for (const auto& [field, word] : field_names) names.push_back(word);
    return names;
}

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
        for (const std::string& h : table.header()) header.push_back(lower_case(trimmed(h)));
        for (std::string_view signs : profile.signs) {
            bool all = true;
            while (!signs.empty()) {
                const std::size_t end = std::min(signs.find(','), signs.size());
                all = all &&
                      std::find(header.begin(), header.end(), signs.substr(0, end)) != header.end();
                signs.remove_prefix(std::min(end + 1, signs.size()));
            }
            if (all) return true;
        }
    }
    return false;
}

void read_tables(const Profile& profile, Importing& in) { Reader(profile, in).read(); }

}  // namespace knockon

// LeanIX: the workbook that its export writes, a sheet for each type of fact sheet, two header rows
// (technical names, then labels).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/codes.h"
#include "base/text.h"
#include "convert/format.h"

namespace knockon::leanix {
namespace {

constexpr RelationRule rules[] = {
    {"relApplicationToITComponent", Meaning::needs},
    {"relToRequires", Meaning::needs},
    {"relProcessToApplication", Meaning::needs},
    {"relToRequiredBy", Meaning::needed_by},
    {"relApplicationToProcess", Meaning::needed_by},
    {"relToParent", Meaning::none, "groups of applications; so are all others"},
};

constexpr Becomes elements[] = {
    {"sheets Application, ITComponent", "component", "id is `id`"},
    {"sheet Process", "process", ""},
    {"sheet Provider, rel…ToProvider", "supplier", "the first; further ones are counted"},
    {"lifecycle:endOfLife", "end_of_life", ""},
    {"other types", "nothing", ""},
};

constexpr std::string_view notes[] = {
    "Relations are columns rel…:displayName, several in a cell parted by `;`; they are matched to "
    "the display name, else the name, within the type that the column leads to.",
};

bool is_sheet(const Sheet& t) {
    return t.rows.size() > 1 && t.cell(0, 0) == "id" && t.cell(0, 1) == "type" &&
           t.cell(0, 2) == "name";
}

/// The type that a relation leads to; those to the own type name none.
std::string target_of(std::string_view relation, std::string_view own) {
    const std::size_t to = relation.rfind("To");
    if (relation.starts_with("relTo") || to == relation.npos) return std::string(own);
    return std::string(relation.substr(to + 2));
}

class Reader {
  public:
    explicit Reader(Importing& in) : in_(in) {}

    void read() {
        for (const Opened& input : in_.inputs)
            for (const Sheet& t : input.tables)
                if (is_sheet(t))
                    for (std::size_t row = 2; row < t.rows.size(); ++row) item(t, row);
    }

  private:
    void item(const Sheet& t, std::size_t row) {
        const std::string id(t.cell(row, 0)), type(t.cell(row, 1));
        const std::string_view name = t.cell(row, 2);
        if (id.empty()) return in_.core.drop_element("no id", t.place(row));
        const std::string full(cell(t, row, "displayName"));
        in_.core.call(named(type, full.empty() ? name : full), id);
        if (type == "Provider")
            return in_.core.supplier(std::string(full.empty() ? name : full), name);
        in_.core.known_as(id, name);
        if (type != "Application" && type != "ITComponent" && type != "Process")
            return in_.core.leave_out(id, "type " + type, "end of another type");
        Element e{.id = id, .record = Component{}, .at = t.at(row)};
        if (type == "Process") e.record = Process{};
        e.record.labels().name = std::string(name);
        if (!e.is_process()) {
            Component& c = e.record.component();
            c.kind = std::string(type == "Application" ? "application" : "service");
            if (type == "ITComponent") e.guesses.push_back("guessed: kind, from type ITComponent");
            if (const auto end = parse_date(cell(t, row, "lifecycle:endOfLife").substr(0, 10)))
                c.more.set().end_of_life = *end;
        }
        relations(t, row, type, e);
        in_.core.add(std::move(e));
    }

    void relations(const Sheet& t, std::size_t row, const std::string& type, Element& e) {
        for (std::size_t column = 3; column < t.header().size(); ++column) {
            const std::string_view header = t.cell(0, column);
            if (!header.starts_with("rel")) continue;
            const std::string relation(header.substr(0, header.find(':')));
            for (const std::string_view part : split(t.cell(row, column), ';'))
                if (const auto value = trimmed(part); !value.empty())
                    relate(e, relation, type, value, t.at(row));
        }
    }

    void relate(Element& e, const std::string& relation, const std::string& type,
                std::string_view value, Position at) {
        const std::string target = target_of(relation, type);
        const std::string shown = fmt::format("{} → {}", e.id, value);
        if (target == "Provider") {
            const bool first = e.supplier.empty() && !e.is_process();
            if (first) e.supplier = value;
            return in_.core.drop(first ? "supplier" : "second supplier", shown);
        }
        const bool known =
            std::any_of(std::begin(rules), std::end(rules),
                        [&](const RelationRule& r) { return r.relation == relation; });
        if (!known && !in_.wishes.relations.contains(relation))
            return in_.core.drop("no need: " + relation, shown);
        in_.core.relate({.from = e.id, .to = named(target, value), .type = relation, .at = at});
    }

    static std::string named(std::string_view type, std::string_view name) {
        return fmt::format("{}: {}", type, name);
    }

    static std::string_view cell(const Sheet& t, std::size_t row, std::string_view header) {
        for (std::size_t c = 0; c < t.header().size(); ++c)
            if (t.cell(0, c) == header) return t.cell(row, c);
        return {};
    }

    Importing& in_;
};

}  // namespace

Format format() {
    return {.name = "leanix",
            .title = "LeanIX",
            .files = "the workbook that its export writes",
            .recognises =
                [](const Opened& input, const Sources&) {
                    return std::any_of(input.tables.begin(), input.tables.end(), is_sheet);
                },
            .read = [](Importing& in) { Reader(in).read(); },
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::leanix

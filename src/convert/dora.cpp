// The register of information of the EU's DORA (Implementing Regulation (EU) 2024/2956), as it is
// reported: CSV files in a ZIP or a folder, in columns c0010, c0020, … or one fact a row.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "convert/archive.h"
#include "convert/format.h"

namespace knockon::dora {
namespace {

constexpr RelationRule rules[] = {
    {"B_02.02", Meaning::needs, "a function needs the service that its row names"},
    {"B_05.02", Meaning::needs, "who receives a subcontracted service needs who provides it"},
};

constexpr Becomes elements[] = {
    {"B_06.01", "process", "id c0010, name c0030, rto c0080, rpo c0090; `critical` a tag"},
    {"B_02.02, B_05.02 of a rank other than 1", "component", "id is contract/provider/service"},
    {"B_05.01, providers", "supplier", "name c0050"},
    {"templates not reported, all others", "nothing", ""},
};

constexpr std::string_view notes[] = {
    "A service is a component, outsourced; what it costs to be without one is in no template.",
    "Both spellings are read: columns c0010, c0020, …, and datapoint, keys, factValue.",
};

using Row = std::map<std::string, std::string>;  // by column: c0010, …

/// What columns of the second spelling are in the first; and the facts that are read.
constexpr std::array<std::array<std::string_view, 3>, 16> meanings = {{
    {"b_06.01", "IOB", "c0010"},
    {"b_06.01", "dp487452", "c0030"},
    {"b_06.01", "dp485467", "c0050"},
    {"b_06.01", "dp487474", "c0080"},
    {"b_06.01", "dp487475", "c0090"},
    {"b_02.02", "CRZ", "c0010"},
    {"b_02.02", "ICT", "c0030"},
    {"b_02.02", "IOB", "c0050"},
    {"b_02.02", "TYA", "c0060"},
    {"b_05.01", "ICT", "c0010"},
    {"b_05.01", "dp3291720", "c0050"},
    {"b_05.02", "CRZ", "c0010"},
    {"b_05.02", "ICT", "c0030"},
    {"b_05.02", "TIC", "c0020"},
    {"b_05.02", "ii1713", "c0050"},
    {"b_05.02", "si1456", "c0060"},
}};

std::string column_of(std::string_view part, std::string_view word) {
    for (const auto& [in, known, column] : meanings)
        if (in == part && known == word) return std::string(column);
    return {};
}

std::string base_name(std::string_view path) {
    return lower_case(path.substr(path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1));
}

bool is_part(const std::string& name) {
    return name == "parameters.csv" || name == "filingindicators.csv" || name == "report.json" ||
           name == "reportpackage.json" || (name.starts_with("b_") && name.ends_with(".csv"));
}

/// "S17" of `eba_TA:S17`.
std::string without_prefix(const std::string& code) { return code.substr(code.rfind(':') + 1); }

class Reader {
  public:
    explicit Reader(Importing& in) : in_(in) {}

    void read() {
        for (const Opened& input : in_.inputs)
            if (input.looks == Looks::archive)
                read_archive(input);
            else
                for (const Sheet& sheet : input.tables)
                    sheets_.emplace(base_name(input.name), sheet);
        suppliers();
        functions();
        services();
        chain();
    }

  private:
    void read_archive(const Opened& input) {
        auto archive = Archive::open(input.file, in_.limits, in_.sources, in_.out);
        if (!archive) return;
        for (const std::string& name : archive->names()) {
            const std::string base = base_name(name);
            if (!is_part(base) || !base.ends_with(".csv")) continue;
            auto bytes = archive->read(name, in_.out);
            if (!bytes) continue;
            const std::uint32_t file = in_.sources.add(input.name + "/" + base, std::move(*bytes));
            if (!check_bytes(file, in_.sources, in_.out)) continue;
            if (auto sheet = table_of(file, in_.sources, in_.out))
                sheets_.emplace(base, std::move(*sheet));
        }
    }

    bool is_reported(std::string_view part) const {
        const auto list = sheets_.find("filingindicators.csv");
        if (list == sheets_.end()) return true;
        for (std::size_t row = 1; row < list->second.rows.size(); ++row)
            if (base_name(list->second.cell(row, 0)) == part)
                return list->second.cell(row, 1) != "false";
        return true;
    }

    /// The rows of a template, each with its place; of the second spelling facts with one key are one.
    std::vector<std::pair<Row, Position>> rows(const std::string& part) const {
        std::vector<std::pair<Row, Position>> all;
        const auto found = sheets_.find(part + ".csv");
        if (found == sheets_.end() || !is_reported(part)) return all;
        const Sheet& sheet = found->second;
        const bool facts = sheet.cell(0, 0) == "datapoint";
        std::map<std::string, std::size_t> by_key;
        for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
            Row values;
            std::string key;
            for (std::size_t c = 0; c < sheet.header().size(); ++c) {
                const std::string head(sheet.cell(0, c)), value(sheet.cell(row, c));
                if (!facts) {
                    values[head] = value;
                } else if (head != "datapoint" && head != "factValue") {
                    key += value + '\n';
                    if (const std::string column = column_of(part, head); !column.empty())
                        values[column] = value;
                }
            }
            if (!facts) {
                all.emplace_back(std::move(values), sheet.at(row));
                continue;
            }
            const auto [at, fresh] = by_key.emplace(key, all.size());
            if (fresh) all.emplace_back(std::move(values), sheet.at(row));
            const std::string column = column_of(part, sheet.cell(row, 0));
            const std::string fact(sheet.cell(row, sheet.header().size() - 1));
            // One datapoint may have two meanings, told apart by the list that its value is of.
            if (!column.empty() &&
                (column != "c0050" || part != "b_06.01" || fact.starts_with("eba_BT")))
                all[at->second].first[column] = fact;
        }
        return all;
    }

    void suppliers() {
        for (const auto& [row, at] : rows("b_05.01"))
            in_.core.supplier(value(row, "c0010"), value(row, "c0050"));
    }

    static std::string value(const Row& row, const std::string& column) {
        const auto found = row.find(column);
        return found == row.end() ? std::string{} : found->second;
    }

    static std::optional<Duration> hours(const std::string& text) {
        int n = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (error != std::errc{} || end != text.data() + text.size() || n < 0 || n > 1'000'000)
            return std::nullopt;
        return Duration(std::chrono::hours(n));
    }

    void functions() {
        for (const auto& [row, at] : rows("b_06.01")) {
            const std::string id = value(row, "c0010");
            if (id.empty()) {
                in_.core.drop_element("no id", "B_06.01");
                continue;
            }
            if (in_.core.find(id) != nullptr) continue;  // once for each entity that has it
            Process p;
            if (const std::string name = value(row, "c0030"); !name.empty()) p.name = name;
            if (const auto rto = hours(value(row, "c0080"))) p.rto = *rto;
            if (const auto rpo = hours(value(row, "c0090"))) p.rpo = *rpo;
            if (value(row, "c0050") == "eba_BT:x28") p.tags = std::vector<std::string>{"critical"};
            in_.core.add({.id = id, .record = std::move(p), .at = at});
        }
    }

    static std::string service_id(const std::string& contract, const std::string& provider,
                                  const std::string& service) {
        return fmt::format("{}/{}/{}", contract, provider, without_prefix(service));
    }

    void service(const std::string& id, const std::string& provider, const std::string& type,
                 Position at) {
        if (provider.empty() || in_.core.find(id) != nullptr) return;
        Element e{.id = id, .record = Component{}, .supplier = provider, .at = at};
        Component& c = e.record.component();
        c.more.set().sourcing = Sourcing::outsourced;
        const std::string code = without_prefix(type);
        c.kind = std::string(code == "S19" ? "saas" : "service");
        e.guesses.push_back("guessed: kind, from service type " + code);
        in_.core.supplier(provider, provider);
        in_.core.add(std::move(e));
    }

    void services() {
        for (const auto& [row, at] : rows("b_02.02")) {
            const std::string type = value(row, "c0060"), provider = value(row, "c0030");
            const std::string id = service_id(value(row, "c0010"), provider, type);
            service(id, provider, type, at);
            direct_.insert(id);
            const std::string function = value(row, "c0050");
            if (in_.core.find(function) == nullptr)
                in_.core.drop("function not in B_06.01", fmt::format("{} → {}", function, id));
            else
                in_.core.relate({.from = function, .to = id, .type = "B_02.02", .at = at});
        }
    }

    void chain() {
        const auto links = rows("b_05.02");
        for (const auto& [row, at] : links) {
            const std::string id =
                service_id(value(row, "c0010"), value(row, "c0030"), value(row, "c0020"));
            in_.core.supplier(value(row, "c0030"), value(row, "c0030"));
            if (value(row, "c0050") != "1")
                service(id, value(row, "c0030"), value(row, "c0020"), at);
        }
        for (const auto& [row, at] : links) {
            const std::string contract = value(row, "c0010"), type = value(row, "c0020");
            const std::string id = service_id(contract, value(row, "c0030"), type);
            const std::string recipient = service_id(contract, value(row, "c0060"), type);
            const std::string shown = fmt::format("{} → {}", recipient, id);
            if (value(row, "c0050") == "1")
                in_.core.drop(direct_.contains(id) ? "rank 1" : "rank 1, not in B_02.02", shown);
            else if (in_.core.find(recipient) == nullptr)
                in_.core.drop("recipient not in the chain", shown);
            else
                in_.core.relate({.from = recipient, .to = id, .type = "B_05.02", .at = at});
        }
    }

    Importing& in_;
    std::map<std::string, Sheet> sheets_;  // by name of the file, in lower case
    std::set<std::string> direct_;
};

bool recognises(const Opened& input, const Sources& sources) {
    if (input.looks != Looks::archive) return is_part(base_name(input.name));
    Diagnostics ignored;
    const auto archive = Archive::open(input.file, {}, sources, ignored);
    return archive &&
           std::any_of(archive->names().begin(), archive->names().end(), [](const std::string& n) {
               const std::string base = base_name(n);
               return base == "b_02.02.csv" || base == "b_06.01.csv";
           });
}

}  // namespace

Format format() {
    return {.name = "dora",
            .title = "DORA register of information",
            .files = "the ZIP that is reported, or its folder",
            .recognises = recognises,
            .read = [](Importing& in) { Reader(in).read(); },
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::dora

#include "convert/outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/codes.h"
#include "base/quantity.h"
#include "base/text.h"
#include "convert/slug.h"

namespace knockon {
namespace {

using std::chrono::sys_days;
using Names = std::vector<std::string_view>;

/// What the columns of a tool are called; any of the names.
struct RecordProfile {
    std::string_view name;
    Names change, date, type, team, component, code, state;
    Names caused_by, opened, incident_component;
};

const std::array<RecordProfile, 3>& profiles() {
    static const std::array<RecordProfile, 3> all = {{
        {"servicenow",
         {"number", "change_request.number"},
         {"work_start", "start_date", "actual_start", "planned_start_date"},
         {"type"},
         {"assignment_group"},
         {"cmdb_ci"},
         {"close_code"},
         {"state"},
         {"caused_by", "rfc"},
         {"opened_at", "sys_created_on"},
         {"cmdb_ci"}},
        {"glpi",
         {"id"},
         {"date", "begin_waiting_date", "date_creation"},
         {"type"},
         {"groups_id_assign", "group"},
         {"items_id", "item"},
         {"result", "global_validation"},
         {"status"},
         {"changes_id"},
         {"date", "date_creation"},
         {"items_id", "item"}},
        {"devlake",
         {"id", "deployment_id", "cicd_deployment_id"},
         {"started_date", "finished_date", "created_date"},
         {"type"},
         {"team"},
         {"cicd_scope_id", "repo_id", "repo_name"},
         {"result"},
         {"status"},
         {"deployment_id", "cicd_deployment_id"},
         {"created_date"},
         {"cicd_scope_id", "scope_id"}},
    }};
    return all;
}

std::optional<std::size_t> column_of(const Sheet& t, const Names& names) {
    for (const std::string_view name : names)
        for (std::size_t i = 0; i < t.header().size(); ++i)
            if (lower_case(t.header()[i]) == name) return i;
    return std::nullopt;
}

std::string_view cell(const Sheet& t, std::size_t row, std::optional<std::size_t> column) {
    return column ? t.cell(row, *column) : std::string_view{};
}

/// 2026-03-01, or 01-03-2026 and 01.03.2026; whatever follows is a time of day.
std::optional<sys_days> day_of(std::string_view text) {
    const std::string_view first = text.substr(0, 10);
    if (const auto iso = parse_date(first)) return sys_days(*iso);
    if (first.size() < 10 || (first[2] != '-' && first[2] != '.') || first[5] != first[2])
        return std::nullopt;
    const std::string turned =
        fmt::format("{}-{}-{}", first.substr(6, 4), first.substr(3, 2), first.substr(0, 2));
    if (const auto day = parse_date(turned)) return sys_days(*day);
    return std::nullopt;
}

/// A word of an id that a history may hold: other characters become `-`.
std::string as_id(std::string_view text) {
    std::string id;
    if (text == "?" || text == "NULL") return id;
    for (const char c : text) {
        const bool fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.';
        id += fine ? c : '-';
    }
    return id;
}

bool contains(const std::string& text, std::string_view word) {
    return text.find(word) != std::string::npos;
}

/// What a close code or a state says.
void read_code(std::string_view code, std::string_view state, Outcome& o) {
    const std::string said = lower_case(code), stands = lower_case(state);
    o.source = OutcomeSource::close_code;
    if (contains(said, "cancel") || contains(stands, "cancel")) {
        o.result = ChangeResult::cancelled;
    } else if (contains(said, "back") && contains(said, "out")) {
        o.result = ChangeResult::backed_out;
        o.failed = true;
    } else if (contains(said, "unsuccess") || contains(said, "fail")) {
        o.failed = true;
    } else if (contains(said, "issue")) {
        o.result = ChangeResult::with_issues;
    } else if (contains(said, "success")) {
        o.result = ChangeResult::done;
        o.failed = false;
    } else {
        o.source = {};
    }
}

struct Incident {
    std::string caused_by, component;
    std::optional<sys_days> opened;
};

std::vector<Incident> incidents_of(const std::optional<Sheet>& t, const RecordProfile& p) {
    std::vector<Incident> all;
    if (!t) return all;
    std::vector<std::size_t> causes;  // all of them: one tool links by two columns
    for (const std::string_view name : p.caused_by)
        if (const auto column = column_of(*t, {name})) causes.push_back(*column);
    const auto opened = column_of(*t, p.opened), component = column_of(*t, p.incident_component);
    for (std::size_t row = 1; row < t->rows.size(); ++row) {
        Incident i{{}, as_id(cell(*t, row, component)), day_of(cell(*t, row, opened))};
        for (const std::size_t column : causes)
            if (i.caused_by.empty()) i.caused_by = as_id(t->cell(row, column));
        all.push_back(std::move(i));
    }
    return all;
}

/// Marks what only an incident near it speaks of.
void infer_from(const std::vector<Incident>& incidents, Duration within, History& h) {
    std::set<std::pair<std::string, sys_days>> loose;  // incidents that name no change, by component
    for (const Incident& i : incidents)
        if (i.caused_by.empty() && i.opened && !i.component.empty())
            loose.emplace(i.component, *i.opened);
    for (Outcome& o : h.outcomes) {
        const bool failed = o.failed && *o.failed;
        if (failed || !o.component || (o.result && *o.result == ChangeResult::cancelled)) continue;
        const auto next = loose.lower_bound({*o.component, sys_days(o.date)});
        if (next == loose.end() || next->first != *o.component || next->second - sys_days(o.date) > within)
            continue;
        o.failed = true;
        o.source = OutcomeSource::inferred;
    }
}

ChangeType type_of(std::string_view text) {
    const std::string said = lower_case(text);
    return contains(said, "standard")    ? ChangeType::standard
           : contains(said, "emergency") ? ChangeType::emergency
                                         : ChangeType::normal;
}

const RecordProfile* profile_named(std::string_view name) {
    for (const RecordProfile& p : profiles())
        if (p.name == name) return &p;
    return nullptr;
}

/// The column, or an error that says which names it may have.
std::optional<std::size_t> needed(const Sheet& t, const Names& names, Diagnostics& out) {
    const auto column = column_of(t, names);
    if (!column)
        out.error(code::missing_key, t.rows.empty() ? Position{t.file, 1, 1, 1} : t.at(0),
                  fmt::format("no column `{}` in this table", names.front()),
                  fmt::format("one of {}; `--profile` names another tool", fmt::join(names, ", ")));
    return column;
}

}  // namespace

std::vector<std::string_view> record_profiles() {
    std::vector<std::string_view> names;
    for (const RecordProfile& p : profiles()) names.push_back(p.name);
    return names;
}

History outcomes_of(const Sheet& changes, const std::optional<Sheet>& incidents,
                    std::string_view profile, std::optional<Duration> infer, Diagnostics& out) {
    History h;
    const RecordProfile& p = *profile_named(profile);
    const auto id = needed(changes, p.change, out), date = needed(changes, p.date, out);
    if (incidents) needed(*incidents, p.caused_by, out);
    if (out.has_errors()) return h;
    const std::vector<Incident> all = incidents_of(incidents, p);
    std::map<std::string, std::size_t> blamed;
    for (const Incident& i : all)
        if (!i.caused_by.empty()) ++blamed[i.caused_by];
    const auto type = column_of(changes, p.type), team = column_of(changes, p.team),
               component = column_of(changes, p.component), code = column_of(changes, p.code),
               state = column_of(changes, p.state);
    std::size_t unread = 0;
    for (std::size_t row = 1; row < changes.rows.size(); ++row) {
        const auto day = day_of(changes.cell(row, *date));
        Outcome o;
        o.change = as_id(changes.cell(row, *id));
        if (o.change.empty() || !day) {
            ++unread;
            continue;
        }
        o.at = changes.at(row);
        o.date = *day;
        o.type = type_of(cell(changes, row, type));
        if (const auto text = cell(changes, row, team); !text.empty()) o.team = std::string(text);
        if (const auto text = cell(changes, row, component); !text.empty())
            o.component = Id(as_id(text));
        read_code(cell(changes, row, code), cell(changes, row, state), o);
        if (blamed.contains(o.change)) {
            o.result = {};
            o.failed = true;
            o.source = OutcomeSource::incident;
        }
        h.outcomes.push_back(std::move(o));
    }
    if (infer) infer_from(all, *infer, h);
    if (unread > 0)
        out.warning(
            code::wrong_value, changes.at(0),
            fmt::format("{} row{} left out: no id, or no date that can be read", unread,
                                unread == 1 ? "" : "s"),
                    "dates are 2026-03-01 or 01-03-2026; a slash does not tell days from months");
    return h;
}

}  // namespace knockon

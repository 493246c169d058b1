// When instead.
#include <algorithm>

#include "report/text/parts.h"

namespace knockon {
namespace {

constexpr std::size_t windows_shown = 3;

/// Those whose verdict differs between starts, or is not `within`: the others need no column.
std::vector<Id> contested(const View& v) {
    std::vector<Id> ids;
    for (const DepartmentFigures& d : v.a.departments) {
        const bool any = std::any_of(v.a.windows.begin(), v.a.windows.end(), [&](const auto& w) {
            const auto row = w.departments.find(d.id);
            return row != w.departments.end() && row->second.verdict != Verdict::within;
        });
        if (any || d.verdict != Verdict::within) ids.push_back(d.id);
    }
    if (ids.size() > 4) ids.resize(4);
    return ids;
}

Shown as_codes(const std::vector<std::string>& blocked) {
    std::vector<Shown> codes;
    for (const std::string& c : blocked) codes.push_back(Shown::from(c));
    return Shown("blocked: ") + Shown::joined(codes, ", ");
}

void window_rows(const View& v, const std::vector<Id>& columns, Table& t) {
    std::size_t n = 0;
    for (const WindowOption& w : v.a.windows) {
        if (n++ == windows_shown && !v.full()) break;
        std::vector<Shown> cells = {moment(w.start, v.zone, false), v.money_of(w.loss.value)};
        for (const Id& id : columns) {
            const auto row = w.departments.find(id);
            cells.push_back(row == w.departments.end() ? Shown("\u2013")
                                                       : verdict_word(row->second.verdict));
        }
        cells.push_back(w.blocked.empty() ? Shown(signed_percent(-w.saves)) : as_codes(w.blocked));
        t.row(std::move(cells));
    }
    std::vector<Shown> requested = {Shown("as requested"), v.money_of(v.a.total.loss.mean.value)};
    for (const Id& id : columns) requested.push_back(verdict_word(v.departments.at(id)->verdict));
    requested.emplace_back();
    t.row(std::move(requested));
}

}  // namespace

void draw_windows(const View& v, Page& page) {
    if (v.a.windows.empty()) return;
    const std::vector<Id> columns = contested(v);
    std::vector<Table::Column> heads = {{heading("When instead")}, {"total"}};
    for (const Id& id : columns) heads.push_back({v.name_of(id), Table::Fit::fold, 12});
    heads.push_back({""});
    Table t(std::move(heads));
    window_rows(v, columns, t);
    page.blank();
    t.print(page);
}

}  // namespace knockon

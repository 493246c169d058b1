// report/text/parts.h: the blocks of the text report, in the order in which a department head asks.
// Each draws nothing when it has nothing to say.
#pragma once

#include <functional>

#include "report/words/counted.h"
#include "report/words/said.h"
#include "report/words/starts.h"

namespace knockon {

/// What stands over a block, or at the beginning of its line.
inline Shown heading(Words w) { return Shown(w).styled(Style::strong); }
/// The same, with what it holds beside it.
inline Shown heading(Words w, const Shown& note) {
    return heading(w) + (Shown("\u00A0 ") + note).styled(Style::faint);
}
/// "and 3 more: -v lists them"; empty for none.
Shown and_more(std::size_t n);
/// Lines, no more than `most` of them unless everything is asked for; `rest` says how many more there
/// are.
void draw_some(const View& v, const std::vector<Shown>& lines, std::size_t most, int indent,
               Page& page, const std::function<Shown(std::size_t)>& rest = and_more);
/// Lines below their title; nothing where there are none.
void draw_block(const Shown& title, const std::vector<Shown>& lines, Page& page);

void draw_departments(const View& v, Page& page);
void draw_since(const View& v, Page& page);
void draw_why(const View& v, Page& page);
void draw_findings(const View& v, Page& page);
// money.cpp
void draw_first_year(const View& v, Page& page);
void draw_costs(const View& v, Page& page);
// people.cpp
void draw_agreement(const View& v, Page& page);
void draw_inform(const View& v, Page& page);
void draw_timeline(const View& v, Page& page);
// outlook.cpp
void draw_windows(const View& v, Page& page);
void draw_mitigations(const View& v, Page& page);
void draw_structure(const View& v, Page& page);
// foundation.cpp
void draw_break_even(const View& v, Page& page);
void draw_input_ranges(const View& v, Page& page);
void draw_assumptions(const std::vector<Assumption>& assumptions, Page& page);
// details.cpp
void draw_processes(const View& v, Page& page);
void draw_causes(const View& v, Page& page);
void draw_matrix(const View& v, Page& page);

/// Every start by local date (rows) and local time of day (columns), dark where much is lost, with
/// the scale and the signs explained below. More than ten weeks of days are summed up by weekday,
/// unless everything was asked for.
void draw_start_map(const WindowsReport& report, const Zone& zone, const TextOptions& options,
                    Page& page);

}  // namespace knockon

// report/page/portfolio.h: the sections of the page of many changes.
//
// All of them stand in the first table; what is drawn of them one by one is capped, the worst first
// (`Portfolio::reports` is in that order), so that five hundred open as quickly as five. Each
// section says what it leaves out.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "report/page/parts.h"

namespace knockon {

/// What every section needs to know.
struct Many {
    Many(const Portfolio& portfolio, const Sources& inputs, const TextOptions& options);

    Figure money_of(double x) const { return money(x, p.currency); }
    /// "€ 12k (€ 11k to € 13k)".
    Shown money_interval(const Estimate& e) const;
    Shown name_of(const Id& department) const;
    /// The others that a change meets, each once, the most often met first.
    std::vector<Id> others_met(const Id& change) const;
    /// How many of the reports, from the first, have a fold of their own.
    std::size_t folded() const;

    const Portfolio& p;
    const Sources& sources;
    Zone zone;
    std::vector<View> views;                             // of the reports
    std::map<Id, std::size_t> places;                    // of a change among the reports
    std::map<Id, Shown> departments;                     // their names
    std::map<Id, std::vector<const Meeting*>> meetings;  // by change
};

/// The id of a change, as a link to its fold where it has one.
void html_change(const Many& m, Html& h, const Id& id);
/// The same of several, between commas.
void html_changes(const Many& m, Html& h, const std::vector<Id>& ids);
/// "same component", "one needs the other".
Words meeting_words(CollisionKind k);
/// A cell with the id of a change as a link, and its `title` in small below it.
HtmlCell html_change_cell(const Many& m, const Id& id, const std::string& title = {});
/// The others that a change meets, as links; "–" for none.
void html_met(const Many& m, Html& h, const Id& id, std::size_t most);

// portfolio_table.cpp
void html_all_changes(const Many& m, Html& h);
void html_objections(const Many& m, Html& h);
// portfolio_meetings.cpp
void html_together(const Many& m, Html& h);
void html_collisions(const Many& m, Html& h);
// portfolio_time.cpp
void html_time(const Many& m, Html& h);
// portfolio_each.cpp
void html_folds(const Many& m, Html& h);
// portfolio_basis.cpp
void html_left_out(const Many& m, Html& h);
void html_basis(const Many& m, Html& h);

}  // namespace knockon

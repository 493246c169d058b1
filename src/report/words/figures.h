// report/words/figures.h: what a department or process stands to lose, as the columns of every table.
//
// A row here names the figure once; the tables of the text, the page and Markdown, and the columns of
// the CSV follow. A new figure is a member of `Figures`, what fills it (assess/study/figures.cpp), its
// row in JSON (report/documents/rows_figures.h), and its row here. The chance of disruption stands
// before them in each table and is worded there.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "report/words/view.h"

namespace knockon {

struct FigureColumn {
    enum class Unit { length, money, number };
    /// The tables that have room for it; the CSV has all.
    enum Table : unsigned { none = 0, screen = 1, comment = 2, page = 4 };

    Words title;       // "If it happens: loss"
    Words when, what;  // the same over two lines: "if it happens", "loss"
    Words csv;         // its name there
    Unit unit;
    unsigned in;
    Words ends;  // the ends of its interval there are ENDS_low and ENDS_high; empty: not in it
    std::optional<Estimate> (*of)(const Figures& f);

    /// "€ 45k"; a dash where there is none.
    Shown text(const View& v, const Figures& f) const;
};

/// "4 h 30 min, 9 h in 1 of 20 of those": what comes if it happens, its mean and, where that is more, how bad
/// it gets.
Shown if_so(const IfHit::Measure& f, const std::function<Figure(double)>& as);

std::span<const FigureColumn> figure_columns();
/// Those of a table, in its order.
std::vector<FigureColumn> figure_columns(FigureColumn::Table table);

}  // namespace knockon

// report/words/first_year.h: who benefits and who bears in the first year, as the columns of a sum.
#pragma once

#include <vector>

#include "report/words/view.h"

namespace knockon {

/// A figure of the sum. Of what is lost, less than nothing is a gain: "saves € 5.0k".
struct MoneyCell {
    Shown text;
    double amount = 0;
};

/// The columns are the same for all rows; the last is the net, and each net is the first figure
/// less those between. All of them are rounded alike.
struct FirstYear {
    std::vector<Words> columns;  // "benefit", "cost", "risk", "releases", "left behind", "net"
    std::vector<MoneyCell> cells(const View& v, const EconomicsRow& r) const;
    bool releases = false, left_behind = false;  // whether there is any
};

FirstYear first_year_of(const Economics& e);
/// Whether the row says anything in it.
bool in_first_year(const EconomicsRow& r);
/// "A year from then on: Marketing gains € 250k, Production loses € 199k"; empty for nothing.
Shown from_then_on(const View& v);

}  // namespace knockon

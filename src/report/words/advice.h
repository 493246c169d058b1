// report/words/advice.h: when instead, what would help, what would change a verdict.
#pragma once

#include <vector>

#include "report/words/view.h"

namespace knockon {

/// The starts to choose from beside the one asked for. Risk and waiting are rounded alike in all
/// rows, and `together` is their sum as printed.
struct WhenInstead {
    struct Row {
        Instant start;
        Shown risk, waiting, together;
        double risk_value = 0, waiting_value = 0, together_value = 0;  // as printed
        std::vector<Shown> verdicts;                                   // of `departments`
        Shown blocked;                                                 // "blocked: M03"; empty: not
    };
    std::vector<Id> departments;  // whose verdict is not `within` somewhere
    bool waits = false;           // whether waiting costs anybody anything
    std::vector<Row> rows;        // the best first; empty where none was found
    Row requested;
};
WhenInstead when_instead(const View& v, std::size_t most_departments);
/// "Fri 19 Feb 00:00 (Thu night)".
Shown start_shown(Instant start, const Zone& zone, bool year);
/// An amount in the rounding of that table.
Shown amount_at_start(const Assessment& a, double amount);

/// A measure: what it saves, what it costs, and what the verdicts then are. What costs nothing that
/// anybody stated has no net.
struct HelpRow {
    const Mitigation* measure;
    Shown saves, costs, net, then;
    double saves_value = 0, costs_value = 0, net_value = 0;  // as printed
};
/// Other starts apart.
std::vector<HelpRow> what_would_help(const View& v);
/// "Only 2 of the 5 measures tried save more than their error"; with `all` which do not.
Shown help_balance(const View& v, bool all);

/// "Finance would be within if fails of step 2 were at most 4.2% (now 8%)".
Shown break_even_sentence(const View& v, const BreakEven& b);

}  // namespace knockon

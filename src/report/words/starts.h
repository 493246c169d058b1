// report/words/starts.h: what is said of start times.
#pragma once

#include <vector>

#include "assess/windows/windows.h"
#include "calendar/zone.h"
#include "report/writing/shown.h"

namespace knockon {

/// What stands against a start; of several, the last in this order counts.
enum class Hold { none, undetermined, forbidden, blocked };
Hold hold_of(const WindowOption& option);
/// Style and sign of a hold: "x", "?", "!"; nothing for none.
Style hold_style(Hold h);
Shown hold_sign(Hold h);

/// What the sentences about starts need to know.
struct Choice {
    explicit Choice(const WindowsReport& report);

    Shown name_of(const Id& department) const;
    Figure money_of(double x) const { return money(x, r.currency); }
    Figure when(Instant t) const { return moment(t, zone, years); }
    /// The best starts; the least bad ones, of which none is accepted by everyone, where none is.
    std::vector<const WindowOption*> shown() const;

    const WindowsReport& r;
    Zone zone;
    bool years = false;  // the range is in more than one
};
/// Who loses something or forbids at one of these, who loses most as requested first.
std::vector<Id> concerned(const Choice& c, const std::vector<const WindowOption*>& shown);
/// "336 starts from Mon 22 Feb 2027 00:00 to Sun 7 Mar 2027 23:00, every 1 h"; of at least one.
Shown range_sentence(const Choice& c);
/// "more than accepted by Finance; cannot be told for Sales", "accepted by everyone".
Shown objections(const Choice& c, const WindowOption& o);
/// How many starts have nothing against them, and what the others have.
Shown counts_sentence(const Choice& c);
/// What waiting for the best start costs; empty where that is nothing.
std::vector<Shown> waiting_sentences(const Choice& c);
/// Runs, error, limits and notes.
std::vector<Shown> certainty_sentences(const Choice& c);

}  // namespace knockon

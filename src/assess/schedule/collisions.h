// assess/schedule/collisions.h: where a planned change and the one in question meet.
//
// Two changes meet while one of them is carried out and the other is carried out or still watched;
// the same team is needed twice only where both windows share time, and a deadline is at stake in
// both where both watched periods see it. A window that ends exactly when the other's begins does
// not meet it, but its hypercare does.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "assess/answer/finding_list.h"
#include "assess/answer/names.h"
#include "assess/schedule/schedule.h"
#include "calendar/calendar.h"
#include "graph/reach.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

enum class CollisionKind { component, need, redundancy, supplier, team, deadline };
template <>
struct WordsOf<CollisionKind> {
    static constexpr std::string_view all[] = {
        "component", "need", "redundancy", "supplier", "team", "deadline"};
};

/// One kind of meeting of two changes.
struct Collision {
    CollisionKind kind = CollisionKind::component;
    Id other;          // the planned change
    std::string what;  // "erp", "shop needs auth", "2 of n1, n2, n3 of cluster", "invoicing"
    Span when;         // the time in which they meet; a deadline: its own stretch
    Position at;       // of the planned change's window
};

/// Whether a change can leave another landscape behind.
bool alters(const Change& change);

/// A change at its place in time. The landscapes are without and with it.
struct Placed {
    const Change* change = nullptr;
    const Landscape* after = nullptr;
    Instant start;
    Duration window_end{0};
    Duration watched_end{0};
};

/// A landscape in which changes are held against each other: made once, for many.
struct Ground {
    explicit Ground(const Landscape& l);  // which must outlive it
    const Landscape* landscape;
    Graph graph;
    Names called;
    std::vector<std::pair<Node, Group>> spare;  // groups that can do without a member, and whose need they are
};

/// A change with what it touches and reaches: made once, held against many.
struct Party {
    const Change* change = nullptr;
    const Landscape* after = nullptr;
    Span window, watched;
    std::vector<Part> touched;
    std::vector<Id> reached;  // processes, in order
    Distances falls;          // with what is touched, in the landscape without the change
    std::shared_ptr<const Ground> own;  // the landscape with it, if another
};
Party party(const Ground& ground, const Placed& placed);

/// All meetings of `ours` with `theirs`, by kind. O(landscape) where a change that alters it meets another.
std::vector<Collision> meetings(const Ground& ground, const Party& ours, const Party& theirs,
                                const Calendars& calendars);

/// All meetings with changes of `planned`, by start, id and kind. `ours.change` itself (by id) is
/// passed over; one without a start is left out and reported in `out`.
std::vector<Collision> collisions(const Landscape& landscape, const Placed& ours,
                                  std::span<const Change> planned, const Calendars& calendars,
                                  Diagnostics& out);

/// What a change would collide with at other starts than its own: what it has in common with each
/// of the planned ones is looked up at most once.
class OtherStarts {
  public:
    /// `planned` are told apart as by collisions(), for starts in [from, to]; all must outlive this.
    OtherStarts(const Landscape& landscape, const Placed& ours, std::span<const Change> planned,
                const Calendars& calendars, Instant from, Instant to, Diagnostics& out);
    /// The planned changes, each with the kinds in which it meets; O(planned) where none does.
    std::vector<std::pair<Id, CollisionKind>> at(Instant start, Duration watched_end);

  private:
    struct Planned {
        std::unique_ptr<const Landscape> after;
        Party party;
        std::optional<std::vector<CollisionKind>> common = {};  // those that count when they meet
    };
    std::unique_ptr<const Ground> ground_;
    const Calendars& calendars_;
    Duration window_end_;
    Party ours_;
    std::vector<Planned> planned_;
};

/// T03 for each.
void add_collisions(const std::vector<Collision>& all, const Change& change, const Zone& zone,
                    FindingList& findings);

}  // namespace knockon

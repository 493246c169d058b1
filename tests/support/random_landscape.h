// support/random_landscape.h: small landscapes and changes of every shape, from a seed.
//
// All times are multiples of ten minutes, so that brute_force.h can count slots. Nothing fails of its
// own accord and recoveries are constant: the exact engine applies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// A small deterministic generator for tests; nothing of it comes from the program.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed * 2654435761u + 12345) {}
    std::uint64_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_;
    }
    /// Uniform in lowest..highest, both included.
    int number(int lowest, int highest) {
        return lowest + static_cast<int>((next() >> 20) % static_cast<std::uint64_t>(highest - lowest + 1));
    }
    bool yes(int percent) { return number(1, 100) <= percent; }
    template <class T>
    const T& of(const std::vector<T>& v) {
        return v[static_cast<std::size_t>(number(0, static_cast<int>(v.size()) - 1))];
    }

  private:
    std::uint64_t state_;
};

inline Duration slots(int n) { return std::chrono::minutes{10} * n; }

struct RandomCase {
    Landscape landscape;
    Change change;
};

inline Moment random_moment(int slots_after_start) {
    const std::chrono::local_days day{std::chrono::year{2027} / 3 / 1};
    return {day + std::chrono::minutes{10} * slots_after_start, std::chrono::seconds{0}};
}

inline Need random_need(Random& r, const std::vector<Id>& others, bool process) {
    Need n;
    std::vector<Id> pool = others;
    const int size = std::min<int>(r.number(1, 3), static_cast<int>(pool.size()));
    for (int i = 0; i < size; ++i) {
        const auto at = static_cast<std::size_t>(r.number(0, static_cast<int>(pool.size()) - 1));
        n.members.emplace_back(pool[at]);
        pool.erase(pool.begin() + static_cast<std::ptrdiff_t>(at));
    }
    n.at_least = r.number(1, size);
    n.kind = n.at_least == size ? Need::Kind::all : n.at_least == 1 ? Need::Kind::any : Need::Kind::atleast;
    if (r.yes(40)) n.terms.set().tolerates = slots(r.number(1, 9));
    if (r.yes(15)) n.terms.set().chance = 0.1 * r.number(1, 9);
    if (n.at_least < size && r.yes(20)) n.terms.set().failover = 0.1 * r.number(1, 9);
    if (process && r.yes(15)) n.terms.set().impact = 0.25;
    return n;
}

inline Calendar random_calendar(Random& r, const Id& id) {
    Calendar c;
    c.id = id;
    int at = r.number(-20, 10);
    for (int i = r.number(1, 4); i > 0; --i) {
        const int end = at + r.number(1, 30);
        c.periods.push_back({random_moment(at), random_moment(end), {}});
        at = end + r.number(1, 20);
    }
    return c;
}

inline Process random_process(Random& r, const Id& id, const std::vector<Id>& members) {
    Process p;
    p.id = id;
    p.department = Id(r.yes(50) ? "north" : "south");
    for (int i = r.number(1, 2); i > 0; --i) p.needs.push_back(random_need(r, members, true));
    if (r.yes(50)) p.active = Id("open");
    p.mtpd = slots(r.number(0, 12));
    p.grace = slots(r.number(0, 4));
    if (r.yes(60)) p.loss.each = 10.0 * r.number(1, 5);
    p.loss.hour = {{Duration{0}, 60.0 * r.number(1, 4)}};
    if (r.yes(25)) p.loss.hour.push_back({slots(r.number(1, 8)), 60.0 * r.number(4, 9)});
    if (r.yes(20)) p.loss.cap = 100.0 * r.number(1, 4);
    if (r.yes(30)) {
        Peak peak{Id("peak"), 2, {}};
        if (r.yes(50)) peak.mtpd = slots(r.number(0, 4));
        p.peaks.push_back(peak);
    }
    if (r.yes(30)) p.deadlines.push_back({Id("due"), slots(1), 500, r.yes(30)});
    return p;
}

/// 3 to 7 components (with cycles), 1 to 3 processes, 1 to 3 steps.
inline RandomCase random_case(std::uint64_t seed) {
    Random r(seed);
    RandomCase out;
    Landscape& l = out.landscape;
    l.timezone = std::string("UTC");
    for (const char* id : {"north", "south"}) l.departments[id].id = id;
    for (const char* id : {"open", "peak", "due"}) l.calendars[id] = random_calendar(r, id);
    std::vector<Id> ids;
    for (int i = r.number(3, 7); i > 0; --i) ids.push_back(std::string("c") + std::to_string(i));
    for (const Id& id : ids) {
        Component& c = l.components[id];
        c.id = id;
        c.unavailability = Probability{};
        c.recovery = Recovery{};
        if (r.yes(25)) c.more.set().restart = slots(r.number(1, 3));
        std::vector<Id> others;
        for (const Id& other : ids)
            if (other != id) others.push_back(other);
        for (int i = r.number(0, 2); i > 0; --i) c.needs.push_back(random_need(r, others, false));
    }
    std::vector<Id> members = ids;
    for (int i = r.number(1, 3); i > 0; --i) {
        const Id id = std::string("p") + std::to_string(i);
        l.processes[id] = random_process(r, id, members);
        if (r.yes(30)) members.push_back(id);
    }
    if (r.yes(25))
        l.outages.push_back({r.of(ids), random_moment(r.number(-15, 5)),
                             random_moment(r.number(6, 20)), {}, {}});
    Change& change = out.change;
    change.id = "change";
    change.sponsor = Id("north");
    change.window.start = random_moment(0);
    change.hypercare = slots(r.number(20, 60));
    change.abort_on_failure = r.yes(25);
    for (int i = r.number(1, 3); i > 0; --i) {
        Step s;
        s.target = r.of(ids);
        s.fails = Probability{0.1 * r.number(0, 10), 0, 0, 0, 0};
        s.fails.value.low = s.fails.value.high = s.fails->value;
        if (r.yes(60)) s.downtime = slots(r.number(1, 6));
        if (r.yes(40)) s.starts = slots(r.number(0, 8));
        Recovery recovery;
        recovery.p50 = {slots(r.number(1, 25)), slots(0), slots(0)};
        s.recovery = recovery;
        if (r.yes(20)) {
            Rollback back;
            back.takes = {slots(r.number(1, 4)), slots(0), slots(0)};
            back.works = Probability{0.5, 0.5, 0.5, 0, 0};
            if (r.yes(50)) back.until = slots(r.number(0, 8));
            s.rollback = back;
        }
        change.steps.push_back(std::move(s));
    }
    return out;
}

}  // namespace knockon

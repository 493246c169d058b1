// support/brute_force.h: the semantics once more, as naively as they can be written.
//
// Time is cut into slots of ten minutes; an outage is a row of yes and no; everything is counted slot
// by slot, and every combination of yes/no events is played in full on the whole landscape. Shares no
// code with the engines but the calendars.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "calendar/calendar.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon::brute {

constexpr int first_slot = -40, last_slot = 260, slot_count = last_slot - first_slot;
using Row = std::vector<char>;  // down or not, per slot

inline int slot_of(Duration d) { return static_cast<int>(d / std::chrono::minutes{10}); }
inline Row up() { return Row(slot_count, 0); }
inline void put(Row& r, int from, int to) {
    for (int t = std::max(from, first_slot); t < std::min(to, last_slot); ++t) r[static_cast<std::size_t>(t - first_slot)] = 1;
}
inline bool at(const Row& r, int t) { return r[static_cast<std::size_t>(t - first_slot)] != 0; }

inline Row erode(const Row& r, int tolerance) {
    Row out = up();
    for (int t = first_slot; t < last_slot;) {
        if (!at(r, t)) {
            ++t;
            continue;
        }
        int end = t;
        while (end < last_slot && at(r, end)) ++end;
        if (end - t > tolerance) put(out, t + tolerance, end);
        t = end;
    }
    return out;
}
inline Row restart(const Row& r, int delay) {
    Row out = r;
    for (int t = first_slot; t < last_slot; ++t)
        if (at(r, t) && (t + 1 == last_slot || !at(r, t + 1))) put(out, t, t + 1 + delay);
    return out;
}

/// Yes/no draws of a run, by need: consumer and number.
struct Draws {
    std::map<std::pair<Id, std::size_t>, bool> live, switched;
};

using Rows = std::map<Id, Row>;

struct Worlds {
    const Landscape* l = nullptr;
    std::map<Id, std::vector<Need>> needs;
    std::map<Id, std::map<Id, bool>> reaches;  // by needs

    explicit Worlds(const Landscape& landscape) : l(&landscape) {
        for (const auto& [id, c] : landscape.components) needs[id] = c.needs;
        for (const auto& [id, p] : landscape.processes) needs[id] = p.needs;
        for (const auto& [id, own] : needs)
            for (const Need& n : own)
                for (const Ref& m : n.members) reaches[id][*m] = true;
        for (const auto& [k, x] : needs)  // Warshall
            for (const auto& [i, y] : needs)
                for (const auto& [j, z] : needs)
                    if (reaches[i][k] && reaches[k][j]) reaches[i][j] = true;
    }

    bool together(const Id& a, const Id& b) { return a == b || (reaches[a][b] && reaches[b][a]); }

    Row group(const Id& consumer, std::size_t index, const Rows& down, const Draws& draws) {
        const Need& n = needs[consumer][index];
        if (!draws.live.at({consumer, index})) return up();
        const bool switched = draws.switched.at({consumer, index});
        std::vector<std::pair<const Row*, int>> members;  // rows, and restart delays felt here
        for (const Ref& m : n.members) {
            const auto c = l->components.find(*m);
            const bool delayed = c != l->components.end() && !together(consumer, *m);
            members.push_back({&down.at(*m), delayed ? slot_of(c->second.more->restart.value_or(Duration{0})) : 0});
        }
        Row out = up();
        for (int t = first_slot; t < last_slot; ++t) {
            int members_down = 0, first_down = 0;
            for (std::size_t i = 0; i < members.size(); ++i) {
                bool is_down = false;
                for (int back = 0; back <= members[i].second && !is_down; ++back)
                    is_down = t - back >= first_slot && at(*members[i].first, t - back);
                members_down += is_down;
                if (i < static_cast<std::size_t>(n.at_least)) first_down += is_down;
            }
            const bool lost = static_cast<int>(n.members.size()) - members_down < n.at_least ||
                              (!switched && first_down > 0);
            if (lost) put(out, t, t + 1);
        }
        return erode(out, slot_of(n.terms->tolerates));
    }

    /// Least fixpoint of everything at once, from "nothing is down".
    Rows travel(const Rows& own, const Draws& draws) {
        Rows down;
        for (const auto& [id, n] : needs) down[id] = up();
        for (bool grew = true; grew;) {
            grew = false;
            for (const auto& [id, mine] : needs) {
                Row next = down[id];
                if (const auto o = own.find(id); o != own.end())
                    for (std::size_t t = 0; t < next.size(); ++t) next[t] |= o->second[t];
                for (std::size_t g = 0; g < mine.size(); ++g) {
                    if (mine[g].terms->impact.value_or(1) < 1) continue;
                    const Row lost = group(id, g, down, draws);
                    for (std::size_t t = 0; t < next.size(); ++t) next[t] |= lost[t];
                }
                if (next != down[id]) {
                    down[id] = next;
                    grew = true;
                }
            }
        }
        return down;
    }
};

struct ProcessResult {
    bool disrupted = false;
    int missed = 0, downtime = 0;  // slots
    double loss = 0;
    std::vector<bool> when;  // disrupted at each watched slot, then each deadline missed
};

/// Whether there is a slot or a deadline of which only `a` says that it disrupts.
inline bool only(const ProcessResult& a, const ProcessResult& b) {
    for (std::size_t i = 0; i < a.when.size(); ++i)
        if (a.when[i] && !b.when[i]) return true;
    return false;
}

/// What a change does to whether a process is disrupted: 1, -1 or 0 (semantics, section 4).
inline int disrupted_by(const ProcessResult& with, const ProcessResult& without) {
    return only(with, without) ? 1 : only(without, with) ? -1 : 0;
}

inline Row row_of(const Calendars& calendars, const Id& id, Instant start) {
    Row r = up();
    for (int t = first_slot; t < last_slot; ++t) {
        const Instant from = start + std::chrono::minutes{10} * t;
        for (const Span& s : calendars.spans(id, from, from + std::chrono::minutes{10}))
            if (s.start <= from && from < s.end) put(r, t, t + 1);
    }
    return r;
}

/// Calendars as rows, worked out once per case.
struct Times {
    std::map<Id, Row> rows;
    std::map<Id, std::vector<std::pair<int, int>>> stretches;
};

inline ProcessResult judge(const Process& p, const Row& interrupted, const std::vector<double>& impact,
                           const Times& times, int horizon) {
    ProcessResult out;
    const auto active = [&](int t) { return !p.active || at(times.rows.at(*p.active), t); };
    const auto mtpd = [&](int t) {
        int limit = slot_of(p.mtpd.value_or(Duration{0}));
        for (const Peak& peak : p.peaks)
            if (peak.mtpd && at(times.rows.at(*peak.during), t))
                limit = std::min(limit, slot_of(*peak.mtpd));
        return limit;
    };
    const auto factor = [&](int t) {
        double f = 1;
        for (const Peak& peak : p.peaks)
            if (at(times.rows.at(*peak.during), t)) f = std::max(f, peak.factor);
        return f;
    };
    out.when.resize(static_cast<std::size_t>(horizon));
    int so_far = 0;
    for (int t = first_slot; t < last_slot; ++t) {
        if (!at(interrupted, t)) {
            so_far = 0;
            continue;
        }
        if (!active(t)) continue;
        ++so_far;
        if (t >= 0 && t < horizon) {
            ++out.downtime;
            out.when[static_cast<std::size_t>(t)] = so_far > mtpd(t);
            out.disrupted |= so_far > mtpd(t);
        }
    }
    so_far = 0;
    bool due = false;
    double episode = 0;
    const double cap = p.loss.cap ? *p.loss.cap : 1e300;
    const int grace = slot_of(p.grace.value_or(Duration{0}));
    for (int t = first_slot; t < last_slot; ++t) {
        const double s = impact[static_cast<std::size_t>(t - first_slot)];
        if (s <= 0) {
            out.loss += std::min(episode, cap);
            so_far = 0;
            due = false;
            episode = 0;
            continue;
        }
        if (!active(t)) continue;
        if (so_far >= grace) {
            const bool counts = t >= 0 && t < horizon;
            if (!due && counts) episode += p.loss.each.value_or(0);
            due = true;
            double rate = 0;
            for (const LossBand& b : p.loss.hour)
                if (so_far >= slot_of(b.after)) rate = b.rate;
            if (counts) episode += rate / 6 * factor(t) * s;
        }
        ++so_far;
    }
    out.loss += std::min(episode, cap);
    for (const Deadline& d : p.deadlines)
        for (const auto& [from, to] : times.stretches.at(*d.calendar)) {
            if (to <= 0 || to > horizon) continue;
            int down = 0, free = 0, longest = 0;
            for (int t = from; t < to; ++t) {
                const bool is_down = t >= first_slot && at(interrupted, t);
                down += is_down;
                free = is_down ? 0 : free + 1;
                longest = std::max(longest, free);
            }
            const int work = slot_of(d.work);
            out.when.push_back(d.contiguous ? longest < work : down > to - from - work);
            if (out.when.back()) {
                ++out.missed;
                out.disrupted = true;
                out.loss += d.penalty;
            }
        }
    return out;
}

}  // namespace knockon::brute

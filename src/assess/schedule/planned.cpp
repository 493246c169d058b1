#include "assess/schedule/planned.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assess/study/watched.h"
#include "assess/answer/wording.h"
#include "base/codes.h"
#include "base/text.h"
#include "model/check.h"

namespace knockon {
namespace {

/// Orders what must come before a change: depth first, with a stack of our own.
class Before {
  public:
    Before(std::span<const Change> planned, Diagnostics& out) : out_(out) {
        for (const Change& c : planned) by_id_.emplace(c.id, &c);
    }

    std::vector<const Change*> of(const Change& change) {
        state_[change.id] = State::open;
        std::vector<Visit> stack{{&change, 0}};
        while (!stack.empty()) {
            Visit& v = stack.back();
            if (v.next == v.change->after.size()) {
                state_[v.change->id] = State::done;
                if (v.change != &change) order_.push_back(v.change);
                stack.pop_back();
                continue;
            }
            const Ref& wanted = v.change->after[v.next++];
            if (const Change* c = find(*v.change, wanted)) stack.push_back({c, 0});
        }
        return std::move(order_);
    }

  private:
    enum class State { open, done };
    struct Visit {
        const Change* change;
        std::size_t next;
    };

    /// The change to visit next; null where it was visited, or is an error.
    const Change* find(const Change& from, const Ref& wanted) {
        if (*wanted == from.id) return nullptr;  // check() has said so
        const auto seen = state_.find(*wanted);
        if (seen != state_.end() && seen->second == State::done) return nullptr;
        if (seen != state_.end()) {
            out_.error(code::after_itself, wanted.at,
                       fmt::format("`{}` waits for `{}`, which waits for it", from.id, *wanted),
                       "remove one of the two from `after`");
            return nullptr;
        }
        const auto found = by_id_.find(*wanted);
        if (found == by_id_.end()) {
            out_.error(code::dangling_reference, wanted.at,
                       fmt::format("`{}` comes after `{}`, but no planned change has that id",
                                   from.id, *wanted),
                       meant(*wanted));
            return nullptr;
        }
        state_[*wanted] = State::open;
        return found->second;
    }

    std::string meant(const Id& wanted) const {
        if (by_id_.empty()) return "name the file or folder it is in with --planned";
        std::vector<std::string_view> known;
        for (const auto& [id, c] : by_id_) known.push_back(id);
        return write_instead(wanted, known,
                             "name the file or folder it is in with --planned as well");
    }

    std::map<Id, const Change*> by_id_;
    std::map<Id, State> state_;
    std::vector<const Change*> order_;
    Diagnostics& out_;
};

void warn_if_later(const Change& change, const Change& first, const Stated<Moment>& start,
                   const Zone& zone, Diagnostics& out) {
    const Stated<Moment>& begins = start ? start : change.window.start;
    const auto named = std::find_if(change.after.begin(), change.after.end(),
                                    [&](const Ref& r) { return *r == first.id; });
    const Position at = named == change.after.end() ? first.at : named->at;
    if (!first.window.start) {
        out.warning(code::planned_later, at,
                    fmt::format("`{}` has no start, so whether it is finished by then is not known",
                                first.id),
                    "give it a `window: {start: …}`")
            .related.push_back({first.at, "the planned change"});
        return;
    }
    if (!begins) return;
    const Instant end = zone.to_instant(*first.window.start) + window_length(first);
    if (end <= zone.to_instant(*begins)) return;
    out.warning(code::planned_later, at,
                fmt::format("`{}` is planned until {}, after `{}` begins ({})", first.id,
                            moment_text(end, zone), change.id,
                            moment_text(zone.to_instant(*begins), zone)),
                "move one of the two, or remove it from `after`")
        .related.push_back({first.window.start.at, "the planned change"});
}

}  // namespace

Landscape landscape_by_then(const Landscape& landscape, const Change& change,
                            std::span<const Change> planned, const Stated<Moment>& start,
                            Diagnostics& out) {
    const Zone zone = Zone::find(landscape.timezone.value_or("UTC")).value_or(Zone{});
    Landscape by_then = landscape;
    for (const Change* first : Before(planned, out).of(change)) {
        warn_if_later(change, *first, start, zone, out);
        Diagnostics problems;
        check(*first, by_then, problems);
        by_then = apply(by_then, *first, problems);
        // Warnings about it belong to its own assessment.
        for (Diagnostic& d : problems.all)
            if (d.severity == Severity::error) out.add(std::move(d));
    }
    return by_then;
}

std::optional<Instant> all_before_done(const Change& change, std::span<const Change> planned,
                                       const Zone& zone) {
    std::optional<Instant> done;
    Diagnostics said_before;
    for (const Change* first : Before(planned, said_before).of(change)) {
        if (!first->window.start) continue;
        const Instant end = zone.to_instant(*first->window.start) + window_length(*first);
        if (!done || *done < end) done = end;
    }
    return done;
}

void check_planned(std::span<const Change> planned, Diagnostics& out) {
    std::map<Id, const Change*> seen;
    for (const Change& c : planned) {
        const auto [first, fresh] = seen.emplace(c.id, &c);
        if (fresh) continue;
        out.error(code::duplicate_change, c.at,
                  fmt::format("two planned changes have the id `{}`", c.id), "rename one of them")
            .related.push_back({first->second->at, "the other is here"});
    }
}

}  // namespace knockon

#include "calendar/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/codes.h"
#include "base/text.h"
#include "calendar/calendar.h"
#include "calendar/spans.h"

namespace knockon {

namespace {

using std::chrono::days;

constexpr int most_explained = 100;  // references whose way out is looked for

/// Answers of one question, so that a calendar which many others refer to is worked out once.
using Answers = std::map<std::size_t, Spans>;

// NOLINTNEXTLINE(misc-no-recursion): no deeper than `deepest_reference`
const Spans& answer(const Plan& plan, std::size_t calendar, Instant from, Instant to,
                    Answers& answers, Steps& steps) {
    if (const auto known = answers.find(calendar); known != answers.end()) return known->second;
    const PlannedCalendar& c = plan.calendars[calendar];
    Spans listed;
    lay_out(c.lists, from, to, listed, &steps);
    Spans active = clipped(normalised(std::move(listed)), from, to);
    for (const std::size_t w : c.within) {
        if (active.empty() || steps.over()) break;
        const Spans& other = answer(plan, w, from, to, answers, steps);
        if (steps.take(active.size() + other.size())) active = common(active, other);
    }
    for (const std::size_t e : c.except) {
        if (active.empty() || steps.over()) break;
        const Spans& other = answer(plan, e, from, to, answers, steps);
        if (steps.take(active.size() + other.size())) active = without(active, other);
    }
    return answers.emplace(calendar, std::move(active)).first->second;
}

/// A reference of one calendar to another.
struct Reference {
    enum class As { within, except, holidays };
    std::size_t to;
    As as;
    const Ref* written;
    bool good = true;  // not part of a circle, not too deep
};

/// Turns definitions into a plan, in an order in which everything referred to comes first.
class Planner {
  public:
    Planner(const std::map<Id, Calendar>& definitions, const Zone& landscape_zone, Diagnostics& out,
            const CalendarBudget& budget)
        : out_(out), budget_(budget), steps_{0, budget.steps} {
        plan_.landscape_zone = landscape_zone;
        for (const auto& [id, c] : definitions) {
            plan_.places.emplace(id, definitions_.size());
            definitions_.push_back(&c);
            names_.push_back(id);
        }
        plan_.calendars.resize(definitions_.size());
        references_.resize(definitions_.size());
        next_.resize(definitions_.size());
        depth_.resize(definitions_.size());
    }

    Plan run() {
        for (std::size_t i = 0; i < definitions_.size(); ++i) collect_references(i);
        for (const std::size_t i : in_order()) {
            plan_one(i);
            if (is_too_much(i)) return std::move(plan_);
        }
        // What is wrong already would be said a second time.
        for (std::size_t i = 0; i < definitions_.size() && !out_.has_errors(); ++i) {
            report_if_never(i);
            is_too_much(i);
        }
        return std::move(plan_);
    }

  private:
    void collect_references(std::size_t i) {
        const Calendar& c = *definitions_[i];
        for (const Ref& r : c.within) refer(i, r, Reference::As::within);
        for (const Ref& r : c.except) refer(i, r, Reference::As::except);
        if (c.working_day && c.working_day->holidays)
            refer(i, c.working_day->holidays, Reference::As::holidays);
    }

    void refer(std::size_t i, const Ref& r, Reference::As as) {
        if (const auto found = plan_.places.find(*r); found != plan_.places.end()) {
            references_[i].push_back({found->second, as, &r});
            return;
        }
        std::string help = fmt::format("define `{}` under `calendars`", *r);
        if (++dangling_ <= most_explained) help = write_instead(*r, names_, std::move(help));
        out_.error(code::dangling_reference, r.at, fmt::format("there is no calendar `{}`", *r),
                   std::move(help));
    }

    std::vector<std::size_t> in_order();
    void report_circle(const std::vector<std::size_t>& path, Reference& last);
    void plan_one(std::size_t i);
    std::vector<std::size_t> good(std::size_t i, Reference::As as) const;
    Zone zone_of(const Calendar& c);
    void report_if_never(std::size_t i);
    bool is_too_much(std::size_t i);

    Diagnostics& out_;
    CalendarBudget budget_;
    Steps steps_;
    std::size_t a_year_ = 0;  // occurrences and stretches of all calendars in their first year
    std::map<std::string, Zone> zones_;  // reading one takes a while
    Plan plan_;
    std::vector<const Calendar*> definitions_;
    std::vector<std::string_view> names_;
    int dangling_ = 0;  // references
    std::vector<std::vector<Reference>> references_;
    std::vector<std::size_t> next_;   // reference of each that is looked at next
    std::vector<std::size_t> depth_;  // longest chain of references that hangs on each
};

/// Depth first, with a stack of our own; a reference back into the stack closes a circle.
std::vector<std::size_t> Planner::in_order() {
    enum class Mark { fresh, open, done };
    std::vector<Mark> marks(definitions_.size(), Mark::fresh);
    std::vector<std::size_t> order, path;
    for (std::size_t root = 0; root < definitions_.size(); ++root) {
        if (marks[root] == Mark::fresh) path.push_back(root);
        while (!path.empty()) {
            const std::size_t i = path.back();
            marks[i] = Mark::open;
            if (next_[i] == references_[i].size()) {
                marks[i] = Mark::done;
                order.push_back(i);
                path.pop_back();
                continue;
            }
            Reference& r = references_[i][next_[i]];
            if (marks[r.to] == Mark::fresh) {
                path.push_back(r.to);
                continue;
            }
            ++next_[i];
            if (marks[r.to] == Mark::open) {
                report_circle(path, r);
            } else if (depth_[r.to] + 1 > deepest_reference) {
                r.good = false;
                out_.error(code::limit_exceeded, r.written->at,
                           fmt::format("calendars refer to one another over more than {} steps",
                                       deepest_reference),
                           "refer to fewer calendars in a row");
            } else {
                depth_[i] = std::max(depth_[i], depth_[r.to] + 1);
            }
        }
    }
    return order;
}

void Planner::report_circle(const std::vector<std::size_t>& path, Reference& last) {
    last.good = false;
    std::string circle;
    auto from = std::find(path.begin(), path.end(), last.to);
    const auto shown = std::min<std::ptrdiff_t>(path.end() - from, 8);
    for (auto i = from; i != from + shown; ++i) circle += fmt::format("`{}` → ", names_[*i]);
    if (path.end() - from > shown) circle += "… → ";
    out_.error(
        code::calendar_cycle, last.written->at,
        fmt::format("calendars refer to each other in a circle: {}`{}`", circle, names_[last.to]),
        fmt::format("take `{}` out here, or one of the other references", names_[last.to]));
}

std::vector<std::size_t> Planner::good(std::size_t i, Reference::As as) const {
    std::vector<std::size_t> to;
    for (const Reference& r : references_[i])
        if (r.good && r.as == as) to.push_back(r.to);
    std::sort(to.begin(), to.end());
    to.erase(std::unique(to.begin(), to.end()), to.end());
    return to;
}

Zone Planner::zone_of(const Calendar& c) {
    if (!c.timezone) return plan_.landscape_zone;
    if (const auto known = zones_.find(*c.timezone); known != zones_.end()) return known->second;
    if (const auto zone = Zone::find(*c.timezone)) {
        zones_.emplace(*c.timezone, *zone);
        return *zone;
    }
    Zone::say_unknown(*c.timezone, c.timezone.at, out_);
    return plan_.landscape_zone;
}

void Planner::plan_one(std::size_t i) {
    const Calendar& c = *definitions_[i];
    PlannedCalendar& planned = plan_.calendars[i];
    Spans holidays;
    Zone holidays_zone;
    for (const Reference& r : references_[i]) {
        if (!r.good || r.as != Reference::As::holidays) continue;
        holidays = plan_.active(r.to, first_moment(), last_moment(), &steps_);
        holidays_zone = plan_.calendars[r.to].lists.zone;
    }
    planned.lists =
        make_timetable(c, zone_of(c), holidays, holidays_zone, budget_.occurrences, steps_, out_);
    // More of one calendar alone has been reported at its rule.
    if (planned.lists.a_year <= budget_.occurrences) a_year_ += planned.lists.a_year;
    planned.within = good(i, Reference::As::within);
    planned.except = good(i, Reference::As::except);
}

/// A calendar that is never active would make everything that hangs on it look safe.
void Planner::report_if_never(std::size_t i) {
    Instant from = first_moment();
    for (Duration step = days{60}; from < last_moment(); step *= 4) {
        const Instant to = std::min(last_moment(), from + step);
        const Spans active = plan_.active(i, from, to, &steps_);
        if (!active.empty()) {
            const Instant first = active.front().start;
            a_year_ += plan_.active(i, first, first + days{366}, &steps_).size();
            return;
        }
        if (steps_.over()) return;
        from = to;
    }
    out_.warning(code::empty_calendar, definitions_[i]->at,
                 fmt::format("calendar `{}` is never active between {} and {}", names_[i],
                             first_year, last_year),
                 "check its dates, `within` and `except`");
}

/// What a calendar costs must not depend on what a file asks for.
bool Planner::is_too_much(std::size_t i) {
    const bool too_many = a_year_ > budget_.occurrences;
    if (!too_many && !steps_.over()) return false;
    const std::string_view limit = too_many ? "occurrences" : "calendar_steps";
    const std::size_t most = too_many ? budget_.occurrences : budget_.steps;
    out_.error(code::limit_exceeded, definitions_[i]->at,
               too_many ? fmt::format("with calendar `{}` there are more than {} occurrences and "
                                      "stretches of all calendars in a year",
                                      names_[i], most)
                        : fmt::format("checking the calendars as far as `{}` takes more than {} "
                                      "steps, one for each day or time looked at",
                                      names_[i], most),
               fmt::format("let its rules occur less often, or raise the limit: --limit {}={}",
                           limit, 2 * most));
    return true;
}

}  // namespace

Instant first_moment() {
    return std::chrono::sys_days{std::chrono::year{first_year} / std::chrono::January / 1} -
           days{1};
}

Instant last_moment() {
    return std::chrono::sys_days{std::chrono::year{last_year + 1} / std::chrono::January / 1} +
           days{1};
}

Spans Plan::active(std::size_t calendar, Instant from, Instant to, Steps* steps) const {
    from = std::max(from, first_moment());
    to = std::min(to, last_moment());
    if (from >= to) return {};
    Answers answers;
    Steps unlimited;
    return answer(*this, calendar, from, to, answers, steps != nullptr ? *steps : unlimited);
}

Plan make_plan(const std::map<Id, Calendar>& definitions, const Zone& landscape_zone,
               Diagnostics& out, const CalendarBudget& budget) {
    return Planner{definitions, landscape_zone, out, budget}.run();
}

}  // namespace knockon

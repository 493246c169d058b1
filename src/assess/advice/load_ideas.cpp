// What would help against a load step: more room, less load, another time, less of it.
//
// Where a peak brings a component L and it carries C, it is overloaded in a peak in which
// L exp(sigma Z) > C. In 19 of 20 peaks Z is at most 1.645, so that room for L exp(1.645 sigma) is
// enough in those; where somebody who is hit accepts less than 1 in 20, it is room for as many as that.
// What is tried is rounded to two digits, to the safe side.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "assess/advice/mitigation_places.h"
#include "assess/answer/wording.h"
#include "assess/study/edits.h"
#include "base/portable.h"
#include "base/tie.h"
#include "calendar/spans.h"
#include "risk/overload.h"

namespace knockon {
namespace {

constexpr double one_in_20 = 0.05, most_of_a_limit = 0.8;
constexpr double usual_sigma = 0.1;
constexpr std::size_t most_calendars = 3;

double rounded_up(double x) {
    const double unit = std::pow(10, std::floor(std::log10(x)) - 1);
    return std::ceil(x / unit * (1 - relative_tie)) * unit;
}
double rounded_down(double x) {
    const double unit = std::pow(10, std::floor(std::log10(x)) - 1);
    return std::floor(x / unit * (1 + relative_tie)) * unit;
}

/// A component that the step may be too much for.
struct Tight {
    Id id;
    double load = 0;      // as usual
    double per_time = 0;  // what one more time the load of the step's component brings here
    double capacity = 0;
};

std::vector<Tight> tight_under(const AsIs& is, std::size_t step) {
    const Transition& t = is.study.transition;
    std::vector<Tight> all;
    if (t.steps[step].place == none) return all;
    const double times = is.change.steps[step].times;
    const ExtraLoad load = extra_load(t.with, *is.study.after, t.steps[step].place, times);
    std::set<std::uint32_t> places;
    for (const OverloadRisk& risk : t.timed.overloads)
        if (load.reached[risk.place]) places.insert(risk.place);
    for (const std::uint32_t place : places) {
        const Component& c = is.study.after->components.at(t.with.graph->names[t.with.node[place]]);
        all.push_back(
            {c.id, c.more->load.value_or(0), load.extra[place] / (times - 1), c.more->capacity.value_or(0)});
    }
    return all;
}

/// The largest factor at which none of them gets more than `share` of its capacity; at most 1: none.
double factor_for(const std::vector<Tight>& all, double share) {
    double most = INFINITY;
    for (const Tight& t : all)
        if (t.per_time > 0)
            most = std::min(most, 1 + (t.capacity * share - t.load) / t.per_time);
    return most;
}

class LoadIdeas {
  public:
    LoadIdeas(const AsIs& is, std::size_t step, std::vector<Idea>& out)
        : is_(is), i_(step), step_(is.change.steps[step]), out_(out), tight_(tight_under(is, step)) {
        const double sigma = step_.sigma.value_or(usual_sigma);
        room_ = std::exp(normal_quantile(1 - rare()) * sigma);
    }

    void run() {
        if (tight_.empty()) return;
        more_capacity();
        smaller();
        throttled();
        moved();
        shorter();
    }

  private:
    void add(std::string kind, std::string text, Change change, std::vector<std::string> edits,
             std::optional<Landscape> landscape = {}) {
        Idea idea;
        idea.kind = std::move(kind);
        idea.text = std::move(text);
        idea.touches = is_.share_of_step(i_);
        idea.changes.push_back({std::move(change), {}});
        idea.edits = std::move(edits);
        idea.landscape = std::move(landscape);
        idea.levels = idea.kind == "capacity" || idea.kind == "smaller_load" || idea.kind == "throttle";
        out_.push_back(std::move(idea));
    }

    std::string set(std::string_view key, const std::string& value) const {
        return fmt::format("--set steps.{}.{}={}", i_ + 1, key, value);
    }

    /// How often a peak may be more than what it meets: 1 in 20, or what the strictest of those who are
    /// hit accepts, less something for what else hits them.
    double rare() const {
        double least = one_in_20;
        for (const DepartmentFigures& d : is_.a.departments)
            if (d.reach == Reach::exposed && d.appetite.probability && *d.appetite.probability > 0)
                least = std::min(least, most_of_a_limit * *d.appetite.probability);
        return least;
    }

    void more_capacity() {
        Landscape landscape = is_.landscape;
        std::vector<std::string> each, edits;
        for (const Tight& t : tight_) {
            const double wanted =
                rounded_up((t.load + t.per_time * (step_.times - 1)) * room_);
            const auto c = landscape.components.find(t.id);
            if (c == landscape.components.end()) return;  // the change brings it
            if (!(wanted > t.capacity)) continue;
            c->second.more.set().capacity = wanted;
            each.push_back(fmt::format("{} to {:g}/s", is_.study.names(t.id), wanted));
            edits.push_back(fmt::format("--set components.{}.capacity={:g}/s", t.id, wanted));
        }
        if (each.empty()) return;
        add("capacity", fmt::format("raise the capacity of {}", fmt::join(each, ", ")), is_.change,
            std::move(edits), std::move(landscape));
    }

    void smaller() {
        const double times = factor_for(tight_, 1 / room_);
        if (!(times > 1) || !(rounded_down(times) < step_.times)) return;
        Change change = is_.change;
        change.steps[i_].times = rounded_down(times);
        const std::string value = fmt::format("{:g}", change.steps[i_].times);
        add("smaller_load",
            fmt::format("a load of {} times what is usual instead of {:g}", value, step_.times),
            std::move(change), {set("times", value)});
    }

    /// What is turned away at the door is not asked of what stands behind.
    void throttled() {
        const double times = factor_for(tight_, 1);
        if (!(times > 1) || !(rounded_down(times) < step_.times)) return;
        const auto usual = is_.study.after->components.find(*step_.target);
        if (usual == is_.study.after->components.end()) return;
        Change change = is_.change;
        change.steps[i_].times = rounded_down(times);
        change.steps[i_].sigma = 0.0;
        const std::string value = fmt::format("{:g}", change.steps[i_].times);
        const std::string text =
            fmt::format("a throttle before {} that lets through {:.3g}/s; who is turned away is "
                        "not counted",
                        is_.study.names(*step_.target), usual->second.more->load.value_or(0) * change.steps[i_].times);
        add("throttle", text, std::move(change), {set("times", value), set("sigma", "0")});
    }

    /// The peak in other hours that the landscape has a name for.
    void moved() {
        const Transition& t = is_.study.transition;
        std::size_t tried = 0;
        for (const auto& [id, calendar] : is_.landscape.calendars) {
            if (tried == most_calendars) return;
            if (step_.peak && *step_.peak == id) continue;
            if (is_.study.calendars.spans(id, t.start, t.start + t.horizon).empty()) continue;
            ++tried;
            Change change = is_.change;
            change.steps[i_].peak = Ref(id);
            add("moved_peak", fmt::format("the load of {} in {} alone", is_.study.names(*step_.target), id),
                std::move(change), {set("peak", written(id))});
        }
    }

    /// Half of the time in which the load is there now.
    void shorter() {
        const Transition& t = is_.study.transition;
        const Instant begins = t.start + t.steps[i_].begins;
        const Instant ends =
            t.start + (step_.lasts ? std::min(t.steps[i_].begins + *step_.lasts, t.horizon)
                                   : t.horizon);
        Spans when = {{begins, ends}};
        if (step_.peak)
            when = clipped(is_.study.calendars.spans(*step_.peak, begins, ends), begins, ends);
        Duration all{0};
        for (const Span& s : when) all += s.end - s.start;
        Duration left = all / 2;
        Instant until = begins;
        for (const Span& s : when) {
            until = s.start + std::min(left, s.end - s.start);
            left -= std::min(left, s.end - s.start);
            if (left <= Duration{0}) break;
        }
        const Duration lasts = std::chrono::floor<std::chrono::minutes>(until - begins);
        if (lasts <= Duration{0}) return;
        Change change = is_.change;
        change.steps[i_].lasts = lasts;
        add("shorter_peak",
            fmt::format("the load of {} for {} instead of {}", is_.study.names(*step_.target),
                        duration_text(all / 2), duration_text(all)),
            std::move(change), {set("lasts", written(lasts))});
    }

    const AsIs& is_;
    const std::size_t i_;
    const Step& step_;
    std::vector<Idea>& out_;
    std::vector<Tight> tight_;
    double room_ = 1;
};

}  // namespace

void relieve(const AsIs& is, std::size_t step, std::vector<Idea>& out) {
    if (is.change.steps[step].verb == Verb::load && is.change.steps[step].times > 1)
        LoadIdeas(is, step, out).run();
}

}  // namespace knockon

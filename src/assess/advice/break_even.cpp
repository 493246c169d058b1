#include "assess/advice/break_even.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "assess/advice/knob.h"
#include "assess/answer/verdict.h"
#include "base/text.h"
#include "base/tie.h"

namespace knockon {
namespace {

constexpr std::size_t most_uncertain = 4, most_causes = 3, most_departments = 200;
constexpr double least_part = 0.02;  // of a figure's spread, or of the loss: less is of no weight
constexpr double near_limit = 0.5;   // of the limit: what is further below is clear

/// One department's figures at some value of an input.
struct Limits {
    const Appetite* appetite;
    std::size_t place;  // on the board
};

/// How far the figures of a department are beyond its limits, as a share of the limit: 0 is the
/// tie.
double excess(const Limits& of, const ScoreBoard& board, Knob& knob, double x) {
    double worst = -std::numeric_limits<double>::infinity();
    const auto limit = [&](double value, double figure) {
        const double scale = value > 0 ? value : 1;
        worst = std::max(worst, (figure - value) / scale);
    };
    const auto mean = [&](Scored f) { return knob.mean(x, board.department(of.place, f)); };
    const Appetite& a = *of.appetite;
    if (a.probability) limit(*a.probability, mean(Scored::disruption));
    if (a.loss) limit(*a.loss, mean(Scored::loss));
    if (a.p95_loss) limit(*a.p95_loss, knob.p95(x, board.department(of.place, Scored::loss)));
    if (a.downtime) limit(seconds(*a.downtime), mean(Scored::downtime));
    return worst;
}

/// Regula falsi the Illinois way, every third step a bisection, since a quantile moves in jumps.
/// `f` has another sign at `a` than at `b`; the answer is on the side of `a`.
double root(const std::function<double(double)>& f, double a, double at_a, double b, double at_b,
            const Knob& knob) {
    const bool positive = at_a > 0;
    for (int i = 0; i < 60 && !knob.alike(a, b); ++i) {
        double x = i % 3 == 2 ? (a + b) / 2 : a - at_a * (b - a) / (at_b - at_a);
        if (!(x > std::min(a, b) && x < std::max(a, b))) x = (a + b) / 2;
        const double at_x = f(x);
        if ((at_x > 0) == positive) {
            a = x, at_a = at_x, at_b /= 2;
        } else {
            b = x, at_b = at_x, at_a /= 2;
        }
    }
    return a;
}

class Search {
  public:
    Search(const Study& study, const Played& played, const Scoring& scoring,
           const AssessOptions& options, Assessment& out)
        : study_(study), played_(played), scoring_(scoring), options_(options), out_(out) {
        // More runs, and no other value of an input, settle what only the sampling leaves open.
        for (DepartmentFigures& d : out.departments)
            if (is_close(d) && !open_by_sampling({&d, 1})) open_.push_back(&d);
        // Departments stand worst first.
        if (open_.size() <= most_departments) return;
        out.limits_hit.push_back(
            fmt::format("break-even: of {} departments whose verdict could change, the {} worst "
                        "are looked at; `--set` tries a value for any",
                        open_.size(), most_departments));
        open_.resize(most_departments);
    }

    void run() {
        if (open_.empty()) return;
        for (const InputPlace& place : candidates()) try_input(place);
        std::stable_sort(found_.begin(), found_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (auto& [distance, b] : found_) out_.break_even.push_back(std::move(b));
        for (DepartmentFigures* d : open_) settle(*d);
    }

  private:
    std::size_t board_place(const DepartmentFigures& d) const {
        const auto& all = study_.board.departments;
        return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), d.id) -
                                        all.begin());
    }

    bool is_close(const DepartmentFigures& d) const {
        const auto& all = study_.board.departments;
        if (!d.appetite.any() || !std::binary_search(all.begin(), all.end(), d.id)) return false;
        if (d.verdict != Verdict::within) return true;
        const auto near = [](const auto& stated, double value, double figure) {
            return stated && value > 0 && figure >= near_limit * value;
        };
        const Appetite& a = d.appetite;
        return near(a.probability, *a.probability, d.disruption.value) ||
               near(a.loss, *a.loss, d.loss.mean.value) ||
               near(a.p95_loss, *a.p95_loss, d.loss.p95.value) ||
               near(a.downtime, seconds(*a.downtime), d.downtime_s.mean.value);
    }

    /// The figure whose limit is open or exceeded, else the probability of disruption.
    std::size_t figure_of(const DepartmentFigures& d) const {
        const std::string what = d.over.empty() ? "probability" : d.over.front();
        const Scored f = what == "probability" ? Scored::disruption
                         : what == "downtime"  ? Scored::downtime
                                               : Scored::loss;
        return study_.board.department(board_place(d), f);
    }

    std::vector<InputPlace> candidates() const {
        std::vector<InputPlace> places;
        const auto add = [&](const InputPlace& p) {
            if (std::find(places.begin(), places.end(), p) == places.end()) places.push_back(p);
        };
        if (played_.inputs) {
            std::vector<std::pair<double, std::size_t>> by_part;
            for (std::size_t i = 0; i < played_.inputs->inputs.size(); ++i) {
                double part = 0;
                for (const DepartmentFigures* d : open_)
                    part = std::max(part, played_.inputs->part(figure_of(*d), i));
                if (part >= least_part) by_part.emplace_back(-part, i);
            }
            std::sort(by_part.begin(), by_part.end());
            for (std::size_t i = 0; i < std::min(by_part.size(), most_uncertain); ++i)
                add(played_.inputs->inputs[by_part[i].second].place);
        }
        for (std::size_t i = 0; i < std::min(out_.causes.size(), most_causes); ++i) {
            const CauseFigures& c = out_.causes[i];
            if (c.loss.value < least_part * out_.total.loss.mean.value) break;
            for (const InputPlace& p : estimates_behind(c.cause, study_)) add(p);
        }
        return places;
    }

    void try_input(const InputPlace& place) {
        Knob knob(place, study_, played_, wanted(), options_, at_means_);
        for (DepartmentFigures* d : open_) {
            const Limits limits{&d->appetite, board_place(*d)};
            const auto f = [&](double x) {
                return excess(limits, study_.board, knob, x) - relative_tie;
            };
            knob.refine(knob.now());
            const bool within = f(knob.now()) <= 0;  // the answer is still accepted
            // Only what is better can be asked of those who exceed. What is worse may help too, on
            // paper: what is watched longer is likelier to be disrupted anyway.
            const bool up = more_is_better(place) != within;
            const double end = up ? knob.most() : knob.least();
            auto x = meeting(f, knob, end);
            if (x && knob.plays()) {
                knob.refine(*x);
                if (const auto better = meeting(f, knob, end)) x = better;
            }
            if (x) add_found(knob, *d, *x, up, within);
        }
    }

    /// Only what the open departments have limits on must be known well.
    Scoring wanted() const {
        Scoring wanted = scoring_;
        wanted.causes = false;
        wanted.kept.assign(scoring_.figures, false);
        wanted.asked = wanted.kept;
        wanted.targets.clear();
        for (const DepartmentFigures* d : open_) {
            const std::size_t place = board_place(*d);
            const auto figure = [&](Scored f) { return study_.board.department(place, f); };
            const Appetite& a = d->appetite;
            wanted.kept[figure(Scored::loss)] = static_cast<bool>(a.p95_loss);
            const auto target = [&](Scored f) {
                wanted.asked[figure(f)] = true;
                wanted.targets.push_back({figure(f), figure(Scored::loss)});
            };
            if (a.loss || a.p95_loss) target(Scored::loss);
            if (a.probability) target(Scored::disruption);
            if (a.downtime) target(Scored::downtime);
        }
        return wanted;
    }

    /// As a knob stands: an availability as the unavailability it leaves.
    static bool more_is_better(const InputPlace& place) {
        return place.what == InputPlace::What::works || place.what == InputPlace::What::capacity;
    }

    /// Where the limit is met first between the value now and `end`, on the side that is accepted.
    static std::optional<double> meeting(const std::function<double(double)>& f, const Knob& knob,
                                         double end) {
        const std::vector<double> stops = knob.stops(end);
        const bool over = f(stops.front()) > 0;
        if ((f(stops.back()) > 0) == over) return std::nullopt;
        std::size_t before = 0, after = stops.size() - 1;
        for (std::size_t i = 1; i < after; ++i)
            if (knob.knows(stops[i])) ((f(stops[i]) > 0) == over ? before : after) = i;
        while (after - before > 1) {
            const std::size_t middle = before + (after - before) / 2;
            ((f(stops[middle]) > 0) == over ? before : after) = middle;
        }
        const std::size_t accepted = over ? after : before, beyond = over ? before : after;
        const double a = stops[accepted], b = stops[beyond], at_a = f(a), at_b = f(b);
        return knob.plays() ? a - at_a * (b - a) / (at_b - at_a) : root(f, a, at_a, b, at_b, knob);
    }

    void add_found(const Knob& knob, const DepartmentFigures& d, double x, bool up, bool within) {
        BreakEven b;
        b.input = input_name(knob.place(), *study_.change, study_.names);
        b.path = input_path(knob.place(), *study_.change);
        b.at = knob.stated_at();
        b.value = knob.text_now();
        b.flips_at = knob.text(x, up != within);
        b.ask = who_knows(knob.place(), *study_.after, *study_.change);
        b.department = d.id;
        b.above = up != (knob.place().what == InputPlace::What::availability);
        b.verdict = within ? Verdict::exceeds : Verdict::within;
        b.settles = d.verdict == Verdict::undetermined && most_telling(d) == knob.place();
        found_.emplace_back(knob.distance(x), std::move(b));
    }

    /// The uncertain input that a department's open figure depends on most; empty where it is the
    /// sampling that leaves the verdict open.
    std::optional<InputPlace> most_telling(const DepartmentFigures& d) const {
        if (!played_.inputs || !inputs_hold(d)) return std::nullopt;
        const std::size_t figure = figure_of(d);
        std::size_t best = 0;
        for (std::size_t i = 1; i < played_.inputs->inputs.size(); ++i)
            if (played_.inputs->part(figure, i) > played_.inputs->part(figure, best)) best = i;
        return played_.inputs->inputs[best].place;
    }

    void settle(DepartmentFigures& d) const {
        const auto place = d.verdict == Verdict::undetermined ? most_telling(d) : std::nullopt;
        if (!place) return;
        for (const UncertainInput& i : played_.inputs->inputs)
            if (i.place == *place)
                d.settle = fmt::format("it turns on the {}, which is said to be {}", i.name, i.text);
        for (const BreakEven& b : out_.break_even) {
            if (!b.settles || b.department != d.id) continue;
            const bool within_above = b.above == (b.verdict == Verdict::within);
            d.settle += fmt::format(": within {} {}", within_above ? "from" : "up to", b.flips_at);
        }
        if (const Id ask = who_knows(*place, *study_.after, *study_.change); !ask.empty())
            d.settle += fmt::format("; {} could find out", study_.names(ask));
    }

    const Study& study_;
    const Played& played_;
    const Scoring& scoring_;
    const AssessOptions& options_;
    Assessment& out_;
    std::vector<DepartmentFigures*> open_;
    std::optional<Tally> at_means_;  // Knob
    std::vector<std::pair<double, BreakEven>> found_;
};

}  // namespace

void add_break_even(const Study& study, const Played& played, const Scoring& scoring,
                    const AssessOptions& options, Assessment& out) {
    if (played.hit_max_work) {
        out.notes.emplace_back(
            "break-even values: not looked for, since the play took all of `--limit work`");
        return;
    }
    Search(study, played, scoring, options, out).run();
}

}  // namespace knockon

// check() of a change (model/check.h): whether it can be carried out as written, on that landscape.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "model/check.h"
#include "model/parts_check.h"
#include "model/references.h"

namespace knockon {
namespace {

class ChangeCheck {
  public:
    ChangeCheck(const Change& c, const Landscape& l, Diagnostics& out)
        : change_(c), landscape_(l), known_(l), out_(out) {}

    void run() {
        check_people();
        check_window();
        check_others();
        Duration end{0};
        for (const Step& step : change_.steps) {
            const Duration starts = step.starts.value_or(end);
            end = starts + step.downtime.value_or(Duration::zero());
            last_end_ = std::max(last_end_, end);
            check_step(step, starts, end);
        }
        if (change_.steps.empty())
            out_.warning(code::no_steps, change_.at,
                         "a change without steps: it touches nothing and its risk is 0",
                         "add `steps`");
        check_length();
    }

  private:
    void check_people() {
        known_.check(change_.sponsor, Sort::department, "is the sponsor", out_);
        for (const auto& [id, benefit] : change_.benefit)
            known_.check(Ref{id, benefit.at}, Sort::department, "has a benefit", out_);
        for (const auto& [id, cost] : change_.cost)
            known_.check(Ref{id, cost.at}, Sort::department, "bears a cost", out_);
        for (const Approval& a : change_.approvals) {
            check_share(a.up_to.probability, "probability", false, out_);
        }
    }

    void check_window() {
        const Window& w = change_.window;
        for (const Ref& r : w.within)
            known_.check(r, Sort::calendar, "is to hold the window", out_);
        const auto in_order = [](const Stated<Moment>& a, const Stated<Moment>& b) {
            return !a || !b || *a == *b || ordered(*a, *b).value_or(true);
        };
        if (!in_order(w.earliest, w.latest))
            out_.error(code::window_order, w.latest.at, "`latest` comes before `earliest`",
                       "correct one of the two")
                .related.push_back({w.earliest.at, "the earliest"});
        if (!in_order(w.earliest, w.start) || !in_order(w.start, w.latest))
            out_.warning(code::window_order, w.start.at,
                         "the window does not start between its `earliest` and its `latest`",
                         "correct the moments");
    }

    void check_others() {
        std::set<std::string_view> seen;
        for (const Ref& r : change_.after) {
            const bool itself = *r == change_.id;
            if (!itself && seen.insert(*r).second) continue;
            out_.error(code::after_itself, r.at,
                       itself ? std::string{"the change is to come after itself"}
                              : fmt::format("`{}` is named twice in `after`", *r),
                       "remove it from `after`");
        }
        seen.clear();
        for (const Override& o : change_.overrides) {
            known_.check(o.freeze, Sort::freeze, "is overridden", out_);
            known_.check(o.by, Sort::department, "overrides a freeze", out_);
            if (o.freeze && !seen.insert(*o.freeze).second)
                out_.warning(code::named_twice, o.freeze.at,
                             fmt::format("`{}` is overridden twice", *o.freeze),
                             "keep one of the two");
        }
        if (!change_.hypercare) return;
        for (const Step& s : change_.steps)
            if (s.surfaces && s.surfaces->late > 0 && s.surfaces->within > *change_.hypercare)
                out_.warning(
                    code::doubtful_hypercare, change_.hypercare.at,
                    fmt::format(
                        "failures of the step on `{}` surface up to {:.3g} h after the window, the "
                        "hypercare lasts {:.3g} h: some are not counted",
                        *s.target, hours(s.surfaces->within), hours(*change_.hypercare)),
                    "lengthen `hypercare`, or leave it out");
    }

    static Position place(const Step& s) { return s.target.at ? s.target.at : s.at; }

    void check_step(const Step& s, Duration starts, Duration end) {
        const Duration length = change_.window.length.value_or(forever);
        if (starts >= length)
            out_.error(code::step_after_window, s.starts ? s.starts.at : place(s),
                       fmt::format("the step on `{}` begins {:.4g} h into a window of {:.4g} h",
                                   *s.target, hours(starts), hours(length)),
                       "correct `at`, or lengthen the window");
        check_recovery(s.recovery, out_);
        check_failure(s);
        check_rollback(s, end);
        if (s.verb == Verb::load) check_load(s);
        if (s.verb == Verb::connect) {
            const bool is_process = landscape_.processes.contains(*s.target);
            check_needs(s.needs, *s.target, is_process, out_);
        }
        if (s.verb == Verb::add || s.verb == Verb::migrate || s.verb == Verb::replace)
            check_component(s);
    }

    /// Outages fall on the component a step names; what it removes has none any more.
    void check_failure(const Step& s) {
        if (s.surfaces && !(s.surfaces->late >= 0 && s.surfaces->late <= 1))
            out_.error(code::out_of_range, s.surfaces.at, "`late` must be from 0 to 1");
        const bool downtime = s.downtime && *s.downtime > Duration::zero();
        const bool fails = s.fails && s.fails->value > 0;
        if (s.verb != Verb::remove || (!downtime && !fails)) return;
        out_.warning(code::without_effect, downtime ? s.downtime.at : s.fails.at,
                     fmt::format("`{}` is removed, so its outages harm nobody any more", *s.target),
                     "state what may fail as an `update` of what stays");
    }

    void check_rollback(const Step& s, Duration end) {
        if (!s.rollback) return;
        const Position at = s.rollback->at ? s.rollback->at : s.rollback.at;
        if (s.reversible && !*s.reversible)
            out_.warning(
                code::conflicting_keys, at,
                fmt::format("the step on `{}` has a rollback but is not reversible", *s.target),
                "remove one of the two");
        if (!s.rollback->until) return;
        const Duration until = *s.rollback->until;
        if (until < end)
            out_.warning(
                code::without_effect, s.rollback->until.at,
                "the way back is closed before the step has ended, so it can never be taken",
                "correct `until`; it counts from the start of the window");
        if (change_.window.length && change_.hypercare &&
            until > *change_.window.length + *change_.hypercare)
            out_.warning(code::rollback_after_window, s.rollback->until.at,
                         "the way back is open for longer than the change is watched",
                         "shorten `until`, or lengthen `hypercare`");
    }

    void check_load(const Step& s) {
        known_.check(s.peak, Sort::calendar, "is the peak of a load step", out_);
        if (!(s.times >= 0)) out_.error(code::out_of_range, place(s), "`times` cannot be negative");
        if (s.times == 1)
            out_.warning(code::step_without_effect, place(s), "`times: 1` leaves the load as it is",
                         "write how many times the usual load is expected");
        if (s.lasts && !(*s.lasts > Duration::zero()))
            out_.error(code::out_of_range, s.lasts.at, "`lasts` must be longer than 0",
                       "leave it out where the load stays higher for good");
        const auto c = landscape_.components.find(*s.target);
        if (c != landscape_.components.end() && !c->second.more->load)
            out_.warning(code::load_without_capacity, place(s),
                         fmt::format("`{}` has no `load` to multiply, so the step has no effect",
                                     *s.target),
                         "state its `load`")
                .related.push_back({c->second.at, "the component"});
    }

    /// What the step names, with the load or the capacity that it leaves as it is: the two are
    /// judged together.
    Component with_its_load(const Step& s) const {
        Component c = s.component;
        c.id = *s.target;
        const auto old = landscape_.components.find(c.id);
        if (s.verb == Verb::add || old == landscape_.components.end()) return c;
        if (c.more->capacity && !c.more->load) c.more.set().load = old->second.more->load;
        if (c.more->load && !c.more->capacity) c.more.set().capacity = old->second.more->capacity;
        return c;
    }

    void check_component(const Step& s) {
        Component named = s.component;
        named.id = *s.target;
        check_references(named, known_, out_);
        check_quantities(with_its_load(s), out_);
        check_needs(named.needs, named.id, false, out_);
        if (s.verb == Verb::add) return;
        Component nothing;
        nothing.id = named.id;
        nothing.at = named.at;
        if (named == nothing)
            out_.warning(code::step_without_effect, place(s),
                         fmt::format("names nothing that changes in `{}`", *s.target),
                         "name the fields that change, or write `update`");
    }

    void check_length() {
        const Stated<Duration>& length = change_.window.length;
        if (length && last_end_ > *length)
            out_.warning(code::window_too_short, length.at,
                         fmt::format("the planned steps need {:.4g} h, the window lasts {:.4g} h",
                                     hours(last_end_), hours(*length)),
                         "lengthen the window, or leave `length` out");
    }

    const Change& change_;
    const Landscape& landscape_;
    References known_;
    Diagnostics& out_;
    Duration last_end_{0};
};

}  // namespace

void check(const Change& c, const Landscape& l, Diagnostics& out) {
    check_currencies(c.currencies, l, out);
    ChangeCheck{c, l, out}.run();
}

}  // namespace knockon

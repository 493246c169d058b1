#include "assess/study/assumptions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "assess/answer/wording.h"
#include "model/defaults.h"
#include "risk/background.h"
#include "risk/overload.h"

namespace knockon {
namespace {

/// Adds the value if nobody stated it, and says whether.
template <class T, class Text>
bool note(const std::string& of, const char* what, const Resolved<T>& r, Text text,
          std::vector<Assumption>& out) {
    if (r.assumed()) out.push_back({of, what, text(r.value), r.source});
    return r.assumed();
}

/// Collects assumptions, and which causes rest on one.
class AssumptionCollector {
  public:
    explicit AssumptionCollector(const Study& study)
        : study_(study), l_(*study.after), names_(study.names) {}

    template <class T, class Text>
    void add(const std::string& of, const char* what, const Resolved<T>& r, Text text,
             const Cause* cause) {
        if (!note(of, what, r, text, all_)) return;
        assumed_.insert(*cause);
        behind_.push_back({all_.size() - 1, *cause});
    }

    void steps() {
        const Transition& t = study_.transition;
        for (const StepPlan& plan : t.steps) {
            const Step& step = study_.change->steps[plan.source];
            if (plan.place == none || step.verb == Verb::load) continue;
            const auto number = static_cast<int>(plan.source) + 1;
            const Cause cause{Cause::Kind::step, number, step.verb, t.sources[plan.source].id};
            const std::string of = step_text(*study_.change, plan.source, names_);
            const auto chance = [](const Probability& p) { return percent_text(p.value); };
            add(of, "fails", fails_of(step, *study_.change), chance, &cause);
            if (plan.fails <= 0) continue;
            const auto c = l_.components.find(*step.target);
            add(of, "recovery",
                recovery_of(step, c == l_.components.end() ? Component{} : c->second, l_),
                recovery_text, &cause);
            support(*step.target, cause);
            if (step.rollback) add(of, "rollback works", works_of(*step.rollback), chance, &cause);
        }
    }

    void background() {
        const Transition& t = study_.transition;
        for (const BackgroundSource& b : t.background) {
            if (!b.counts) continue;
            const Source& s = t.sources[b.source];
            const bool supplied = s.kind == Source::Kind::supplier;
            background({supplied ? Cause::Kind::supplier : Cause::Kind::component, 0, {}, s.id});
        }
    }

    void processes() {
        for (const Id& id : study_.board.processes) {
            const Process& p = l_.processes.at(id);
            if (!p.mtpd)
                all_.push_back({names_(id), "mtpd", "0", "built-in: any outage counts"});
        }
    }

    void change() {
        if (!study_.change->hypercare)
            all_.push_back({"change", "hypercare",
                            duration_text(study_.watched.end - study_.watched.hypercare_from),
                            "built-in: " + study_.watched.because});
        for (const StepPlan& plan : study_.transition.steps) {
            const Step& step = study_.change->steps[plan.source];
            if (step.verb != Verb::load) continue;
            const std::string of = fmt::format("step {} (load {})", plan.source + 1, names_(*step.target));
            if (!step.sigma)
                all_.push_back({of, "sigma", "0.1", "built-in: spread of the logarithm of the load"});
            if (!step.lasts)
                all_.push_back({of, "lasts", duration_text(study_.watched.end - plan.begins),
                                "built-in: to the end of what is watched"});
        }
        for (const Id& id : without_capacity(study_.transition, l_, *study_.change))
            all_.push_back({names_(id), "capacity", "unlimited",
                            "built-in: any load is carried where no capacity is stated"});
    }

    /// What most of the loss rests on first; the others as they come.
    std::vector<Assumption> take(const std::map<Cause, double>& losses) {
        std::vector<double> weight(all_.size(), 0.0);
        for (const auto& [at, cause] : behind_)
            if (const auto loss = losses.find(cause); loss != losses.end())
                weight[at] = std::abs(loss->second);
        std::vector<std::size_t> order(all_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
        std::vector<Assumption> sorted;
        for (const std::size_t i : order) sorted.push_back(std::move(all_[i]));
        return sorted;
    }

    bool rests_on_assumption(const Cause& c) const { return assumed_.contains(c); }

  private:
    /// Repairs that go on at any hour because nobody says when.
    void support(const Id& component, const Cause& cause) {
        const auto c = l_.components.find(component);
        if (c == l_.components.end() || c->second.more->support) return;
        const auto s =
            c->second.supplier ? l_.suppliers.find(*c->second.supplier) : l_.suppliers.end();
        if (s != l_.suppliers.end() && s->second.support) return;
        assumed_.insert(cause);
        const Assumption a{names_(component), "support", "around the clock",
                           "built-in: repairs go on at any hour"};
        const bool known = std::any_of(all_.begin(), all_.end(), [&](const Assumption& x) {
            return x.of == a.of && x.what == a.what;
        });
        if (known) return;
        all_.push_back(a);
        behind_.push_back({all_.size() - 1, cause});
    }

    void background(const Cause& cause) {
        const std::size_t before = all_.size();
        add_background_assumptions(l_, cause.target, names_, all_);
        if (all_.size() == before) return;
        assumed_.insert(cause);
        for (std::size_t i = before; i < all_.size(); ++i) behind_.push_back({i, cause});
    }

    const Study& study_;
    const Landscape& l_;
    const Names& names_;
    std::vector<Assumption> all_;
    std::set<Cause> assumed_;
    std::vector<std::pair<std::size_t, Cause>> behind_;  // which cause rests on which of them
};

}  // namespace

void add_background_assumptions(const Landscape& l, const Id& id, const Names& names,
                                std::vector<Assumption>& out) {
    if (const auto c = l.components.find(id); c != l.components.end()) {
        note(
            names(id), "availability", unavailability_of(c->second, l),
            [](const Probability& p) { return percent_text(1 - p.value); }, out);
        note(names(id), "recovery", recovery_of(c->second, l), recovery_text, out);
    } else if (const auto s = l.suppliers.find(id); s != l.suppliers.end()) {
        note(
            names(id), "availability", unavailability_of(s->second, l),
            [](double u) { return percent_text(1 - u); }, out);
        note(names(id), "recovery", recovery_of(s->second, l), recovery_text, out);
        note(names(id), "share", share_of(s->second), percent_text, out);
    }
}

Assumed assumed(const Study& study, const std::vector<CauseFigures>& causes) {
    AssumptionCollector c(study);
    c.change();
    c.steps();
    c.background();
    c.processes();
    std::map<Cause, double> losses;
    for (const CauseFigures& cause : causes) losses[cause.cause] = cause.loss.value;
    Assumed out{c.take(losses), {}};
    double all = 0, stated = 0;
    for (const CauseFigures& cause : causes) {
        const double share = std::abs(cause.loss.value);
        all += share;
        if (!c.rests_on_assumption(cause.cause)) stated += share;
    }
    if (all > 0) out.coverage = stated / all;
    return out;
}

}  // namespace knockon

#include "assess/study/figures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "assess/answer/verdict.h"
#include "assess/study/absorb.h"
#include "risk/distribution.h"

namespace knockon {
namespace {

constexpr std::size_t curve_points = 40, exact_curve_points = 500;
constexpr double worst = 0.01;  // of the cases

/// The figures of one subject: where its figures stand on the board.
class Drawer {
  public:
    Drawer(const Study& study, const Played& played)
        : study_(study),
          played_(played),
          unseen_(played.tally.unseen(false)),
          unseen_difference_(played.tally.unseen(true)),
          unmet_(unmet_run(study.board, played.tally)) {}

    /// What limits are stated for.
    template <class Place>
    void fill_means(Place place, Figures& out) const {
        out.disruption = open(place(Scored::disruption),
                              probability(mean(place(Scored::disruption), unseen_difference_)));
        out.loss.mean = difference(place(Scored::loss));
        out.downtime_s.mean = difference(place(Scored::downtime));
    }

    template <class Place>
    void fill(Place place, Figures& out) const {
        fill_means(place, out);
        out.deadlines_missed = difference(place(Scored::missed));
        const Distribution downtime(played_.tally, place(Scored::downtime));
        out.downtime_s.p95 = quantile(downtime, 0.95, place(Scored::downtime));
        fill_loss(place(Scored::loss), out);
        fill_if_hit(place, out);
        const auto without = [&](Scored f) { return mean(place(f), unseen_); };
        out.without = Without{probability(without(Scored::without_disruption)),
                              without(Scored::without_downtime), without(Scored::without_loss)};
    }

    void fill_loss(std::size_t figure, Figures& out) const {
        const Distribution loss(played_.tally, figure);
        out.loss.p95 = quantile(loss, 0.95, figure);
        out.loss.p99 = quantile(loss, 0.99, figure);
        out.loss.tail_mean = or_unseen(
            estimate(loss.worst(worst)),
            std::min(1.0, unseen_difference_ / worst) * unmet_[figure]);
        const auto given = loss.given_any();
        if (given.positive > 0) out.loss.given_any = estimate(given.mean);
        out.exceedance = loss.exceedance(played_.engine == Engine::enumerate ? exact_curve_points
                                                                             : curve_points);
    }

    template <class Place>
    void fill_if_hit(Place place, Figures& out) const {
        const auto given = [&](Scored f) {
            const Distribution d(played_.tally, place(f), place(Scored::disruption));
            return IfHit::Measure{{estimate(d.mean()), quantile(d, 0.95, place(f))}, quantile(d, 0.5, place(f))};
        };
        if (played_.tally.is_above_zero(place(Scored::disruption)))
            out.if_hit = IfHit{given(Scored::downtime), given(Scored::loss)};
    }

    void fill_limited(std::size_t department, DepartmentFigures& out) const {
        fill_means([&](Scored f) { return study_.board.department(department, f); }, out);
        const std::size_t loss = study_.board.department(department, Scored::loss);
        if (out.appetite.p95_loss) out.loss.p95 = quantile(Distribution(played_.tally, loss), 0.95, loss);
    }

  private:
    Estimate difference(std::size_t figure) const {
        return open(figure, mean(figure, unseen_difference_));
    }
    static Estimate probability(Estimate e) {
        e.low = std::max(e.low, -1.0);
        e.high = std::min(e.high, 1.0);
        return e;
    }
    Estimate mean(std::size_t figure, double unseen) const {
        return or_unseen(estimate(played_.tally.mean(figure)), unseen * unmet_[figure]);
    }

    /// With what uncertain inputs leave open.
    Estimate open(std::size_t figure, Estimate e) const {
        if (!played_.inputs) return e;
        const auto [low, high] = played_.inputs->interval(figure);
        e.inputs_low = low;
        e.inputs_high = high;
        return e;
    }

    Estimate quantile(const Distribution& d, double alpha, std::size_t figure) const {
        const auto q = d.quantile(alpha, study_.board.most[figure]);
        return {q.value, q.low, q.high, {}, {}};
    }

    const Study& study_;
    const Played& played_;
    double unseen_, unseen_difference_;  // bounds of what no run has shown
    std::vector<double> unmet_;          // per figure
};

bool shows(const Tally& tally, std::size_t figure) {
    return std::any_of(tally.strata.begin(), tally.strata.end(), [&](const Stratum& s) {
        return s.sums.figures.shape[figure].largest > 0;
    });
}

template <class Place>
bool is_exposed(const Tally& tally, Place place) {
    return shows(tally, place(Scored::disruption)) || shows(tally, place(Scored::downtime)) ||
           shows(tally, place(Scored::loss)) || shows(tally, place(Scored::missed));
}

/// Interruption by the planned parts alone: needs that bite only sometimes do not make it certain.
class PlannedTimes {
  public:
    explicit PlannedTimes(const Study& study) : study_(study), world_(study.transition.with) {
        const Transition& t = study.transition;
        std::vector<std::uint8_t> live;
        for (const Mark& m : t.marks.all) live.push_back(m.name.starts_with("failover"));
        std::vector<OwnOutage> own;
        for (const StepPlan& s : t.steps)
            if (s.place != none && s.begins < s.planned_end)
                own.push_back({s.place, {s.begins, s.planned_end}});
        world_.run(live, own);
    }

    Outage of(std::size_t process) const {
        const std::uint32_t place = study_.transition.with.find(study_.board.processes[process]);
        if (place == none || !world_.any_down(place)) return {};
        std::vector<Hit> hits;
        world_.hits(place, hits);
        const ProcessTerms& terms = study_.board.terms[process];
        return both_down(both_down(interruptions(hits), terms.open),
                         {{Duration{0}, terms.horizon}});
    }

    Planned planned(const Outage& o) const {
        if (o.empty()) return {};
        return {seconds(length(o, Duration{0}, study_.watched.end)), study_.moment(o.front().start),
                study_.moment(o.back().end)};
    }

  private:
    const Study& study_;
    Propagation world_;
};

void sort_worst_first(std::vector<Figures>& all) {
    std::sort(all.begin(), all.end(), [](const Figures& a, const Figures& b) {
        if (a.reach != b.reach) return a.reach > b.reach;
        if (a.loss.mean.value != b.loss.mean.value) return a.loss.mean.value > b.loss.mean.value;
        if (a.disruption.value != b.disruption.value)
            return a.disruption.value > b.disruption.value;
        return a.id < b.id;
    });
}

void sort_worst_first(std::vector<DepartmentFigures>& all) {
    std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        if (gravity(a.verdict) != gravity(b.verdict))
            return gravity(a.verdict) > gravity(b.verdict);
        if (a.reach != b.reach) return a.reach > b.reach;
        if (a.loss.mean.value != b.loss.mean.value) return a.loss.mean.value > b.loss.mean.value;
        if (a.disruption.value != b.disruption.value)
            return a.disruption.value > b.disruption.value;
        return a.id < b.id;
    });
}

void add_processes(const Study& study, const Played& played, const Drawer& drawer,
                   const PlannedTimes& planned, Assessment& out) {
    const ScoreBoard& board = study.board;
    for (const auto& [id, p] : study.after->processes) {
        Figures& f = out.processes.emplace_back();
        f.id = id;
        f.name = p.name.value_or(id);
        f.department = *p.department;
        f.people = p.people.value_or(0);
        f.harm = p.harm.value_or({});
        const auto i = board.find_process(id);
        if (!i) continue;
        const auto place = [&](Scored figure) { return board.process(*i, figure); };
        drawer.fill(place, f);
        f.planned = planned.planned(planned.of(*i));
        const bool exposed = is_exposed(played.tally, place);
        f.reach = exposed ? Reach::exposed : Reach::absorbed;
        if (!exposed) f.absorbed_by = absorbers(study, id);
    }
    sort_worst_first(out.processes);
}

/// People, harm and absorbers of a department come from its processes.
void gather(const std::vector<const Figures*>& processes, DepartmentFigures& f) {
    std::set<std::string> harm;
    for (const Figures* p : processes) {
        f.reach = std::max(f.reach, p->reach);
        if (p->reach == Reach::exposed) {
            f.people += p->people;
            harm.insert(p->harm.begin(), p->harm.end());
        }
        f.absorbed_by.insert(f.absorbed_by.end(), p->absorbed_by.begin(), p->absorbed_by.end());
    }
    if (f.reach == Reach::exposed) f.absorbed_by.clear();
    f.harm.assign(harm.begin(), harm.end());
}

void add_departments(const Study& study, const Drawer& drawer, const PlannedTimes& planned,
                     Assessment& out) {
    const ScoreBoard& board = study.board;
    std::map<Id, std::vector<const Figures*>> processes;  // per department
    for (const Figures& p : out.processes) processes[p.department].push_back(&p);
    std::vector<Outage> down(board.departments.size());
    for (std::size_t p = 0; p < board.processes.size(); ++p) add(down[board.department_of[p]], planned.of(p));
    for (const auto& [id, d] : study.before->departments) {
        DepartmentFigures& f = out.departments.emplace_back();
        f.id = id;
        f.name = d.name.value_or(id);
        f.appetite = d.appetite;
        gather(processes[id], f);
        const auto i = board.find_department(id);
        if (!i) continue;
        drawer.fill([&](Scored figure) { return board.department(*i, figure); }, f);
        f.planned = planned.planned(down[*i]);
        judge(f);
    }
    sort_worst_first(out.departments);
}

}  // namespace

Estimate estimate(const Mean& m) {
    return {m.value, m.low(), m.high(), {}, {}};
}

Estimate or_unseen(Estimate e, double most) {
    if (e.low != e.high) return e;
    if (e.value != 0) most = std::min(most, std::abs(e.value) / 4);  // runs have shown it, and all the same
    e.low = e.value >= 0 ? std::max(0.0, e.value - most) : e.value - most;
    e.high += most;
    return e;
}

std::vector<double> unmet_run(const ScoreBoard& board, const Tally& tally) {
    std::vector<double> out = board.most;
    const std::size_t down = board.total(Scored::downtime);
    const double usual = tally.usual(down);
    if (usual == 0) return out;
    const double part = std::min(1.0, usual / board.most[down]);
    for (std::size_t i = 0; i < out.size(); i += board.process(1, Scored{}))
        for (const Scored f : {Scored::downtime, Scored::loss, Scored::without_downtime, Scored::without_loss})
            out[i + static_cast<std::size_t>(f)] *= part;
    return out;
}

std::vector<DepartmentFigures> judged(const Study& study, const Played& played) {
    const Drawer drawer(study, played);
    std::vector<DepartmentFigures> out;
    for (const auto& [id, d] : study.before->departments) {
        DepartmentFigures& f = out.emplace_back();
        f.id = id;
        f.appetite = d.appetite;
        const auto i = study.board.find_department(id);
        if (!i || !d.appetite.any()) continue;
        drawer.fill_limited(*i, f);
        judge(f);
    }
    return out;
}

void add_losses(const Study& study, const Played& played, Assessment& out) {
    const Drawer drawer(study, played);
    const ScoreBoard& board = study.board;
    drawer.fill_means([&](Scored f) { return board.total(f); }, out.total);
    drawer.fill_loss(board.total(Scored::loss), out.total);
    std::set<std::size_t> hit;
    for (std::size_t p = 0; p < board.processes.size(); ++p)
        if (is_exposed(played.tally, [&](Scored f) { return board.process(p, f); }))
            hit.insert(board.department_of[p]);
    for (const std::size_t d : hit) {
        DepartmentFigures& f = out.departments.emplace_back();
        f.id = board.departments[d];
        f.name = study.before->departments.at(f.id).name.value_or(f.id);
        drawer.fill_means([&](Scored figure) { return board.department(d, figure); }, f);
    }
}

void add_figures(const Study& study, const Played& played, Assessment& out) {
    const Drawer drawer(study, played);
    const PlannedTimes planned(study);
    add_processes(study, played, drawer, planned, out);
    add_departments(study, drawer, planned, out);
    const ScoreBoard& board = study.board;
    drawer.fill([&](Scored figure) { return board.total(figure); }, out.total);
    Outage down;
    for (std::size_t p = 0; p < board.processes.size(); ++p) add(down, planned.of(p));
    out.total.planned = planned.planned(down);
    for (const Figures& p : out.processes) out.total.reach = std::max(out.total.reach, p.reach);
    out.verdict = worst_verdict(out.departments);
}

}  // namespace knockon

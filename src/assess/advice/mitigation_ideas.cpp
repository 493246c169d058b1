#include "assess/advice/mitigation_ideas.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "assess/advice/mitigation_places.h"
#include "assess/answer/names.h"
#include "assess/answer/wording.h"
#include "assess/study/absorb.h"
#include "assess/study/edits.h"
#include "model/defaults.h"

namespace knockon {
namespace {

constexpr double worth_a_try = 0.05;  // of the expected loss
constexpr std::size_t other_suppliers = 2;

Idea edited(std::string kind, std::string text, double touches, Change change) {
    Idea idea;
    idea.kind = std::move(kind);
    idea.text = std::move(text);
    idea.touches = touches;
    idea.changes.push_back({std::move(change), {}});
    return idea;
}

/// The best of the other starts, if one was looked for and found.
const WindowOption* best_window(const Assessment& a) {
    return a.windows.empty() || a.windows.front().saves <= 0 ? nullptr : &a.windows.front();
}

void begin_then(const AsIs& is, std::vector<Idea>& out) {
    const WindowOption* best = best_window(is.a);
    if (!best) return;
    Idea idea =
        edited("another_window", "begin " + moment_text(best->start, is.zone), 1, is.change);
    idea.changes.front().start = as_moment(best->start, is.zone);
    idea.edits.push_back("--start " + written(best->start, is.zone));
    idea.waiting = best->waiting;
    out.push_back(std::move(idea));
}

/// Whether a failure of one step leaves later ones that would not be carried out any more.
bool has_something_to_stop(const Change& change) {
    for (std::size_t i = 0; i + 1 < change.steps.size(); ++i)
        if (fails_of(change.steps[i], change).value.value > 0) return true;
    return false;
}

void stop_at_failure(const AsIs& is, std::vector<Idea>& out) {
    if (is.change.abort_on_failure || !has_something_to_stop(is.change)) return;
    Change change = is.change;
    change.abort_on_failure = true;
    Idea idea = edited("stop_at_failure", "stop after the first failure", 1, std::move(change));
    idea.edits.emplace_back("--set on_failure=abort");
    out.push_back(std::move(idea));
}

/// Whether one step speaks of what the other one is about.
bool concerns(const Step& s, const Id& id) {
    const auto among = [&](std::span<const Ref> ids) {
        return std::any_of(ids.begin(), ids.end(), [&](const Ref& r) { return *r == id; });
    };
    const auto needed = [&](const std::vector<Need>& needs) {
        return std::any_of(needs.begin(), needs.end(),
                           [&](const Need& n) { return among(n.members); });
    };
    return *s.target == id || among(s.from) || needed(s.needs) || needed(s.component.needs);
}

/// The steps with `moved` as early as it can come; its place stays where nothing before it may
/// wait.
std::vector<std::size_t> earliest_order(const Change& change, std::size_t moved) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < change.steps.size(); ++i) order.push_back(i);
    for (std::size_t at = moved; at > 0; --at) {
        const Step &before = change.steps[order[at - 1]], &step = change.steps[moved];
        if (concerns(before, *step.target) || concerns(step, *before.target)) break;
        std::swap(order[at - 1], order[at]);
    }
    return order;
}

/// The steps in another order, each at the time of the one whose place it takes; empty where the
/// planned times do not allow it.
std::optional<Change> reordered(const Change& change, const std::vector<std::size_t>& order) {
    Change out = change;
    const bool timed = std::any_of(change.steps.begin(), change.steps.end(),
                                   [](const Step& s) { return s.starts.stated; });
    const std::vector<Interval> slots = planned_parts(change);
    for (std::size_t i = 0; i < order.size(); ++i) {
        out.steps[i] = change.steps[order[i]];
        if (!timed) continue;
        const Duration end = i + 1 < slots.size() ? slots[i + 1].start
                                                  : std::max(slots[i].end, window_length(change));
        if (slots[i].start + out.steps[i].downtime.value_or(Duration{0}) > end) return std::nullopt;
        out.steps[i].starts = slots[i].start;
    }
    return out;
}

/// What fails most dearly comes first, so that a failure leaves the rest undone.
void riskiest_first(const AsIs& is, std::vector<Idea>& out) {
    const auto riskiest = is.riskiest_step();
    if (!riskiest || *riskiest == 0) return;
    const std::vector<std::size_t> order = earliest_order(is.change, *riskiest);
    if (std::is_sorted(order.begin(), order.end())) return;
    auto change = reordered(is.change, order);
    if (!change || !has_something_to_stop(*change)) return;
    const bool stops_already = change->abort_on_failure, timed = !!change->steps.front().starts;
    change->abort_on_failure = true;
    const std::string first = fmt::format("carry out {} earlier", step_text(is.change, *riskiest, is.study.names));
    Idea idea = edited("riskiest_first",
                       stops_already ? first : first + ", and stop after the first failure", 1,
                       std::move(*change));
    std::vector<std::size_t> places;
    for (const std::size_t i : order) places.push_back(i + 1);
    idea.edits.push_back(
        fmt::format("in the change: steps in the order {}{}", fmt::join(places, ", "),
                    timed ? ", each at the time of the one whose place it takes" : ""));
    if (!stops_already) idea.edits.emplace_back("--set on_failure=abort");
    out.push_back(std::move(idea));
}

/// A step that can be undone, but nobody has ever tried.
void rehearse(const AsIs& is, std::size_t i, std::vector<Idea>& out) {
    const Step& step = is.change.steps[i];
    if (!step.reversible.value_or(step.verb != Verb::remove) || step.verb == Verb::load) return;
    if (fails_of(step, is.change).value.value <= 0) return;
    const Rollback tried = rehearsed_rollback(is.today);
    const std::string path = fmt::format("--set steps.{}.rollback", i + 1);
    const std::string day = written(is.today);
    Change change = is.change;
    Stated<Rollback>& rollback = change.steps[i].rollback;
    std::vector<std::string> edits;
    std::string text;
    if (!rollback) {
        text =
            fmt::format("prepare and rehearse a rollback of {} ({}, works in {:.2g} %)",
                        is.study.names(*step.target), duration_text(tried.takes.value), 100 * tried.works->value);
        edits.push_back(fmt::format("{}={{takes: {}, works: {:.2g}%, rehearsed: {}}}", path,
                                    written(tried.takes.value), 100 * tried.works->value, day));
        rollback = tried;
    } else {
        if (rollback->rehearsed) return;
        const bool better = works_of(*rollback).value.value < tried.works->value;
        if (!better) return;
        text = fmt::format("rehearse the rollback of {}", is.study.names(*step.target));
        edits.push_back(fmt::format("{}.rehearsed={}", path, day));
        rollback->rehearsed = is.today;
        if (rollback->works) {
            edits.push_back(fmt::format("{}.works={:.2g}%", path, 100 * tried.works->value));
            rollback->works = tried.works;
        }
    }
    Idea idea =
        edited("rehearse_rollback", std::move(text), is.share_of_step(i), std::move(change));
    idea.edits = std::move(edits);
    out.push_back(std::move(idea));
}

/// The step that risks most at the best other time, the rest as asked.
void split(const AsIs& is, std::vector<Idea>& out) {
    const WindowOption* best = best_window(is.a);
    const auto riskiest = is.riskiest_step();
    if (!best || !riskiest || is.change.steps.size() < 2) return;
    Idea idea = edited("split_change", "", is.share_of_step(*riskiest), is.change);
    EditedChange alone{is.change, as_moment(best->start, is.zone)};
    alone.change.steps = {is.change.steps[*riskiest]};
    alone.change.steps.front().starts = {};
    auto& rest = idea.changes.front().change.steps;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(*riskiest));
    idea.changes.push_back(std::move(alone));
    const std::string step = step_text(is.change, *riskiest, is.study.names);
    idea.text = fmt::format("{} on its own, {}{}", step, moment_text(best->start, is.zone),
                            night_text(best->start, is.zone));
    idea.edits.push_back(
        fmt::format("two changes: one without {}, then that step alone, without "
                    "`at`, with --start {}",
                    step, written(best->start, is.zone)));
    out.push_back(std::move(idea));
}

/// Who else could run it: those who supply the landscape with something of its kind and may hold
/// its data, the most dependable first.
std::vector<const Supplier*> others_for(const AsIs& is, const Component& c) {
    std::vector<const Supplier*> found;
    for (const auto& supplier : is.landscape.suppliers) {
        const Id& id = supplier.first;  // no binding: clang 14 lets no lambda have one
        const Supplier& s = supplier.second;
        if (*c.supplier == id || !s.unavailability) continue;
        if (s.clearance && c.more->data && *s.clearance < *c.more->data) continue;
        const bool of_its_kind = std::any_of(
            is.landscape.components.begin(), is.landscape.components.end(), [&](const auto& entry) {
                const Component& other = entry.second;
                return other.supplier && *other.supplier == id && other.kind == c.kind &&
                       other.more->sourcing == c.more->sourcing;
            });
        if (of_its_kind) found.push_back(&s);
    }
    std::stable_sort(found.begin(), found.end(), [](const Supplier* a, const Supplier* b) {
        return a->unavailability->value < b->unavailability->value;
    });
    if (found.size() > other_suppliers) found.resize(other_suppliers);
    return found;
}

/// What is bought, from somebody else or run by ourselves; what nobody states is then assumed.
void other_sourcing(const AsIs& is, std::size_t i, std::vector<Idea>& out) {
    const Step& step = is.change.steps[i];
    if (step.verb != Verb::add || !step.component.supplier) return;
    const double touches =
        is.share_of_component(*step.target) + is.share_of_supplier(*step.component.supplier);
    const auto variant = [&](auto edit, std::string text, std::string keys) {
        Change change = is.change;
        Component& c = change.steps[i].component;
        c.unavailability = {};
        c.recovery = {};
        edit(c);
        Idea idea = edited("other_sourcing", std::move(text), touches, std::move(change));
        idea.edits.push_back(fmt::format("in {}: without `availability` and `recovery`, {}",
                                         step_text(is.change, i, is.study.names), keys));
        out.push_back(std::move(idea));
    };
    variant(
        [](Component& c) {
            c.supplier = {};
            c.more.set().sourcing = Sourcing::own;
        },
        fmt::format("run {} ourselves", is.study.names(*step.target)), "without `supplier`, `sourcing: own`");
    for (const Supplier* s : others_for(is, step.component))
        variant(
            [&](Component& c) {
                c.supplier = s->id;
                c.unavailability = s->unavailability;
                c.recovery = s->recovery;
            },
            fmt::format("{} from {} instead", is.study.names(*step.target),
                        is.study.names(s->id)),
            fmt::format("`supplier: {}`, with its availability and recovery", s->id));
}

}  // namespace

double AsIs::share(Cause::Kind kind, int index, const Id& id) const {
    double sum = 0;
    for (const CauseFigures& c : a.causes)
        if (c.cause.kind == kind && c.cause.index == index && (index > 0 || c.cause.target == id))
            sum += c.loss.value;
    const double all = a.total.loss.mean.value;
    return all > 0 ? sum / all : 0;
}

std::optional<std::size_t> AsIs::riskiest_step() const {
    std::optional<std::size_t> riskiest;
    for (std::size_t i = 0; i < change.steps.size(); ++i) {
        const double mine = share_of_step(i);
        if (mine > 0 && (!riskiest || mine > share_of_step(*riskiest))) riskiest = i;
    }
    return riskiest;
}

Ideas ideas_for(const Study& study, const Assessment& a, const AssessOptions& options,
                std::size_t most) {
    const AsIs is(study, a, options);
    Ideas ideas;
    begin_then(is, ideas.all);
    stop_at_failure(is, ideas.all);
    riskiest_first(is, ideas.all);
    for (std::size_t i = 0; i < is.change.steps.size(); ++i) {
        rehearse(is, i, ideas.all);
        other_sourcing(is, i, ideas.all);
        relieve(is, i, ideas.all);
    }
    split(is, ideas.all);
    buffers(is, ideas.all);
    second_member(is, ideas.all);
    std::stable_sort(ideas.all.begin(), ideas.all.end(),
                     [](const Idea& x, const Idea& y) { return x.touches > y.touches; });
    const auto too_little = std::find_if(ideas.all.begin(), ideas.all.end(),
                                         [](const Idea& i) { return i.touches < worth_a_try; });
    const auto kept =
        std::min<std::size_t>(most, static_cast<std::size_t>(too_little - ideas.all.begin()));
    ideas.left_out = ideas.all.size() - kept;
    ideas.all.resize(kept);
    return ideas;
}

}  // namespace knockon

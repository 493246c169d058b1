// What `report/1` says beyond the transition, and `portfolio/1`.
#include "base/codes.h"
#include "report/documents/saved_parts.h"

namespace knockon {

void SavedReader::load(Value v, SteadyState& out) {
    if (!expect_map(in_, v)) return;
    field(v, "unavailability", out.unavailability);
    field(v, "downtime_h_per_year", out.downtime_h_per_year);
    field(v, "episodes_per_year", out.episodes_per_year);
    field(v, "disruptions_per_year", out.disruptions_per_year);
    field(v, "loss_per_year", out.loss_per_year);
    const Estimate& u = out.unavailability;
    if (!(u.value >= 0 && u.value <= 1)) wrong_shape(in_, v, "an `unavailability` between 0 and 1");
}

void SavedReader::load(Value v, StructureChange& out) {
    if (!expect_map(in_, v)) return;
    field(v, "id", out.id);
    field(v, "before", out.before);
    field(v, "after", out.after);
}

void SavedReader::load(Value v, SinglePoint& out) {
    if (!expect_map(in_, v)) return;
    field(v, "component", out.component);
    field(v, "process", out.process);
}

void SavedReader::load(Value v, Combination& out) {
    if (!expect_map(in_, v)) return;
    field(v, "process", out.process);
    field(v, "members", out.members);
    field(v, "probability", out.probability);
}

namespace {

/// What a report that did not say it comes to, with intervals as wide as they can be.
Estimate more_of(const std::vector<StructureChange>& processes) {
    Estimate sum;
    for (const StructureChange& c : processes) {
        const Estimate was = c.before ? c.before->loss_per_year : Estimate{};
        const Estimate is = c.after ? c.after->loss_per_year : Estimate{};
        sum.value += is.value - was.value;
        sum.low += is.low - was.high;
        sum.high += is.high - was.low;
    }
    return sum;
}

EconomicsRow total_of(const std::vector<EconomicsRow>& departments) {
    EconomicsRow sum;
    const auto add = [](Estimate& to, const Estimate& e) {
        to.value += e.value;
        to.low += e.low;
        to.high += e.high;
    };
    for (const EconomicsRow& r : departments) {
        sum.benefit += r.benefit;
        sum.cost += r.cost;
        add(sum.risk, r.risk);
        add(sum.net, r.net);
    }
    return sum;
}

}  // namespace

void SavedReader::load(Value v, StructureReport& out) {
    if (!expect_map(in_, v)) return;
    field(v, "processes", out.processes);
    field(v, "new_single_points_of_failure", out.new_single_points_of_failure);
    field(v, "removed_single_points_of_failure", out.removed_single_points_of_failure);
    added(v, "new_cut_sets", out.new_cut_sets);
    added(v, "removed_cut_sets", out.removed_cut_sets);
    if (const auto more = v.find("more_per_year"))
        load(*more, out.more_per_year);
    else
        out.more_per_year = more_of(out.processes);
    field(v, "year_one", out.year_one);
}

void SavedReader::load(Value v, EconomicsRow& out) {
    if (!expect_map(in_, v)) return;
    later(v, "id", out.department);
    field(v, "benefit", out.benefit);
    field(v, "cost", out.cost);
    field(v, "risk", out.risk);
    field(v, "net", out.net);
}

void SavedReader::load(Value v, Economics& out) {
    if (!expect_map(in_, v)) return;
    field(v, "departments", out.departments);
    field(v, "externality_share", out.externality_share);
    text_or_null(v, "flag", out.flag);
    if (const auto total = v.find("total"))
        load(*total, out.total);
    else
        out.total = total_of(out.departments);
    added(v, "compensation", out.compensation);
    added(v, "waiting", out.waiting);
    added(v, "budget", out.budget);
    added(v, "year_budgets", out.year_budgets);
    added(v, "exits", out.exits);
}

void SavedReader::load(Value v, Compensation& out) {
    if (!expect_map(in_, v)) return;
    field(v, "department", out.department);
    field(v, "amount", out.amount);
}

void SavedReader::load(Value v, Waiting& out) {
    if (!expect_map(in_, v)) return;
    field(v, "department", out.department);
    field(v, "per_week", out.per_week);
}

void SavedReader::load(Value v, YearBudget& out) {
    if (!expect_map(in_, v)) return;
    field(v, "department", out.department);
    field(v, "budget", out.budget);
    field(v, "used", out.used);
}

void SavedReader::load(Value v, Exit& out) {
    if (!expect_map(in_, v)) return;
    field(v, "supplier", out.supplier);
    field(v, "takes_s", out.takes_s);
    field(v, "cost", out.cost);
}

void SavedReader::load(Value v, SignOff& out) {
    if (!expect_map(in_, v)) return;
    field(v, "who", out.who);
    field(v, "name", out.name);
    field(v, "kind", out.kind);
    field(v, "reasons", out.reasons);
    field(v, "given", out.given);
    text_or_null(v, "standing", out.standing);
}

void SavedReader::load(Value v, Inform& out) {
    if (!expect_map(in_, v)) return;
    field(v, "department", out.department);
    field(v, "people", out.people);
    field(v, "text", out.text);
}

void SavedReader::load(Value v, Mitigation& out) {
    if (!expect_map(in_, v)) return;
    field(v, "kind", out.kind);
    field(v, "text", out.text);
    field(v, "saves", out.saves);
    field(v, "cost", out.cost);
    field(v, "verdicts", out.verdicts);
    field(v, "edits", out.edits);
}

void SavedReader::load(Value v, BreakEven& out) {
    if (!expect_map(in_, v)) return;
    field(v, "input", out.input);
    field(v, "path", out.path);
    field(v, "value", out.value);
    field(v, "flips_at", out.flips_at);
    field(v, "department", out.department);
    field(v, "verdict", out.verdict);
    field(v, "above", out.above);
    field(v, "settles", out.settles);
    out.at = place(v);
}

void SavedReader::load(Value v, WindowOption::Row& out) {
    if (!expect_map(in_, v)) return;
    field(v, "loss", out.loss);
    field(v, "disruption", out.disruption);
    field(v, "verdict", out.verdict);
}

void SavedReader::load(Value v, WindowOption& out) {
    if (!expect_map(in_, v)) return;
    field(v, "start", out.start);
    field(v, "loss", out.loss);
    field(v, "departments", out.departments);
    field(v, "blocked", out.blocked);
    field(v, "saves", out.saves);
    added(v, "saving", out.saving);
}

void SavedReader::load(Value v, StartOption& out) {
    if (!expect_map(in_, v)) return;
    field(v, "start", out.start);
    field(v, "loss", out.loss);
    field(v, "verdict", out.verdict);
    field(v, "blocked", out.blocked);
}

void SavedReader::load(Value v, PictureNode& out) {
    if (!expect_map(in_, v)) return;
    field(v, "id", out.id);
    field(v, "kind", out.kind);
    field(v, "count", out.count);
    text_or_null(v, "name", out.name);
    text_or_null(v, "component_kind", out.kind_name);
    text_or_null(v, "department", out.department);
    text_or_null(v, "supplier", out.supplier);
    text_or_null(v, "sourcing", out.sourcing);
    field(v, "role", out.role);
    field(v, "state", out.state);
    field(v, "loss", out.loss);
    text_or_null(v, "verdict", out.verdict);
    out.at = place(v);
}

void SavedReader::load(Value v, PictureEdge& out) {
    if (!expect_map(in_, v)) return;
    field(v, "from", out.from);
    field(v, "to", out.to);
    text_or_null(v, "text", out.text);
    field(v, "added", out.added);
    field(v, "removed", out.removed);
}

void SavedReader::load(Value v, Picture& out) {
    if (!expect_map(in_, v)) return;
    field(v, "nodes", out.nodes);
    field(v, "edges", out.edges);
    field(v, "left_out", out.left_out);
    field(v, "dropped", out.dropped);
}

void SavedReader::load(Value v, LeftOut& out) {
    if (!expect_map(in_, v)) return;
    field(v, "path", out.path);
    field(v, "because", out.because);
}

void SavedReader::load(Value v, Meeting& out) {
    if (!expect_map(in_, v)) return;
    field(v, "kind", out.kind);
    std::vector<Id> changes;
    field(v, "changes", changes);
    if (changes.size() == 2) {
        out.first = changes[0];
        out.second = changes[1];
    } else {
        wrong_shape(in_, v, "two `changes`");
    }
    field(v, "what", out.what);
    field(v, "from", out.from);
    field(v, "to", out.to);
    field(v, "loss", out.loss);
    later(v, "excused", out.excused);
}

void SavedReader::load(Value v, TogetherRow& out) {
    if (!expect_map(in_, v)) return;
    field(v, "id", out.department);
    field(v, "name", out.name);
    field(v, "disruption", out.disruption);
    field(v, "loss", out.loss);
    std::optional<Estimate> apart;
    field(v, "apart", apart);
    out.apart = apart.value_or(Estimate{});
}

void SavedReader::load(Value v, Together& out) {
    if (!expect_map(in_, v)) return;
    field(v, "changes", out.changes);
    field(v, "from", out.from);
    field(v, "to", out.to);
    field(v, "method", out.method);
    field(v, "limits_hit", out.limits_hit);
    field(v, "any_disruption", out.any_disruption);
    field(v, "loss", out.loss);
    field(v, "apart", out.apart);
    field(v, "interaction", out.interaction);
    field(v, "departments", out.departments);
    field(v, "notes", out.notes);
}

void SavedReader::load(Value v, Portfolio& out) {
    if (!expect_map(in_, v)) return;
    field(v, "version", out.version);
    field(v, "seed", out.seed);
    field(v, "currency", out.currency);
    field(v, "timezone", out.timezone);
    field(v, "reports", out.reports);
    field(v, "left_out", out.left_out);
    field(v, "collisions", out.collisions);
    field(v, "together", out.together);
    if (const auto total = v.find("total"))
        field(*total, "loss", out.loss);
    else
        missing_key(in_, v.at(), "a saved portfolio", "total", "{loss}");
    field(v, "notes", out.notes);
}

}  // namespace knockon

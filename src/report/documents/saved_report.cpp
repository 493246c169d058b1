// The records of `report/1`, in the order of report_json.cpp.
#include "report/documents/json_parts.h"
#include "report/documents/saved_parts.h"

namespace knockon {

void SavedReader::load(Value v, Input& out) {
    if (!expect_map(in_, v)) return;
    field(v, "path", out.path);
    field(v, "sha256", out.sha256);
}

void SavedReader::load(Value v, Method& out) {
    if (!expect_map(in_, v)) return;
    field(v, "engine", out.engine);
    field(v, "runs", out.runs);
    field(v, "relative_error", out.relative_error);
    field(v, "worst", out.worst);
}

void SavedReader::load(Value v, Absorber& out) {
    if (!expect_map(in_, v)) return;
    field(v, "by", out.by);
    field(v, "where", out.where);
    field(v, "text", out.text);
}

void SavedReader::load(Value v, LossFigures& out) {
    if (!expect_map(in_, v)) return;
    field(v, "mean", out.mean);
    field(v, "p95", out.p95);
    field(v, "p99", out.p99);
    field(v, "tail_mean", out.tail_mean);
    field(v, "given_any", out.given_any);
}

void SavedReader::load_downtime(Value v, DowntimeFigures& out) {
    if (!expect_map(in_, v)) return;
    field(v, "mean", out.mean);
    field(v, "p95", out.p95);
}

void SavedReader::load(Value v, Without& out) {
    if (!expect_map(in_, v)) return;
    field(v, "disruption", out.disruption);
    const auto mean_of = [&](std::string_view key, Estimate& into) {
        if (const auto inner = v.find(key))
            field(*inner, "mean", into);
        else
            missing_key(in_, v.at(), "a saved report", key, "{mean: …}");
    };
    mean_of("downtime_s", out.downtime_s);
    mean_of("loss", out.loss);
}

void SavedReader::load(Value v, Planned& out) {
    if (!expect_map(in_, v)) return;
    field(v, "downtime_s", out.downtime_s);
    field(v, "from", out.from);
    field(v, "to", out.to);
}

void SavedReader::load(Value v, Appetite& out) {
    if (!expect_map(in_, v)) return;
    field(v, "probability", out.probability);
    field(v, "loss", out.loss);
    field(v, "p95_loss", out.p95_loss);
    field(v, "loss_per_year", out.loss_per_year);
    std::optional<double> downtime;
    field(v, "downtime_s", downtime);
    for (const auto* limit : {&out.probability, &out.loss, &out.p95_loss, &out.loss_per_year})
        if (*limit && limit->value < 0) wrong_value(in_, v, "a limit is not negative");
    constexpr double longest = 1e9;  // seconds; longer than anything that can be stated
    if (downtime) out.downtime = Stated<Duration>(from_seconds(std::min(*downtime, longest)));
}

void SavedReader::load(Value v, Acceptance& out) {
    if (!expect_map(in_, v)) return;
    field(v, "because", out.because);
    field(v, "by", out.by);
    field(v, "until", out.until);
    later(v, "finding", out.finding);
    later(v, "exceeds", out.exceeds);
    later(v, "for", out.subject);
}

void SavedReader::load_figures(Value v, Figures& out) {
    field(v, "deadlines_missed", out.deadlines_missed);
    if (const auto downtime = v.find("downtime_s"))
        load_downtime(*downtime, out.downtime_s);
    else
        missing_key(in_, v.at(), "a saved report", "downtime_s", "{mean, p95}");
    field(v, "loss", out.loss);
    field(v, "planned", out.planned);
    field(v, "reach", out.reach);
    field(v, "without", out.without);
    field(v, "exceedance", out.exceedance);
}

void SavedReader::load(Value v, Figures& out) {
    if (!expect_map(in_, v)) return;
    field(v, "id", out.id);
    field(v, "name", out.name);
    later(v, "department", out.department);
    field(v, "disruption", out.disruption);
    load_figures(v, out);
    field(v, "absorbed_by", out.absorbed_by);
    field(v, "people", out.people);
    field(v, "harm", out.harm);
}

void SavedReader::load(Value v, DepartmentFigures& out) {
    load(v, static_cast<Figures&>(out));
    if (!v.is_map()) return;
    field(v, "appetite", out.appetite);
    field(v, "verdict", out.verdict);
    field(v, "over", out.over);
    text_or_null(v, "settle", out.settle);
    later(v, "accepted", out.accepted);
    later(v, "excused", out.excused);
}

void SavedReader::load(Value v, Cause& out) {
    if (!expect_map(in_, v)) return;
    field(v, "kind", out.kind);
    std::optional<int> index;
    field(v, "index", index);
    out.index = index.value_or(0);
    field(v, "verb", out.verb);
    field(v, "target", out.target);
}

void SavedReader::load(Value v, CauseFigures& out) {
    load(v, out.cause);
    if (!v.is_map()) return;
    field(v, "loss", out.loss);
    field(v, "by_department", out.by_department);
    field(v, "last_in", out.last_in);
    field(v, "risk_reduction_worth", out.risk_reduction_worth);
    field(v, "risk_achievement_worth", out.risk_achievement_worth);
}

void SavedReader::load(Value v, Why& out) {
    if (!expect_map(in_, v)) return;
    field(v, "process", out.process);
    field(v, "share", out.share);
    field(v, "members", out.members);
    field(v, "chain", out.chain);
    field(v, "holds", out.holds);
}

void SavedReader::load(Value v, Related& out) {
    if (!expect_map(in_, v)) return;
    out.at = place(v);
    field(v, "message", out.message);
}

void SavedReader::load(Value v, Finding& out) {
    if (!expect_map(in_, v)) return;
    field(v, "code", out.code);
    field(v, "severity", out.severity);
    field(v, "quality", out.quality);
    field(v, "message", out.message);
    field(v, "help", out.help);
    out.at = place(v);
    quote(v, out.at);
    field(v, "related", out.related);
    field(v, "subjects", out.subjects);
    field(v, "fingerprint", out.fingerprint);
    later(v, "extent", out.extent);  // without it, being there is all there is
    field(v, "brought_about", out.brought_about);
    field(v, "accepted", out.accepted);
    later(v, "excused", out.excused);
}

void SavedReader::load(Value v, Assumption& out) {
    if (!expect_map(in_, v)) return;
    field(v, "of", out.of);
    field(v, "what", out.what);
    field(v, "value", out.value);
    field(v, "source", out.source);
}

void SavedReader::load(Value v, TimelineEntry& out) {
    if (!expect_map(in_, v)) return;
    field(v, "kind", out.kind);
    field(v, "id", out.id);
    field(v, "text", out.text);
    field(v, "from", out.from);
    field(v, "to", out.to);
}

void SavedReader::load_heading(Value v, Assessment& out) {
    field(v, "version", out.version);
    field(v, "seed", out.seed);
    field(v, "currency", out.currency);
    field(v, "timezone", out.timezone);
    field(v, "organisation", out.organisation);
    field(v, "inputs", out.inputs);
    field(v, "verdict", out.verdict);
    const auto change = v.find("change");
    if (!change || !expect_map(in_, *change)) {
        if (!change) missing_key(in_, v.at(), "a saved report", "change", "{id, …}");
        return;
    }
    field(*change, "id", out.change);
    field(*change, "title", out.title);
    field(*change, "sponsor", out.sponsor);
    text_or_null(*change, "sponsor_name", out.sponsor_name);
    field(*change, "hypercare_end", out.hypercare_end);
    out.change_at = place(*change);
    if (const auto window = change->find("window")) {
        field(*window, "start", out.start);
        field(*window, "end", out.end);
    } else {
        missing_key(in_, change->at(), "a saved report", "window", "{start, end}");
    }
}

void SavedReader::load(Value v, Assessment& out) {
    if (!expect_map(in_, v)) return;
    load_heading(v, out);
    field(v, "departments", out.departments);
    field(v, "processes", out.processes);
    if (const auto total = v.find("total"); total && expect_map(in_, *total)) {
        field(*total, "any_disruption", out.total.disruption);
        load_figures(*total, out.total);
    } else if (!total) {
        missing_key(in_, v.at(), "a saved report", "total", "{loss, any_disruption, exceedance}");
    }
    field(v, "causes", out.causes);
    field(v, "why", out.why);
    field(v, "structure", out.structure);
    if (const auto method = v.find("method")) {
        field(*method, "transition", out.transition);
        field(*method, "limits_hit", out.limits_hit);
        const auto structure = method->find("structure");
        if (structure && out.structure && !structure->is_null())
            field(*structure, "engine", out.structure->engine);
    } else {
        missing_key(in_, v.at(), "a saved report", "method", "{transition, …}");
    }
    field(v, "economics", out.economics);
    field(v, "windows", out.windows);
    added(v, "starts", out.starts);
    added(v, "mitigations", out.mitigations);
    added(v, "helps_little", out.helps_little);
    added(v, "break_even", out.break_even);
    added(v, "picture", out.picture);
    added(v, "sign_off", out.sign_off);
    added(v, "inform", out.inform);
    field(v, "findings", out.findings);
    field(v, "coverage", out.coverage);
    field(v, "overrides", out.overrides);
    field(v, "assumptions", out.assumptions);
    added(v, "values", out.values);
    later(v, "since", out.since);
    field(v, "last_turn_back", out.last_turn_back);
    field(v, "timeline", out.timeline);
    field(v, "notes", out.notes);
    drop_gap_notes(out);
    note_what_is_absent(out);
}

void SavedReader::note_what_is_absent(Assessment& out) {
    if (absent_.empty()) return;
    std::string keys;
    for (const std::string& key : absent_) keys += (keys.empty() ? "" : ", ") + key;
    out.notes.push_back("version " + out.version +
                        " wrote this report, and did not say yet: " + keys);
    absent_.clear();
}

}  // namespace knockon

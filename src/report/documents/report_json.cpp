#include "report/documents/json_documents.h"

#include <fmt/format.h>

#include "assess/answer/assessment.h"
#include "base/text.h"
#include "calendar/zone.h"
#include "report/documents/json_parts.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

constexpr int longest_excerpt = 400;  // characters of a line; more than any format shows

struct Report {
    const Assessment& a;
    const Sources& sources;
    Zone zone;
    JsonWriter& w;

    std::string time(Instant t) const { return zone.rfc3339(t); }
    std::optional<std::string> time(const std::optional<Instant>& t) const {
        return t ? std::optional(time(*t)) : std::nullopt;
    }
    void head();
    void method();
    void exceedance(const Exceedance& curve);
    void measures(const Figures& f);
    void figures(const Figures& f);
    void appetite(const Appetite& appetite);
    void people();
    void total();
    void cause(const Cause& c);
    void causes();
    void why();
    void finding(const Finding& f);
    void timeline();
    void break_even();
    void rest();
};

template <class T>
std::optional<T> if_stated(const Stated<T>& s) {
    return s ? std::optional(s.value) : std::nullopt;
}

}  // namespace

std::string_view cause_kind_name(Cause::Kind k) {
    switch (k) {
        case Cause::Kind::step:
            return "step";
        case Cause::Kind::supplier:
            return "supplier";
        case Cause::Kind::component:
            return "component";
        case Cause::Kind::load:
            return "load";
    }
    return "";
}

std::string_view absorber_name(Absorber::By by) {
    switch (by) {
        case Absorber::By::tolerance:
            return "tolerance";
        case Absorber::By::redundancy:
            return "redundancy";
        case Absorber::By::closing_hours:
            return "closing_hours";
        case Absorber::By::chance:
            return "chance";
        case Absorber::By::degraded:
            return "degraded";
    }
    return "";
}

namespace {

void Report::head() {
    w.field("knockon", "report/1");
    w.field("version", a.version);
    w.field("seed", a.seed);
    w.field("currency", a.currency);
    w.field("timezone", a.timezone);
    w.field("organisation", a.organisation);
    w.key("inputs");
    w.array();
    for (const Input& input : a.inputs) {
        w.object(Lay::compact);
        w.field("path", input.path);
        w.field("sha256", input.sha256);
        w.end();
    }
    w.end();
    w.field("verdict", name(a.verdict));
    w.key("change");
    w.object();
    w.field("id", a.change);
    w.field("title", a.title);
    w.field("sponsor", a.sponsor);
    w.field("sponsor_name", a.sponsor_name.empty() ? std::nullopt : std::optional(a.sponsor_name));
    w.key("window");
    w.object(Lay::compact);
    w.field("start", time(a.start));
    w.field("end", time(a.end));
    w.end();
    w.field("hypercare_end", time(a.hypercare_end));
    write_place(w, a.change_at, sources);
    w.end();
}

void Report::method() {
    w.key("method");
    w.object();
    w.key("transition");
    write_method(w, a.transition);
    w.key("structure");
    if (a.structure) {
        w.object(Lay::compact);
        w.field("engine", a.structure->engine);
        w.end();
    } else {
        w.null();
    }
    w.field("limits_hit", a.limits_hit);
    w.end();
}

void Report::exceedance(const Exceedance& curve) {
    w.key("exceedance");
    w.array(Lay::compact);
    for (const auto& [loss, probability] : curve) {
        w.array(Lay::compact);
        w.value(loss);
        w.value(probability);
        w.end();
    }
    w.end();
}

/// What the whole has in common with a process.
void Report::measures(const Figures& f) {
    w.field("deadlines_missed", f.deadlines_missed);
    w.key("downtime_s");
    w.object();
    w.field("mean", f.downtime_s.mean);
    w.field("p95", f.downtime_s.p95);
    w.end();
    write_loss(w, f.loss);
    w.key("planned");
    w.object(Lay::compact);
    w.field("downtime_s", f.planned.downtime_s);
    w.field("from", time(f.planned.from));
    w.field("to", time(f.planned.to));
    w.end();
    w.field("reach", name(f.reach));
    w.key("without");
    if (f.without) {
        w.object();
        w.field("disruption", f.without->disruption);
        w.key("downtime_s");
        w.object(Lay::compact);
        w.field("mean", f.without->downtime_s);
        w.end();
        w.key("loss");
        w.object(Lay::compact);
        w.field("mean", f.without->loss);
        w.end();
        w.end();
    } else {
        w.null();
    }
    exceedance(f.exceedance);
}

void Report::figures(const Figures& f) {
    w.field("disruption", f.disruption);
    measures(f);
    w.key("absorbed_by");
    w.array();
    for (const Absorber& by : f.absorbed_by) {
        w.object(Lay::compact);
        w.field("by", absorber_name(by.by));
        w.field("where", by.where);
        w.field("text", by.text);
        w.end();
    }
    w.end();
    w.field("people", f.people);
    w.field("harm", f.harm);
}

void Report::appetite(const Appetite& limits) {
    w.key("appetite");
    w.object(Lay::compact);
    w.field("probability", if_stated(limits.probability));
    w.field("loss", if_stated(limits.loss));
    w.field("p95_loss", if_stated(limits.p95_loss));
    w.field("downtime_s",
            limits.downtime ? std::optional(seconds(*limits.downtime)) : std::nullopt);
    w.field("loss_per_year", if_stated(limits.loss_per_year));
    w.end();
}

void Report::people() {
    w.key("departments");
    w.array();
    for (const DepartmentFigures& d : a.departments) {
        w.object();
        w.field("id", d.id);
        w.field("name", d.name);
        figures(d);
        appetite(d.appetite);
        w.field("verdict", name(d.verdict));
        w.field("over", d.over);
        w.field("settle", d.settle.empty() ? std::nullopt : std::optional(d.settle));
        write_acceptance(w, d.accepted);
        w.field("excused", d.excused);
        w.end();
    }
    w.end();
    w.key("processes");
    w.array();
    for (const Figures& p : a.processes) {
        w.object();
        w.field("id", p.id);
        w.field("name", p.name);
        w.field("department", p.department);
        figures(p);
        w.end();
    }
    w.end();
}

void Report::total() {
    w.key("total");
    w.object();
    w.field("any_disruption", a.total.disruption);
    measures(a.total);
    w.end();
}

void Report::cause(const Cause& c) {
    w.field("kind", cause_kind_name(c.kind));
    w.field("index", c.index > 0 ? std::optional(c.index) : std::nullopt);
    w.field("verb", c.verb ? std::optional(name(*c.verb)) : std::nullopt);
    w.field("target", c.target);
}

void Report::causes() {
    w.key("causes");
    w.array();
    for (const CauseFigures& c : a.causes) {
        w.object();
        cause(c.cause);
        w.field("loss", c.loss);
        w.key("by_department");
        w.object();
        for (const auto& [id, share] : c.by_department) w.field(id, share);
        w.end();
        w.field("last_in", c.last_in);
        w.field("risk_reduction_worth", c.risk_reduction_worth);
        w.field("risk_achievement_worth", c.risk_achievement_worth);
        w.end();
    }
    w.end();
}

void Report::why() {
    w.key("why");
    w.array();
    for (const Why& y : a.why) {
        w.object();
        w.field("process", y.process);
        w.field("share", y.share);
        w.key("members");
        w.array();
        for (const Cause& c : y.members) {
            w.object(Lay::compact);
            cause(c);
            w.end();
        }
        w.end();
        w.field("chain", y.chain);
        w.field("holds", y.holds);
        w.end();
    }
    w.end();
}

void Report::finding(const Finding& f) {
    w.object();
    write_finding_head(w, f, sources);
    const bool line = f.at && f.at.line > 0;
    w.field("end_line", line ? std::optional(f.at.line) : std::nullopt);
    w.field("end_column", line ? std::optional(f.at.column + f.at.length) : std::nullopt);
    const std::string excerpt = cut(sources.line(f.at), longest_excerpt);
    w.field("excerpt", excerpt.empty() ? std::nullopt : std::optional(excerpt));
    write_related(w, f.related, sources);
    w.field("subjects", f.subjects);
    w.field("fingerprint", f.fingerprint);
    w.field("extent", f.extent);
    w.field("brought_about", f.brought_about);
    write_acceptance(w, f.accepted);
    w.field("excused", f.excused);
    w.end();
}

void Report::timeline() {
    w.key("timeline");
    w.array();
    for (const TimelineEntry& e : a.timeline) {
        w.object(Lay::compact);
        w.field("kind", name(e.kind));
        w.field("id", e.id);
        w.field("text", e.text);
        w.field("from", time(e.from));
        w.field("to", time(e.to));
        w.end();
    }
    w.end();
}

void Report::break_even() {
    w.key("break_even");
    w.array();
    for (const BreakEven& b : a.break_even) {
        w.object(Lay::compact);
        w.field("input", b.input);
        w.field("path", b.path);
        w.field("value", b.value);
        w.field("flips_at", b.flips_at);
        w.field("department", b.department);
        w.field("verdict", name(b.verdict));
        w.field("above", b.above);
        w.field("settles", b.settles);
        write_place(w, b.at, sources);
        w.end();
    }
    w.end();
}

void Report::rest() {
    w.key("findings");
    w.array();
    for (const Finding& f : a.findings) finding(f);
    w.end();
    break_even();
    w.field("coverage", a.coverage);
    w.field("overrides", a.overrides);
    w.key("assumptions");
    w.array();
    for (const Assumption& s : a.assumptions) write_assumption(w, s);
    w.end();
    w.key("values");
    w.object();
    for (const auto& [path, value] : a.values) w.field(path, value);
    w.end();
    w.field("last_turn_back", time(a.last_turn_back));
    timeline();
    write_since(w, a);
    w.field("notes", notes_with_gaps(a));
}

}  // namespace

void write_report(JsonWriter& w, const Assessment& a, const Sources& sources) {
    Report r{a, sources, Zone::find(a.timezone).value_or(Zone()), w};
    w.object();
    r.head();
    r.method();
    r.people();
    r.total();
    r.causes();
    r.why();
    write_structure(w, a);
    write_economics(w, a);
    write_windows(w, a, r.zone);
    write_picture(w, a, sources);
    write_agreement(w, a);
    r.rest();
    w.end();
}

std::string report_json(const Assessment& a, const Sources& sources) {
    JsonWriter w;
    write_report(w, a, sources);
    return w.take();
}

std::string report_jsonl(std::span<const Assessment> all, const Sources& sources) {
    std::string lines;
    for (const Assessment& a : all) {
        JsonWriter w(JsonWriter::Lay::compact);
        write_report(w, a, sources);
        lines += w.take();
    }
    return lines;
}

}  // namespace knockon

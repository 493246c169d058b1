// Prometheus text format 0.0.4, for the textfile collector of node_exporter or a metrics report.
#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "base/text.h"
#include "report/pipelines/pipelines.h"
#include "report/words/gate.h"
#include "report/words/said.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

/// Samples, each after the metric it belongs to; the values of labels are escaped here.
class MetricsWriter {
  public:
    struct Label {
        Words name;
        std::string_view value;
    };
    void metric(Words name, Words help);
    void sample(std::initializer_list<Label> labels, double value);
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
    std::string_view name_;
};

void MetricsWriter::metric(Words name, Words help) {
    name_ = name.text();
    out_ += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name_, help.text());
}

void MetricsWriter::sample(std::initializer_list<Label> labels, double value) {
    assert(std::isfinite(value) && "a figure that is none has no sample");
    out_ += name_;
    char before = '{';
    for (const Label& l : labels) {
        out_ += before;
        before = ',';
        out_ += l.name.text();
        out_ += "=\"";
        for (const char c : printable(l.value)) {
            if (c == '\\' || c == '"') out_ += '\\';
            out_ += c;
        }
        out_ += '"';
    }
    out_ += fmt::format("}} {}\n", value == 0 ? 0.0 : value);
}

using All = std::span<const Assessment>;

/// One metric with a sample per change and department.
template <class Value>
void per_department(MetricsWriter& w, All all, Words name, Words help, Value value) {
    w.metric(name, help);
    for (const Assessment& a : all)
        for (const DepartmentFigures& d : a.departments)
            w.sample({{"change", a.change}, {"department", d.id}}, value(d));
}

template <class Value>
void per_change(MetricsWriter& w, All all, Words name, Words help, Value value) {
    w.metric(name, help);
    for (const Assessment& a : all) w.sample({{"change", a.change}}, value(a));
}

void write_verdicts(MetricsWriter& w, All all) {
    w.metric("knockon_verdict", "1 for the verdict of a department on a change, 0 for the others.");
    for (const Assessment& a : all)
        for (const DepartmentFigures& d : a.departments)
            for (const Verdict v :
                 {Verdict::within, Verdict::exceeds, Verdict::undetermined, Verdict::not_modelled})
                w.sample({{"change", a.change}, {"department", d.id}, {"verdict", name(v)}},
                         d.verdict == v ? 1 : 0);
}

void write_excused(MetricsWriter& w, All all) {
    w.metric("knockon_excused",
             "What is not at the gate because it was so in an earlier report and is no worse.");
    for (const Assessment& a : all) {
        const Excused e = excused_of(a);
        w.sample({{"change", a.change}, {"kind", "verdict"}}, static_cast<double>(e.verdicts));
        w.sample({{"change", a.change}, {"kind", "finding"}}, static_cast<double>(e.findings));
    }
}

void write_findings(MetricsWriter& w, All all) {
    w.metric("knockon_findings", "Findings about a change that nobody has accepted.");
    for (const Assessment& a : all)
        for (const Severity s : {Severity::error, Severity::warning, Severity::note}) {
            double n = 0;
            for (const Finding& f : a.findings) n += f.severity == s && !f.accepted ? 1 : 0;
            w.sample({{"change", a.change}, {"severity", name(s)}}, n);
        }
}

void write_judged_by(MetricsWriter& w, All all) {
    const std::vector<std::string> files = judged_by(all);
    if (files.empty()) return;
    w.metric("knockon_judged_by_info", "Settings and policies, which decide beside the change.");
    for (const std::string& file : files) w.sample({{"file", file}}, 1);
}

}  // namespace

std::string report_prometheus(std::span<const Assessment> all) {
    using D = const DepartmentFigures&;
    using A = const Assessment&;
    MetricsWriter w;
    w.metric("knockon_change_info", "A change that was assessed; losses are in its currency.");
    for (const Assessment& a : all)
        w.sample({{"change", a.change},
                  {"title", a.title},
                  {"sponsor", a.sponsor},
                  {"currency", a.currency},
                  {"version", a.version}},
                 1);
    per_change(w, all, "knockon_window_start_timestamp_seconds", "Start of the window.",
               [](A a) { return seconds(a.start.time_since_epoch()); });
    write_verdicts(w, all);
    per_department(w, all, "knockon_disruption_ratio",
                   "Probability that the change disrupts the department.",
                   [](D d) { return d.disruption.value; });
    per_department(w, all, "knockon_downtime_mean_seconds", "Expected extra downtime.",
                   [](D d) { return d.downtime_s.mean.value; });
    per_department(w, all, "knockon_downtime_p95_seconds",
                   "Extra downtime that is exceeded in 1 case of 20 at most.",
                   [](D d) { return d.downtime_s.p95.value; });
    per_department(w, all, "knockon_loss_mean", "Expected extra loss.",
                   [](D d) { return d.loss.mean.value; });
    per_department(w, all, "knockon_loss_p95",
                   "Extra loss that is exceeded in 1 case of 20 at most.",
                   [](D d) { return d.loss.p95.value; });
    per_department(w, all, "knockon_loss_p99",
                   "Extra loss that is exceeded in 1 case of 100 at most.",
                   [](D d) { return d.loss.p99.value; });
    per_change(w, all, "knockon_any_disruption_ratio",
               "Probability that the change disrupts any process.",
               [](A a) { return a.total.disruption.value; });
    per_change(w, all, "knockon_total_loss_mean", "Expected extra loss of all departments.",
               [](A a) { return a.total.loss.mean.value; });
    per_change(w, all, "knockon_total_loss_p95",
               "Extra loss of all departments that is exceeded in 1 case of 20 at most.",
               [](A a) { return a.total.loss.p95.value; });
    per_change(w, all, "knockon_total_loss_p99",
               "Extra loss of all departments that is exceeded in 1 case of 100 at most.",
               [](A a) { return a.total.loss.p99.value; });
    write_findings(w, all);
    write_excused(w, all);
    write_judged_by(w, all);
    return w.take();
}

}  // namespace knockon

// Comma-separated values: one row per change and department (RFC 4180).

#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "base/text.h"
#include "report/pipelines/pipelines.h"
#include "report/words/said.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

/// Rows of cells; a text is quoted and cannot begin a formula, whatever it says.
class CsvWriter {
  public:
    void cell(std::string_view outside);
    void cell(double x);
    void cell(const std::optional<double>& x);
    void cell(const Estimate& e) { cell(e.value); }
    void name(Words head) { raw(std::string(head.text())); }
    void end_row() {
        out_ += "\r\n";
        first_ = true;
    }
    std::string take() { return std::move(out_); }

  private:
    void raw(const std::string& text) {
        if (!first_) out_ += ',';
        first_ = false;
        out_ += text;
    }
    std::string out_;
    bool first_ = true;
};

/// Spreadsheets look for a formula after blanks too, and some take full-width signs for the plain
/// ones.
bool begins_formula(std::string_view text) {
    while (!text.empty()) {
        const Character c = first_character(text);
        switch (c.code) {
            case U' ':
            case 0xA0:
            case 0x3000:
                text.remove_prefix(c.bytes);
                continue;
            case U'=':
            case U'+':
            case U'-':
            case U'@':
            case 0xFF1D:
            case 0xFF0B:
            case 0xFF0D:
            case 0xFF20:
            case 0x2212:
                return true;
            default:
                return false;
        }
    }
    return false;
}

void CsvWriter::cell(std::string_view outside) {
    const std::string text = printable(outside);
    std::string quoted = begins_formula(text) ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    raw(quoted + '"');
}

void CsvWriter::cell(double x) {
    assert(std::isfinite(x) && "a figure that is none is an empty cell");
    raw(fmt::format("{}", x == 0 ? 0.0 : x));
}

void CsvWriter::cell(const std::optional<double>& x) {
    if (x)
        cell(*x);
    else
        raw({});
}

void write_head(CsvWriter& w) {
    for (const Words head : {Words("change"),
                             Words("title"),
                             Words("sponsor"),
                             Words("start"),
                             Words("end"),
                             Words("department"),
                             Words("name"),
                             Words("verdict"),
                             Words("over"),
                             Words("reach"),
                             Words("disruption"),
                             Words("disruption_low"),
                             Words("disruption_high"),
                             Words("deadlines_missed"),
                             Words("downtime_mean_s"),
                             Words("downtime_p95_s"),
                             Words("loss_mean"),
                             Words("loss_low"),
                             Words("loss_high"),
                             Words("loss_p95"),
                             Words("loss_p99"),
                             Words("loss_tail_mean"),
                             Words("downtime_if_hit_s"),
                             Words("loss_if_hit"),
                             Words("currency"),
                             Words("accepts_probability"),
                             Words("accepts_loss"),
                             Words("accepts_p95_loss"),
                             Words("accepts_downtime_s"),
                             Words("people"),
                             Words("excused"),
                             Words("judged_by")})
        w.name(head);
    w.end_row();
}

std::string listed(const std::vector<std::string>& words, const char* between = " ") {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : between) + word;
    return all;
}

template <class T>
std::optional<double> stated(const Stated<T>& s) {
    return s ? std::optional<double>(s.value) : std::nullopt;
}

void write_row(CsvWriter& w, const Assessment& a, const Zone& zone, const std::string& judged,
               const DepartmentFigures& d) {
    w.cell(a.change);
    w.cell(a.title);
    w.cell(a.sponsor);
    w.cell(zone.rfc3339(a.start));
    w.cell(zone.rfc3339(a.end));
    w.cell(d.id);
    w.cell(d.name);
    w.cell(name(d.verdict));
    w.cell(listed(d.over));
    w.cell(name(d.reach));
    w.cell(d.disruption);
    w.cell(d.disruption.low);
    w.cell(d.disruption.high);
    w.cell(d.deadlines_missed);
    w.cell(d.downtime_s.mean);
    w.cell(d.downtime_s.p95);
    w.cell(d.loss.mean);
    w.cell(d.loss.mean.low);
    w.cell(d.loss.mean.high);
    w.cell(d.loss.p95);
    w.cell(d.loss.p99);
    w.cell(d.loss.tail_mean);
    w.cell(d.if_hit ? std::optional(d.if_hit->downtime_s.mean.value) : std::nullopt);
    w.cell(d.if_hit ? std::optional(d.if_hit->loss.mean.value) : std::nullopt);
    w.cell(a.currency);
    w.cell(stated(d.appetite.probability));
    w.cell(stated(d.appetite.loss));
    w.cell(stated(d.appetite.p95_loss));
    w.cell(d.appetite.downtime ? std::optional(seconds(*d.appetite.downtime)) : std::nullopt);
    w.cell(static_cast<double>(d.people));
    w.cell(d.excused ? "yes" : "no");
    w.cell(judged);
    w.end_row();
}

}  // namespace

std::string report_csv(std::span<const Assessment> all) {
    CsvWriter w;
    write_head(w);
    for (const Assessment& a : all) {
        const Zone zone = Zone::find(a.timezone).value_or(Zone());
        const std::string judged = listed(judged_by({&a, 1}), "; ");
        for (const DepartmentFigures& d : a.departments) write_row(w, a, zone, judged, d);
    }
    return w.take();
}

std::string csv_for_spreadsheet(std::string_view csv, bool semicolons) {
    std::string out = "\uFEFF";
    bool quoted = false;
    for (const char c : csv) {
        if (c == '"') quoted = !quoted;  // one that is doubled is none for long
        const bool mark = semicolons && !quoted;
        // Outside of quotes stand names of columns and numbers, and nothing else.
        out += mark && c == ',' ? ';' : mark && c == '.' ? ',' : c;
    }
    return out;
}

}  // namespace knockon

// Comma-separated values: one row per change and department (RFC 4180).

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/text.h"
#include "report/pipelines/pipelines.h"
#include "report/words/figures.h"
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
    void name(Words head, Words ending = "") {
        raw(std::string(head.text()) + std::string(ending.text()));
    }
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
    constexpr std::u32string_view blanks = U" \u00A0\u3000",
                                  signs = U"=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212";
    while (!text.empty()) {
        const Character c = first_character(text);
        if (blanks.find(c.code) == blanks.npos) return signs.find(c.code) != signs.npos;
        text.remove_prefix(c.bytes);
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

std::string listed(const std::vector<std::string>& words, const char* between = " ") {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : between) + word;
    return all;
}

template <class T>
std::optional<double> stated(const Stated<T>& s) {
    return s ? std::optional<double>(s.value) : std::nullopt;
}

/// What a row is about.
struct Row {
    const Assessment& a;
    const DepartmentFigures& d;
    const Zone& zone;
    const std::string& judged_by;
    const EconomicsRow* year = nullptr;  // its first year, where anything was stated of it
};

struct Column {
    Words name;
    void (*write)(CsvWriter& w, const Row& r);
};

constexpr Column before_figures[] = {
    {"change", [](CsvWriter& w, const Row& r) { w.cell(r.a.change); }},
    {"title", [](CsvWriter& w, const Row& r) { w.cell(r.a.title); }},
    {"sponsor", [](CsvWriter& w, const Row& r) { w.cell(r.a.sponsor); }},
    {"start", [](CsvWriter& w, const Row& r) { w.cell(r.zone.rfc3339(r.a.start)); }},
    {"end", [](CsvWriter& w, const Row& r) { w.cell(r.zone.rfc3339(r.a.end)); }},
    {"department", [](CsvWriter& w, const Row& r) { w.cell(r.d.id); }},
    {"name", [](CsvWriter& w, const Row& r) { w.cell(r.d.name); }},
    {"verdict", [](CsvWriter& w, const Row& r) { w.cell(name(r.d.verdict)); }},
    {"over", [](CsvWriter& w, const Row& r) { w.cell(listed(r.d.over)); }},
    {"reach", [](CsvWriter& w, const Row& r) { w.cell(name(r.d.reach)); }},
    {"disruption", [](CsvWriter& w, const Row& r) { w.cell(r.d.disruption); }},
    {"disruption_low", [](CsvWriter& w, const Row& r) { w.cell(r.d.disruption.low); }},
    {"disruption_high", [](CsvWriter& w, const Row& r) { w.cell(r.d.disruption.high); }},
};

/// An amount of the first year.
template <auto member>
void of_year(CsvWriter& w, const Row& r) {
    if (r.year == nullptr)
        w.cell(std::optional<double>());
    else
        w.cell(r.year->*member);
}

constexpr Column after_figures[] = {
    {"currency", [](CsvWriter& w, const Row& r) { w.cell(r.a.currency); }},
    {"accepts_probability",
     [](CsvWriter& w, const Row& r) { w.cell(stated(r.d.appetite.probability)); }},
    {"accepts_loss", [](CsvWriter& w, const Row& r) { w.cell(stated(r.d.appetite.loss)); }},
    {"accepts_p95_loss", [](CsvWriter& w, const Row& r) { w.cell(stated(r.d.appetite.p95_loss)); }},
    {"accepts_downtime_s",
     [](CsvWriter& w, const Row& r) {
         const auto& most = r.d.appetite.downtime;
         w.cell(most ? std::optional(seconds(*most)) : std::nullopt);
     }},
    {"people", [](CsvWriter& w, const Row& r) { w.cell(static_cast<double>(r.d.people)); }},
    {"excused", [](CsvWriter& w, const Row& r) { w.cell(r.d.excused ? "yes" : "no"); }},
    {"judged_by", [](CsvWriter& w, const Row& r) { w.cell(r.judged_by); }},
    {"benefit", of_year<&EconomicsRow::benefit>},
    {"benefit_per_year", of_year<&EconomicsRow::benefit_per_year>},
    {"cost", of_year<&EconomicsRow::cost>},
    {"risk", of_year<&EconomicsRow::risk>},
    {"releases", of_year<&EconomicsRow::releases>},
    {"left_behind", of_year<&EconomicsRow::left_behind>},
    {"net", of_year<&EconomicsRow::net>},
};

void write_head(CsvWriter& w) {
    for (const Column& c : before_figures) w.name(c.name);
    for (const FigureColumn& c : figure_columns()) {
        w.name(c.csv);
        if (c.ends.text().empty()) continue;
        w.name(c.ends, "_low");
        w.name(c.ends, "_high");
    }
    for (const Column& c : after_figures) w.name(c.name);
    w.end_row();
}

void write_row(CsvWriter& w, const Row& r) {
    for (const Column& c : before_figures) c.write(w, r);
    for (const FigureColumn& c : figure_columns()) {
        const std::optional<Estimate> e = c.of(r.d);
        w.cell(e ? std::optional(e->value) : std::nullopt);
        if (c.ends.text().empty()) continue;
        w.cell(e ? std::optional(e->low) : std::nullopt);
        w.cell(e ? std::optional(e->high) : std::nullopt);
    }
    for (const Column& c : after_figures) c.write(w, r);
    w.end_row();
}

}  // namespace

std::string report_csv(std::span<const Assessment> all) {
    CsvWriter w;
    write_head(w);
    for (const Assessment& a : all) {
        const Zone zone = Zone::find(a.timezone).value_or(Zone());
        const std::string judged = listed(judged_by({&a, 1}), "; ");
        std::map<Id, const EconomicsRow*> years;
        if (a.economics)
            for (const EconomicsRow& r : a.economics->departments) years[r.department] = &r;
        for (const DepartmentFigures& d : a.departments) {
            const auto year = years.find(d.id);
            write_row(w, {a, d, zone, judged, year == years.end() ? nullptr : year->second});
        }
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

// report/documents/saved_parts.h: from values of a saved report to what they stand for.
//
// One overload of `load` for every kind of value, so that a list, a mapping or an optional of it
// needs no words of its own. `field` is one key of an object; a key that is missing is an error,
// unless it came into the format later and an empty value says the same.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/portfolio.h"
#include "read/reading.h"

namespace knockon {

class SavedReader {
  public:
    SavedReader(Reading& in, Sources& sources) : in_(in), sources_(sources) {}

    void load(Value v, Assessment& out);
    void load(Value v, Portfolio& out);
    /// Gives the files in the sources the lines that were quoted, each in its place.
    void fill_sources();

  private:
    // saved_parts.cpp: single values
    void load(Value v, bool& out);
    void load(Value v, int& out);
    void load(Value v, std::uint64_t& out);
    void load(Value v, double& out);
    void load(Value v, std::string& out);
    void load(Value v, Instant& out);
    void load(Value v, std::chrono::year_month_day& out);
    void load(Value v, Estimate& out);
    void load(Value v, std::pair<double, double>& out);

    template <class E>
    requires std::is_enum_v<E>
    void load(Value v, E& out) {
        std::string_view known;
        for (int i = 0; !(known = name_of(static_cast<E>(i), i)).empty(); ++i)
            if (v.is_text() && v.text() == known) {
                out = static_cast<E>(i);
                return;
            }
        if (expect_text(in_, v)) wrong_value(in_, v, "this word is not known here");
    }
    template <class T>
    void load(Value v, std::vector<T>& out) {
        if (!expect_list(in_, v)) return;
        for (const Value item : v) {
            if (!in_.goes_on(item, sizeof(T) + item.text().size())) return;
            load(item, out.emplace_back());
        }
    }
    template <class T>
    void load(Value v, std::map<Id, T>& out) {
        if (!expect_map(in_, v)) return;
        for (const Value item : v) {
            if (!in_.goes_on(item, sizeof(T) + item.key().size())) return;
            load(item, out[std::string(item.key())]);
        }
    }
    template <class T>
    void load(Value v, std::optional<T>& out) {
        if (v.is_null()) return;
        load(v, out.emplace());
    }
    template <class T>
    void load(Value v, Stated<T>& out) {
        if (v.is_null()) return;
        load(v, out.value);
        out.stated = true;
    }

    template <class T>
    void field(Value v, std::string_view key, T& out) {
        if (const auto found = v.find(key))
            load(*found, out);
        else
            missing_key(in_, v.at(), "a saved report", key, "…");
    }
    /// A text that is null where there is none.
    void text_or_null(Value v, std::string_view key, std::string& out);
    /// A key that came into the format later, of what stands in the report as a whole: where it is
    /// missing, a note says so.
    template <class T>
    void added(Value v, std::string_view key, T& out) {
        if (const auto found = v.find(key))
            load(*found, out);
        else
            absent_.emplace(key);
    }
    /// A key that may be missing without a loss.
    template <class T>
    void later(Value v, std::string_view key, T& out) {
        if (const auto found = v.find(key)) load(*found, out);
    }

    // The words of an enumeration by number; empty beyond the last.
    static std::string_view name_of(Verdict v, int i) { return i < 3 ? name(v) : ""; }
    static std::string_view name_of(Reach r, int i) { return i < 3 ? name(r) : ""; }
    static std::string_view name_of(Severity s, int i) { return i < 3 ? name(s) : ""; }
    static std::string_view name_of(Verb v, int i) { return i < 8 ? name(v) : ""; }
    static std::string_view name_of(TimelineEntry::Kind k, int i) { return i < 6 ? name(k) : ""; }
    static std::string_view name_of(PictureNode::Kind k, int i) { return i < 4 ? name(k) : ""; }
    static std::string_view name_of(PictureNode::Role r, int i) { return i < 4 ? name(r) : ""; }
    static std::string_view name_of(PictureNode::State s, int i) { return i < 3 ? name(s) : ""; }
    static std::string_view name_of(SignOff::Kind k, int i) { return i < 3 ? name(k) : ""; }
    static std::string_view name_of(CollisionKind k, int i) { return i < 6 ? name(k) : ""; }
    static std::string_view name_of(Cause::Kind k, int i);
    static std::string_view name_of(Absorber::By by, int i);

    /// Fields `file`, `line`, `column` and, where there is one, `end_column`.
    Position place(Value v);
    /// The line that `excerpt` holds, for the text of the file.
    void quote(Value v, Position at);

    // saved_report.cpp, saved_outlook.cpp and saved_since.cpp: records
    void load(Value v, FigureMoved& out);
    void load(Value v, VerdictMoved& out);
    void load(Value v, FindingMoved& out);
    void load(Value v, SignOffMoved& out);
    void load(Value v, InputMoved& out);
    void load(Value v, Since& out);
    void load(Value v, Related& out);
    void load(Value v, Input& out);
    void load(Value v, Method& out);
    void load(Value v, Absorber& out);
    void load(Value v, LossFigures& out);
    void load(Value v, Without& out);
    void load(Value v, Planned& out);
    void load(Value v, Appetite& out);
    void load(Value v, Acceptance& out);
    void load(Value v, Figures& out);
    void load(Value v, DepartmentFigures& out);
    void load(Value v, Cause& out);
    void load(Value v, CauseFigures& out);
    void load(Value v, Why& out);
    void load(Value v, Finding& out);
    void load(Value v, Assumption& out);
    void load(Value v, TimelineEntry& out);
    void load(Value v, SteadyState& out);
    void load(Value v, StructureChange& out);
    void load(Value v, SinglePoint& out);
    void load(Value v, Combination& out);
    void load(Value v, StructureReport& out);
    void load(Value v, EconomicsRow& out);
    void load(Value v, Economics& out);
    void load(Value v, WindowOption::Row& out);
    void load(Value v, WindowOption& out);
    void load(Value v, StartOption& out);
    void load(Value v, Compensation& out);
    void load(Value v, Waiting& out);
    void load(Value v, YearBudget& out);
    void load(Value v, Exit& out);
    void load(Value v, SignOff& out);
    void load(Value v, Inform& out);
    void load(Value v, Mitigation& out);
    void load(Value v, BreakEven& out);
    void load(Value v, PictureNode& out);
    void load(Value v, PictureEdge& out);
    void load(Value v, Picture& out);
    void load(Value v, Meeting& out);
    void load(Value v, TogetherRow& out);
    void load(Value v, Together& out);
    void load(Value v, LeftOut& out);
    void load_figures(Value v, Figures& out);
    void load_downtime(Value v, DowntimeFigures& out);
    void load_heading(Value v, Assessment& out);

    void note_what_is_absent(Assessment& out);

    Reading& in_;
    Sources& sources_;
    std::set<std::string> absent_;  // keys of the report at hand
    std::map<std::string, std::uint32_t> files_;
    std::map<std::uint32_t, std::map<std::uint32_t, std::string>> quoted_;  // file, line
};

}  // namespace knockon

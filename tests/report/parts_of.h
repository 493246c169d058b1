// An assessment taken apart into named values, so that a test can tell which of them is empty, or
// differs between two.
//
// Every record is taken apart by a structured binding: a field that is added to it does not compile
// here until it has a name. It then has to be set in the sample of saved_test.cpp, written by
// report_json.cpp and read by saved_report.cpp, or the tests say which one forgot it.
#pragma once

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "assess/answer/assessment.h"

namespace knockon::parts {

class Apart {
  public:
    struct Value {
        std::string path, field, text;  // field: "Finding.code", wherever it occurs
        bool set;
    };
    std::vector<Value> values;

    void add(const std::string& path, bool x) { put(path, x ? "true" : "false", true); }
    void add(const std::string& path, int x) { put(path, fmt::format("{}", x), x != 0); }
    void add(const std::string& path, std::size_t x) { put(path, fmt::format("{}", x), x != 0); }
    void add(const std::string& path, double x) { put(path, fmt::format("{}", x), x != 0); }
    void add(const std::string& path, const std::string& x) { put(path, x, !x.empty()); }
    void add(const std::string& path, Instant x) {
        put(path, fmt::format("{}", x.time_since_epoch().count()), x != Instant{});
    }
    void add(const std::string& path, Duration x) {
        put(path, fmt::format("{}", x.count()), x != Duration{});
    }
    void add(const std::string& path, std::chrono::year_month_day x) {
        put(path, fmt::format("{}", std::chrono::sys_days(x).time_since_epoch().count()), true);
    }
    /// Files are counted differently in another run, and a length is not always written.
    void add(const std::string& path, Position p) {
        put(path, fmt::format("{}:{}:{}", p.file != 0, p.line, p.column), !!p);
    }
    template <class E>
    requires std::is_enum_v<E>
    void add(const std::string& path, E x) {
        put(path, fmt::format("{}", static_cast<int>(x)), true);
    }
    template <class T>
    void add(const std::string& path, const std::optional<T>& x) {
        put(path, x ? "some" : "none", x.has_value());
        if (x) add(path, *x);
    }
    template <class T>
    void add(const std::string& path, const Stated<T>& x) {
        put(path, x ? "some" : "none", x.stated);
        if (x) add(path, x.value);
    }
    template <class T>
    void add(const std::string& path, const std::vector<T>& x) {
        put(path + ".size", fmt::format("{}", x.size()), !x.empty());
        const std::string field = field_;
        for (const T& item : x) {
            field_ = field;
            add(path + "[]", item);
        }
    }
    template <class T>
    void add(const std::string& path, const std::map<Id, T>& x) {
        put(path + ".size", fmt::format("{}", x.size()), !x.empty());
        for (const auto& [key, item] : x) {
            add(path + ".key", key);
            add(path + "[]", item);
        }
    }
    template <class A, class B>
    void add(const std::string& path, const std::pair<A, B>& x) {
        add(path + ".first", x.first);
        add(path + ".second", x.second);
    }

// One name per field; `all` gives each to `add` under that name.
#define KNOCKON_APART(Type, ...)                            \
    void add(const std::string& under, const Type& whole) { \
        const auto& [__VA_ARGS__] = whole;                  \
        all(#Type, under, #__VA_ARGS__, __VA_ARGS__);       \
    }
    KNOCKON_APART(Estimate, value, low, high, inputs_low, inputs_high)
    KNOCKON_APART(Absorber, by, where, text)
    KNOCKON_APART(LossFigures, mean, p95, p99, tail_mean, given_any)
    KNOCKON_APART(DowntimeFigures, mean, p95)
    KNOCKON_APART(Planned, downtime_s, from, to)
    KNOCKON_APART(Without, disruption, downtime_s, loss)
    KNOCKON_APART(Figures, id, name, department, reach, absorbed_by, disruption, deadlines_missed,
                  downtime_s, loss, planned, without, exceedance, people, harm)
    KNOCKON_APART(Appetite, probability, loss, p95_loss, downtime, loss_per_year)
    KNOCKON_APART(Cause, kind, index, verb, target)
    KNOCKON_APART(CauseFigures, cause, loss, by_department, last_in, risk_reduction_worth,
                  risk_achievement_worth)
    KNOCKON_APART(Why, process, share, members, chain, holds)
    KNOCKON_APART(SteadyState, unavailability, downtime_h_per_year, episodes_per_year,
                  disruptions_per_year, loss_per_year)
    KNOCKON_APART(StructureChange, id, before, after)
    KNOCKON_APART(SinglePoint, component, process)
    KNOCKON_APART(Combination, process, members, probability)
    KNOCKON_APART(StructureReport, engine, processes, new_points, removed_points, new_sets,
                  removed_sets, more_per_year, year_one)
    KNOCKON_APART(Related, at, message)
    void add(const std::string& under, const Finding& f) {
        all("Finding", under,
            "code, severity, quality, message, help, at, related, subjects, fingerprint, accepted, "
            "brought_about, excused, extent",
            f.code, f.severity, f.quality, f.message, f.help, f.at, f.related, f.subjects,
            f.fingerprint, f.accepted, f.brought_about, f.excused, f.extent);
    }
    KNOCKON_APART(FigureMoved, department, what, before, after, more, same_draws)
    KNOCKON_APART(VerdictMoved, department, before, after)
    KNOCKON_APART(FindingMoved, code, severity, message, fingerprint, was)
    KNOCKON_APART(SignOffMoved, kind, who, name, before, after)
    KNOCKON_APART(InputMoved, path, before, after, moves, by_department, verdicts)
    KNOCKON_APART(Since, path, version, known, verdict, verdicts, figures, within_error, came, went,
                  sign_off, new_points, gone_points, new_limits, gone_limits, inputs, files,
                  only_worse, notes)
    KNOCKON_APART(Assumption, of, what, value, source)
    KNOCKON_APART(Method, engine, runs, relative_error, worst)
    KNOCKON_APART(EconomicsRow, department, benefit, cost, risk, net)
    KNOCKON_APART(WindowOption::Row, loss, disruption, verdict)
    KNOCKON_APART(WindowOption, start, loss, departments, blocked, saves, saving)
    KNOCKON_APART(StartOption, start, loss, verdict, blocked)
    KNOCKON_APART(TimelineEntry, kind, id, text, from, to)
    KNOCKON_APART(Compensation, department, amount)
    KNOCKON_APART(Waiting, department, per_week)
    KNOCKON_APART(YearBudget, department, budget, used)
    KNOCKON_APART(Exit, supplier, takes_s, cost)
    KNOCKON_APART(Economics, departments, total, externality_share, flag, compensation, waiting,
                  budget, year_budgets, exits)
    KNOCKON_APART(SignOff, kind, who, name, reasons, given, standing)
    KNOCKON_APART(Inform, department, people, text)
    KNOCKON_APART(Mitigation, kind, text, saves, cost, verdicts, edits)
    KNOCKON_APART(BreakEven, input, path, at, value, flips_at, department, verdict, settles, above)
    KNOCKON_APART(PictureNode, kind, role, state, id, name, kind_name, department, supplier,
                  sourcing, loss, verdict, count, at)
    KNOCKON_APART(PictureEdge, from, to, text, added, removed)
    KNOCKON_APART(Picture, nodes, edges, left_out, dropped)
    KNOCKON_APART(Input, path, sha256)
#undef KNOCKON_APART

    /// Where an acceptance stands in its policy is not part of a report.
    void add(const std::string& path, const Acceptance& whole) {
        const auto& [finding, exceeds, subject, because, by, until, at] = whole;
        static_cast<void>(at);
        all("Acceptance", path, "finding, exceeds, subject, because, by, until", finding, exceeds,
            subject, because, by, until);
    }
    void add(const std::string& path, const DepartmentFigures& d) {
        static_assert(sizeof(DepartmentFigures) == sizeof(Figures) + sizeof(Appetite) +
                                                       sizeof(std::size_t) + sizeof(d.over) +
                                                       sizeof(d.settle) + sizeof(d.accepted) +
                                                       sizeof(std::size_t),
                      "name the new field of DepartmentFigures below");
        add(path, static_cast<const Figures&>(d));
        all("DepartmentFigures", path, "appetite, verdict, over, settle, accepted, excused",
            d.appetite, d.verdict, d.over, d.settle, d.accepted, d.excused);
    }
    void add(const std::string& path, const Assessment& a) {
        const auto& [version, seed, organisation, currency, timezone, inputs, change, change_at,
                     title, sponsor, sponsor_name, start, end, hypercare_end, verdict, transition,
                     limits_hit, departments, processes, total, causes, why, structure, economics,
                     windows, starts, mitigations, helps_little, sign_off, inform, break_even,
                     picture, last_turn_back, timeline, findings, coverage, overrides, assumptions,
                     rests_on, since, notes] = a;
        all("Assessment", path,
            "version, seed, organisation, currency, timezone, inputs, change, change_at, title, "
            "sponsor, "
            "sponsor_name, start, end, hypercare_end, verdict, transition, limits_hit, "
            "departments, processes, total, causes, why, structure, economics, windows, starts, "
            "mitigations, helps_little, sign_off, inform, break_even, picture, last_turn_back, "
            "timeline, findings, coverage, overrides, "
            "assumptions, values, since, notes",
            version, seed, organisation, currency, timezone, inputs, change, change_at, title,
            sponsor, sponsor_name, start, end, hypercare_end, verdict, transition, limits_hit,
            departments, processes, total, causes, why, structure, economics, windows, starts,
            mitigations, helps_little, sign_off, inform, break_even, picture, last_turn_back,
            timeline, findings, coverage, overrides, assumptions, rests_on, since, notes);
    }

  private:
    void put(const std::string& path, std::string text, bool set) {
        values.push_back({path, field_, std::move(text), set});
    }
    template <class... Fields>
    void all(std::string_view type, const std::string& path, std::string_view names,
             const Fields&... fields) {
        const auto next = [&] {
            const std::size_t comma = std::min(names.find(','), names.size());
            std::string name(names.substr(0, comma));
            names.remove_prefix(std::min(comma + 1, names.size()));
            while (!names.empty() && names[0] == ' ') names.remove_prefix(1);
            field_ = std::string(type) + "." + name;
            return path + "." + name;
        };
        (add(next(), fields), ...);
    }

    std::string field_;
};

/// Fields that are empty wherever they occur.
inline std::string unset(const Assessment& a) {
    Apart apart;
    apart.add("", a);
    std::map<std::string, bool> set;
    for (const Apart::Value& v : apart.values) set[v.field] |= v.set;
    std::string names;
    for (const auto& [path, given] : set)
        if (!given) names += path + " ";
    return names;
}

/// Paths whose values differ, in order.
inline std::string differences(const Assessment& a, const Assessment& b) {
    Apart x, y;
    x.add("", a);
    y.add("", b);
    std::string names;
    for (std::size_t i = 0; i < std::max(x.values.size(), y.values.size()); ++i) {
        if (i >= x.values.size() || i >= y.values.size()) return names + "(number of values)";
        const auto &v = x.values[i], &w = y.values[i];
        if (v.path != w.path) return names + v.path + "/" + w.path;
        if (v.text != w.text) names += v.path + ": " + v.text + " became " + w.text + "\n";
    }
    return names;
}

}  // namespace knockon::parts

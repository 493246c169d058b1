#include "assess/moved_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "assess/study/edits.h"
#include "assess/study/figures.h"
#include "assess/study/values.h"
#include "base/text.h"
#include "model/check.h"
#include "read/read.h"
#include "risk/tally.h"

namespace knockon {
namespace {

constexpr std::size_t most_tried = 8;
constexpr int longest_record = 120;  // characters of what a record said that came or went
constexpr std::string_view start_path = "window.start";

/// `components.erp` of `components.erp.recovery`, `steps.2` of `steps.2.fails`.
std::string record_of(const std::string& path) {
    const std::size_t first = path.find('.');
    if (first == path.npos) return path;
    return path.substr(0, path.find('.', first + 1));
}

using Values = std::map<std::string, std::string>;

std::set<std::string> records_of(const Values& values) {
    std::set<std::string> records;
    for (const auto& [path, value] : values) records.insert(record_of(path));
    return records;
}

/// Of a record that is in one of two reports only, one line says all of it.
void add_record(const std::string& path, const std::string& value, bool fresh,
                std::vector<InputMoved>& out) {
    const std::string record = record_of(path);
    const std::string said = path == record ? value : path.substr(record.size() + 1) + ": " + value;
    if (!out.empty() && out.back().path == record) {
        std::string& text = fresh ? *out.back().after : *out.back().before;
        text = cut(text + ", " + said, longest_record);
        return;
    }
    InputMoved moved;
    moved.path = record;
    (fresh ? moved.after : moved.before) = cut(said, longest_record);
    out.push_back(std::move(moved));
}

std::vector<InputMoved> differing(const Values& was, const Values& is) {
    const auto records_before = records_of(was), records_now = records_of(is);
    std::vector<InputMoved> out;
    const auto add = [&](const std::string& path, const std::string* before,
                         const std::string* after) {
        if (path == start_path) return;
        const std::string record = record_of(path);
        if (!records_before.contains(record) || !records_now.contains(record))
            return add_record(path, before ? *before : *after, after != nullptr, out);
        InputMoved moved;
        moved.path = path;
        if (before) moved.before = *before;
        if (after) moved.after = *after;
        out.push_back(std::move(moved));
    };
    auto b = was.begin(), a = is.begin();
    while (b != was.end() || a != is.end()) {
        const bool gone = a == is.end() || (b != was.end() && b->first < a->first);
        const bool fresh = b == was.end() || (a != is.end() && a->first < b->first);
        if (gone) {
            add(b->first, &b->second, nullptr);
        } else if (fresh) {
            add(a->first, nullptr, &a->second);
        } else if (a->second != b->second) {
            add(a->first, &b->second, &a->second);
        }
        if (!fresh) ++b;
        if (!gone) ++a;
    }
    return out;
}

/// What nobody stated and is taken to be another value all the same: a count of past changes, a
/// default of another version.
void add_assumptions(const Assessment& was, const Assessment& is, std::vector<InputMoved>& out) {
    std::map<std::string, std::string> before;
    for (const Assumption& a : was.assumptions) before[a.what + " of " + a.of] = a.value;
    for (const Assumption& a : is.assumptions) {
        const auto known = before.find(a.what + " of " + a.of);
        if (known == before.end() || known->second == a.value) continue;
        out.push_back({"assumed " + known->first, known->second, a.value, {}, {}, {}});
    }
}

bool can_be_put_back(const InputMoved& i, const std::set<std::string>& known) {
    return i.before && i.after && !is_digest(*i.before) && !is_digest(*i.after) &&
           (i.path == start_path || known.contains(i.path));
}

/// Puts one input back. False where it does not fit.
bool put_back(const InputMoved& input, Landscape& landscape, Change& change,
              std::optional<Moment>& start) {
    if (input.path == start_path) {
        const auto moment = parse_moment(*input.before);
        if (moment) start = *moment;
        return bool(moment);
    }
    Sources sources;
    Diagnostics problems;
    set_value(input.path + "=" + *input.before, landscape, &change, sources, problems);
    return !problems.has_errors();
}

bool is_sound(const Landscape& landscape) {
    Diagnostics problems;
    check(landscape, problems);
    return !problems.has_errors();
}

std::optional<std::size_t> place_on(const ScoreBoard& board, const Id& department, Scored figure) {
    if (department.empty()) return board.total(figure);
    const auto d = board.find_department(department);
    if (!d) return std::nullopt;
    return board.department(*d, figure);
}

/// A figure now, less what it is in what was tried. What neither reaches has none.
std::optional<Estimate> difference(const Study& study, const Played& played, const Tried& tried,
                                   const Id& department, Scored figure) {
    std::vector<MeanTerm> terms;
    if (const auto i = place_on(study.board, department, figure))
        terms.push_back({&played.tally, *i, 1});
    if (const auto i = place_on(tried.study->board, department, figure))
        terms.push_back({&tried.played.tally, *i, -1});
    if (terms.empty()) return std::nullopt;
    return estimate(combined(terms));
}

bool is_known(const Estimate& e) { return e.low > 0 || e.high < 0; }

/// What the input makes, from the question with that one put back.
void weigh(const Study& study, const Played& played, const Tried& tried, const Assessment& report,
           InputMoved& input) {
    input.moves = difference(study, played, tried, {}, Scored::loss);
    for (const DepartmentFigures& d : judged(*tried.study, tried.played)) {
        const auto more = difference(study, played, tried, d.id, Scored::loss);
        if (more && is_known(*more)) input.by_department[d.id] = *more;
        for (const DepartmentFigures& now : report.departments)
            if (now.id == d.id && now.verdict != d.verdict) input.verdicts[d.id] = d.verdict;
    }
}

bool moves_more(const InputMoved& a, const InputMoved& b) {
    const auto size = [](const InputMoved& i) { return i.moves ? std::abs(i.moves->value) : -1; };
    return size(a) > size(b);
}

}  // namespace

PutBack::PutBack(const Study& study, const Played& played, const AssessOptions& options,
                 Assessment& report)
    : study_(study), played_(played) {
    const Assessment& before = *options.since;
    Since& since = *report.since;
    since.inputs = differing(before.values, report.values);
    const Zone& zone = study.calendars.landscape_zone();
    if (before.start != report.start)
        since.inputs.push_back({std::string(start_path),
                                written(before.start, zone),
                                written(report.start, zone),
                                {},
                                {},
                                {}});
    if (before.values.empty()) {
        since.inputs.clear();
        since.notes.emplace_back(
            "the earlier report holds no values, so the inputs cannot be compared; only the files "
            "can");
    }
    add_assumptions(before, report, since.inputs);
    if (before.seed != report.seed)
        since.inputs.push_back(
            {"--seed", std::to_string(before.seed), std::to_string(report.seed), {}, {}, {}});

    std::set<std::string> known;
    for (const auto& [path, value] : report.values)
        if (before.values.contains(path)) known.insert(path);
    if (!before.values.empty() && !since.inputs.empty() &&
        std::all_of(since.inputs.begin(), since.inputs.end(),
                    [&](const InputMoved& input) { return can_be_put_back(input, known); }))
        put_all_back(options, since.inputs);
    std::size_t tried = 0, left = 0;
    for (InputMoved& input : since.inputs) {
        if (!can_be_put_back(input, known)) continue;
        if (tried == most_tried) {
            ++left;
            continue;
        }
        ++tried;
        if (all_ && since.inputs.size() == 1) {
            weigh(study, played, *all_, report, input);  // alone it is all of them
            continue;
        }
        Landscape landscape = *study.before;
        Change change = *study.change;
        std::optional<Moment> other;
        if (!put_back(input, landscape, change, other) || !is_sound(landscape)) continue;
        if (const auto one = try_out(landscape, change, other, played, options, Kept::losses))
            weigh(study, played, *one, report, input);
    }
    if (left > 0)
        since.notes.push_back(
            fmt::format("which input moved it: at most {} are put back alone; {} more {} not",
                        most_tried, left, left == 1 ? "was" : "were"));
    std::stable_sort(since.inputs.begin(), since.inputs.end(), moves_more);
}

void PutBack::put_all_back(const AssessOptions& options, const std::vector<InputMoved>& inputs) {
    landscape_ = *study_.before;
    change_ = *study_.change;
    std::optional<Moment> start;
    for (const InputMoved& input : inputs)
        if (!put_back(input, *landscape_, *change_, start)) return;
    if (is_sound(*landscape_))
        all_ = try_out(*landscape_, *change_, start, played_, options, Kept::all);
}

std::optional<Estimate> PutBack::more(const Id& department, Scored figure,
                                      const Estimate& was) const {
    if (!all_) return std::nullopt;
    const auto i = place_on(all_->study->board, department, figure);
    const Estimate again = i ? estimate(all_->played.tally.mean(*i)) : Estimate{};
    const double slack = 1e-9 * std::abs(was.value);
    if (again.low > was.high + slack || again.high < was.low - slack) return std::nullopt;
    return difference(study_, played_, *all_, department, figure);
}

}  // namespace knockon

// knockon compare: alternatives for the same wish, side by side.
#include "assess/compare.h"

#include <deque>
#include <optional>

#include "assess/schedule/planned.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/question.h"
#include "model/base_rates.h"
#include "model/check.h"

namespace knockon {
namespace {

constexpr int most_alternatives = 10;

struct Choice {
    std::string path;
    std::optional<Landscape> own;  // where it is not the common one
    Change change;
};

/// One alternative, checked; what is wrong is in `session.diagnostics`.
Choice load_choice(Session& session, const Question& common, const std::string& path) {
    Diagnostics& out = session.diagnostics;
    const std::size_t before = out.all.size();
    Choice c{path, {}, {}};
    c.change = read_change(path, session.settings.limits, session.sources, out);
    const auto sets = session.line.values("set");
    if (!sets.empty()) c.own = common.landscape;
    for (const std::string& assignment : sets)
        set_value(assignment, *c.own, &c.change, session.sources, out);
    c.change.record = track_records(c.change, common.history);
    if (out.first_error(before) != nullptr) return c;
    const auto landscape = [&]() -> const Landscape& { return c.own ? *c.own : common.landscape; };
    if (!c.change.after.empty())
        c.own = landscape_by_then(landscape(), c.change, common.planned, common.start, out);
    if (out.first_error(before) != nullptr) return c;
    check(c.change, landscape(), out);
    apply(landscape(), c.change, out);
    return c;
}

int run_compare(Session& session) {
    Diagnostics& out = session.diagnostics;
    const Question common = load_common(session);
    check_in_passing(session, common.landscape);
    const bool landscape_holds = !out.has_errors();
    std::deque<Choice> choices;
    for (const std::string& path : session.line.operands)
        choices.push_back(load_choice(session, common, path));
    if (landscape_holds && !out.has_errors() && session.line.has("set"))
        check_in_passing(session, *choices.front().own);
    std::optional<Comparison> comparison;
    if (!out.has_errors()) {
        AssessOptions options = assess_options(session, common);
        Progress progress(session.settings);
        options.progress = [&](double share) { progress.show(share); };
        std::vector<Alternative> alternatives;
        for (const Choice& c : choices)
            alternatives.push_back({c.path, c.own ? &*c.own : &common.landscape, &c.change});
        if (!out.has_errors())
            comparison =
                compare(alternatives, common.policy, common.history, options, session.sources, out);
    }
    if (refused(session) || !comparison) return status_input;
    comparison->version = program_version;
    comparison->inputs = inputs_of(session.sources);
    comparison->overrides = overrides(session.line);
    return deliver(session,
                   {{"text", [&](const TextOptions& o) { return compare_text(*comparison, o); }},
                    {"json", [&](const TextOptions&) { return compare_json(*comparison); }}});
}

}  // namespace

Command compare_command() {
    return {
        "compare",
        "alternatives for the same wish: what each puts at risk, for whom, at what cost",
        {"CHANGE CHANGE…", 2, most_alternatives},
        "  knockon compare -l landscape changes/spring.yaml changes/spring-later.yaml\n"
        "  knockon compare --format json bought.yaml outsourced.yaml own.yaml",
        "Each has the figures that assessing it alone gives; what they differ by is worked out\n"
        "run by run on the same draws. It is no gate: the exit status is 0 when it has answered.",
        {"text", "json"},
        question_options() + input_options() +
            only(method_options(), {"seed", "jobs", "max-error", "max-runs", "engine", "today"}) +
            output_options(),
        run_compare};
}

}  // namespace knockon

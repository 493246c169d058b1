#include "cli/question.h"

#include "assess/answer/names.h"
#include "assess/schedule/planned.h"
#include "base/codes.h"
#include "cli/inputs.h"
#include "cli/values.h"
#include "model/base_rates.h"
#include "model/check.h"

namespace knockon {
namespace {

/// `ID[@FROM..TO]`.
std::optional<AssumedDown> assumed_down(const std::string& text, const Landscape& landscape,
                                        Diagnostics& out) {
    AssumedDown down;
    const std::size_t at = text.find('@');
    down.id = text.substr(0, at);
    if (!landscape.components.contains(down.id) && !landscape.suppliers.contains(down.id)) {
        std::vector<Id> known;
        for (const auto& [id, c] : landscape.components) known.push_back(id);
        for (const auto& [id, s] : landscape.suppliers) known.push_back(id);
        out.error(code::unknown_id, {}, "`--down` names `" + down.id + "`, which is not defined",
                  help_for_unknown(down.id, known, landscape));
        return std::nullopt;
    }
    if (at == std::string::npos) return down;
    const std::size_t dots = text.find("..", at);
    if (dots == std::string::npos) {
        refuse_value("down", text,
                     "ID@FROM..TO, for example erp@2026-12-30T18:00..2026-12-31T06:00", out);
        return std::nullopt;
    }
    const auto from = parse_moment(text.substr(at + 1, dots - at - 1));
    const auto to = parse_moment(text.substr(dots + 2));
    if (!from || !to) {
        refuse_value("down", text, from ? to.expected : from.expected, out);
        return std::nullopt;
    }
    down.from = *from;
    down.to = *to;
    return down;
}

}  // namespace

Question load_common(Session& session) {
    Question q;
    q.landscape = load_landscape(session);
    q.policy = load_policy(session);
    q.history = load_history(session);
    q.planned = load_planned(session);
    if (const auto start =
            quantity_option(session.line, "start", parse_moment, session.diagnostics))
        q.start = *start;
    return q;
}

Question load_question(Session& session) {
    Diagnostics& out = session.diagnostics;
    Question q = load_common(session);
    const bool sound = !out.has_errors();
    const std::size_t first = out.all.size();
    q.change =
        read_change(session.line.operands.front(), session.settings.limits, session.sources, out);
    if (sound && out.has_errors()) add_dangling(q.change, q.landscape, first, out);
    for (const std::string& assignment : session.line.values("set"))
        set_value(assignment, q.landscape, &q.change, session.sources, out);
    q.change.record = track_records(q.change, q.history);
    check_in_passing(session, q.landscape);
    if (!out.has_errors())
        q.landscape = landscape_by_then(q.landscape, q.change, q.planned, q.start, out);
    if (!out.has_errors()) {
        check(q.policy, q.landscape, out);
        check(q.change, q.landscape, out);
        apply(q.landscape, q.change, out);
    }
    return q;
}

AssessOptions assess_options(Session& session, const Question& question) {
    const Settings& s = session.settings;
    AssessOptions o;
    o.engine = s.engine;
    o.seed = s.seed;
    o.jobs = s.jobs;
    o.max_error = s.max_error;
    o.max_runs = s.max_runs;
    o.max_work = s.limits.work;
    o.today = today(session, question.landscape);
    if (question.start) o.start = *question.start;
    o.planned = question.planned;
    for (const std::string& text : session.line.values("down"))
        if (auto down = assumed_down(text, question.landscape, session.diagnostics))
            o.down.push_back(std::move(*down));
    return o;
}

std::vector<std::string> overrides(const CommandLine& line) {
    std::vector<std::string> given;
    for (const char* option : {"start", "down", "set"})
        for (const std::string& value : line.values(option))
            given.push_back(std::string("--") + option + " " + value);
    return given;
}

std::vector<Option> question_options() {
    return {
        {"start", 0, "MOMENT", "begin then instead", false, "What if"},
        {"down", 0, "ID[@FROM..TO]", "take this as down, with and without the change", true,
         "What if"},
        {"set", 0, "PATH=VALUE", "another value, for example components.erp.availability=99%", true,
         "What if"},
        {"planned", 0, "PATH",
         "a planned change, or a folder of them: what `after` names comes first, collisions are "
         "findings",
         true, "Input"},
    };
}

}  // namespace knockon

// knockon diff: two versions of a landscape.
#include "report/text/text.h"


#include "base/codes.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"

namespace knockon {
namespace {

Landscape load_side(Session& session, const std::string& path) {
    Landscape l = read_shown(session, {&path, 1});
    check_in_passing(session, l);
    session.left_to_check = 0;  // what is worth a remark is among the findings
    return l;
}

int run_diff(Session& session) {
    Diagnostics& out = session.diagnostics;
    const std::string &old_path = session.line.operands[0], &new_path = session.line.operands[1];
    if (old_path == "-" && new_path == "-")
        out.error(code::bad_option_value, {}, "only one of the two can be standard input",
                  "write the other to a file");
    Landscape before, after;
    DiffOptions options;
    if (!out.has_errors()) {
        before = load_side(session, old_path);
        after = load_side(session, new_path);
        options.policy = load_policy(session);
    }
    LandscapeDiff diff;
    if (!out.has_errors()) {
        options.seed = session.settings.seed;
        options.jobs = session.settings.jobs;
        options.today = today(session, after);
        options.most_parts = session.settings.limits.parts;
        options.max_work = session.settings.limits.work;
        Progress progress(session.settings);
        options.progress = [&](double share) { progress.show(share); };
        diff = landscape_diff(before, after, options, out);
    }
    if (refused(session)) return status_input;
    diff.version = program_version;
    const Sources& sources = session.sources;
    return deliver(session,
                   {{"text", [&](const TextOptions& o) { return diff_text(diff, sources, o); }},
                    {"json", [&](const TextOptions&) { return diff_json(diff, sources); }}});
}

}  // namespace

Command diff_command() {
    return {"diff",
            "two versions of a landscape: what changed, and what that does",
            {"OLD NEW", 2, 2},
            "  knockon diff landscape.old/ landscape/\n"
            "  git show main:landscape.yaml | knockon diff - landscape.yaml\n"
            "  knockon diff --format json old.yaml new.yaml > diff.json",
            "OLD and NEW are files or folders; one may be - for standard input. Values are\n"
            "compared, not lines: another order, another file, 90m for 1h30m are no change. Then\n"
            "each process that fares otherwise: hours down and loss per year, single points of\n"
            "failure; and the findings that are new or gone. It is no gate.",
            {"text", "json"},
            only(input_options(), {"policy", "limit"}) +
                only(method_options(), {"seed", "jobs", "progress", "today"}) + output_options(),
            run_diff};
}

}  // namespace knockon

#include "cli/inputs.h"

#include <algorithm>

#include "assess/schedule/planned.h"
#include "assess/study/calendars.h"
#include "base/codes.h"
#include "calendar/zone.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "model/check.h"

namespace knockon {
namespace {

/// Whether what was said from `first` on leaves it known who is defined.
bool only_values_are_wrong(const Diagnostics& said, std::size_t first) {
    return std::all_of(said.all.begin() + static_cast<std::ptrdiff_t>(first), said.all.end(),
                       [](const Diagnostic& d) {
                           return d.severity != Severity::error || d.code == code::wrong_value ||
                                  d.code == code::missing_key || d.code == code::out_of_range ||
                                  d.code == code::no_value;
                       });
}

/// Of what a check found, what holds although values are missing.
void add_dangling(Diagnostics found, Diagnostics& out) {
    for (Diagnostic& d : found.all)
        if (d.code == code::dangling_reference || d.code == code::step_target_missing)
            out.add(std::move(d));
}

}  // namespace

void add_dangling(const Change& change, const Landscape& landscape, std::size_t first,
                  Diagnostics& out) {
    if (!only_values_are_wrong(out, first)) return;
    Diagnostics found;
    check(change, landscape, found);
    const bool has_steps = std::all_of(change.steps.begin(), change.steps.end(),
                                       [](const Step& s) { return !s.target->empty(); });
    if (has_steps) apply(landscape, change, found);
    add_dangling(std::move(found), out);
}

std::vector<std::string> landscape_paths(const Session& session) {
    std::vector<std::string> paths = session.settings.landscape;
    for (const char* usual : {"landscape", "landscape.yaml"})
        if (paths.empty() && is_there(usual)) paths.emplace_back(usual);
    return paths;
}

Landscape read_shown(Session& session, std::span<const std::string> paths) {
    Limits limits = session.settings.limits;
    Progress progress(session.settings);
    limits.progress = [&](double share) { progress.show(share); };
    return read_landscape(paths, limits, session.sources, session.diagnostics);
}

Landscape load_landscape(Session& session) {
    const std::vector<std::string> paths = landscape_paths(session);
    if (paths.empty()) {
        session.diagnostics.error(code::no_landscape, {},
                                  "there is no landscape/ and no landscape.yaml here",
                                  "name one with `-l PATH`");
        return {};
    }
    Diagnostics& out = session.diagnostics;
    const std::size_t before = out.all.size();
    Landscape landscape = read_shown(session, paths);
    if (out.first_error(before) != nullptr && only_values_are_wrong(out, before)) {
        Diagnostics found;
        check(landscape, found);
        add_dangling(std::move(found), out);
    }
    return landscape;
}

void check_landscape(const Session& session, const Landscape& landscape, Diagnostics& out) {
    check(landscape, out);
    const Calendars calendars = compile_calendars(landscape, out);
    if (out.has_errors()) return;
    const std::chrono::local_days day{today(session, landscape)};
    check_deadlines(landscape, calendars, calendars.landscape_zone().to_instant(day), out);
}

void check_in_passing(Session& session, const Landscape& landscape) {
    if (session.diagnostics.has_errors()) return;
    compile_calendars(landscape, session.diagnostics);
    if (session.diagnostics.has_errors()) return;
    Diagnostics found;
    check_landscape(session, landscape, found);
    if (found.has_errors() || session.settings.verbose)
        for (const Diagnostic& d : found.all) session.diagnostics.add(d);
    else
        session.left_to_check = found.all.size();
}

Policy load_policy(Session& session) {
    if (session.settings.policy.empty()) return {};
    const std::size_t before = session.sources.files.size();
    Policy policy = read_policy(session.settings.policy, session.settings.limits, session.sources,
                                session.diagnostics);
    for (std::size_t i = before; i < session.sources.files.size(); ++i)
        session.sources.files[i].as = "policy";
    return policy;
}

History load_history(Session& session) {
    if (session.settings.history.empty()) return {};
    return read_history(session.settings.history, session.settings.limits, session.sources,
                        session.diagnostics);
}

std::vector<Change> load_planned(Session& session) {
    std::vector<Change> planned =
        read_changes(session.line.values("planned"), session.settings.limits, session.sources,
                     session.diagnostics);
    check_planned(planned, session.diagnostics);
    return planned;
}

bool guard_inputs(Session& session) {
    bool fine = true;
    const auto refuse = [&](std::string what, std::string help) {
        fine = false;
        session.diagnostics.error(code::bad_option_value, {}, std::move(what), std::move(help));
    };
    const std::string record = session.line.value("record");
    for (const auto& [format, path] : session.settings.reports)
        if (!record.empty() && same_place(path, record))
            refuse("`--report` and `--record` name the same file",
                   "every one needs a file of its own");
    for (const auto& [format, path] : session.settings.reports)
        for (std::size_t i = 1; i < session.sources.files.size(); ++i)
            if (same_file(path, session.sources.files[i].path))
                refuse("`--report` would overwrite the input `" + path + "`", "name another file");
    return fine;
}

bool refused(Session& session) {
    guard_inputs(session);
    complain(session);
    return session.diagnostics.has_errors();
}

std::chrono::year_month_day today(const Session& session, const Landscape& landscape) {
    if (session.settings.today) return *session.settings.today;
    const Zone zone = Zone::find(landscape.timezone.value_or("UTC")).value_or(Zone());
    const auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(zone.to_local(now))};
}

}  // namespace knockon

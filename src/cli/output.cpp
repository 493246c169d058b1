#include "cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/codes.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/terminal.h"
#include "report/formats.h"

namespace knockon {
namespace {

const Drawing& drawing_for(const std::vector<Drawing>& drawings, std::string_view format) {
    return *std::find_if(drawings.begin(), drawings.end(),
                         [&](const Drawing& d) { return d.format == format; });
}

/// A path below the working folder as seen from there, however it was given; any other as given.
std::string seen_from_here(const std::string& given) {
    namespace fs = std::filesystem;
    if (given.starts_with('-')) return given;  // standard input, or an option
    const fs::path path = fs::path(given).lexically_normal();
    if (path.empty()) return given;
    if (path.is_relative() && path.begin()->string() != "..") return path.generic_string();
    std::error_code error;
    const fs::path here = fs::current_path(error);
    if (error) return given;
    const fs::path real = fs::weakly_canonical(path, error);
    const fs::path below = error ? fs::path() : real.lexically_relative(here);
    return below.empty() || below.begin()->string() == ".." ? given : below.generic_string();
}

/// Pipelines look for the files that a report names below their working folder.
std::string draw(Session& session, const Drawing& drawing, const TextOptions& options) {
    constexpr std::array<std::string_view, 4> for_pipelines = {"sarif", "junit", "github",
                                                               "gitlab"};
    if (std::find(for_pipelines.begin(), for_pipelines.end(), drawing.format) ==
        for_pipelines.end())
        return drawing.draw(options);
    std::vector<std::string> given;
    for (SourceFile& f : session.sources.files) {
        given.push_back(f.path);
        f.path = seen_from_here(f.path);
    }
    std::string bytes = drawing.draw(options);
    for (std::size_t i = 0; i < given.size(); ++i) session.sources.files[i].path = given[i];
    return bytes;
}

}  // namespace

TextOptions text_options(const Session& session, int descriptor) {
    TextOptions o;
    if (descriptor >= 0) {
        o.width = page_width(session.settings, descriptor);
        o.colour = use_colour(session.settings, descriptor);
    } else {
        o.width = session.settings.width.value_or(80);
    }
    if (session.settings.verbose) o.detail = TextOptions::Detail::full;
    if (session.line.has("brief")) o.detail = TextOptions::Detail::brief;
    o.assumptions = session.line.has("assumptions");
    o.before = session.line.has("all");
    o.require_sign_off = session.line.has("require-sign-off");
    if (session.line.has("gate")) o.gate = named<Severity>(session.line.value("gate"));
    return o;
}

bool shows_reasons(const Session& session) {
    const Settings& s = session.settings;
    const bool brief = session.line.has("brief") || !s.verbose;
    return !brief || s.format != "text" || !s.reports.empty() || session.line.has("record") ||
           session.line.has("assumptions");
}

std::vector<Drawing> drawings_of(const Assessment& a, const Sources& sources) {
    std::vector<Drawing> all;
    for (const ReportFormat& f : report_formats())
        all.push_back({f.name, [&](const TextOptions& o) { return f.draw(a, sources, o); }});
    return all;
}

std::vector<Drawing> drawings_of(const Portfolio& p, const Sources& sources) {
    std::vector<Drawing> all;
    for (const ReportFormat& f : report_formats())
        all.push_back({f.name, [&](const TextOptions& o) { return f.draw_many(p, sources, o); }});
    return all;
}

int deliver(Session& session, const std::vector<Drawing>& drawings, const std::string& verdict,
            int status) {
    const Settings& s = session.settings;
    for (const auto& [format, path] : s.reports) {
        const std::string bytes =
            draw(session, drawing_for(drawings, format), text_options(session, -1));
        if (!write_or_complain(path, bytes)) status = status_surroundings;
    }
    if (s.format != "text" && !s.quiet && !verdict.empty()) write_all(STDERR_FILENO, verdict);
    // A document is asked for; a text, or one beside `--report`, is chatter.
    if (s.quiet && !s.format_given && (s.format == "text" || !s.reports.empty())) return status;
    const std::string bytes =
        draw(session, drawing_for(drawings, s.format), text_options(session, STDOUT_FILENO));
    std::string_view rest = bytes;
    if (rest.starts_with(session.written)) rest.remove_prefix(session.written.size());
    auto failure = write_all(STDOUT_FILENO, rest);
    // Some file systems tell only now that there was no room.
    if (!failure && close(STDOUT_FILENO) != 0) failure = "it could not be closed";
    if (failure) {
        complain_about("standard output", *failure);
        status = status_surroundings;
    }
    return status;
}

int deliver(Session& session, const std::string& text) {
    return deliver(session,
                   {{session.command->formats.front(), [&](const TextOptions&) { return text; }}});
}

void complain(Session& session) {
    Diagnostics shown;
    const auto& all = session.diagnostics.all;
    for (; session.complained < all.size(); ++session.complained)
        if (all[session.complained].severity == Severity::error || !session.settings.quiet)
            shown.add(all[session.complained]);
    std::string text = render(shown, session.sources);
    if (session.left_to_check > 0 && !session.settings.quiet && !shown.has_errors()) {
        text +=
            fmt::format("note: `knockon check` has {} more {} about the landscape\n",
                        session.left_to_check, session.left_to_check == 1 ? "remark" : "remarks");
        session.left_to_check = 0;
    }
    write_all(STDERR_FILENO, text);
}

void complain_about(std::string_view what, std::string_view why) {
    write_all(STDERR_FILENO, fmt::format("error[{}]: cannot write {}: {}\n", code::cannot_write,
                                         printable(what), why));
}

bool write_or_complain(const std::string& path, std::string_view bytes) {
    const auto failure = write_file(path, bytes);
    if (failure) complain_about(path, *failure);
    return !failure;
}

int print(std::string_view text) {
    const auto failure = write_all(STDOUT_FILENO, text);
    if (failure) complain_about("standard output", *failure);
    return failure ? status_surroundings : status_fine;
}

}  // namespace knockon

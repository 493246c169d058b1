// knockon show: a saved report in another form, without the landscape.
#include <array>

#include "cli/inputs.h"
#include "cli/output.h"
#include "report/formats.h"
#include "report/documents/saved.h"

namespace knockon {
namespace {

int show_one(Session& session, const Assessment& a) {
    std::vector<Drawing> drawings;
    for (const ReportFormat& f : report_formats())
        drawings.push_back(
            {f.name, [&](const TextOptions& o) { return f.draw(a, session.sources, o); }});
    return deliver(session, drawings, verdict_line(a), status_fine);
}

int show_many(Session& session, const Portfolio& p) {
    std::vector<Drawing> drawings;
    for (const ReportFormat& f : report_formats())
        drawings.push_back(
            {f.name, [&](const TextOptions& o) { return f.draw_many(p, session.sources, o); }});
    return deliver(session, drawings, verdict_line(p), status_fine);
}

int run_show(Session& session) {
    Diagnostics& out = session.diagnostics;
    const auto saved =
        read_saved(session.line.operands.front(), session.settings.limits, session.sources, out);
    const auto* many = saved ? std::get_if<Portfolio>(&*saved) : nullptr;
    if (refused(session) || !saved) return status_input;
    return many != nullptr ? show_many(session, *many)
                           : show_one(session, std::get<Assessment>(*saved));
}

}  // namespace

Command show_command() {
    constexpr std::array<std::string_view, 1> acted_on = {"limit"};
    return {"show",
            "a saved report in another form",
            "REPORT.json",
            1,
            1,
            "  knockon show report.json\n"
            "  knockon assess --format json changes/spring-campaign.yaml | knockon show -",
            "Draws what `knockon assess --format json` wrote, of one change or of many, without\n"
            "the landscape and without working anything out again: every form says the same as\n"
            "the one that `assess` would have written.",
            report_format_names(),
            std::vector<Option>{
                {"brief", 0, "", "the verdict and the table, nothing else", false, "Output"},
                {"assumptions", 0, "", "list every value that was assumed", false, "Output"}} +
                only(input_options(), acted_on) + output_options(),
            run_show};
}

}  // namespace knockon

// knockon show: a saved report in another form, without the landscape.
#include "cli/inputs.h"
#include "cli/output.h"
#include "report/formats.h"
#include "report/documents/saved.h"

namespace knockon {
namespace {

int run_show(Session& session) {
    const auto saved = read_saved(session.line.operands.front(), session.settings.limits,
                                  session.sources, session.diagnostics);
    if (refused(session) || !saved) return status_input;
    const auto show = [&](const auto& report) {
        return deliver(session, drawings_of(report, session.sources), verdict_line(report));
    };
    return std::visit(show, *saved);
}

}  // namespace

Command show_command() {
    return {"show",
            "a saved report in another form",
            {"REPORT.json", 1, 1},
            "  knockon show report.json\n"
            "  knockon assess --format json changes/spring-campaign.yaml | knockon show -",
            "Draws what `knockon assess --format json` wrote, of one change or of many, without\n"
            "the landscape and without working anything out again: every form says the same as\n"
            "the one that `assess` would have written.",
            report_format_names(),
            std::vector<Option>{
                {"brief", 0, "", "the verdict and the table, nothing else", false, "Output"},
                {"assumptions", 0, "", "list every value that was assumed", false, "Output"}} +
                only(input_options(), {"limit"}) + output_options(),
            run_show};
}

}  // namespace knockon

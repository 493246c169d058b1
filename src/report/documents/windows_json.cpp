// `windows/1`.
#include "assess/windows/windows.h"
#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_report.h"
#include "report/documents/rows_write.h"

namespace knockon {
namespace {

std::vector<Instant> best_of(const WindowsReport& w) {
    std::vector<Instant> starts;
    for (const std::size_t i : w.best) starts.push_back(w.options[i].start);
    return starts;
}

}  // namespace

template <>
struct Rows<WindowsReport> {
    static constexpr Heading heading{"windows", "What each start puts at risk."};
    static void of(auto& row, auto& w) {
        row.kind("windows/1");
        row("version", w.version, "Of the program.");
        row("seed", w.seed);
        row("currency", w.currency);
        row("timezone", w.timezone);
        row.group("change", {"change_name", "A change."}, "", [&](auto& r) {
            r("id", w.change);
            r("title", w.title);
            r("sponsor", w.sponsor);
        });
        row("inputs", w.inputs);
        row("overrides", w.overrides, "What-if options, as given.");
        const Heading method{"windows_method", "How the starts were compared.", compact};
        row.group("method", method, "", [&](auto& r) {
            r("runs", w.runs, "For every start, on the same draws.");
            r("relative_error", w.relative_error);
            r("limits_hit", w.limits_hit);
        });
        row("every_s", w.every, "Between two starts.");
        row("requested", w.requested,
            "The start in the change file; null if it could not be tried.");
        row("windows", w.options, "By time.");
        row("best", written([&] { return best_of(w); }),
            "Starts that nobody's appetite forbids and nothing blocks.");
        row("waiting_per_week", w.waiting_per_week, "What waiting costs.");
        row("waiting", w.waiting, "Whom it costs how much.", Came::later);
        row("notes", w.notes);
    }
};

std::string windows_json(const WindowsReport& w) {
    return written_document(w, {{}, Zone::find(w.timezone).value_or(Zone())});
}

void describe_windows(std::vector<DocumentRecord>& all) {
    RowDescriber::record<WindowsReport>(all);
}

}  // namespace knockon

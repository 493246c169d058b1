// GitLab Code Quality: a list of issues, each with a fingerprint of its own and a relative path.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/pipelines/pipelines.h"
#include "report/words/objections.h"
#include "report/writing/json.h"

namespace knockon {
namespace {

std::string_view severity(Severity s) { return words_of(s, {"info", "major", "critical"}).text(); }

struct Issues {
    JsonWriter w;
    std::map<std::string, int> seen;

    /// GitLab drops what has the fingerprint of another, so that is never the case.
    void issue(const View& v, std::string_view check, std::string_view level,
               const std::string& description, std::string fingerprint, Position at) {
        if (const int n = ++seen[fingerprint]; n > 1) fingerprint += "-" + std::to_string(n);
        at = place_in_file(v.a, v.sources, at);
        w.object([&] {
            w.field("description", printable(description));
            w.field("check_name", check);
            w.field("fingerprint", fingerprint);
            w.field("severity", level);
            w.object("location", [&] {
                w.field("path", at ? tidy_path(v.sources[at].path) : std::string("-"));
                w.object("lines", [&] { w.field("begin", std::max(at.line, std::uint32_t{1})); });
            });
        });
    }
};

}  // namespace

std::string report_gitlab(std::span<const Assessment> all, const Sources& sources,
                          const TextOptions& options) {
    Issues issues;
    issues.w.array();
    for (const Assessment& a : all) {
        const View v(a, sources, options);
        for (const DepartmentFigures& d : a.departments) {
            if (d.verdict == Verdict::within || d.accepted) continue;
            issues.issue(v, "appetite", stops(d, options.gate) ? "blocker" : "major",
                         objection(v, d).bytes(false) +
                             (d.excused ? "; it was so before and is no worse" : ""),
                         result_fingerprint(a, d), a.change_at);
        }
        for (const Finding& f : a.findings)
            if (!f.accepted && f.brought_about)
                issues.issue(v, f.code, f.excused ? "info" : severity(f.severity),
                             f.message + (f.excused ? "; it was there before" : ""),
                             result_fingerprint(a, f), f.at);
    }
    if (!all.empty())
        for (const std::string& file : judged_by(all))
            issues.issue(View(all.front(), sources, options), "judged-by", "info",
                         "judged by " + file, sha256("judged by\n" + file).substr(0, 32),
                         all.front().change_at);
    issues.w.end();
    return issues.w.take();
}

}  // namespace knockon

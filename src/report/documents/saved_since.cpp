// What moved since an earlier report, as a later one says it.
#include "report/documents/saved_parts.h"

namespace knockon {

void SavedReader::load(Value v, FigureMoved& out) {
    if (!expect_map(in_, v)) return;
    text_or_null(v, "department", out.department);
    field(v, "what", out.what);
    field(v, "before", out.before);
    field(v, "after", out.after);
    field(v, "more", out.more);
    field(v, "same_draws", out.same_draws);
}

void SavedReader::load(Value v, VerdictMoved& out) {
    if (!expect_map(in_, v)) return;
    field(v, "department", out.department);
    field(v, "before", out.before);
    field(v, "after", out.after);
}

void SavedReader::load(Value v, FindingMoved& out) {
    if (!expect_map(in_, v)) return;
    field(v, "code", out.code);
    field(v, "severity", out.severity);
    field(v, "message", out.message);
    field(v, "fingerprint", out.fingerprint);
    text_or_null(v, "was", out.was);
}

void SavedReader::load(Value v, SignOffMoved& out) {
    if (!expect_map(in_, v)) return;
    field(v, "who", out.who);
    field(v, "kind", out.kind);
    field(v, "name", out.name);
    text_or_null(v, "before", out.before);
    text_or_null(v, "after", out.after);
}

void SavedReader::load(Value v, InputMoved& out) {
    if (!expect_map(in_, v)) return;
    field(v, "path", out.path);
    field(v, "before", out.before);
    field(v, "after", out.after);
    field(v, "moves", out.moves);
    field(v, "by_department", out.by_department);
    field(v, "verdicts", out.verdicts);
}

void SavedReader::load(Value v, Since& out) {
    if (!expect_map(in_, v)) return;
    field(v, "path", out.path);
    field(v, "version", out.version);
    field(v, "known", out.known);
    field(v, "verdict", out.verdict);
    field(v, "verdicts", out.verdicts);
    field(v, "figures", out.figures);
    std::uint64_t within_error = 0;
    field(v, "within_error", within_error);
    out.within_error = within_error;
    field(v, "came", out.came);
    field(v, "went", out.went);
    field(v, "sign_off", out.sign_off);
    field(v, "new_single_points_of_failure", out.new_points);
    field(v, "removed_single_points_of_failure", out.gone_points);
    field(v, "new_limits_hit", out.new_limits);
    field(v, "gone_limits_hit", out.gone_limits);
    field(v, "inputs", out.inputs);
    field(v, "files", out.files);
    field(v, "only_worse", out.only_worse);
    field(v, "notes", out.notes);
}

}  // namespace knockon

// report/documents/json_parts.h: pieces of the JSON documents.
#pragma once

#include "base/diagnostic.h"
#include "calendar/zone.h"
#include "report/writing/json.h"

namespace knockon {

/// Fields `file`, `line`, `column` of the open object; null for what is not known.
void write_place(JsonWriter& w, Position at, const Sources& sources);
/// Field `related`: [{file, line, column, message}].
void write_related(JsonWriter& w, const std::vector<Related>& related, const Sources& sources);

/// Fields `code`, `severity`, `quality`, `message`, `help` and the place of a finding.
void write_finding_head(JsonWriter& w, const Finding& f, const Sources& sources);
/// Field `accepted`; null where nobody has accepted it.
void write_acceptance(JsonWriter& w, const std::optional<Acceptance>& accepted);
/// Field `key`: findings of a landscape, which no change has brought about.
void write_landscape_findings(JsonWriter& w, std::string_view key,
                              const std::vector<Finding>& findings, const Sources& sources);

/// An engine, its runs and the error reached.
void write_method(JsonWriter& w, const Method& m);
/// Field `loss`.
void write_loss(JsonWriter& w, const LossFigures& l);

/// A whole `report/1` as one value.
void write_report(JsonWriter& w, const Assessment& a, const Sources& sources);

/// One entry of `assumptions`.
void write_assumption(JsonWriter& w, const Assumption& a);

/// Field `key`: [{component, process}].
void write_points(JsonWriter& w, std::string_view key, const std::vector<SinglePoint>& points);
/// Field `key`: the steady state of a process; null where there is none.
void write_steady_state(JsonWriter& w, std::string_view key, const std::optional<SteadyState>& s);

/// Fields of `report/1` beyond the figures of the transition.
void write_structure(JsonWriter& w, const Assessment& a);
void write_economics(JsonWriter& w, const Assessment& a);
void write_agreement(JsonWriter& w, const Assessment& a);
void write_windows(JsonWriter& w, const Assessment& a, const Zone& zone);
/// Fields `nodes`, `edges`, `left_out` and `dropped` of the open object.
void write_picture_parts(JsonWriter& w, const Picture& picture, const Sources& sources);
void write_picture(JsonWriter& w, const Assessment& a, const Sources& sources);
/// Field `since`.
void write_since(JsonWriter& w, const Assessment& a);
/// One entry of `windows`, in `report/1` and in `windows/1`.
void write_window(JsonWriter& w, const WindowOption& o, const Zone& zone);
/// The assessment's notes, and the reason for every field that is null or empty because it was not
/// worked out.
std::vector<std::string> notes_with_gaps(const Assessment& a);
/// Takes those reasons off again, where all of them stand at the end of the notes.
void drop_gap_notes(Assessment& a);

std::string_view cause_kind_name(Cause::Kind k);
std::string_view absorber_name(Absorber::By by);

}  // namespace knockon

// report/documents/gaps.h: a reason for everything that a report leaves open.
#pragma once

#include <string>
#include <vector>

namespace knockon {

struct Assessment;

/// The assessment's notes, and the reason for every field that is null or empty because it was not
/// worked out.
std::vector<std::string> notes_with_gaps(const Assessment& a);
/// Takes those reasons off again, where all of them stand at the end of the notes.
void drop_gap_notes(Assessment& a);

}  // namespace knockon

// assess/study/values.h: the values that a result rests on, kept in a report so that a later one can tell
// which of them moved it (since.h).
#pragma once

#include <map>
#include <string>

#include "assess/study/study.h"

namespace knockon {

/// By path, as `--set` takes it, and as users write it: of the change, and of what takes part in it
/// (the processes it reaches, all that these need, their suppliers), besides every department,
/// calendar, freeze and default. What is only shown (names, notes, tags, links) is left out; a
/// value that is very long is kept as a digest. Where there are more than 5,000, there is one
/// digest per record instead; where those are too many, one per section.
std::map<std::string, std::string> values_of(const Study& study);

/// Whether what is kept of a value is a digest of it.
bool is_digest(const std::string& value);

}  // namespace knockon

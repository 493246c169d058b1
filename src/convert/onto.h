// convert/onto.h: what a source says beside a landscape that is there already.
#pragma once

#include "base/diagnostic.h"
#include "convert/core.h"
#include "read/said.h"

namespace knockon {

/// What has to be written beside `base`: records that it does not have, and `annotate` with the
/// needs that it does not say. A record is the same if it has the same `source`, else the same id,
/// else alone the same name in any case. Differences are notes with both places: needs that only
/// the source has (K307), and those between records of both that only the landscape has (K308; comments too).
/// Where the source says less or otherwise, the landscape holds.
Said additions(const Draft& draft, const Landscape& base, Diagnostics& out);

}  // namespace knockon

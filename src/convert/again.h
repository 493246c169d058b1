// convert/again.h: the same source again, where people have added to what it gave before.
#pragma once

#include "base/diagnostic.h"
#include "convert/core.h"
#include "read/said.h"

namespace knockon {

/// The landscape as a file says it, to take the place of the files in which `before` holds what an earlier import gave.
/// What people said stands: a field that another file says (`annotate`) is left out (where the source says otherwise, a
/// warning, K310); a field, a record without `source`, and where all is one file a section, that people wrote into those
/// files and the source does not say, is written again (a warning, K309: it belongs into a file of its own). What
/// those files say otherwise than the source, or alone, is not kept and named, once for all: values (K310), needs that
/// only they have (K309) or do not have (K307).
Said document_again(const Draft& draft, const Landscape& before, Diagnostics& out);

/// Records of the landscape that came from the same format and are no longer in the source (K309,
/// warnings), with the place of what people added to them, which would be lost with them.
void tell_gone(const Draft& draft, const Landscape& before, Diagnostics& out);

}  // namespace knockon

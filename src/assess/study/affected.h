// assess/study/affected.h: which part of the landscape a change is about, as a picture.
#pragma once

#include "assess/study/study.h"

namespace knockon {

/// What the change touches, the processes it reaches and the chains of needs between them, with the
/// redundancy beside them. Where that is more than a page can show, what carries the reasons and
/// the largest losses is kept, and a note says how much is not drawn. `out` must have its figures
/// and reasons.
void add_picture(const Study& study, std::size_t most, Assessment& out);

}  // namespace knockon

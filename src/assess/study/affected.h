// assess/study/affected.h: which part of the landscape a change is about, as a picture.
#pragma once

#include "assess/study/study.h"

namespace knockon {

/// What the change touches, the processes it reaches and the chains of needs between them, with the
/// redundancy beside them. Where that is more than `most` nodes, what carries the reasons and the
/// largest losses is kept, and the rest counted as `dropped`.
Picture affected(const Study& study, const Assessment& figures, const std::vector<Why>& why,
                 std::size_t most);

}  // namespace knockon

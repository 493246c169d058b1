// assess/answer/weakest.h: how well the needs are known that a chain rests on.
#pragma once

#include <optional>
#include <vector>

#include "model/landscape.h"

namespace knockon {

struct Graph;

/// The need on a chain that is known least, where nobody stated it.
struct WeakestNeed {
    Id consumer, member;
    Origin origin = Origin::guessed;
    friend bool operator==(const WeakestNeed&, const WeakestNeed&) = default;
};

/// Of a chain of ids, each needed by the next: the first guessed need, else the first observed one; empty where all are
/// stated. Of several needs between the same two the surest counts. Ids that are no components or processes are passed
/// over. Time O(needs of those in the chain).
std::optional<WeakestNeed> weakest_need(const Graph& g, const std::vector<Id>& chain);

}  // namespace knockon

// cli/batch.h: `assess` with several changes, or a folder of them.
#pragma once

#include "cli/session.h"

namespace knockon {

/// Whether the operands ask for a portfolio: more than one, or a folder.
bool is_batch(const CommandLine& line);

/// One landscape, many changes. One that is wrong is reported and the others are still assessed;
/// the exit status is then 2.
int run_batch(Session& session);

}  // namespace knockon

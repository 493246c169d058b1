// cli/balance.h: what an import read and what became of it.
#pragma once

#include <string>

#include "convert/core.h"

namespace knockon {

/// A few lines of at most `width` columns: read = mapped + dropped, by reason.
std::string balance_text(const Balance& balance, int width);

/// `import/1`.
std::string balance_json(const Balance& balance);

}  // namespace knockon

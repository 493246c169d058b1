// report/documents/json_document.h: a model as its files say it, in JSON.
#pragma once

#include <string>

#include "read/said.h"

namespace knockon {

/// Reads back as the same model as `yaml_document` (read/said.h).
std::string json_document(const Said& s);

}  // namespace knockon

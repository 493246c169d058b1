// read/plain_yaml.h: the part of YAML that most files are written in, read at a tenth of the time.
//
// Block mappings and lists whose keys and texts stand on one line, plain or in quotes without an escape, and lists and
// mappings in brackets on one line. Where anything else stands in a document, or could be meant, yaml-cpp reads all of
// it: what a document means, and what is wrong with it, is for yaml-cpp alone to say, and the same by either way.
#pragma once

#include <cstddef>
#include <string_view>

#include "read/tree.h"

namespace knockon {

/// Events of one document to `builder`; `text` begins at byte `base` of the file. False, and nothing told, where it is
/// not plain.
bool parse_plain_yaml(std::string_view text, std::size_t base, const Limits& limits, TreeBuilder& builder);

}  // namespace knockon

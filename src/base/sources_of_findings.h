// base/sources_of_findings.h: where the rules of findings come from.
#pragma once

#include <string_view>

namespace knockon {

/// A standard, a publication, or where knockon itself defines it; empty for a code that is none of a
/// finding. Every finding of base/codes.h has one.
std::string_view source_of_finding(std::string_view code);

}  // namespace knockon

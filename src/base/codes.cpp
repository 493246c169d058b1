#include "base/codes.h"

#include <algorithm>
#include <array>

#include "base/codes_files.h"
#include "base/codes_findings.h"

namespace knockon {
namespace {

constexpr auto all_codes = [] {
    std::array<CodeEntry, codes_of_files.size() + codes_of_findings.size()> all;
    std::ranges::copy(codes_of_findings, std::ranges::copy(codes_of_files, all.begin()).out);
    std::ranges::sort(all, {}, &CodeEntry::code);
    return all;
}();

}  // namespace

std::span<const CodeEntry> codes() { return all_codes; }

const CodeEntry* find_code(std::string_view code) {
    const auto at = std::ranges::lower_bound(all_codes, code, {}, &CodeEntry::code);
    return at != all_codes.end() && at->code == code ? &*at : nullptr;
}

std::string_view quality_of(std::string_view finding) {
    switch (finding.front()) {
        case 'A':
            return "availability";
        case 'C':
            return "continuity";
        case 'M':
            return "manageability";
        case 'S':
            return "security";
        default:
            return "stability";
    }
}

}  // namespace knockon

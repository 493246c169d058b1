#include "base/codes.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/codes_availability.h"
#include "base/codes_continuity.h"
#include "base/codes_files.h"
#include "base/codes_manageability.h"
#include "base/codes_security.h"
#include "base/codes_stability.h"

namespace knockon {
namespace {

template <std::size_t... sizes>
constexpr auto joined(const std::array<CodeEntry, sizes>&... parts) {
    std::array<CodeEntry, (sizes + ...)> all;
    auto next = all.begin();
    ((next = std::copy(parts.begin(), parts.end(), next)), ...);
    return all;
}

constexpr auto all_codes = joined(codes_of_availability, codes_of_continuity, codes_of_files,
                                codes_of_manageability, codes_of_security, codes_of_stability);

static_assert(std::is_sorted(all_codes.begin(), all_codes.end(),
                             [](const CodeEntry& a, const CodeEntry& b) {
                                 return a.code < b.code;
                             }));

}  // namespace

std::span<const CodeEntry> codes() { return all_codes; }

const CodeEntry* find_code(std::string_view code) {
    const auto at =
        std::lower_bound(all_codes.begin(), all_codes.end(), code,
                         [](const CodeEntry& e, std::string_view c) { return e.code < c; });
    return at != all_codes.end() && at->code == code ? &*at : nullptr;
}

}  // namespace knockon

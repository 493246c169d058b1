#include "cli/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/codes.h"
#include "base/text.h"
#include "model/references.h"

namespace knockon {

void refuse_value(std::string_view option, const std::string& text, const std::string& expected,
                  Diagnostics& out) {
    const bool is_operand = option.front() >= 'A' && option.front() <= 'Z';
    out.error(code::bad_option_value, {},
              fmt::format("`{}{}` cannot be `{}`", is_operand ? "" : "--", option, text), expected);
}

bool one_of(std::string_view option, const std::string& word,
            const std::vector<std::string_view>& known, Diagnostics& out) {
    if (std::find(known.begin(), known.end(), word) != known.end()) return true;
    refuse_value(option, word, did_you_mean(word, known, "expected " + alternatives(known)), out);
    return false;
}

std::uint64_t whole_option(const CommandLine& line, std::string_view option, std::uint64_t least,
                           std::uint64_t most, std::uint64_t fallback, Diagnostics& out) {
    if (!line.has(option)) return fallback;
    const std::string text = line.value(option);
    std::uint64_t n = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, n);
    if (failure == std::errc{} && stop == end && n >= least && n <= most) return n;
    refuse_value(option, text, fmt::format("a whole number from {} to {}", least, most), out);
    return fallback;
}

}  // namespace knockon

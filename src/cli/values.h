// cli/values.h: the values of options, understood; what is wrong with one is an error with a way
// out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/quantity.h"
#include "base/words.h"
#include "cli/command.h"

namespace knockon {

/// "`--option` cannot be `text`". `option` may also be what usage calls an operand: KIND.
void refuse_value(std::string_view option, const std::string& text, const std::string& expected,
                  Diagnostics& out);

/// A word that must be one of a few; an error with what was probably meant if it is not.
bool one_of(std::string_view option, const std::string& word,
            const std::vector<std::string_view>& known, Diagnostics& out);

// Each gives `fallback`, or nothing, where the option is not given or wrong.

/// A whole number from `least` to `most`.
std::uint64_t whole_option(const CommandLine& line, std::string_view option, std::uint64_t least,
                           std::uint64_t most, std::uint64_t fallback, Diagnostics& out);

/// One of the words of an enumeration.
template <Worded E>
E word_option(const CommandLine& line, std::string_view option, E fallback, Diagnostics& out) {
    if (!line.has(option)) return fallback;
    const std::string word = line.value(option);
    one_of(option, word, words_of<E>(), out);
    return named<E>(word).value_or(fallback);
}

/// A quantity as base/quantity.h reads it.
template <class T>
std::optional<T> quantity_option(const CommandLine& line, std::string_view option,
                                 Parsed<T> (*parse)(std::string_view), Diagnostics& out) {
    if (!line.has(option)) return std::nullopt;
    Parsed<T> value = parse(line.value(option));
    if (!value) refuse_value(option, line.value(option), value.expected, out);
    return value.value;
}

}  // namespace knockon

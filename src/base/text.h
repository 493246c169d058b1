// base/text.h: text that came from outside, taken apart and made fit to be shown.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace knockon {

/// For a terminal or a log: control characters (C0, DEL, C1), line ends, U+2028/9, bidirectional
/// controls and invalid UTF-8 become visible escapes (\x1b, \u202e), and a text can neither start a
/// workflow command of a CI runner (`::cmd::`, `##[cmd]`, `##vso[`, `##teamcity[`) nor end a line.
std::string printable(std::string_view text);

/// Columns that `text` takes on a terminal (East Asian wide characters two, combining marks none).
int display_width(std::string_view text);

/// `text` cut to at most `columns`, ending in an ellipsis where something is left out; never in the
/// middle of a character.
std::string cut(std::string_view text, int columns);

/// x >= 0 to `digits` significant digits, without an exponent and without separators: "0.0013",
/// "7.0", "120".
std::string decimal(double x, int digits);

/// The known word nearest to `word` by optimal string alignment, if it is near enough to be what
/// was meant (distance at most a third of the length, at least 1). Looks at no more than 10,000
/// words.
std::optional<std::string> closest(std::string_view word, std::span<const std::string_view> known);

/// The way out for a word that is not known: "write `erp`" where a known one is near, else
/// `otherwise`; as a question where the word was typed and not written: "did you mean `erp`?".
std::string write_instead(std::string_view word, std::span<const std::string_view> known,
                          std::string_view otherwise = {});
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known,
                         std::string_view otherwise = {});

/// Latin letters without accents in small, or in capitals; all else as it is.
std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);

/// Without blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);
/// The parts between separators: one more than there are of these.
std::vector<std::string_view> split(std::string_view text, char separator);
/// As scdoc, which man pages are written in, prints it and takes none of it for markup.
std::string scdoc_escaped(std::string_view text);

/// SHA-256 as 64 hexadecimal digits (FIPS 180-4).
std::string sha256(std::string_view bytes);

bool valid_utf8(std::string_view bytes);

/// The first character of a UTF-8 text that is not empty. Of bytes that are none (overlong forms
/// and surrogates included) it takes one byte: `code` is that byte and `valid` is false.
struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
    bool valid = true;
};
Character first_character(std::string_view text);

}  // namespace knockon

// base/terms.h: the words of the field that a report uses, each in one or two sentences.
//
// One concept, one entry. `knockon explain TERM` reads it; tests/docs/pages holds it against the
// man pages, which define the same words at length.
#pragma once

#include <span>
#include <string_view>

namespace knockon {

struct Term {
    std::string_view name;     // "MTPD"
    std::string_view also;     // other names for the same, parted by commas; may be empty
    std::string_view meaning;  // sentences
    std::string_view source;   // where it comes from, or where it is defined; may be empty
};

/// All of them, by name without regard to case.
std::span<const Term> terms();

/// The term of a name or other name, without regard to case, `_` and `-` read as blanks; or null.
const Term* find_term(std::string_view word);

}  // namespace knockon

// read/reading.h: what every loader carries along, and the mistakes that any value can have.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/landscape.h"
#include "read/read.h"
#include "read/tree.h"

namespace knockon {

struct Reading {
    Sources& sources;
    Diagnostics& out;
    const Limits& limits;
    std::string root;    // folder that files named in a file must not leave
    bool patch = false;  // `--set`: change what is named, leave the rest of a record as it is
    std::vector<Value> annotations = {};  // met so far; applied when everything is defined
    std::size_t memory = 0;               // of the model so far
    std::size_t most_memory = 0;          // as the files read so far need
    std::vector<Ref> currencies = {};     // that amounts name, each once
    Tree* once = nullptr;                 // of which nothing is looked at a second time; else null
    bool stopped = false;
    std::uint32_t records = 0;  // so far

    /// Accounts for `bytes` of the model. False, once with a diagnostic, when the limit of memory
    /// or of mistakes worth showing is reached: a mapping of two words becomes a record of a
    /// thousand bytes, so limits on the file alone would not hold.
    bool goes_on(Value v, std::size_t bytes);
    /// Of `section` what stands before `entry` was read.
    void passes(Value section, Value entry);
    /// Notes that an amount names its currency.
    void names_currency(std::string_view currency, Position at);
};

/// Text of a value as a message may quote it.
std::string in_quotes(std::string_view text);

/// Each adds its error and returns false, for `return no_value(…)`. `may_be_empty`: the key names a
/// record of which nothing need be said.
bool no_value(Reading& in, Value v, bool may_be_empty = false);
bool wrong_shape(Reading& in, Value v, std::string_view expected);
bool wrong_value(Reading& in, Value v, std::string_view expected);
bool unknown_key(Reading& in, Value v, std::string_view what,
                 std::span<const std::string_view> known);
bool missing_key(Reading& in, Position at, std::string_view what, std::string_view key,
                 std::string_view shape);
bool either_or(Reading& in, Value one, Value other);

/// True for what is asked for; an error otherwise.
bool expect_map(Reading& in, Value v);
bool expect_list(Reading& in, Value v);
bool expect_text(Reading& in, Value v);

}  // namespace knockon

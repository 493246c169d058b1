// convert/variables.h: `${NAME}` in the text of others, with the values that lie beside it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/source.h"

namespace knockon {

/// Values from a `.env`, and what is written in their terms (compose-spec, 12-interpolation). The environment of
/// whoever runs this is no part of a source.
class Variables {
  public:
    /// Adds the lines `NAME=value` of a `.env`; a later line of one name holds. Quotes are taken off, and values name
    /// those before them, but between single quotes.
    void read(std::string_view env);

    /// The text with `$NAME`, `${NAME}`, and `:-`, `-`, `:?`, `?`, `:+` and `+` behind the name carried out, `$$` as
    /// `$`. A variable without a value stays as it is written, and is in `missing` with the place; so is one whose value
    /// would fill more than there is room for (64 KiB each, 16 MiB in all: values that name values double quickly).
    std::string filled(std::string_view text, Position at = {});

    const std::map<std::string, Position>& missing() const { return missing_; }

  private:
    std::string filled(std::string_view text, Position at, int depth);
    std::string braced(std::string_view whole, Position at, int depth);
    std::string value(std::string_view name, std::string_view whole, Position at);
    std::string spent(const std::string& value, std::string_view name, std::string_view whole, Position at);

    std::map<std::string, std::string, std::less<>> values_;
    std::map<std::string, Position> missing_;
    std::size_t room_ = std::size_t{16} << 20;
};

}  // namespace knockon

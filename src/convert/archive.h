// convert/archive.h: files inside of a ZIP archive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "read/read.h"

namespace knockon {

/// An archive in memory. What it unpacks to is limited (from 16 MiB on also to 300 times its size): to a file's limit of bytes each, to the
/// limit of a run all together, and to so many files.
class Archive {
  public:
    /// Null, with a diagnostic at the file, where it is none or is broken.
    static std::optional<Archive> open(std::uint32_t file, const Limits& limits,
                                       const Sources& sources, Diagnostics& out);

    const std::vector<std::string>& names() const { return names_; }
    bool has(std::string_view name) const;
    /// The bytes of the file of that name; nothing, with a diagnostic, where it is not there, is
    /// broken or too large.
    std::optional<std::string> read(const std::string& name, Diagnostics& out);

  private:
    Archive(std::string_view bytes, std::uint32_t file, const Limits& limits)
        : bytes_(bytes), file_(file), limits_(&limits) {}

    std::string_view bytes_;
    std::uint32_t file_;
    const Limits* limits_;
    std::vector<std::string> names_;
    std::size_t unpacked_ = 0;
};

}  // namespace knockon

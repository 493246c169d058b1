// read/bytes.h: from a path to bytes that a parser may be trusted with.
//
// Opening neither blocks nor follows anything but a regular file or, for "-", standard input; what
// is read is valid UTF-8 without control characters, so that no parser has to decide what those
// mean.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "read/read.h"

namespace knockon {

/// Device and inode: what makes two paths the same file.
using FileIdentity = std::pair<std::uint64_t, std::uint64_t>;

/// What the files of one run have cost so far. A file that was met before is not read again.
struct Intake {
    const Limits& limits;
    std::size_t files = 0;
    std::size_t bytes = 0;
    std::set<FileIdentity> seen;
    // Links may lead below it; empty: below the folder of the file, and the working folder.
    std::string home = {};
};

/// Whether `path`, every link in it followed, is `folder` or lies below it.
bool lies_below(const std::string& path, const std::string& folder);

/// Whether the path says that it lies below the working folder and, by a link anywhere in it, does
/// not: a link can have come with what is judged.
bool led_out(const std::string& path);

/// Adds the file to `sources`, whatever it holds.
///
/// @returns index into `sources.files`; nothing when it was met before in this run, or when a
/// diagnostic says why it cannot be read. Errors are K001 and K004. A link that leads out of
/// `intake.home` and of `limits.root`, and a linked folder that leads out of the working folder, is
/// not followed: who brings it along does not choose what is read and shown.
std::optional<std::uint32_t> read_any_bytes(const std::string& path, Intake& intake,
                                            Sources& sources, Diagnostics& out);

/// The same of a text: its bytes are checked too, and K002 says what is wrong with them.
std::optional<std::uint32_t> read_bytes(const std::string& path, Intake& intake, Sources& sources,
                                        Diagnostics& out);

/// The first byte that no input may hold, as a diagnostic at its place: anything but UTF-8, control
/// characters other than tab and line end, a lone carriage return, a byte-order mark that is not
/// the first character, U+FFFE and U+FFFF.
bool check_bytes(std::uint32_t file, const Sources& sources, Diagnostics& out);

/// K002 where the file is UTF-16 or UTF-32; the rest of its bytes may be anything.
bool check_encoding(std::uint32_t file, const Sources& sources, Diagnostics& out);

/// The same text with U+FFFD for whatever no input may hold (`check_bytes`), byte-order marks taken
/// out: for what others write, of which only some values are read.
std::string readable(std::string_view text);

/// Length of the byte-order mark that `text` begins with, 0 or 3.
std::size_t byte_order_mark(std::string_view text);

bool is_folder(const std::string& path);

/// The names that files of our own end in.
inline constexpr std::string_view document_endings[] = {".yaml", ".yml", ".json"};

/// Every file below `folder` whose name ends in one of `endings`, sorted by bytes. Hidden files and
/// folders are left out, each folder is entered once, so links in a circle end; one
/// that leads out of `folder` and of `limits.root` is an error.
std::vector<std::string> files_below(const std::string& folder, const Limits& limits,
                                     Sources& sources, Diagnostics& out,
                                     std::span<const std::string_view> endings = document_endings);

}  // namespace knockon

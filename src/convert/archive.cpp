#include "convert/archive.h"

#include <fmt/format.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <memory>

#include "base/codes.h"

namespace knockon {
namespace {

/// minizip reads through functions; here from memory.
struct Memory {
    std::string_view bytes;
    std::size_t at = 0;
};

voidpf open_memory(voidpf opaque, const void*, int) { return opaque; }
uLong read_memory(voidpf, voidpf stream, void* into, uLong size) {
    auto* m = static_cast<Memory*>(stream);
    const std::size_t n = std::min<std::size_t>(size, m->bytes.size() - m->at);
    if (n > 0) std::memcpy(into, m->bytes.data() + m->at, n);
    m->at += n;
    return static_cast<uLong>(n);
}
uLong write_memory(voidpf, voidpf, const void*, uLong) { return 0; }
ZPOS64_T tell_memory(voidpf, voidpf stream) { return static_cast<Memory*>(stream)->at; }
long seek_memory(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
    auto* m = static_cast<Memory*>(stream);
    const std::size_t base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? m->at
                             : origin == ZLIB_FILEFUNC_SEEK_END ? m->bytes.size()
                                                                : 0;
    if (offset > m->bytes.size() - std::min(base, m->bytes.size())) return -1;
    m->at = base + offset;
    return 0;
}
int close_memory(voidpf, voidpf) { return 0; }
int error_of_memory(voidpf, voidpf) { return 0; }

/// What unpacks to more than this and to so many times its size was made to do harm: tables of real sheets shrink to a
/// tenth or a hundredth.
constexpr std::size_t harmless = 1u << 24, most_ratio = 300;

struct Close {
    void operator()(void* zip) const { unzClose(zip); }
};
using Zip = std::unique_ptr<void, Close>;

Zip open_zip(Memory& memory) {
    zlib_filefunc64_def functions{open_memory, read_memory,  write_memory,    tell_memory,
                                  seek_memory, close_memory, error_of_memory, &memory};
    return Zip(unzOpen2_64("", &functions));
}

}  // namespace

std::optional<Archive> Archive::open(std::uint32_t file, const Limits& limits,
                                     const Sources& sources, Diagnostics& out) {
    Archive archive(sources.files[file].text, file, limits);
    Memory memory{archive.bytes_};
    const Zip zip = open_zip(memory);
    int state = zip == nullptr ? UNZ_BADZIPFILE : unzGoToFirstFile(zip.get());
    for (; state == UNZ_OK; state = unzGoToNextFile(zip.get())) {
        std::array<char, 1024> name{};
        unz_file_info64 info{};
        state = unzGetCurrentFileInfo64(zip.get(), &info, name.data(), name.size() - 1, nullptr, 0,
                                        nullptr, 0);
        if (state != UNZ_OK) break;
        archive.names_.emplace_back(name.data());
        if (archive.names_.size() <= limits.files) continue;
        out.error(code::limit_exceeded, {file, 0, 0, 1},
                  fmt::format("more than {} files in the archive", limits.files),
                  fmt::format("raise the limit: --limit files={}", 2 * limits.files));
        return std::nullopt;
    }
    if (state != UNZ_END_OF_LIST_OF_FILE) {
        out.error(code::bad_import, {file, 0, 0, 1},
                  "the archive is broken: its list of files cannot be read", "export it again");
        return std::nullopt;
    }
    return archive;
}

bool Archive::has(std::string_view name) const {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
}

std::optional<std::string> Archive::read(const std::string& name, Diagnostics& out) {
    const auto refuse = [&](std::string_view code, std::string message, std::string help) {
        out.error(code, {file_, 0, 0, 1}, std::move(message), std::move(help));
        return std::nullopt;
    };
    Memory memory{bytes_};
    const Zip zip = open_zip(memory);
    constexpr int case_matters = 1;
    if (zip == nullptr || unzLocateFile(zip.get(), name.c_str(), case_matters) != UNZ_OK ||
        unzOpenCurrentFile(zip.get()) != UNZ_OK)
        return refuse(code::bad_import,
                      fmt::format("`{}` in the archive is not there or cannot be unpacked", name),
                      "export it again");
    // What the archive says of sizes is not believed: unpacking ends at the limit.
    const std::size_t most =
        std::min(limits_->bytes, limits_->total_bytes - std::min(unpacked_, limits_->total_bytes));
    unz_file_info64 info{};
    unzGetCurrentFileInfo64(zip.get(), &info, nullptr, 0, nullptr, 0, nullptr, 0);
    const std::size_t packed = std::min<std::size_t>(info.compressed_size, bytes_.size());
    std::string bytes;
    std::array<char, 1u << 16> part;
    int n = 0;
    while ((n = unzReadCurrentFile(zip.get(), part.data(), part.size())) > 0) {
        bytes.append(part.data(), static_cast<std::size_t>(n));
        if (bytes.size() > most)
            return refuse(
                code::limit_exceeded,
                fmt::format("`{}` in the archive unpacks to more than {} bytes", name, most),
                "raise the limits with --limit bytes=N and --limit total_bytes=N");
        if (bytes.size() > harmless && bytes.size() / most_ratio > packed)
            return refuse(code::limit_exceeded,
                          fmt::format("`{}` in the archive unpacks to more than {} times its size", name, most_ratio),
                          "unpack it, and give what is in it as CSV");
    }
    if (n < 0 || unzCloseCurrentFile(zip.get()) != UNZ_OK)
        return refuse(code::bad_import, fmt::format("`{}` in the archive is broken", name),
                      "export it again");
    unpacked_ += bytes.size();
    return bytes;
}

}  // namespace knockon

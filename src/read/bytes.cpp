#include "read/bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/codes.h"
#include "base/eight.h"
#include "base/text.h"

namespace knockon {
namespace {

constexpr std::size_t most_names = 10'000;  // of a folder, looked through for a near one

std::string reason(int error) { return std::generic_category().message(error); }

struct Descriptor {
    int fd;
    explicit Descriptor(int f) : fd(f) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd > 2) close(fd);
    }
};

const char* not_regular(mode_t mode) {
    if (S_ISDIR(mode)) return "it is a folder";
    if (S_ISFIFO(mode)) return "it is a pipe";
    if (S_ISSOCK(mode)) return "it is a socket";
    return "it is a device";
}

FileIdentity identity(const struct stat& s) {
    return {static_cast<std::uint64_t>(s.st_dev), static_cast<std::uint64_t>(s.st_ino)};
}

/// Everything up to one byte beyond `most`; an errno where reading failed.
int read_all(int fd, std::size_t most, std::string& text) {
    constexpr std::size_t chunk = 1u << 16;
    while (text.size() <= most) {
        const std::size_t before = text.size();
        text.resize(before + chunk);
        const ssize_t n = ::read(fd, text.data() + before, chunk);
        text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
        if (n == 0) return 0;
        if (n < 0 && errno != EINTR) return errno;
    }
    return 0;
}

/// Bytes of the well-formed UTF-8 character at the front (Unicode 15, table 3-7); 0 if there is
/// none.
std::size_t character(std::string_view s, char32_t& c) {
    const auto byte = [&](std::size_t i) {
        return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned b = byte(0);
    if (b < 0x80) return c = b, 1;
    if (b >= 0xC2 && b <= 0xDF && follows(1)) return c = (b & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2;
    if (b >= 0xE0 && b <= 0xEF && follows(1) && follows(2)) {
        c = (b & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
        return c >= 0x800 && !(c >= 0xD800 && c <= 0xDFFF) ? 3 : 0;
    }
    if (b >= 0xF0 && b <= 0xF4 && follows(1) && follows(2) && follows(3)) {
        c = (b & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 |
            (byte(3) & 0x3Fu);
        return c >= 0x10000 && c <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

struct Objection {
    std::string message, help;
};

/// The file of the same folder that was probably meant by one that is not there.
std::string near_name(const std::string& path) {
    namespace fs = std::filesystem;
    const fs::path wanted(path), folder = wanted.parent_path();
    std::error_code error;
    if (!folder.empty() && !fs::is_directory(folder, error))
        return fmt::format("there is no folder `{}`", printable(folder.string()));
    std::vector<std::string> names;
    fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, error), end;
    for (; !error && entry != end && names.size() < most_names; entry.increment(error))
        names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    const std::string name = wanted.filename().string();
    std::optional<std::string> meant;
    for (const char* ending : {".yaml", ".yml", ".json"})
        if (!meant && std::binary_search(names.begin(), names.end(), name + ending))
            meant = name + ending;
    if (!meant) {
        const std::vector<std::string_view> views(names.begin(), names.end());
        meant = closest(name, views);
    }
    return meant ? fmt::format("did you mean `{}`?", printable((folder / *meant).string()))
                 : std::string();
}

std::optional<Objection> object_to(char32_t c, char32_t next) {
    if (c == '\r' && next != '\n')
        return Objection{"a carriage return without a line feed",
                         "save the file with line ends of Linux (LF) or Windows (CRLF)"};
    if (c == 0xFEFF)
        return Objection{"a byte-order mark that is not the first character", "remove it"};
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F) ||
        c == 0xFFFE || c == 0xFFFF)
        return Objection{
            fmt::format("control character U+{:04X}", static_cast<unsigned>(c)),
            "remove it; inside double quotes of a text it can be written as an escape"};
    return std::nullopt;
}

/// Where from `i` on the first byte stands that more is to be said of than that it is ASCII, a tab or the end of a line.
std::size_t next_to_check(std::string_view text, std::size_t i) {
    for (; i + Eight::bytes <= text.size(); i += Eight::bytes) {
        const Eight eight(text.substr(i));
        if ((eight.beyond_ascii() | (eight.controls() & ~eight.equal_to('\n') & ~eight.equal_to('\t'))) != 0) break;
    }
    const auto fine = [](char c) { return (c >= ' ' && c < '\x7F') || c == '\n' || c == '\t'; };
    while (i < text.size() && fine(text[i])) ++i;
    return i;
}

/// The place of a byte, in a text that is well-formed up to there.
Position place_of(std::uint32_t file, std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, byte);
    const std::size_t line = before.rfind('\n') + 1;  // 0 where there is none
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto characters = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line), before.end(),
                                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
    return {file, static_cast<std::uint32_t>(lines + 1), static_cast<std::uint32_t>(characters + 1), 1};
}

const char* other_encoding(std::string_view text) {
    const std::string_view head = text.substr(0, 4);
    if (head == std::string_view("\xFF\xFE\0\0", 4) || head == std::string_view("\0\0\xFE\xFF", 4))
        return "UTF-32";
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return "UTF-16";
    if (head.size() >= 2 && (head[0] == '\0') != (head[1] == '\0')) return "UTF-16";
    return nullptr;
}

bool is_link(const std::string& path) {
    // What the system puts there stands for descriptors that the caller has opened.
    if (path.starts_with("/dev/") || path.starts_with("/proc/")) return false;
    struct stat status {};
    return lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

/// Whether the path or a folder in it is a link.
bool passes_link(const std::string& path) {
    for (std::size_t end = path.find('/', 1); end != std::string::npos;
         end = path.find('/', end + 1))
        if (is_link(path.substr(0, end))) return true;
    return is_link(path);
}

bool leads_out(const std::string& path, const std::string& home, const Limits& limits) {
    if (!passes_link(path)) return false;
    if (led_out(path)) return limits.root.empty() || !lies_below(path, limits.root);
    if (!is_link(path)) return false;
    const std::filesystem::path folder =
        home.empty() ? std::filesystem::path(path).parent_path() : std::filesystem::path(home);
    return !lies_below(path, folder.empty() ? "." : folder.string()) &&
           !(home.empty() && lies_below(path, ".")) &&
           (limits.root.empty() || !lies_below(path, limits.root));
}

void refuse_link(Position at, Diagnostics& out) {
    out.error(code::cannot_open, at, "a link that leads out of the folder",
              "put the file itself there, or allow the folder that it lies in: --root DIR");
}

}  // namespace

Limits Limits::of_machine(std::size_t memory) {
    Limits limits;
    // Offsets are 32 bits wide, and yaml-cpp counts in `int`.
    limits.bytes = std::clamp<std::size_t>(memory / 8, limits.bytes, 1u << 30);
    limits.total_bytes = std::max(limits.total_bytes, memory / 4);
    return limits;
}

std::size_t Limits::nodes_of(std::size_t file_bytes) const {
    return nodes != 0 ? nodes : std::max<std::size_t>(1'000'000, file_bytes / 3);
}

std::size_t Limits::memory_of(std::size_t all_bytes) const {
    return memory != 0 ? memory : (256u << 20) + 30 * all_bytes;
}

bool lies_below(const std::string& path, const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code error, other, nowhere;
    // Absolute first: of a relative path that is not there it would make a relative one.
    const auto real = fs::weakly_canonical(fs::absolute(path, nowhere), error);
    const auto top = fs::weakly_canonical(folder, other);
    if (error || other || nowhere) return false;
    const auto relative = real.lexically_relative(top);
    return !relative.empty() && *relative.begin() != "..";
}

bool led_out(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path here = fs::current_path(error);
    const fs::path said = (here / path).lexically_normal().lexically_relative(here);
    return !error && !said.empty() && *said.begin() != ".." && !lies_below(path, here.string());
}

std::size_t byte_order_mark(std::string_view text) {
    return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

bool check_encoding(std::uint32_t file, const Sources& sources, Diagnostics& out) {
    const char* encoding = other_encoding(sources.files[file].text);
    if (encoding != nullptr)
        out.error(code::bad_bytes, {file, 1, 1, 1},
                  fmt::format("the file is {}, not UTF-8", encoding), "save the file as UTF-8");
    return encoding == nullptr;
}

std::string readable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        char32_t c = 0;
        const std::size_t n = character(text.substr(i), c);
        const char32_t next = i + n < text.size() ? static_cast<unsigned char>(text[i + n]) : 0u;
        if (n == 0 || (c != 0xFEFF && object_to(c, next)))
            out += "\xEF\xBF\xBD";
        else if (c != 0xFEFF)
            out += text.substr(i, n);
        i += std::max<std::size_t>(n, 1);
    }
    return out;
}

bool check_bytes(std::uint32_t file, const Sources& sources, Diagnostics& out) {
    if (!check_encoding(file, sources, out)) return false;
    const std::string_view whole = sources.files[file].text, text = whole.substr(byte_order_mark(whole));
    for (std::size_t i = 0; (i = next_to_check(text, i)) < text.size();) {
        char32_t c = 0, next = 0;
        const std::size_t n = character(text.substr(i), c);
        if (n == 0) {
            out.error(code::bad_bytes, place_of(file, text, i),
                      fmt::format("byte 0x{:02X} is not valid UTF-8",
                                  static_cast<unsigned>(static_cast<unsigned char>(text[i]))),
                      "save the file as UTF-8");
            return false;
        }
        if (i + n < text.size()) next = static_cast<unsigned char>(text[i + n]);
        if (auto objection = object_to(c, next)) {
            out.error(code::bad_bytes, place_of(file, text, i), std::move(objection->message),
                      std::move(objection->help));
            return false;
        }
        i += n;
    }
    return true;
}

std::optional<std::uint32_t> read_any_bytes(const std::string& path, Intake& intake,
                                            Sources& sources, Diagnostics& out) {
    const bool is_input = path == "-";
    if (!is_input && leads_out(path, intake.home, intake.limits)) {
        refuse_link({sources.add(path, {}), 0, 0, 1}, out);
        return std::nullopt;
    }
    const Descriptor file(
        is_input ? 0 : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    const auto refuse = [&](std::string_view code, std::string message, std::string help = {}) {
        out.error(code, {sources.add(path, {}), 0, 0, 1}, std::move(message), std::move(help));
        return std::nullopt;
    };
    if (file.fd < 0) {
        const int why = errno;
        return refuse(code::cannot_open, "cannot open: " + reason(why),
                      why == ENOENT ? near_name(path) : std::string());
    }
    struct stat status {};
    if (fstat(file.fd, &status) != 0)
        return refuse(code::cannot_open, "cannot open: " + reason(errno));
    if (!is_input && !S_ISREG(status.st_mode))
        return refuse(code::cannot_open,
                      fmt::format("cannot read: {}, not a file", not_regular(status.st_mode)),
                      "name a file, or write `-` to read standard input");
    if (!intake.seen.insert(identity(status)).second) return std::nullopt;
    if (++intake.files > intake.limits.files)
        return refuse(code::limit_exceeded, fmt::format("more than {} files", intake.limits.files),
                      fmt::format("raise the limit: --limit files={}", 2 * intake.limits.files));

    // Offsets are 32 bits wide from here on, and yaml-cpp counts in `int`.
    const std::size_t most = std::min<std::size_t>(intake.limits.bytes, 1u << 30);
    std::string text;
    if (!is_input)
        text.reserve(std::min(most, static_cast<std::size_t>(status.st_size)) + (1u << 17));
    if (const int error = read_all(file.fd, most, text))
        return refuse(code::cannot_open, "cannot read: " + reason(error));
    const auto size = std::max(text.size(), static_cast<std::size_t>(status.st_size));
    intake.bytes += size;
    std::string exceeded, raise;
    if (text.size() > most) {
        exceeded = fmt::format("the file is larger than {} bytes", most);
        raise = fmt::format(" --limit bytes={}", std::max(size, 2 * most));
    }
    if (intake.bytes > intake.limits.total_bytes) {
        exceeded += fmt::format("{}all files together are larger than {} bytes",
                                exceeded.empty() ? "" : ", and ", intake.limits.total_bytes);
        raise += fmt::format(" --limit total_bytes={}",
                             std::max(intake.bytes, 2 * intake.limits.total_bytes));
    }
    if (!exceeded.empty())
        return refuse(code::limit_exceeded, exceeded,
                      size > (1u << 30) ? "split the file: more than 1 GiB cannot be read"
                                        : "raise the limit:" + raise);

    return sources.add(path, std::move(text));
}

std::optional<std::uint32_t> read_bytes(const std::string& path, Intake& intake, Sources& sources,
                                        Diagnostics& out) {
    const auto index = read_any_bytes(path, intake, sources, out);
    return index && check_bytes(*index, sources, out) ? index : std::nullopt;
}

bool is_folder(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::vector<std::string> files_below(const std::string& folder, const Limits& limits,
                                     Sources& sources, Diagnostics& out,
                                     std::span<const std::string_view> endings) {
    const auto is_wanted = [&](std::string_view name) {
        return std::any_of(endings.begin(), endings.end(),
                           [&](std::string_view ending) { return name.ends_with(ending); });
    };
    std::vector<std::string> files, open{folder};
    if (leads_out(folder, {}, limits)) {
        refuse_link({sources.add(folder, {}), 0, 0, 1}, out);
        return files;
    }
    std::set<FileIdentity> entered;
    while (!open.empty()) {
        const std::string here = std::move(open.back());
        open.pop_back();
        struct stat status {};
        if (stat(here.c_str(), &status) != 0 || !entered.insert(identity(status)).second) continue;

        std::error_code error;
        std::vector<std::string> names;
        for (std::filesystem::directory_iterator entry(here, error), end; !error && entry != end;
             entry.increment(error))
            names.push_back(entry->path().filename().string());
        if (error)
            out.error(code::cannot_open, {sources.add(here, {}), 0, 0, 1},
                      "cannot read the folder: " + error.message());
        std::sort(names.begin(), names.end(), std::greater<>());  // the last is taken first
        for (const std::string& name : names) {
            if (name.starts_with('.')) continue;
            std::string path = here.ends_with('/') ? here + name : here + '/' + name;
            const bool is_deeper = is_folder(path);
            if ((is_deeper || is_wanted(name)) && leads_out(path, folder, limits)) {
                refuse_link({sources.add(path, {}), 0, 0, 1}, out);
            } else if (is_deeper) {
                open.push_back(std::move(path));
            } else if (is_wanted(name)) {
                files.push_back(std::move(path));
            }
        }
        if (files.size() > limits.files) break;  // read_bytes says so
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace knockon

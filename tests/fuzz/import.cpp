// Files of other tools: the first byte says how they are given, then names and contents, each ended by a zero byte.
#include <minizip/zip.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "convert/change.h"
#include "convert/convert.h"
#include "convert/onto.h"
#include "convert/split.h"
#include "input_file.h"
#include "read/read.h"

using namespace knockon;

namespace {

namespace fs = std::filesystem;
using Files = std::vector<std::pair<std::string, std::string>>;

std::string next(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    const std::string part(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

/// The bytes of an archive, stored as they are: what is inside is what is made up.
std::string archive(const Files& files) {
    const std::string path = input_file(nullptr, 0, "zip");
    const zipFile zip = zipOpen(path.c_str(), APPEND_STATUS_CREATE);
    for (const auto& [name, bytes] : files) {
        zipOpenNewFileInZip(zip, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr, 0, 0);
        zipWriteInFileInZip(zip, bytes.data(), static_cast<unsigned>(bytes.size()));
        zipCloseFileInZip(zip);
    }
    zipClose(zip, nullptr);
    return path;
}

/// Where they lie now, all below a folder of this process.
std::vector<std::string> laid_down(const Files& files) {
    const fs::path folder = "/dev/shm/knockon-fuzz-" + std::to_string(getpid());
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::vector<std::string> paths;
    for (const auto& [name, bytes] : files) {
        const fs::path wanted = fs::path(name).lexically_normal();
        const bool below = !name.empty() && wanted.is_relative() && *wanted.begin() != "..";
        const std::string path = (folder / (below ? wanted : fs::path("x"))).string();
        std::error_code error;
        fs::create_directories(fs::path(path).parent_path(), error);
        std::FILE* file = std::fopen(path.c_str(), "wb");
        if (file == nullptr) continue;
        if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) std::abort();
        std::fclose(file);
        paths.push_back(path);
    }
    return paths;
}

/// What is written of a draft is a landscape.
Landscape read_again(const std::string& text) {
    const std::string path =
        input_file(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), "yaml");
    Sources sources;
    Diagnostics out;
    Landscape l = read_landscape({&path, 1}, {}, sources, out);
    if (out.has_errors()) {
        std::fputs(render(out, sources).c_str(), stderr);
        __builtin_trap();
    }
    return l;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
    Files files;
    while (!rest.empty() && files.size() < 16) {
        std::string name = next(rest);
        files.emplace_back(std::move(name), next(rest));
    }
    // 0: files as they look; 1: an archive of them; above: as the format of that number
    const std::size_t how = data[0] % (formats().size() + 2);
    Wishes wishes;
    if (how >= 2) wishes.from = formats()[how - 2].name;
    const std::vector<std::string> paths =
        how == 1 ? std::vector{archive(files)} : laid_down(files);
    Sources sources;
    Diagnostics out;
    const Draft draft = import_files(paths, wishes, {}, sources, out);
    if (!out.has_errors()) {
        const Said written = document(draft);
        const Landscape again = read_again(yaml_document(written));
        if (!change_between(draft, draft).change.steps.empty()) __builtin_trap();
        (void)change_of_plan(draft, again);
        (void)split(written, SplitBy::owner);
        (void)additions(draft, again, out);
    }
    (void)render(out, sources);
    return 0;
}

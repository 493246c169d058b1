// A fuzz target without libFuzzer, for builds with any compiler: what is in a folder, then changes
// of it, the same ones on every machine.
//
//   fuzz_TARGET FOLDER -runs=N [-seed=N] [-kept=FILE]
//
// FILE holds the input at hand, and stays where one ends the program.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "seeded.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;
using knockon::test::Seeded;

constexpr unsigned longest_seconds = 60;  // of one input
constexpr std::size_t longest_input = 1u << 16;

std::vector<std::string> corpus(const std::string& folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> all;
    for (const fs::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        all.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return all;
}

/// One to four changes: a byte, a stretch taken out, given twice, or from another input.
std::string changed(const std::vector<std::string>& all, Seeded& draws) {
    std::string text = all[draws.below(all.size())];
    for (int n = draws.between(1, 4); n > 0; --n) {
        const std::size_t at = draws.below(text.size() + 1);
        const std::size_t length = draws.below(draws.chance(0.5) ? 8 : 200) + 1;
        const std::string& other = all[draws.below(all.size())];
        const std::size_t from = draws.below(other.size() + 1);
        switch (draws.below(4)) {
            case 0:
                if (at < text.size()) text[at] = static_cast<char>(draws.below(256));
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(at, text.substr(at, length));
                break;
            default:
                text.insert(at, other.substr(from, length));
        }
    }
    return text.substr(0, longest_input);
}

}  // namespace

int main(int argc, char** argv) {
    std::string folder, kept;
    unsigned long runs = 0, seed = 1;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word.starts_with("-runs=")) runs = std::strtoul(argv[i] + 6, nullptr, 10);
        if (word.starts_with("-seed=")) seed = std::strtoul(argv[i] + 6, nullptr, 10);
        if (word.starts_with("-kept=")) kept = word.substr(6);
        if (!word.starts_with('-')) folder = word;
    }
    if (folder.empty() || kept.empty() || runs == 0) return 2;
    const std::vector<std::string> all = corpus(folder);
    if (all.empty()) return 2;
    const auto run = [&](const std::string& text) {
        std::ofstream(kept, std::ios::binary) << text;
        alarm(longest_seconds);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    };
    for (const std::string& text : all) run(text);
    Seeded draws(seed);
    for (unsigned long i = 0; i < runs; ++i) run(changed(all, draws));
    fs::remove(kept);
    std::printf("%zu inputs and %lu changes of them\n", all.size(), runs);
    return 0;
}

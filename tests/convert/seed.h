// convert/seed.h: what these tests import is what tests/fuzz/import.cpp begins with.
#pragma once

#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "convert/format.h"

namespace knockon::test {

using Files = std::vector<std::pair<std::string, std::string>>;

/// In a folder that $KNOCKON_SEEDS names: `how`, then names and contents, each ended by a zero byte,
/// which is why files that hold one are left out. Without the variable: nothing.
inline void keep_seed(char how, const Files& files) {
    const char* folder = std::getenv("KNOCKON_SEEDS");
    if (folder == nullptr) return;
    std::string seed(1, how);
    for (const auto& [name, bytes] : files) {
        if (bytes.find('\0') != bytes.npos) return;
        seed += name + '\0' + bytes + '\0';
    }
    std::ofstream(folder + ("/" + std::to_string(std::hash<std::string>{}(seed))), std::ios::binary)
        << seed;
}

/// How that target is told of a format: 0 none, 1 an archive, above them the formats.
inline char seed_of_format(std::string_view name) {
    for (std::size_t i = 0; i < formats().size(); ++i)
        if (formats()[i].name == name) return static_cast<char>(i + 2);
    return 0;
}

}  // namespace knockon::test

// tests/fuzz/input_file.h: what libFuzzer made up, as a file.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

/// Writes the bytes to a file of this process; where it lies.
inline std::string input_file(const std::uint8_t* data, std::size_t size, const char* ending) {
    const std::string path =
        "/dev/shm/knockon-fuzz-" + std::to_string(getpid()) + "." + ending;
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr || std::fwrite(data, 1, size, file) != size || std::fclose(file) != 0)
        std::abort();
    return path;
}

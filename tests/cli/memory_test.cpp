// The k-th allocation fails, for every k up to the end: status 3 and a sentence, nothing
// half-written.
#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "forked_run.h"

namespace {

std::atomic<long> left{-1};  // allocations until one fails; negative: none does

void* allocate(std::size_t n, std::size_t alignment = 0) {
    if (left.load() >= 0 && left.fetch_sub(1) == 0) return nullptr;
    if (alignment == 0) return std::malloc(n == 0 ? 1 : n);
    return std::aligned_alloc(alignment, (n + alignment - 1) / alignment * alignment);
}

void* or_throw(void* p) {
    if (p == nullptr) throw std::bad_alloc();
    return p;
}

}  // namespace

void* operator new(std::size_t n) { return or_throw(allocate(n)); }
void* operator new[](std::size_t n) { return or_throw(allocate(n)); }
void* operator new(std::size_t n, const std::nothrow_t&) noexcept { return allocate(n); }
void* operator new[](std::size_t n, const std::nothrow_t&) noexcept { return allocate(n); }
void* operator new(std::size_t n, std::align_val_t a) {
    return or_throw(allocate(n, static_cast<std::size_t>(a)));
}
void* operator new[](std::size_t n, std::align_val_t a) {
    return or_throw(allocate(n, static_cast<std::size_t>(a)));
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The status of a run whose k-th allocation fails (0: none does), as a shell would see it; what it
/// said on standard error is in `said`.
int status_where(long k, std::vector<std::string> words, const std::string& said) {
    return forked_run(std::move(words), said, [&] { left = k - 1; });
}

}  // namespace

TEST_CASE(
    "whichever allocation fails, the run ends with a sentence and leaves files as they were") {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("knockon-memory-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    const std::string report = folder / "report.json", said = folder / "said";
    const std::string example = std::string(KNOCKON_SOURCE_DIR) + "/examples/quickstart/";
    std::ofstream(report) << "as it was";
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"knockon", "check", "-l", example + "landscape.yaml",
                                   example + "change.yaml"},
          {"knockon", "assess", "-l", example + "landscape.yaml", example + "change.yaml",
           "--max-error", "50%", "--jobs", "1", "-q", "--report", "json=" + report}}) {
        const int fine = status_where(0, words, said);
        REQUIRE(fine <= 1);
        const std::string whole = bytes_of(report);
        int failed = 0;
        // All of the first, then ever fewer: each run works out as much as it did before.
        for (long k = 1;; k += 1 + k / 25) {
            CAPTURE(words[1]);
            CAPTURE(k);
            std::ofstream(report) << "as it was";
            const int status = status_where(k, words, said);
            if (status == fine && bytes_of(report) == whole) break;
            REQUIRE(status == 3);
            REQUIRE(bytes_of(said).find("out of memory") != std::string::npos);
            REQUIRE(bytes_of(report) == "as it was");
            if (words[1] == "check" && k > 20'000) break;
            ++failed;
        }
        CHECK(failed > 100);
        std::ofstream(report) << whole;
    }
    std::filesystem::remove_all(folder);
}

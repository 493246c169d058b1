// risk/bdd_memory.h: memory for large tables.
//
// The first touch of a small page costs more than a thousand table look-ups, so arrays beyond a few
// megabytes ask for large pages; small models never get there and stay small.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace knockon {

template <class T>
struct LargePages {
    using value_type = T;
    static constexpr std::size_t page = std::size_t{2} << 20;

    LargePages() = default;
    template <class U>
    LargePages(const LargePages<U>&) {}  // NOLINT(google-explicit-constructor): allocators convert

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < 2 * page) return static_cast<T*>(::operator new(bytes));
        void* memory = std::aligned_alloc(page, (bytes + page - 1) / page * page);
        if (!memory) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
        madvise(memory, bytes, MADV_HUGEPAGE);  // a wish; nothing depends on it
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        if (count * sizeof(T) < 2 * page) {
            ::operator delete(memory);
        } else {
            std::free(memory);
        }
    }
    friend bool operator==(const LargePages&, const LargePages&) { return true; }
};

template <class T>
using Table = std::vector<T, LargePages<T>>;

}  // namespace knockon

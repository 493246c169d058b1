// A member that has no row is in no report. Rows are gone through with an empty record, and every
// byte of it must belong to a value that a row names, or be padding.
#include "report/documents/rows.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "report/documents/rows_report.h"

using namespace knockon;

namespace {

struct Forgetful {
    std::string first, second, third;
};

}  // namespace

namespace knockon {
template <>
struct Rows<Forgetful> {
    static constexpr Heading heading{"forgetful", "Has no row for one of them."};
    static void of(auto& row, auto& f) {
        row("first", f.first);
        row("third", f.third);
    }
};
}  // namespace knockon

namespace {

class Coverage {
  public:
    struct Piece {
        std::uintptr_t begin, end;
    };

    template <class T>
    void operator()(std::string_view, T& x, std::string_view = {}, Came = {}) {
        cover(x);
        visit<T>();
    }
    template <class T>
    void operator()(std::string_view, OrNull<T> x, std::string_view = {}, Came = {}) {
        cover(x.value);
    }
    template <class T>
    void operator()(std::string_view, OneOf<T> x, std::string_view = {}, Came = {}) {
        cover(x.value);
    }
    template <class T>
    void operator()(std::string_view, There<T> x, std::string_view = {}, Came = {}) {
        cover(x.value);
    }
    template <class By, class T>
    void operator()(std::string_view, As<By, T> x, std::string_view = {}, Came = {}) {
        cover(x.value);
        visit<T>();
    }
    template <class Fn>
    void operator()(std::string_view, Written<Fn>, std::string_view = {}, Came = {}) {}
    template <class Fn, class T>
    void operator()(std::string_view, WrittenFor<Fn, T> x, std::string_view = {}, Came = {}) {
        cover(x.saved);
    }
    template <class Row>
    void group(std::string_view, const Heading&, std::string_view, Row rows) {
        rows(*this);
    }
    template <class Row>
    void group_if(bool, std::string_view, const Heading&, std::string_view, Row rows) {
        rows(*this);
    }
    template <class T, class Row>
    void list(std::string_view, const Heading&, std::vector<T>& all, std::string_view, Row) {
        cover(all);
    }
    void kind(std::string_view) {}
    void place(Position& at, std::string_view = {}) { cover(at); }
    void excerpt(Position&) {}

    /// Names of the records with bytes that nothing covers.
    static std::map<std::string_view, std::size_t>& uncovered() {
        static std::map<std::string_view, std::size_t> all;
        return all;
    }
    static std::size_t& seen() {
        static std::size_t records = 0;
        return records;
    }

    template <class T>
    static void check() {
        static bool done = false;
        if (std::exchange(done, true)) return;
        ++seen();
        T empty{};
        Coverage rows;
        Rows<T>::of(rows, empty);
        std::sort(rows.pieces_.begin(), rows.pieces_.end(),
                  [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
        const auto begin = reinterpret_cast<std::uintptr_t>(&empty);
        std::uintptr_t at = begin;
        std::size_t bytes = 0;
        for (const Piece& p : rows.pieces_) {
            bytes += gap(at, p.begin);
            at = std::max(at, p.end);
        }
        bytes += gap(at, begin + sizeof(T));
        if (bytes > 0) uncovered()[Rows<T>::heading.name] = bytes;
    }

  private:
    /// Bytes between two members that are more than padding up to the next multiple of 8.
    static std::size_t gap(std::uintptr_t from, std::uintptr_t to) {
        return to < from + 8 ? 0 : to - from;
    }
    template <class T>
    void cover(const T& x) {
        const auto begin = reinterpret_cast<std::uintptr_t>(&x);
        pieces_.push_back({begin, begin + sizeof(T)});
    }
    template <class T>
    static void visit() {
        if constexpr (Record<T>)
            check<T>();
        else if constexpr (requires { typename T::mapped_type; })
            visit<typename T::mapped_type>();
        else if constexpr (requires { typename T::value_type; })
            visit<typename T::value_type>();
    }

    std::vector<Piece> pieces_;
};

}  // namespace

TEST_CASE("every member of what a report is made of has a row") {
    Coverage::check<Portfolio>();
    CHECK(Coverage::seen() > 45);
    // Where a member is not said, or elsewhere:
    const std::set<std::string_view> known = {
        "acceptance",        // where it stands in its policy
        "department",        // whose it is, which processes have
        "meeting",           // two ids are one key
        "portfolio",         // how severe a collision is, which the policy says
        "structure_change",  // its engine stands under `method`
    };
    std::set<std::string_view> found;
    for (const auto& [record, bytes] : Coverage::uncovered()) found.insert(record);
    CHECK(found == known);
}

TEST_CASE("a member without a row is noticed") {
    Coverage::check<Forgetful>();
    CHECK(Coverage::uncovered()["forgetful"] == sizeof(std::string));
    Coverage::uncovered().erase("forgetful");
}

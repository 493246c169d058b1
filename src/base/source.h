// base/source.h: where a user wrote something.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace knockon {

/// A place in an input file. `line` and `column` count from 1, columns in Unicode code points;
/// `line == 0` means the place is not known or is the file as a whole.
struct Position {
    std::uint32_t file = 0;  // index into Sources::files; 0 is "no file"
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint16_t length = 1;  // code points underlined, on the same line, as far as that goes
    friend auto operator<=>(const Position&, const Position&) = default;
    explicit operator bool() const { return file != 0; }
};

/// One input as it was read.
struct SourceFile {
    std::string path;  // as the user gave it; "-" is standard input, "--set" and the like options
    std::string text;  // the bytes, for excerpts in diagnostics and for hashes in reports
    std::string_view as = {};  // "settings" or "policy": what decides beside what is judged
};

/// Every input of a run, in the order read. `files[0]` stands for "no file".
struct Sources {
    std::vector<SourceFile> files{1};

    std::uint32_t add(std::string path, std::string text);
    const SourceFile& operator[](Position at) const { return files[at.file]; }
    /// Line `line` (from 1) of a file without its line end; empty when there is none.
    std::string_view line(Position at) const;
};

/// A value together with the place it was written at; empty where the user wrote nothing.
template <class T>
struct Stated {
    T value{};
    [[no_unique_address]] Position at;  // `stated` stands in what it leaves free at its end
    bool stated = false;

    Stated() = default;
    // A stated value reads like the value itself.
    Stated(T v, Position p = {})  // NOLINT(google-explicit-constructor)
        : value(std::move(v)), at(p), stated(true) {}
    explicit operator bool() const { return stated; }
    const T& operator*() const { return value; }
    T& operator*() { return value; }
    const T* operator->() const { return &value; }
    T* operator->() { return &value; }
    T value_or(T other) const { return stated ? value : other; }
    /// Equal when both say the same; the place does not matter.
    friend bool operator==(const Stated& a, const Stated& b) {
        return a.stated == b.stated && (!a.stated || a.value == b.value);
    }
};

static_assert(sizeof(Stated<double>) == sizeof(double) + sizeof(Position));

/// What few records have: a pointer where there is nothing, else a value like any other.
template <class T>
class Rare {
  public:
    Rare() = default;
    Rare(T v)  // NOLINT(google-explicit-constructor): it is one
        : box_(std::make_unique<T>(std::move(v))) {}
    Rare(const Rare& o) : box_(o.box_ ? std::make_unique<T>(*o.box_) : nullptr) {}
    Rare(Rare&&) noexcept = default;
    Rare& operator=(const Rare& o) { return *this = Rare(o); }
    Rare& operator=(Rare&&) noexcept = default;
    ~Rare() = default;

    explicit operator bool() const { return box_ != nullptr; }
    const T& operator*() const {
        static const T nothing{};
        return box_ ? *box_ : nothing;
    }
    const T* operator->() const { return &**this; }
    /// To be changed; there from now on.
    T& set() { return *(box_ ? box_ : box_ = std::make_unique<T>()); }
    friend bool operator==(const Rare& a, const Rare& b) { return *a == *b; }

  private:
    std::unique_ptr<T> box_;
};

/// As `Stated`, of what few records say.
template <class T>
class Seldom {
  public:
    Seldom() = default;
    Seldom(T v, Position p = {})  // NOLINT(google-explicit-constructor): as of Stated
        : said_(Stated<T>(std::move(v), p)) {}
    Seldom(const Stated<T>& s) {  // NOLINT(google-explicit-constructor)
        if (s) said_ = s;
    }

    explicit operator bool() const { return get().stated; }
    const Stated<T>& get() const { return *said_; }
    operator const Stated<T>&() const { return get(); }  // NOLINT(google-explicit-constructor)
    /// Of what is stated.
    Stated<T>& get() { return said_.set(); }
    Position at() const { return get().at; }
    const T& operator*() const { return get().value; }
    const T* operator->() const { return &get().value; }
    T value_or(T other) const { return *this ? get().value : std::move(other); }
    friend bool operator==(const Seldom&, const Seldom&) = default;

  private:
    Rare<Stated<T>> said_;  // nothing, or stated
};

}  // namespace knockon

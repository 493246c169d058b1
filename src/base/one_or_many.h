// base/one_or_many.h: a list that mostly has one element, which then stands in place.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace knockon {

/// Used as a std::vector is.
template <class T>
class OneOrMany {
  public:
    using value_type = T;
    OneOrMany() = default;
    OneOrMany(std::vector<T> all) : held_(std::move(all)) {  // NOLINT(google-explicit-constructor): it is one
        if (auto& many = std::get<Many>(held_); many.size() == 1) held_ = T(std::move(many.front()));
    }
    OneOrMany(std::initializer_list<T> all) {
        for (const T& value : all) push_back(value);
    }

    std::span<const T> all() const {
        if (const T* one = std::get_if<T>(&held_)) return {one, 1};
        return std::get<Many>(held_);
    }
    std::span<T> all() {
        if (T* one = std::get_if<T>(&held_)) return {one, 1};
        return std::get<Many>(held_);
    }
    operator std::span<const T>() const { return all(); }  // NOLINT(google-explicit-constructor)
    std::size_t size() const { return all().size(); }
    bool empty() const { return all().empty(); }
    auto begin() const { return all().begin(); }
    auto end() const { return all().end(); }
    auto begin() { return all().begin(); }
    auto end() { return all().end(); }
    const T& front() const { return all().front(); }
    T& front() { return all().front(); }
    const T& back() const { return all().back(); }
    T& back() { return all().back(); }
    const T& operator[](std::size_t i) const { return all()[i]; }
    T& operator[](std::size_t i) { return all()[i]; }

    void push_back(T value) {
        if (empty()) {
            held_ = std::move(value);
            return;
        }
        if (T* one = std::get_if<T>(&held_)) {
            Many many;
            many.push_back(std::move(*one));  // moved, which an initializer list would not do
            held_ = std::move(many);
        }
        std::get<Many>(held_).push_back(std::move(value));
    }
    template <class... From>
    void emplace_back(From&&... from) {
        push_back(T(std::forward<From>(from)...));
    }
    template <class F>
    friend void erase_if(OneOrMany& from, F wanted) {
        std::vector<T> left;
        for (T& value : from)
            if (!wanted(std::as_const(value))) left.push_back(std::move(value));
        from = OneOrMany(std::move(left));
    }
    friend bool operator==(const OneOrMany& a, const OneOrMany& b) {
        const auto x = a.all(), y = b.all();
        return std::equal(x.begin(), x.end(), y.begin(), y.end());
    }

  private:
    using Many = std::vector<T>;
    std::variant<Many, T> held_;
};

}  // namespace knockon

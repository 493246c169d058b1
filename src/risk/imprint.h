// risk/imprint.h: one number for all that something is made of.
#pragma once

#include <bit>
#include <concepts>
#include <span>
#include <tuple>
#include <vector>

#include "risk/draws.h"
#include "risk/outage.h"

namespace knockon {

/// Two things that differ in one place never share it, and two that differ in several by a chance of 2^-64.
class Imprint {
  public:
    explicit Imprint(std::uint64_t first = golden) : value_(first) {}
    std::uint64_t value() const { return value_; }

    template <class... T>
    Imprint& of(const T&... all) {
        (add(all), ...);
        return *this;
    }
    /// @param fields  of one of them, as a tuple
    template <class All, class Fields>
    Imprint& of_each(const All& all, Fields fields) {
        add(all.size());
        for (const auto& one : all) add(fields(one));
        return *this;
    }

  private:
    void add(std::integral auto x) { value_ = mixed(value_ ^ static_cast<std::uint64_t>(x)); }
    void add(double x) { add(std::bit_cast<std::uint64_t>(x)); }
    void add(Duration d) { add(d.count()); }
    void add(const Interval& i) { of(i.start, i.end); }
    template <class T>
    void add(const std::vector<T>& all) {
        add(all.size());
        for (const auto& one : all) add(one);
    }
    template <class... T>
    void add(const std::tuple<T...>& fields) {
        std::apply([&](const auto&... field) { of(field...); }, fields);
    }

    std::uint64_t value_;
};

}  // namespace knockon

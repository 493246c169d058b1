// base/words.h: what the values of an enumeration are called, in files, reports and options alike.
//
// One array beside each enumeration, in its order, is all that is said about it:
//
//   enum class Reach { none, absorbed, exposed };
//   template <>
//   struct WordsOf<Reach> {
//       static constexpr std::string_view all[] = {"none", "absorbed", "exposed"};
//   };
#pragma once

#include <cassert>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace knockon {

template <class E>
struct WordsOf;

template <class E>
concept Worded = requires { WordsOf<E>::all; };

template <Worded E>
constexpr std::string_view name(E e) {
    const auto i = static_cast<std::size_t>(e);
    assert(i < std::size(WordsOf<E>::all) && "the array beside the enumeration has a word for each");
    return WordsOf<E>::all[i];
}

/// Empty for any other word.
template <Worded E>
constexpr std::optional<E> named(std::string_view word) {
    for (std::size_t i = 0; i < std::size(WordsOf<E>::all); ++i)
        if (WordsOf<E>::all[i] == word) return static_cast<E>(i);
    return std::nullopt;
}

/// All of them.
template <Worded E>
std::vector<std::string_view> words_of() {
    return {std::begin(WordsOf<E>::all), std::end(WordsOf<E>::all)};
}

/// "none|absorbed|exposed"
template <Worded E>
std::string words_joined(std::string_view between = "|") {
    std::string all;
    for (const std::string_view word : WordsOf<E>::all) {
        if (!all.empty()) all += between;
        all += word;
    }
    return all;
}

}  // namespace knockon

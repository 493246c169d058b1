// report/documents/rows.h: one table per record says which keys it has; everything else follows.
//
// A row names the key, the member and, where the key does not say it, what it means. The writer
// (rows_write.h), the reader of saved reports (saved_reader.h) and the JSON Schema with the page
// knockon-report(5) (rows_describe.h) all go through the same rows, so that these cannot disagree.
//
//   template <>
//   struct Rows<LossFigures> {
//       static constexpr Heading heading{"loss", "Money."};
//       static void of(auto& row, auto& loss) {
//           row("mean", loss.mean);
//           row("p95", loss.p95, "Exceeded in 1 case of 20 at most.");
//       }
//   };
//
// The word for the type follows from the C++ type: `std::optional<Estimate>` is "estimate?", an
// enumeration is its words. To add a figure: a member, and a row here; a reader of older reports
// needs to be told with `Came::later` or `Came::noted`. What else a row can be:
//
//   row("settle", or_null(d.settle))         null where it is empty or 0
//   row("apart", or_null(r.apart, is))       null where something else says so
//   row("engine", one_of(m.engine, "a|b"))   a text that is one of these words
//   row("total", as<TotalRows>(a.total))     by other rows than those of its type
//   row("best", written([&] { … }))          worked out; a reader passes it over
//   row.group("window", heading, "", …)      members of the same value under one key
//   row.group_if(there, …)                   left out where it is not there
//   row.list("departments", heading, …)      a list whose rows stand on the spot
//   row.place(f.at)                          file, line and column
#pragma once

#include <string_view>

#include "base/diagnostic.h"
#include "calendar/zone.h"
#include "report/writing/json.h"

namespace knockon {

struct Assessment;

/// What a value alone does not tell; a function that is `written` may ask for it.
struct Surroundings {
    const Sources& sources;
    Zone zone;                           // of the times
    const Assessment* report = nullptr;  // that is being written
};

/// A record: its name in the schema, what it is, and how it is laid out.
struct Heading {
    std::string_view name, what;
    JsonWriter::Lay lay = JsonWriter::Lay::lines;
};

template <class T>
struct Rows;

template <class T>
concept Record = requires { Rows<T>::heading; };

/// How long there has been a row. `later`: where it is missing, nothing is lost; `noted`: a note
/// says that the report does not have it.
enum class Came { always, later, noted };

/// Null where `is_there` is false.
template <class T>
struct OrNull {
    T& value;
    bool is_there;
};
template <class T>
OrNull<T> or_null(T& value) {
    return {value, !(value == T{})};
}
template <class T>
OrNull<T> or_null(T& value, bool is_there) {
    return {value, is_there};
}

template <class T>
struct OneOf {
    T& value;
    std::string_view words;
};
template <class T>
OneOf<T> one_of(T& value, std::string_view words) {
    return {value, words};
}

/// An optional or stated value that is there wherever its row is.
template <class T>
struct There {
    T& value;
};
template <class T>
There<T> there(T& value) {
    return {value};
}

/// `By` has `heading` and `of` as Rows has; the value is one of what it speaks of, or a list, a
/// mapping or an optional of them.
template <class By, class T>
struct As {
    T& value;
};
template <class By, class T>
As<By, T> as(T& value) {
    return {value};
}

template <class Fn>
struct Written {
    Fn fn;
};
template <class Fn>
Written<Fn> written(Fn fn) {
    return {fn};
}
/// The same, read back into `saved`.
template <class Fn, class T>
struct WrittenFor : Written<Fn> {
    T& saved;
};
template <class Fn, class T>
WrittenFor<Fn, T> written(Fn fn, T& saved) {
    return {{fn}, saved};
}

}  // namespace knockon

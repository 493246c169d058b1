// report/documents/rows_write.h: a record as JSON, by its rows.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/quantity.h"
#include "base/source.h"
#include "base/words.h"
#include "report/documents/rows.h"

namespace knockon {

/// Fields `file`, `line`, `column` of the open object; null for what is not known.
void write_place(JsonWriter& w, Position at, const Sources& sources);
/// Fields `end_line`, `end_column` and `excerpt`.
void write_excerpt(JsonWriter& w, Position at, const Sources& sources);

class RowWriter {
  public:
    RowWriter(JsonWriter& w, const Surroundings& in) : w_(w), in_(in) {}

    template <class T>
    void operator()(std::string_view key, const T& x, std::string_view = {}, Came = {}) {
        w_.key(key);
        value(x);
    }
    template <class Row>
    void group(std::string_view key, const Heading& h, std::string_view, Row rows) {
        w_.object(key, h.lay, [&] { rows(*this); });
    }
    template <class Row>
    void group_if(bool is_there, std::string_view key, const Heading& h, std::string_view what,
                  Row rows) {
        if (is_there) group(key, h, what, rows);
    }
    template <class List, class Row>
    void list(std::string_view key, const Heading& h, const List& all, std::string_view, Row rows) {
        w_.array(key, [&] {
            for (const auto& x : all) w_.object(h.lay, [&] { rows(*this, x); });
        });
    }
    /// The first key of a document.
    void kind(std::string_view kind) { w_.field("knockon", kind); }
    void place(Position at, std::string_view = {}) { write_place(w_, at, in_.sources); }
    void excerpt(Position at) { write_excerpt(w_, at, in_.sources); }

    template <class T>
    void value(const T& x) {
        if constexpr (Record<T>)
            record<Rows<T>>(x);
        else if constexpr (std::is_enum_v<T>)
            w_.value(name(x));
        else
            w_.value(x);
    }

  private:
    template <class By, class T>
    void record(const T& x) {
        w_.object(By::heading.lay);
        if constexpr (requires { By::inside(x, in_); }) {
            const Surroundings inside = By::inside(x, in_);
            RowWriter row(w_, inside);
            By::of(row, x);
        } else {
            By::of(*this, x);
        }
        w_.end();
    }
    void value(Instant t) { w_.value(in_.zone.rfc3339(t)); }
    void value(Duration d) { w_.value(seconds(d)); }
    void value(std::chrono::year_month_day d) { w_.value(write_date(d)); }
    template <class T>
    void value(const std::optional<T>& x) {
        x ? value(*x) : w_.null();
    }
    template <class T>
    void value(const std::shared_ptr<const T>& x) {
        x ? value(*x) : w_.null();
    }
    template <class T>
    void value(const Stated<T>& x) {
        x ? value(x.value) : w_.null();
    }
    template <class T>
    void value(const std::vector<T>& all) {
        constexpr bool lines = Record<T> || std::is_same_v<T, Instant>;
        w_.array(lines ? JsonWriter::Lay::lines : JsonWriter::Lay::compact);
        for (const T& x : all) value(x);
        w_.end();
    }
    template <class T>
    void value(const std::map<std::string, T>& all) {
        w_.object(std::is_enum_v<T> ? JsonWriter::Lay::compact : JsonWriter::Lay::lines);
        for (const auto& [key, x] : all) {
            w_.key(key);
            value(x);
        }
        w_.end();
    }
    void value(const std::pair<double, double>& point) {
        w_.array(JsonWriter::Lay::compact);
        w_.value(point.first);
        w_.value(point.second);
        w_.end();
    }
    template <class T>
    void value(const OrNull<T>& x) {
        x.is_there ? value(x.value) : w_.null();
    }
    template <class T>
    void value(const OneOf<T>& x) {
        value(x.value);
    }
    template <class T>
    void value(const There<T>& x) {
        value(*x.value);
    }
    template <class Fn>
    void value(const Written<Fn>& x) {
        if constexpr (requires { x.fn(in_); })
            value(x.fn(in_));
        else
            value(x.fn());
    }
    template <class Fn, class T>
    void value(const WrittenFor<Fn, T>& x) {
        value(static_cast<const Written<Fn>&>(x));
    }
    template <class By, class T>
    void value(const As<By, T>& x) {
        value_as<By>(x.value);
    }
    template <class By, class T>
    void value_as(const T& x) {
        record<By>(x);
    }
    template <class By, class T>
    void value_as(const std::optional<T>& x) {
        x ? value_as<By>(*x) : w_.null();
    }
    template <class By, class T>
    void value_as(const std::vector<T>& all) {
        w_.array();
        for (const T& x : all) value_as<By>(x);
        w_.end();
    }

    JsonWriter& w_;
    const Surroundings& in_;
};

/// A whole document. `knockon` is its kind: "report/1".
template <class T>
std::string written_document(const T& x, const Surroundings& in,
                             JsonWriter::Lay whole = JsonWriter::Lay::lines) {
    JsonWriter w(whole);
    RowWriter(w, in).value(x);
    return w.take();
}

}  // namespace knockon

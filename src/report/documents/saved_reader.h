// report/documents/saved_reader.h: from values of a saved report to what they stand for, by the rows of
// its records.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "assess/portfolio.h"
#include "base/words.h"
#include "read/reading.h"
#include "report/documents/rows.h"

namespace knockon {

/// One overload of `load` for every kind of value, so that a list, a mapping or an optional of it
/// needs no words of its own.
class SavedReader {
  public:
    SavedReader(Reading& in, Sources& sources) : in_(in), sources_(sources) {}

    template <class T>
    requires Record<T>
    void load(Value v, T& out) {
        load_as<Rows<T>>(v, out);
    }
    /// Gives the files in the sources the lines that were quoted, each in its place.
    void fill_sources();

  private:
    friend class RowReader;

    template <class By, class T>
    void load_as(Value v, T& out);
    template <class By, class T>
    void load_as(Value v, std::optional<T>& out) {
        if (v.is_null()) return;
        load_as<By>(v, out ? *out : out.emplace());
    }

    void load(Value v, bool& out);
    void load(Value v, int& out);
    void load(Value v, std::uint64_t& out);
    void load(Value v, double& out);
    void load(Value v, std::string& out);
    void load(Value v, Instant& out);
    void load(Value v, Duration& out);
    void load(Value v, std::chrono::year_month_day& out);
    void load(Value v, std::pair<double, double>& out);

    template <Worded E>
    void load(Value v, E& out) {
        const auto known = v.is_text() ? named<E>(v.text()) : std::nullopt;
        if (known)
            out = *known;
        else if (expect_text(in_, v))
            wrong_value(in_, v, "this word is not known here");
    }
    template <class T>
    void load(Value v, std::vector<T>& out) {
        if (!expect_list(in_, v)) return;
        for (const Value item : v) {
            if (!in_.goes_on(item, sizeof(T) + item.text().size())) return;
            load(item, out.emplace_back());
        }
    }
    template <class T>
    void load(Value v, std::map<std::string, T>& out) {
        if (!expect_map(in_, v)) return;
        for (const Value item : v) {
            if (!in_.goes_on(item, sizeof(T) + item.key().size())) return;
            load(item, out[std::string(item.key())]);
        }
    }
    template <class T>
    void load(Value v, std::optional<T>& out) {
        if (v.is_null())
            out.reset();
        else
            load(v, out ? *out : out.emplace());
    }
    template <class T>
    void load(Value v, std::shared_ptr<const T>& out) {
        std::optional<T> one;
        load(v, one);
        out = one ? std::make_shared<const T>(std::move(*one)) : nullptr;
    }
    template <class T>
    void load(Value v, Stated<T>& out) {
        if (v.is_null()) return;
        load(v, out.value);
        out.stated = true;
    }
    template <class T>
    void load(Value v, const OrNull<T>& out) {
        if (!v.is_null()) load(v, out.value);
    }
    template <class T>
    void load(Value v, const OneOf<T>& out) {
        load(v, out.value);
    }
    template <class T>
    void load(Value v, const There<std::optional<T>>& out) {
        load(v, out.value.emplace());
    }
    template <class T>
    void load(Value v, const There<Stated<T>>& out) {
        load(v, out.value.value);
        out.value.stated = true;
    }
    template <class By, class T>
    void load(Value v, const As<By, T>& out) {
        load_as<By>(v, out.value);
    }

    // What the rows alone do not tell, once the record is there.
    template <class T>
    void finish(Value, T&) {}
    void finish(Value v, Appetite& out);
    void finish(Value v, StructureChange& out);
    void finish(Value v, SteadyState& out);
    void finish(Value v, StructureReport& out);
    void finish(Value v, Economics& out);
    void finish(Value v, Meeting& out);
    void finish(Value v, Assessment& out);

    Position place(Value v);
    /// The line that `excerpt` holds, for the text of the file.
    void quote(Value v, Position at);
    std::string text_or_empty(Value v, std::string_view key);
    std::optional<std::uint64_t> number_or_none(Value v, std::string_view key);

    Reading& in_;
    Sources& sources_;
    std::set<std::string> absent_;  // keys of the report at hand, with `Came::noted`
    std::map<std::string, std::uint32_t> files_;
    std::map<std::uint32_t, std::map<std::uint32_t, std::string>> quoted_;  // file, line
};

/// The rows of one object.
class RowReader {
  public:
    RowReader(SavedReader& reader, Value v) : reader_(reader), v_(v) {}

    template <class T>
    void operator()(std::string_view key, T&& out, std::string_view = {}, Came came = {}) {
        if (const auto found = v_.find(key))
            reader_.load(*found, out);
        else if (came == Came::noted)
            reader_.absent_.emplace(key);
        else if (came == Came::always)
            missing(key, "…");
    }
    template <class T>
    void operator()(std::string_view key, OrNull<T> out, std::string_view = {}, Came = {}) {
        if (const auto found = v_.find(key)) reader_.load(*found, out);
    }
    template <class Fn>
    void operator()(std::string_view, Written<Fn>, std::string_view = {}, Came = {}) {}
    template <class Fn, class T>
    void operator()(std::string_view key, WrittenFor<Fn, T> out, std::string_view = {},
                    Came came = {}) {
        (*this)(key, out.saved, {}, came);
    }
    template <class Row>
    void group(std::string_view key, const Heading& h, std::string_view, Row rows) {
        if (v_.find(key))
            group_if(true, key, h, {}, rows);
        else
            missing(key, "{…}");
    }
    template <class Row>
    void group_if(bool, std::string_view key, const Heading&, std::string_view, Row rows) {
        const auto found = v_.find(key);
        if (!found || !expect_map(reader_.in_, *found)) return;
        RowReader inner(reader_, *found);
        rows(inner);
    }
    template <class T, class Row>
    void list(std::string_view key, const Heading&, std::vector<T>& all, std::string_view,
              Row rows) {
        const auto found = v_.find(key);
        if (!found) return missing(key, "[…]");
        if (!expect_list(reader_.in_, *found)) return;
        for (const Value item : *found) {
            if (!reader_.in_.goes_on(item, sizeof(T)) || !expect_map(reader_.in_, item)) return;
            RowReader row(reader_, item);
            rows(row, all.emplace_back());
        }
    }
    void kind(std::string_view) {}  // read_saved() has looked
    void place(Position& out, std::string_view = {}) { out = reader_.place(v_); }
    void excerpt(Position& at) { reader_.quote(v_, at); }

  private:
    void missing(std::string_view key, std::string_view shape) {
        missing_key(reader_.in_, v_.at(), "a saved report", key, shape);
    }

    SavedReader& reader_;
    Value v_;
};

template <class By, class T>
void SavedReader::load_as(Value v, T& out) {
    if (!expect_map(in_, v)) return;
    RowReader row(*this, v);
    By::of(row, out);
    finish(v, out);
}

}  // namespace knockon

// report/documents/rows_describe.h: what a record holds, in words, by its rows.
//
// Rows are gone through with an empty value: only their types and words are looked at.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/source.h"
#include "base/time.h"
#include "base/words.h"
#include "report/documents/documents.h"
#include "report/documents/rows.h"

namespace knockon {

class RowDescriber {
  public:
    /// Adds a record to `all`, and what it stands on, each once.
    template <class T>
    static void record(std::vector<DocumentRecord>& all) {
        record<Rows<T>, T>(all);
    }

    template <class T>
    void operator()(std::string_view key, const T& x, std::string_view what = {}, Came = {}) {
        add(key, type_of(x), what);
    }
    template <class Row>
    void group(std::string_view key, const Heading& h, std::string_view what, Row rows) {
        add(key, std::string(h.name), what);
        describe(all_, h, rows);
    }
    template <class Row>
    void group_if(bool, std::string_view key, const Heading& h, std::string_view what, Row rows) {
        add(std::string(key) + "?", std::string(h.name), what);
        describe(all_, h, rows);
    }
    template <class List, class Row>
    void list(std::string_view key, const Heading& h, const List&, std::string_view what,
              Row rows) {
        add(key, "[" + std::string(h.name) + "]", what);
        const typename List::value_type empty{};
        describe(all_, h, [&](auto& row) { rows(row, empty); });
    }
    void kind(std::string_view kind) {
        add("knockon", "=" + std::string(kind), "What this is.");
    }
    void place(Position, std::string_view what = {}) {
        add("file", "string?", what);
        add("line", "integer?", "From 1.");
        add("column", "integer?", "From 1, in Unicode code points.");
    }
    void excerpt(Position) {
        add("end_line", "integer?", "");
        add("end_column", "integer?", "One beyond the last.");
        add("excerpt", "string?", "That line of the file.");
    }

  private:
    RowDescriber(std::vector<DocumentRecord>& all, std::size_t at) : all_(all), at_(at) {}

    void add(std::string_view key, std::string type, std::string_view what) {
        all_[at_].fields.push_back({std::string(key), std::move(type), what});
    }

    template <class Row>
    static void describe(std::vector<DocumentRecord>& all, const Heading& h, Row rows) {
        for (const DocumentRecord& r : all)
            if (r.name == h.name) return;
        RowDescriber row(all, all.size());
        all.push_back({h.name, h.what, {}});
        rows(row);
    }
    template <class By, class T>
    static std::string record(std::vector<DocumentRecord>& all) {
        describe(all, By::heading, [](auto& row) {
            const T empty{};
            By::of(row, empty);
        });
        return std::string(By::heading.name);
    }

    template <class T>
    std::string type_of(const T&) {
        if constexpr (Record<T>)
            return record<Rows<T>, T>(all_);
        else if constexpr (Worded<T>)
            return "=" + words_joined<T>();
        else if constexpr (std::is_same_v<T, bool>)
            return "boolean";
        else if constexpr (std::is_integral_v<T>)
            return "integer";
        else if constexpr (std::is_same_v<T, double> || std::is_same_v<T, Duration>)
            return "number";
        else if constexpr (std::is_same_v<T, Instant>)
            return "time";
        else if constexpr (std::is_same_v<T, std::chrono::year_month_day>)
            return "date";
        else if constexpr (std::is_same_v<T, std::pair<double, double>>)
            return "point";
        else
            return static_cast<void>(std::string_view(T{})), "string";
    }
    template <class T>
    std::string type_of(const std::optional<T>&) {
        return type_of(T{}) + "?";
    }
    template <class T>
    std::string type_of(const std::shared_ptr<const T>&) {
        return type_of(T{}) + "?";
    }
    template <class T>
    std::string type_of(const Stated<T>&) {
        return type_of(T{}) + "?";
    }
    template <class T>
    std::string type_of(const std::vector<T>&) {
        return "[" + type_of(T{}) + "]";
    }
    template <class T>
    std::string type_of(const std::map<std::string, T>&) {
        return "{" + type_of(T{}) + "}";
    }
    template <class T>
    std::string type_of(const OrNull<T>&) {
        return type_of(T{}) + "?";
    }
    template <class T>
    std::string type_of(const OneOf<T>& x) {
        return "=" + std::string(x.words);
    }
    template <class T>
    std::string type_of(const There<T>&) {
        return type_of(std::decay_t<decltype(*std::declval<T&>())>{});
    }
    template <class Fn>
    std::string type_of(const Written<Fn>&) {
        if constexpr (std::is_invocable_v<Fn, const Surroundings&>)
            return type_of(std::decay_t<std::invoke_result_t<Fn, const Surroundings&>>{});
        else
            return type_of(std::decay_t<std::invoke_result_t<Fn>>{});
    }
    template <class Fn, class T>
    std::string type_of(const WrittenFor<Fn, T>& x) {
        return type_of(static_cast<const Written<Fn>&>(x));
    }
    template <class By, class T>
    std::string type_of(const As<By, T>& x) {
        return type_as<By>(x.value);
    }
    template <class By, class T>
    std::string type_as(const T&) {
        return record<By, std::remove_const_t<T>>(all_);
    }
    template <class By, class T>
    std::string type_as(const std::optional<T>&) {
        return record<By, T>(all_) + "?";
    }
    template <class By, class T>
    std::string type_as(const std::vector<T>&) {
        return "[" + record<By, T>(all_) + "]";
    }

    std::vector<DocumentRecord>& all_;
    std::size_t at_;
};

}  // namespace knockon

// read/fields.h: one table per kind of record says which keys it has; everything else follows.
//
// A row holds the key, the shape of its value, a sentence of help, what holds where the key is
// missing, and how the value reaches the model. The same rows load files, report unknown and
// missing keys, apply `annotate` and `--set`, and write the JSON Schemas and the man page
// (read/schema.h), so that these cannot disagree.
//
//   fields_landscape.cpp  the top of a landscape, departments, suppliers, freezes, outages, defaults
//   fields_component.cpp  components, processes, losses, peaks, deadlines
//   fields_need.cpp       needs
//   fields_calendar.cpp   calendars
//   fields_change.cpp     changes, windows, benefits, approvals
//   fields_step.cpp       steps
//   fields_policy.cpp     policies
//   fields_history.cpp    past changes
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/decimal.h"
#include "model/history.h"
#include "read/grammar.h"
#include "read/reading.h"
#include "read/said.h"

namespace knockon {

/// Shape of a value. `of` names a grammar or a record, `keys` the grammar of the keys of a map.
struct Shape {
    // some: one, or a list of them; map: by id; entry: a map of one
    enum class Form { one, some, list, map, entry };
    Form form = Form::one;
    std::string_view of;
    std::string_view keys = "id";
};

/// What a row says about its key, whatever the record.
struct FieldText {
    std::string_view key;
    Shape shape = {};
    std::string_view help = {};
    std::string_view preset = {};      // taken where the key is missing
    bool required = false;             // with `with`: where one of those stands
    std::string_view instead_of = {};  // key that says the same and must not stand beside it
    std::string_view with = {};        // keys of which one must stand beside it; empty: none
};

template <class R>
struct Field : FieldText {
    void (*load)(Reading&, Value, R&) = nullptr;
    /// What a file would say under the key; nothing where the record has nothing to say. Left out
    /// where nobody asks.
    std::optional<Said> (*say)(const R&) = nullptr;
    /// Where the record got its value; nothing if it has none. Left out where nobody asks.
    std::optional<Position> (*where)(const R&) = nullptr;
    void (*append)(R&, R&&) = nullptr;  // `annotate` adds to it instead of setting it
};

template <class R>
struct Table {
    std::string_view name;  // "component": in schemas
    std::string_view what;  // "a component": in messages
    std::span<const Field<R>> fields;
    void (*finish)(Reading&, Value, R&) = nullptr;  // what only the whole record can tell
    void (*start)(Value, R&) = nullptr;             // what its rows have to know beforehand
    // Sets of keys of which one must be there: exactly one, "mean|p50 p90", or any, "data,type".
    std::string_view ways = {};
};

template <class R>
const Table<R>& table();

// Parts that the model keeps in another form.
struct RecoverySpread {
    Stated<Length> p50, p90, mean;
};
struct Forecast {
    Stated<double> fails, loss;
    std::map<Id, DepartmentForecast> departments;
};
struct Condition {
    Stated<DataClass> data;
    Stated<ChangeType> type;
    Stated<std::string> kind;
};

template <class R>
const Field<R>* find_field(std::string_view key) {
    for (const Field<R>& f : table<R>().fields)
        if (f.key == key) return &f;
    return nullptr;
}

template <class R>
std::vector<std::string_view> keys_of() {
    std::vector<std::string_view> keys;
    for (const Field<R>& f : table<R>().fields) keys.push_back(f.key);
    return keys;
}

/// The text of `v` by its grammar, or an error and nothing.
template <class T>
std::optional<T> read_text(Reading& in, Value v, const Grammar<T>& g) {
    if (!expect_text(in, v)) return std::nullopt;
    const bool by_program = std::is_arithmetic_v<T> && v.is_json_number();
    Parsed<T> value = g.plain_only && !v.is_plain()
                          ? Parsed<T>{std::nullopt, "expected this without quotes"}
                          : g.parse(by_program ? unmistakable(v.text()) : v.text());
    if (!value) wrong_value(in, v, value.expected);
    if (g.name == grammar::money.name)
        if (const auto currency = currency_of(v.text()); value && !currency.empty())
            in.names_currency(currency, v.at());
    return std::move(value.value);
}

// Where a record keeps what few say.
inline auto& beside(Component& c) { return c.more; }
inline const auto& beside(const Component& c) { return c.more; }
inline auto& beside(Need& n) { return n.terms; }
inline const auto& beside(const Need& n) { return n.terms; }

/// Member M of the record, or of what it keeps beside it.
template <auto M, class R>
auto& member(R& r) {
    if constexpr (requires { r.*M; })
        return r.*M;
    else if constexpr (std::is_const_v<R>)
        return (*beside(r)).*M;
    else
        return beside(r).set().*M;
}

/// Fills a record from a mapping. In a patch only what the mapping names changes.
template <class R>
void load_record(Reading& in, Value v, R& r) {
    const Table<R>& t = table<R>();
    if (!in.goes_on(v, sizeof(R)) || !expect_map(in, v)) return;
    const Position at = v.has_key() ? v.key_at() : v.at();
    if constexpr (requires { r.at = at; }) {
        if (!in.patch) r.at = at;
    } else if constexpr (requires { beside(r).set().at = at; }) {
        if (!in.patch) beside(r).set().at = at;
    }
    if (t.start != nullptr) t.start(v, r);
    for (const Value entry : v) {
        if (!in.goes_on(entry, 0)) return;
        const Field<R>* f = find_field<R>(entry.key());
        if (f == nullptr) {
            unknown_key(in, entry, t.what, keys_of<R>());
            continue;
        }
        if (!f->instead_of.empty())
            if (const auto other = v.find(f->instead_of)) either_or(in, entry, *other);
        if (entry.is_null()) {
            no_value(in, entry);
        } else {
            f->load(in, entry, r);
        }
    }
    for (const Field<R>& f : t.fields)
        if (f.required && f.with.empty() && !in.patch && !v.find(f.key))
            missing_key(in, at, t.what, f.key, "…");
    if (t.finish != nullptr) t.finish(in, v, r);
}

/// Whether it is one of `words`, between which blanks stand.
inline bool in_words(std::string_view word, std::string_view words) {
    for (std::size_t at = 0; (at = words.find(word, at)) != words.npos; ++at) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
            return true;
    }
    return false;
}

/// A record as a file would say it; what is at its preset is left out, and the keys of `left_out`.
template <class R>
Said say_record(const R& r, std::span<const std::string_view> left_out = {}) {
    static const R blank{};
    Said all = Said::of({}, Said::Form::map);
    for (const Field<R>& f : table<R>().fields) {
        if (f.say == nullptr || std::count(left_out.begin(), left_out.end(), f.key) > 0) continue;
        std::optional<Said> s = f.say(r);
        const bool required =
            f.required && (f.with.empty() || std::any_of(all.entries.begin(), all.entries.end(),
                                                         [&](const Said::Entry& e) {
                                                             return in_words(e.key, f.with);
                                                         }));
        if (!s || (!required && s == f.say(blank))) continue;
        all.entries.push_back({std::string(f.key), std::move(*s)});
    }
    return all;
}

template <class T>
Said say_value(const Grammar<T>& g, const T& value) {
    Said s = Said::of(g.write(value), g.plain_only ? Said::Form::word : Said::Form::text);
    s.is_quantity = !std::is_same_v<T, std::string>;
    return s;
}

template <class T>
std::optional<Said> say_stated(const Grammar<T>& g, const Stated<T>& value) {
    return value ? std::optional(say_value(g, *value)) : std::nullopt;
}

/// One mapping per element. In a patch the keys are places in the list, from 1.
template <class R>
void load_records(Reading& in, Value v, std::vector<R>& records) {
    if (in.patch && v.is_map()) {
        for (const Value entry : v) {
            const auto n = parse_count(entry.key());
            if (!n || *n < 1 || static_cast<std::size_t>(*n) > records.size()) {
                in.out.error(code::bad_assignment, entry.key_at(),
                             "no entry " + in_quotes(entry.key()) + " in this list",
                             "entries are counted from 1 to " + std::to_string(records.size()));
            } else {
                load_record(in, entry, records[static_cast<std::size_t>(*n) - 1]);
            }
        }
        return;
    }
    if (!expect_list(in, v)) return;
    std::vector<R> fresh;
    const bool patch = std::exchange(in.patch, false);
    for (const Value item : v) load_record(in, item, fresh.emplace_back());
    in.patch = patch;
    records = std::move(fresh);
}

/// Calls `each` for the items of a list, or for a value that is none.
template <class F>
void for_each_item(Value v, F&& each) {
    if (!v.is_list()) return each(v);
    for (const Value item : v) each(item);
}

/// A member, whichever way it is held.
template <class M>
const M& member_of(const M& m) {
    return m;
}
template <class T>
const T& member_of(const Rare<T>& m) {
    return *m;
}
template <class T>
const Stated<T>& member_of(const Seldom<T>& m) {
    return m.get();
}

// Where members of the model stand, for `annotate`.
template <class T>
std::optional<Position> where(const Stated<T>& m) {
    return m.stated ? std::optional(m.at) : std::nullopt;
}
template <class T>
std::optional<Position> where(const Seldom<T>& m) {
    return where(m.get());
}
template <class T>
std::optional<Position> where(const std::vector<T>& m) {
    if (m.empty()) return std::nullopt;
    if constexpr (requires { Position(m.front().at); }) return m.front().at;
    return Position{};
}
template <class T>
std::optional<Position> where(const Rare<T>& m) {
    return where(*m);
}
template <class R>
std::optional<Position> where_in(const R& r) {
    for (const Field<R>& f : table<R>().fields)
        if (const auto at = f.where != nullptr ? f.where(r) : std::nullopt) return at;
    return std::nullopt;
}

template <class T, class V>
void assign(Stated<T>& m, V&& value, Position at) {
    m = Stated<T>(std::forward<V>(value), at);
}
template <class T, class V>
void assign(Seldom<T>& m, V&& value, Position at) {
    m = Seldom<T>(std::forward<V>(value), at);
}
template <class T>
void assign(T& m, T value, Position at) {
    m = std::move(value);
    if constexpr (requires { m.at = at; }) m.at = at;
}

/// Rows for a member: a single value, one or several values, a record, a list of records.
template <class R, const auto& G, auto M>
constexpr Field<R> one(FieldText text) {
    text.shape = {Shape::Form::one, G.name};
    return {text,
            [](Reading& in, Value v, R& r) {
                if (auto value = read_text(in, v, G)) assign(member<M>(r), std::move(*value), v.at());
            },
            [](const R& r) -> std::optional<Said> {
                if constexpr (G.write == nullptr)
                    return std::nullopt;
                else if constexpr (requires { member_of(member<M>(r)).stated; })
                    return say_stated(G, member_of(member<M>(r)));
                else
                    return say_value(G, member_of(member<M>(r)));
            },
            [](const R& r) -> std::optional<Position> {
                if constexpr (requires { member_of(member<M>(r)).stated; }) return where(member<M>(r));
                return std::nullopt;
            }};
}

/// A list of values; nothing for one that is empty and was not stated.
template <const auto& G, class M>
std::optional<Said> say_some(const M& member) {
    Said list = Said::of({}, Said::Form::list);
    const auto add = [&](const auto& values) {
        for (const auto& v : values)
            if constexpr (requires { v.stated; })
                list.entries.push_back({{}, say_value(G, v.value)});
            else
                list.entries.push_back({{}, say_value(G, v)});
        return list;
    };
    if constexpr (requires { member.stated; }) {
        if (member) return add(member.value);
    } else {
        if (!member.empty()) return add(member);
    }
    return std::nullopt;
}

template <class T, const auto& G>
std::vector<T> read_some(Reading& in, Value v) {
    std::vector<T> values;
    for_each_item(v, [&](Value item) {
        if (!in.goes_on(item, sizeof(T) + item.text().size())) return;
        if (auto value = read_text(in, item, G))
            assign(values.emplace_back(), std::move(*value), item.at());
    });
    return values;
}

template <class R, const auto& G, auto M>
constexpr Field<R> some(FieldText text) {
    text.shape = {Shape::Form::some, G.name};
    return {text,
            [](Reading& in, Value v, R& r) {
                auto& held = member<M>(r);
                if constexpr (requires { member_of(held).stated; }) {
                    using T = typename std::decay_t<decltype(*held)>::value_type;
                    assign(held, read_some<T, G>(in, v), v.at());
                } else {
                    using T = typename std::decay_t<decltype(member_of(held))>::value_type;
                    held = read_some<T, G>(in, v);
                }
            },
            [](const R& r) -> std::optional<Said> {
                if constexpr (G.write != nullptr) return say_some<G>(member_of(member<M>(r)));
                return std::nullopt;
            },
            [](const R& r) { return where(member<M>(r)); }};
}

template <class R, class S, auto M>
constexpr Field<R> record(FieldText text, std::string_view name) {
    text.shape = {Shape::Form::one, name};
    return {text,
            [](Reading& in, Value v, R& r) {
                auto& member = r.*M;
                if constexpr (requires { member.stated; }) {
                    load_record<S>(in, v, member.value);
                    member.at = v.at();
                    member.stated = true;
                } else {
                    load_record<S>(in, v, member);
                }
            },
            [](const R& r) -> std::optional<Said> {
                if constexpr (requires { (r.*M).stated; }) {
                    if (r.*M) return say_record<S>((r.*M).value);
                    return std::nullopt;
                } else {
                    Said s = say_record<S>(r.*M);
                    return s.entries.empty() ? std::nullopt : std::optional(std::move(s));
                }
            },
            [](const R& r) -> std::optional<Position> {
                if constexpr (requires { (r.*M).stated; })
                    return where(r.*M);
                else
                    return where_in<S>(r.*M);
            }};
}

template <class S>
std::optional<Said> say_records(const std::vector<S>& records) {
    if (records.empty()) return std::nullopt;
    Said list = Said::of({}, Said::Form::list);
    for (const S& s : records) list.entries.push_back({{}, say_record(s)});
    return list;
}

template <class R, class S, auto M>
constexpr Field<R> records(FieldText text, std::string_view name) {
    text.shape = {Shape::Form::list, name};
    return {text, [](Reading& in, Value v, R& r) { load_records<S>(in, v, r.*M); },
            [](const R& r) { return say_records(r.*M); }, [](const R& r) { return where(r.*M); }};
}

/// A list of approvals; a plain id is one without a day or limits. (fields_change.cpp)
void load_approvals(Reading& in, Value v, std::vector<Approval>& approvals);

/// Key `ics` of a calendar: the path as written, and what the file holds (ics.cpp).
///
/// The path is relative to the file that names it and must not leave the folder of the landscape,
/// also not through a link: who reviews a landscape must see all of it.
void load_ics(Reading& in, Value v, Calendar& c);

}  // namespace knockon

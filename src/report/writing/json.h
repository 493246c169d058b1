// report/writing/json.h: JSON text, written from front to back.
//
// Every text that is handed over is escaped here and there is no way round it. Beyond what RFC 8259
// asks, nothing in the output can end an HTML script, break a line, move the cursor, turn the
// direction of writing, or be a command to the runner of a pipeline (`##[`, `##vso[`,
// `##teamcity[`). Depth is a stack of our own, not the machine's.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace knockon {

/// `text` as a JSON string with its quotes; bytes that are no UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

/// Writes one document. The caller keeps to the grammar (assert): a key before every value of an
/// object, one `end` per container.
class JsonWriter {
  public:
    enum class Lay { lines, compact };  // one entry a line, or the whole container on one

    /// `whole`: compact puts the whole document on one line.
    explicit JsonWriter(Lay whole = Lay::lines) : whole_(whole) {}

    void object(Lay lay = Lay::lines) { open('{', lay); }
    void array(Lay lay = Lay::lines) { open('[', lay); }
    void end();
    /// One that holds what `write` writes: an entry of a list, or under a key.
    template <std::invocable Write>
    void object(Lay lay, Write write) {
        object(lay);
        write();
        end();
    }
    template <std::invocable Write>
    void object(Write write) {
        object(Lay::lines, write);
    }
    template <std::invocable Write>
    void object(std::string_view name, Lay lay, Write write) {
        key(name);
        object(lay, write);
    }
    template <std::invocable Write>
    void object(std::string_view name, Write write) {
        object(name, Lay::lines, write);
    }
    template <std::invocable Write>
    void array(std::string_view name, Lay lay, Write write) {
        key(name);
        array(lay);
        write();
        end();
    }
    template <std::invocable Write>
    void array(std::string_view name, Write write) {
        array(name, Lay::lines, write);
    }

    void key(std::string_view name);
    void null() { raw("null"); }
    void value(bool b) { raw(b ? "true" : "false"); }
    void value(int n);
    void value(std::uint32_t n) { value(std::uint64_t{n}); }
    void value(std::uint64_t n);
    void value(double x);  // finite (assert); shortest digits that read back the same
    void value(std::string_view text) { raw(json_string(text)); }
    void value(const char* text) { value(std::string_view(text)); }
    void value(const std::string& text) { value(std::string_view(text)); }
    void value(const std::vector<std::string>& texts);

    template <class T>
    void field(std::string_view name, const T& v) {
        key(name);
        value(v);
    }
    template <class T>
    void field(std::string_view name, const std::optional<T>& v) {
        key(name);
        if (v)
            value(*v);
        else
            null();
    }

    /// The finished document, with a line end.
    std::string take();

  private:
    struct Level {
        char close;
        bool lines;
        bool empty = true;
    };
    void open(char bracket, Lay lay);
    void before_entry();
    void new_line();
    void raw(std::string_view text);

    Lay whole_;
    std::string out_;
    std::vector<Level> levels_;
    bool after_key_ = false;
};

}  // namespace knockon

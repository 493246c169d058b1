// Quantities and moments as users write them, each written again and read back; and `--set`.
#include "read/grammar.h"
#include "read/read.h"

using namespace knockon;

namespace {

/// What is written of a value reads back as the same.
template <class T>
void there_and_back(const Grammar<T>& g, const std::string& text) {
    const auto value = g.parse(text);
    if (!value) return;
    const std::string written = g.write(*value.value);
    const auto again = g.parse(written);
    if (!again || !(g.write(*again.value) == written)) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    there_and_back(grammar::duration, text);
    there_and_back(grammar::length, text);
    there_and_back(grammar::probability, text);
    there_and_back(grammar::money, text);
    there_and_back(grammar::rate, text);
    there_and_back(grammar::number, text);
    there_and_back(grammar::count, text);
    there_and_back(grammar::moment, text);
    there_and_back(grammar::date, text);
    there_and_back(grammar::hours, text);
    there_and_back(grammar::period, text);
    (void)grammar::days.parse(text);
    Landscape l;
    Change c;
    Sources sources;
    Diagnostics out;
    set_value(text, l, &c, sources, out);
    (void)render(out, sources);
    return 0;
}

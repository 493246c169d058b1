#include "convert/written.h"

#include <vector>

namespace knockon {

std::string written(Value value) {
    struct Open {
        Value::Iterator next, end;
        bool map;
    };
    std::string out;
    std::vector<Open> open;
    const auto begin = [&](Value v) {
        if (v.is_map() || v.is_list()) {
            out += v.is_map() ? '{' : '[';
            open.push_back({v.begin(), v.end(), v.is_map()});
        } else {
            out += v.is_null() ? std::string("~")
                               : std::to_string(v.text().size()) + ":" + std::string(v.text());
        }
    };
    begin(value);
    while (!open.empty()) {
        if (!(open.back().next != open.back().end)) {
            out += open.back().map ? '}' : ']';
            open.pop_back();
            continue;
        }
        const Value v = *open.back().next;
        ++open.back().next;
        if (open.back().map) out += std::string(v.key()) + "=";
        begin(v);
        out += ',';
    }
    return out;
}

}  // namespace knockon

// The whole way: a landscape, a zero byte, a change, to the report as JSON.
#include <algorithm>

#include "assess/assess.h"
#include "input_file.h"
#include "model/check.h"
#include "read/read.h"
#include "report/report.h"

using namespace knockon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::uint8_t* end = std::find(data, data + size, 0);
    Sources sources;
    Diagnostics out;
    const std::string paths[] = {input_file(data, static_cast<std::size_t>(end - data), "yaml")};
    const Landscape l = read_landscape(paths, {}, sources, out);
    if (out.has_errors() || end == data + size) return 0;
    const std::string change = input_file(end + 1, static_cast<std::size_t>(data + size - end - 1), "yaml");
    const Change c = read_change(change, {}, sources, out);
    if (out.has_errors()) return 0;
    check(l, out);
    check(c, l, out);
    apply(l, c, out);
    if (out.has_errors()) return 0;
    AssessOptions o;
    o.max_runs = 256;
    o.advice = false;
    o.today = std::chrono::year{2026} / std::chrono::November / 24;
    if (const auto a = assess(l, c, {}, {}, o, sources, out)) (void)report_json(*a, sources);
    return 0;
}

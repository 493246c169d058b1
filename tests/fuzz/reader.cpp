// YAML and JSON as any kind of document, through the checks: the first byte chooses which.
#include "input_file.h"
#include "model/check.h"
#include "read/read.h"

using namespace knockon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string path = input_file(data + 1, size - 1, data[0] % 2 == 0 ? "yaml" : "json");
    const std::string paths[] = {path};
    Sources sources;
    Diagnostics out;
    switch (data[0] / 2 % 4) {
        case 0: {
            const Landscape l = read_landscape(paths, {}, sources, out);
            if (!out.has_errors()) check(l, out);
            break;
        }
        case 1:
            (void)read_change(path, {}, sources, out);
            break;
        case 2:
            (void)read_policy(path, {}, sources, out);
            break;
        default:
            (void)read_history(path, {}, sources, out);
    }
    (void)render(out, sources);
    return 0;
}

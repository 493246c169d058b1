// Saved reports (`show`, `--since`), drawn again in every format.
#include "input_file.h"
#include "report/formats.h"
#include "report/documents/saved.h"

using namespace knockon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string path = input_file(data, size, "json");
    Sources sources;
    Diagnostics out;
    const auto saved = read_saved(path, {}, sources, out);
    (void)render(out, sources);
    if (!saved || out.has_errors()) return 0;
    for (const ReportFormat& f : report_formats()) {
        if (const auto* one = std::get_if<Assessment>(&*saved)) (void)f.draw(*one, sources, {});
        if (const auto* many = std::get_if<Portfolio>(&*saved))
            (void)f.draw_many(*many, sources, {});
    }
    return 0;
}

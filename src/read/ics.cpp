#include "read/ics.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/codes.h"
#include "base/text.h"
#include "read/bytes.h"
#include "read/fields.h"

namespace knockon {
void load_ics(Reading& in, Value v, Calendar& c) {
    namespace fs = std::filesystem;
    auto name = read_text(in, v, grammar::text);
    if (!name) return;
    const fs::path written(*name);
    const fs::path path =
        (fs::path(in.sources.files[v.tree().file].path).parent_path() / written).lexically_normal();
    const std::string home = in.root.empty() ? "." : in.root;
    const bool allowed = !in.limits.root.empty() && lies_below(path.string(), in.limits.root);
    if (written.is_absolute() || !(allowed || lies_below(path.string(), home))) {
        in.out.error(code::cannot_open, v.at(),
                     fmt::format("{} lies outside of the landscape's folder", in_quotes(*name)),
                     "put the file beside the landscape and name it by a relative path, or allow "
                     "the folder that it lies in: --root DIR");
        return;
    }
    Intake intake{in.limits, 0, 0, {}, home};
    Diagnostics problems;
    const auto file = read_bytes(path.string(), intake, in.sources, problems);
    for (Diagnostic& d : problems.all) {
        d.related.push_back({v.at(), "named here"});
        in.out.add(std::move(d));
    }
    if (!file) return;
    c.ics = {std::move(*name), v.at()};
    c.ics_text = {in.sources.files[*file].text, v.at()};
}

}  // namespace knockon

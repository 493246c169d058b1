#include "read/ics.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/codes.h"
#include "base/text.h"
#include "read/bytes.h"
#include "read/fields.h"

namespace knockon {
namespace {

bool is_below(const std::filesystem::path& path, const std::filesystem::path& folder) {
    const auto relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

void load_ics(Reading& in, Value v, Calendar& c) {
    namespace fs = std::filesystem;
    auto name = read_text(in, v, grammar::text);
    if (!name) return;
    std::error_code error;
    const fs::path written(*name);
    const fs::path path =
        (fs::path(in.sources.files[v.tree().file].path).parent_path() / written).lexically_normal();
    const fs::path real = fs::weakly_canonical(path, error);
    const fs::path root = fs::weakly_canonical(in.root.empty() ? "." : in.root, error);
    if (error || written.is_absolute() || !is_below(real, root)) {
        in.out.error(code::cannot_open, v.at(),
                     fmt::format("{} lies outside of the landscape's folder", in_quotes(*name)),
                     "put the file beside the landscape and name it by a relative path");
        return;
    }
    Intake intake{in.limits, 0, 0, {}};
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

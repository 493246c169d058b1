// knockon version: which program this is.
#include <fmt/format.h>

#include <array>

#include "cli/help.h"
#include "cli/output.h"

namespace knockon {
namespace {

int run_version(Session& session) {
    const std::array<Drawing, 1> drawings = {Drawing{
        "text", [](const TextOptions&) { return fmt::format("knockon {}\n", program_version); }}};
    return deliver(session, drawings, {}, status_fine);
}

}  // namespace

Command version_command() {
    return {"version",
            "which program this is",
            "",
            0,
            0,
            "  knockon version",
            "The same as `knockon --version` and `knockon -V`.",
            {"text"},
            {},
            run_version};
}

}  // namespace knockon

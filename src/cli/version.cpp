// knockon version: which program this is.
#include <fmt/format.h>


#include "cli/output.h"

namespace knockon {
namespace {

int run_version(Session& session) {
    return deliver(session, fmt::format("knockon {}\n", program_version));
}

}  // namespace

Command version_command() {
    return {"version",
            "which program this is",
            {"", 0, 0},
            "  knockon version",
            "The same as `knockon --version` and `knockon -V`.",
            {"text"},
            {},
            run_version};
}

}  // namespace knockon

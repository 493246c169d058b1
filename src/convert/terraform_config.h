// convert/terraform_config.h: the configuration in a plan of Terraform: resources, and what they refer to.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "read/tree.h"

namespace knockon {

/// An address without what stands in brackets, which may hold dots.
std::string without_indices(std::string_view address);

/// The address of what has `address` in `module`, whose own is empty for the root.
std::string in_module(const std::string& module, std::string_view address);

struct ConfiguredResource {
    std::string id;  // its address without indices
    Position at;
    std::set<std::string> addresses;  // of what its expressions, `count`, `for_each` and `depends_on` name, and
                                      // those of the calls of its modules
    std::set<std::string> locals;     // values whose expressions the file does not tell
};

/// All of a configuration. References are followed through variables and outputs of modules; what is being followed is
/// not followed again, so that a circle of them ends.
std::vector<ConfiguredResource> resources_of(Value root_module);

}  // namespace knockon

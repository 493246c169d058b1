// convert/kinds.h: what a component probably is, from what others call it.
#pragma once

#include <string_view>

namespace knockon {

/// "database" for images that are known to be one, else empty: `registry/postgres:15@sha256:…`.
std::string_view kind_of_image(std::string_view image);

}  // namespace knockon

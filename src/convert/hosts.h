// convert/hosts.h: hosts of a cluster in the settings of what runs there.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace knockon {

/// `web`, `web.shop`, `web.shop.svc.cluster.local`.
struct HostAddress {
    std::string name, space;
    bool certain = false;  // with a port behind it or a scheme before it
    bool operator<(const HostAddress& o) const {
        return std::tie(name, space) < std::tie(o.name, o.space);
    }
};

/// The addresses in a text; `named_as_host`: the whole text may be one without a port.
std::vector<HostAddress> addresses_in(std::string_view value, bool named_as_host);

/// `variable` is called as those are that hold the name of a host: …_HOST, …_ADDR, …_URL.
bool names_a_host(std::string_view variable);

}  // namespace knockon

// Hosts of a cluster in texts.
#include "convert/hosts.h"

#include <algorithm>
#include <array>

namespace knockon {
namespace {

bool is_label_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

std::vector<HostAddress> addresses_in(std::string_view value, bool named_as_host) {
    std::vector<HostAddress> found;
    for (std::size_t i = 0; i < value.size();) {
        const auto is_host = [](char c) { return is_label_character(c) || c == '.'; };
        if (!is_host(value[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < value.size() && is_host(value[end])) ++end;
        const std::string_view host = value.substr(i, end - i);
        const bool scheme = i >= 3 && value.substr(i - 3, 3) == "://";
        const bool user = i >= 1 && value[i - 1] == '@';
        const bool port = end + 1 < value.size() && value[end] == ':' && value[end + 1] >= '0' &&
                          value[end + 1] <= '9';
        const bool whole = named_as_host && i == 0 && end == value.size();
        const bool begins =
            i == 0 || std::string_view("=,; \"'([/@").find(value[i - 1]) != std::string_view::npos;
        i = std::max(end, i + 1);
        // `user:password@` comes before the host.
        const std::string_view authority =
            value.substr(end, value.find_first_of("/ ,;\"'", end) - end);
        if (scheme && authority.find('@') != authority.npos) {
            i = end + authority.find('@');
            continue;
        }
        if (!(scheme || user || port || whole) || !begins) continue;
        if (host.empty() || host.find_first_of("abcdefghijklmnopqrstuvwxyz") == host.npos) continue;
        const std::size_t dot = std::min(host.find('.'), host.size());
        const std::string_view rest = host.substr(std::min(dot + 1, host.size()));
        const std::size_t second = std::min(rest.find('.'), rest.size());
        const std::string_view tail = rest.substr(std::min(second + 1, rest.size()));
        // Two labels are NAME.NAMESPACE; more only with `svc` behind: all else is the internet.
        if (!tail.empty() && tail != "svc" && !tail.starts_with("svc.")) continue;
        found.push_back({std::string(host.substr(0, dot)), std::string(rest.substr(0, second)),
                         (scheme || port || user) && rest.empty()});
    }
    return found;
}

bool names_a_host(std::string_view variable) {
    constexpr std::array<std::string_view, 9> endings = {
        "HOST", "HOSTS", "HOSTNAME", "ADDR", "ADDRESS", "URL", "SERVICE", "ENDPOINT", "SERVER"};
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view e) { return variable.ends_with(e); });
}

}  // namespace knockon

#include "convert/kinds.h"

#include <algorithm>
#include <array>

namespace knockon {

std::string_view kind_of_image(std::string_view image) {
    constexpr std::array<std::string_view, 20> databases = {
        "postgres", "postgis", "timescale",     "mysql",      "mariadb",    "percona",  "mongo",
        "redis",    "valkey",  "memcached",     "cassandra",  "couchdb",    "neo4j",    "influxdb",
        "mssql",    "etcd",    "elasticsearch", "opensearch", "clickhouse", "cockroach"};
    image = image.substr(0, image.find('@'));
    image.remove_prefix(std::min(image.rfind('/') + 1, image.size()));
    image = image.substr(0, image.find(':'));
    const auto begins = [&](std::string_view name) { return image.starts_with(name); };
    return std::any_of(databases.begin(), databases.end(), begins) ? "database"
                                                                   : std::string_view{};
}

}  // namespace knockon

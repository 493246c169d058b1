// convert/format.h: a format of another tool, as one entry of a table.
//
// To add a format: a file with a function that returns its `Format`, and a line in formats.cpp. Its
// tables are what `import --explain` prints, what knockon-import(7) lists, and what decides on
// every relation: a reader only says what the source says.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "convert/core.h"
#include "convert/input.h"

namespace knockon {

/// What elements of a source become.
struct Becomes {
    std::string_view what;     // "services"
    std::string_view becomes;  // "component", "process", "supplier", "department" or "nothing"
    std::string_view how;      // where its id, name and fields come from, or why nothing
};

/// What the user asked for beside the files.
struct Wishes {
    std::string from;                                         // a format by name; empty: look
    std::map<std::string, Meaning, std::less<>> relations;    // `--map-relation`
    std::map<std::string, std::string, std::less<>> columns;  // `--map`: header → field
    std::string environment;                                  // of formats that hold several
    std::map<std::string, Id> ids;                            // kept from before, by `source`
};

/// Everything that a reader needs.
struct Importing {
    std::span<Opened> inputs;
    Opening& opening;
    const Wishes& wishes;
    const Limits& limits;
    Sources& sources;
    Diagnostics& out;
    Core& core;
};

struct Format {
    std::string_view name;   // of one word: begins every `source`
    std::string_view title;  // "Docker Compose"
    std::string_view
        files;  // what to give: "compose.yaml and its overlays, in the order of layers"
    bool (*recognises)(const Opened& input, const Sources& sources) = nullptr;
    void (*read)(Importing& in) = nullptr;
    std::span<const RelationRule> relations;
    std::span<const Becomes> elements;
    std::span<const std::string_view> notes;  // what else to know; a sentence each
};

/// All of them; the first that recognises a file has it.
std::span<const Format> formats();
const Format* find_format(std::string_view name);

// Each has a namespace of its own for its tables.
// clang-format off
namespace compose { Format format(); }
namespace kubernetes { Format format(); }
namespace terraform { Format format(); }
namespace archimate { Format format(); }
namespace backstage { Format format(); }
namespace dora { Format format(); }
namespace leanix { Format format(); }
Format servicenow_format();
Format itop_format();
Format glpi_format();
Format xurrent_format();
Format topdesk_format();
Format jaeger_format();
Format prometheus_format();
namespace kiali { Format format(); }
namespace cyclonedx { Format format(); }
namespace calm { Format format(); }
namespace structurizr { Format format(); }
namespace threagile { Format format(); }
namespace dot { Format format(); }
namespace json_graph { Format format(); }
// clang-format on
Format csv_format();  // takes any table that has a name: behind all that know theirs

}  // namespace knockon

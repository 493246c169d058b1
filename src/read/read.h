// read/read.h: files to model.
//
// Bytes are checked first (UTF-8, control characters, line ends), YAML comes as events from
// yaml-cpp and JSON from RapidJSON, both into the same flat tree with a place for every value; the
// field tables (read/fields.h) turn the tree into model values. The same tables give the
// unknown-key errors with what was probably meant, the JSON Schemas and the field lists of the man
// pages.
//
// Nothing here throws. Whatever the bytes, reading ends within the limits and says which one it
// met.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "model/change.h"
#include "model/history.h"
#include "model/landscape.h"
#include "model/policy.h"

namespace knockon {

/// What a file may cost, each named in the message that it causes, each raised by `--limit NAME=N`;
/// and where files may lie.
struct Limits {
    std::size_t bytes = 64u << 20;  // of one file
    std::size_t total_bytes = 256u << 20;
    std::size_t files = 10'000;
    std::size_t nodes = 0;   // keys and values in one file, aliases expanded; 0: as the file needs
    std::size_t memory = 0;  // bytes that the model of a run takes; 0: as its files need
    std::size_t depth = 64;
    std::size_t scalar = 1u << 20;     // bytes of one text
    std::size_t flow_items = 400'000;  // `,` `[` `{` of one value in YAML (yaml-cpp buffers them)
    std::size_t occurrences = 1'000'000;      // of all calendars in a year
    std::size_t calendar_steps = 50'000'000;  // days and times looked at when they are checked
    std::size_t parts = 1'500'000;            // below all processes that are worked out
    std::size_t work = 100'000'000;           // of one play, for each 1,000 places in it
    std::string root = {};  // links and calendars may lead below it, as below their own folder
    std::function<void(double)> progress = {};  // share of a landscape that is read, 0 to 1

    /// On a machine with so much memory: a file may take an eighth of it, all together a quarter.
    static Limits of_machine(std::size_t memory);
    /// Those of one file, or of files, of so many bytes.
    std::size_t nodes_of(std::size_t file_bytes) const;
    std::size_t memory_of(std::size_t all_bytes) const;
};

inline constexpr double parsed_by = 0.6;  // of the time that reading takes, about

/// Reads files and folders (every *.yaml, *.yml and *.json below, in sorted order; "-" is standard
/// input) into one landscape, `annotate` applied. Ids are global: a second definition is an error
/// at both places. Files of other kinds below a folder (change/1, policy/1, …) are left alone.
Landscape read_landscape(std::span<const std::string> paths, const Limits& limits, Sources& sources,
                         Diagnostics& out);
Change read_change(const std::string& path, const Limits& limits, Sources& sources,
                   Diagnostics& out);
/// The changes in files and folders, in sorted order: the forward schedule. Files of other kinds
/// below a folder are left alone; a file that is named must be a change.
std::vector<Change> read_changes(std::span<const std::string> paths, const Limits& limits,
                                 Sources& sources, Diagnostics& out);

/// One of several changes that are read together but judged one by one.
struct ReadChange {
    std::string path;
    Change change;
    Diagnostics diagnostics;                  // with errors: the change means nothing
    std::uint32_t first_file = 0, files = 0;  // what it came from, in the sources
};
/// The same, each on its own, so that one that is wrong does not cost the others. What is wrong
/// with a folder is in `out`.
std::vector<ReadChange> read_each_change(std::span<const std::string> paths, const Limits& limits,
                                         Sources& sources, Diagnostics& out);
Policy read_policy(const std::string& path, const Limits& limits, Sources& sources,
                   Diagnostics& out);
History read_history(const std::string& path, const Limits& limits, Sources& sources,
                     Diagnostics& out);
/// The same of a text that is in the sources already.
History parse_history(std::uint32_t file, const Limits& limits, Sources& sources, Diagnostics& out);

/// One `--set PATH=VALUE`, for example components.erp.availability=99%, or steps.2.fails=10%; the
/// value is YAML. Applied to the landscape or to the change, whichever the path names.
void set_value(std::string_view assignment, Landscape& landscape, Change* change, Sources& sources,
               Diagnostics& out);

}  // namespace knockon

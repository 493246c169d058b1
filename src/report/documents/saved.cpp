#include "report/documents/saved.h"

#include <fmt/format.h>

#include "base/codes.h"
#include "read/bytes.h"
#include "read/tree.h"
#include "report/documents/rows_report.h"
#include "report/documents/saved_reader.h"

namespace knockon {
namespace {

void refuse_kind(Value root, Diagnostics& out) {
    const auto header = root.find("knockon");
    out.error(code::wrong_kind, header ? header->at() : Position{root.tree().file, 0, 0, 1},
              header ? fmt::format("{} is no saved report", in_quotes(header->text()))
                     : std::string("this is no saved report"),
              "give it what `knockon assess --format json` wrote");
}

void add_places(Value report, SavedPlaces& out) {
    const auto change = report.find("change");
    const auto id = change ? change->find("id") : std::nullopt;
    const auto currency = report.find("currency");
    out.changes.push_back(id ? id->at() : report.at());
    out.currencies.push_back(currency ? currency->at() : report.at());
}

SavedPlaces places_in(Value root) {
    SavedPlaces out;
    out.file = root.at();
    const auto reports = root.find("reports");
    if (!reports) add_places(root, out);
    if (reports && reports->is_list())
        for (const Value report : *reports) add_places(report, out);
    return out;
}

template <class T>
std::optional<Saved> load(SavedReader& reader, Value root, const Diagnostics& out) {
    T loaded;
    reader.load(root, loaded);
    if (out.has_errors()) return std::nullopt;
    reader.fill_sources();
    return Saved(std::move(loaded));
}

}  // namespace

std::optional<Saved> read_saved(const std::string& path, const Limits& limits, Sources& sources,
                                Diagnostics& out, SavedPlaces* places) {
    Intake intake{limits, 0, 0, {}};
    const auto file = read_bytes(path, intake, sources, out);
    if (!file) return std::nullopt;
    const auto tree = parse(*file, Notation::json, limits, sources, out);
    if (!tree || out.has_errors()) return std::nullopt;
    const Value root(*tree, tree->root);
    const auto header = root.find("knockon");
    Reading in{sources, out, limits, {}};
    SavedReader reader(in, sources);
    if (places != nullptr) *places = places_in(root);
    if (header && header->text() == "report/1") return load<Assessment>(reader, root, out);
    if (header && header->text() == "portfolio/1") return load<Portfolio>(reader, root, out);
    refuse_kind(root, out);
    return std::nullopt;
}

}  // namespace knockon

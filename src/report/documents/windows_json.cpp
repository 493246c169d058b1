#include "report/documents/json_documents.h"

#include "assess/windows/windows.h"
#include "report/documents/json_parts.h"

namespace knockon {

std::string windows_json(const WindowsReport& r) {
    const Zone zone = Zone::find(r.timezone).value_or(Zone());
    JsonWriter w;
    w.object();
    w.field("knockon", "windows/1");
    w.field("version", r.version);
    w.field("seed", r.seed);
    w.field("currency", r.currency);
    w.field("timezone", r.timezone);
    w.key("change");
    w.object();
    w.field("id", r.change);
    w.field("title", r.title);
    w.field("sponsor", r.sponsor);
    w.end();
    w.field("overrides", r.overrides);
    w.key("method");
    w.object(JsonWriter::Lay::compact);
    w.field("runs", r.runs);
    w.field("relative_error", r.relative_error);
    w.field("limits_hit", r.limits_hit);
    w.end();
    w.field("every_s", seconds(r.every));
    w.key("requested");
    if (r.requested)
        write_window(w, *r.requested, zone);
    else
        w.null();
    w.key("windows");
    w.array();
    for (const WindowOption& o : r.options) write_window(w, o, zone);
    w.end();
    w.key("best");
    w.array();
    for (const std::size_t i : r.best) w.value(zone.rfc3339(r.options[i].start));
    w.end();
    w.field("waiting_per_week", r.waiting_per_week);
    w.field("notes", r.notes);
    w.end();
    return w.take();
}

}  // namespace knockon

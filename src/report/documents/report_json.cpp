// `report/1` and `portfolio/1`, written.
#include "report/documents/json_documents.h"
#include "report/documents/rows_report.h"
#include "report/documents/rows_write.h"

namespace knockon {

std::string report_json(const Assessment& a, const Sources& sources) {
    return written_document(a, {sources, {}});
}

std::string report_jsonl(std::span<const Assessment> all, const Sources& sources) {
    std::string lines;
    for (const Assessment& a : all) lines += written_document(a, {sources, {}}, compact);
    return lines;
}

std::string portfolio_json(const Portfolio& p, const Sources& sources) {
    return written_document(p, {sources, Zone::find(p.timezone).value_or(Zone())});
}

}  // namespace knockon

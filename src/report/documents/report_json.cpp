// `report/1` and `portfolio/1`.
#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
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

void describe_report(std::vector<DocumentRecord>& all) { RowDescriber::record<Assessment>(all); }
void describe_portfolio(std::vector<DocumentRecord>& all) { RowDescriber::record<Portfolio>(all); }

}  // namespace knockon

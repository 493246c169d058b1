// `report/1` and `portfolio/1`, described.
#include "report/documents/rows_describe.h"
#include "report/documents/rows_report.h"

namespace knockon {

void describe_report(std::vector<DocumentRecord>& all) { RowDescriber::record<Assessment>(all); }
void describe_portfolio(std::vector<DocumentRecord>& all) { RowDescriber::record<Portfolio>(all); }

}  // namespace knockon

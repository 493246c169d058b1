// Prints the field lists of the man pages from the tables of the program, for tests/docs/pages.
#include <cstdio>
#include <string_view>

#include "convert/convert.h"
#include "read/schema.h"
#include "report/documents/documents.h"

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::string_view kind = argv[1];
    auto text = kind == "values" ? knockon::value_list_scdoc() : knockon::field_list_scdoc(kind);
    if (kind == "formats") text = knockon::formats_scdoc();
    if (text.empty()) text = knockon::document_fields_scdoc(kind);
    return text.empty() || std::fputs(text.c_str(), stdout) < 0 ? 1 : 0;
}

// report/documents/documents.h: every JSON document that the program writes, field by field.
//
// One table (documents_report.cpp for `report/1`, documents_commands.cpp for the rest) makes both
// the JSON Schema that `knockon schema report` prints and the lists in knockon-report(5). The
// writers do not use it; tests hold what they write against it, strictly: a field that the table
// does not have, or one of it that is missing, fails. To add a document: its records in a table,
// one line in `documents()`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace knockon {

struct DocumentField {
    std::string_view key;   // ends in `?` if it may be left out
    std::string_view type;  // see below
    std::string_view what;  // one sentence or less; units, if the key does not say them
};

/// An object of a document. A type is `string`, `number`, `integer`, `boolean`, `time` (RFC 3339
/// with offset), `date`, `point` (two numbers), the name of a record, or the words it may be, as in
/// `=within|exceeds`. `[T]` is a list of T, `{T}` an object with T for every id, `T?` a T or null.
struct DocumentRecord {
    std::string_view name;
    std::string_view what;
    std::vector<DocumentField> fields;
};

struct Document {
    std::string_view name;  // as `knockon schema` takes it
    std::string_view what;
    std::vector<std::string_view> records;  // the document is one of these; nearly always one
};

std::span<const Document> documents();

/// JSON Schema (2020-12) of the document of that name; empty for any other word.
std::string document_schema(std::string_view name);

/// The records of a document and their fields as the body of a man page in scdoc; empty for any
/// other word. Records that several documents share are listed with the first of them.
std::string document_fields_scdoc(std::string_view name);

/// The tables.
std::vector<DocumentRecord> report_records();
/// Part of them: what moved since an earlier report.
std::vector<DocumentRecord> since_records();
std::vector<DocumentRecord> command_records();
std::vector<DocumentRecord> many_records();

}  // namespace knockon

// report/documents/documents.h: every JSON document that the program writes, field by field.
//
// The rows of its records (rows.h) make the JSON, the JSON Schema that `knockon schema report`
// prints and the lists in knockon-report(5). To add a document: its rows and a function below, one
// line in `documents()`, and a `; fields NAME` list in the page.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace knockon {

struct DocumentField {
    std::string key;        // ends in `?` if it may be left out
    std::string type;       // see below
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
    /// Adds these and what they stand on, unless they are there.
    void (*describe)(std::vector<DocumentRecord>& all);
};

std::span<const Document> documents();

/// JSON Schema (2020-12) of the document of that name; empty for any other word.
std::string document_schema(std::string_view name);

/// The records of a document and their fields as the body of a man page in scdoc; empty for any
/// other word. Records that several documents share are listed with the first of them.
std::string document_fields_scdoc(std::string_view name);

// Each beside the function that writes the document.
void describe_report(std::vector<DocumentRecord>& all);
void describe_check(std::vector<DocumentRecord>& all);
void describe_impact(std::vector<DocumentRecord>& all);
void describe_structure(std::vector<DocumentRecord>& all);
void describe_windows(std::vector<DocumentRecord>& all);
void describe_calendar(std::vector<DocumentRecord>& all);
void describe_graph(std::vector<DocumentRecord>& all);
void describe_diff(std::vector<DocumentRecord>& all);
void describe_import(std::vector<DocumentRecord>& all);
void describe_portfolio(std::vector<DocumentRecord>& all);
void describe_compare(std::vector<DocumentRecord>& all);
void describe_calibration(std::vector<DocumentRecord>& all);

}  // namespace knockon

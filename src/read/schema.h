// read/schema.h: the field tables for people and for editors.
#pragma once

#include <string>
#include <string_view>

namespace knockon {

/// The kinds of documents that users write.
inline constexpr std::string_view document_kinds[] = {"landscape", "change", "policy", "history"};
bool is_document(std::string_view kind);

/// JSON Schema (draft-07) of the documents of a kind; empty for any other word. It knows shapes and
/// spellings, not whether ids exist.
std::string json_schema(std::string_view kind);

/// The records of such a document and their keys, as the body of a man page in scdoc: a heading for
/// each record, a paragraph for each key. Empty for any other word.
std::string field_list_scdoc(std::string_view kind);

/// How single values are written, in the same form.
std::string value_list_scdoc();

}  // namespace knockon

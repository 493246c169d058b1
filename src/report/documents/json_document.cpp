// A model as its files say it.
#include "read/said.h"
#include "report/documents/json_documents.h"
#include "report/writing/json.h"

namespace knockon {
namespace {

// Bounded by the depth of the model.
void write_said(JsonWriter& w, const Said& s, int depth) {  // NOLINT(misc-no-recursion)
    switch (s.form) {
        case Said::Form::text:
            return w.value(s.text);
        case Said::Form::word:
            return w.value(s.text == "true");
        case Said::Form::list:
            w.array(depth < 3 ? JsonWriter::Lay::lines : JsonWriter::Lay::compact);
            break;
        case Said::Form::map:
            w.object(depth < 3 ? JsonWriter::Lay::lines : JsonWriter::Lay::compact);
            break;
    }
    for (const Said::Entry& e : s.entries) {
        if (s.form == Said::Form::map) w.key(e.key);
        write_said(w, e.value, depth + 1);
    }
    w.end();
}

}  // namespace

std::string json_document(const Said& s) {
    JsonWriter w;
    write_said(w, s, 0);
    return w.take();
}

}  // namespace knockon

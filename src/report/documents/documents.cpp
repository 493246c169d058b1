#include "report/documents/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "base/text.h"
#include "report/writing/json.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

const std::array<Document, 12> all_documents = {{
    {"report", "`knockon assess --format json`", {"report"}, describe_report},
    {"check", "`knockon check --format json`", {"check"}, describe_check},
    {"impact", "`knockon impact --format json`", {"impact"}, describe_impact},
    {"structure", "`knockon structure --format json`", {"structure"}, describe_structure},
    {"windows", "`knockon windows --format json`", {"windows"}, describe_windows},
    {"calendar", "`knockon calendar --format json`", {"calendar", "calendar_list"}, describe_calendar},
    {"graph", "`knockon graph --format json`", {"graph"}, describe_graph},
    {"diff", "`knockon diff --format json`", {"diff"}, describe_diff},
    {"import", "`knockon import --format json`", {"import"}, describe_import},
    {"portfolio", "`knockon assess --format json` of several changes", {"portfolio"}, describe_portfolio},
    {"compare", "`knockon compare --format json`", {"compare"}, describe_compare},
    {"calibration", "`knockon calibrate --format json`", {"calibration"}, describe_calibration},
}};

const Document* find_document(std::string_view name) {
    const auto found = std::find_if(all_documents.begin(), all_documents.end(),
                                    [&](const Document& d) { return d.name == name; });
    return found == all_documents.end() ? nullptr : &*found;
}

bool simple(std::string_view type) {
    constexpr std::array<std::string_view, 7> known = {"string", "number", "integer", "boolean",
                                                       "time",   "date",   "point"};
    return std::find(known.begin(), known.end(), type) != known.end();
}

bool is_wrapped(std::string_view type) {
    return type.ends_with('?') || type.starts_with('[') || type.starts_with('{');
}

/// A type without its outermost `?`, `[]` or `{}`.
std::string_view inside(std::string_view type) {
    return type.ends_with('?') ? type.substr(0, type.size() - 1) : type.substr(1, type.size() - 2);
}

/// Its records and what they stand on, each once, in the order in which a reader meets them.
std::vector<DocumentRecord> records_of(const Document& document) {
    std::vector<DocumentRecord> all;
    document.describe(all);
    std::vector<std::string_view> order = document.records;
    std::vector<DocumentRecord> found;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto record = std::find_if(
            all.begin(), all.end(), [&](const DocumentRecord& r) { return r.name == order[i]; });
        assert(record != all.end() && "every type is there");
        for (const DocumentField& f : record->fields) {
            std::string_view type = f.type;
            while (is_wrapped(type)) type = inside(type);
            if (simple(type) || type.starts_with('=')) continue;
            if (std::find(order.begin(), order.end(), type) == order.end()) order.push_back(type);
        }
        found.push_back(*record);
    }
    return found;
}

std::vector<std::string> words_of(std::string_view type) {
    const std::vector<std::string_view> words = split(type.substr(1), '|');
    return {words.begin(), words.end()};
}

/// Into the open object.
void write_simple(JsonWriter& w, std::string_view type) {
    if (type == "time" || type == "date") {
        w.field("type", "string");
        w.field("format", type == "time" ? "date-time" : "date");
    } else if (type == "point") {
        w.field("type", "array");
        w.object("items", [&] { w.field("type", "number"); });
        w.field("minItems", 2);
        w.field("maxItems", 2);
    } else if (type.starts_with('=')) {
        w.field("enum", words_of(type));
    } else if (simple(type)) {
        w.field("type", type);
    } else {
        w.field("$ref", "#/$defs/" + std::string(type));
    }
}

/// Into the open object. Bounded by the types of the model.
void write_type(JsonWriter& w, std::string_view type) {  // NOLINT(misc-no-recursion)
    if (!is_wrapped(type)) return write_simple(w, type);
    const auto within = [&] { write_type(w, inside(type)); };
    if (type.ends_with('?'))
        return w.array("anyOf", [&] {
            w.object([&] { w.field("type", "null"); });
            w.object(within);
        });
    const bool list = type.front() == '[';
    w.field("type", list ? "array" : "object");
    w.object(list ? "items" : "additionalProperties", within);
}

bool optional(const DocumentField& f) { return f.key.ends_with('?'); }
std::string_view key_of(const DocumentField& f) {
    return std::string_view(f.key).substr(0, f.key.size() - (optional(f) ? 1 : 0));
}

void write_record(JsonWriter& w, const DocumentRecord& r) {
    std::vector<std::string> required;
    const auto properties = [&] {
        for (const DocumentField& f : r.fields) {
            w.object(key_of(f), Lay::compact, [&] {
                if (!f.what.empty()) w.field("description", f.what);
                write_type(w, f.type);
            });
            if (!optional(f)) required.emplace_back(f.key);
        }
    };
    w.object(r.name, [&] {
        w.field("description", r.what);
        w.field("type", "object");
        w.field("additionalProperties", false);
        w.object("properties", properties);
        w.field("required", required);
    });
}

/// "list of finding, or null".
std::string in_words(std::string_view type) {
    std::string before, after;
    for (; is_wrapped(type); type = inside(type))
        if (type.ends_with('?'))
            after = ", or null" + after;
        else
            before += type.front() == '[' ? "list of " : "by id: ";
    if (type.starts_with('=')) {
        const std::vector<std::string> words = words_of(type);
        std::string listed = words.front();
        for (std::size_t i = 1; i < words.size(); ++i)
            listed += (i + 1 == words.size() ? " or " : ", ") + words[i];
        return before + listed + after;
    }
    std::string name(type == "point" ? "two numbers" : type);
    std::replace(name.begin(), name.end(), '_', ' ');
    return before + name + after;
}

}  // namespace

std::span<const Document> documents() { return all_documents; }

std::string document_schema(std::string_view name) {
    const Document* document = find_document(name);
    if (document == nullptr) return {};
    JsonWriter w;
    const auto ways = [&] {
        for (const std::string_view record : document->records)
            w.object(Lay::compact, [&] { w.field("$ref", "#/$defs/" + std::string(record)); });
    };
    w.object([&] {
        w.field("$schema", "https://json-schema.org/draft/2020-12/schema");
        // A name, not an address: nothing is to be fetched from it (RFC 2606).
        w.field("$id", fmt::format("https://knockon.invalid/schema/{}-1.json", name));
        w.field("title", fmt::format("knockon {}", name));
        w.field("description", document->what);
        w.array("oneOf", ways);
        w.object("$defs", [&] {
            for (const DocumentRecord& r : records_of(*document)) write_record(w, r);
        });
    });
    return w.take();
}

std::string document_fields_scdoc(std::string_view name) {
    const Document* document = find_document(name);
    if (document == nullptr) return {};
    std::vector<std::string_view> told;
    for (const Document& earlier : all_documents) {
        if (&earlier == document) break;
        for (const DocumentRecord& r : records_of(earlier)) told.push_back(r.name);
    }
    std::string out;
    for (const DocumentRecord& r : records_of(*document)) {
        if (std::find(told.begin(), told.end(), r.name) != told.end()) continue;
        std::string heading(r.name);
        std::replace(heading.begin(), heading.end(), '_', ' ');
        out += fmt::format("## {}\n\n{}\n\n", heading, scdoc_escaped(r.what));
        for (const DocumentField& f : r.fields) {
            out += fmt::format("*{}* {}{}\n", scdoc_escaped(key_of(f)), scdoc_escaped(in_words(f.type)),
                               optional(f) ? ", may be left out" : "");
            out += f.what.empty() ? "\n" : fmt::format("\t{}\n\n", scdoc_escaped(f.what));
        }
    }
    return out;
}

}  // namespace knockon

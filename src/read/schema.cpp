#include "read/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include "read/fields.h"

namespace knockon {
namespace {

using Form = Shape::Form;

/// How a grammar is explained; its JSON Schema and, for texts, the pattern in it.
struct ValueText {
    std::string_view name, explanation, schema, pattern = {};
};

// Looser than the grammars where an exact pattern would help nobody; `check` has the last word.
constexpr std::string_view text_or_number = R"("type": ["string", "number"], "minimum": 0)";
constexpr std::string_view share = R"("type": ["string", "number"], "minimum": 0, "maximum": 1)";
constexpr std::string_view only_text = R"("type": "string")";

constexpr ValueText values[] = {
    {"text", "any text", R"("type": ["string", "number", "boolean"])"},
    {"id",
     "letters, digits and _ - . + : /, beginning with a letter or digit, at most 128 characters",
     R"("type": ["string", "number"])", "^[A-Za-z0-9][A-Za-z0-9_.+:/-]{0,127}$"},
    {"duration", "90s 15m 4h 2d 1w 1h30m", R"("type": "string", "minLength": 2)",
     "^([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},
    {"length", "a duration, or a range of two such as 30m..4h (90 % interval)", only_text,
     "^([0-9]+[wdhms])+([.][.]([0-9]+[wdhms])+)?$"},
    {"probability", "5%, 0.05, 1 in 20, 3 of 120 (counted), or a range such as 2%..8%", share,
     "^[0-9]"},
    {"availability", "99.9%, 0.999, or a range such as 99%..99.9%", share, "^[0-9]"},
    {"target", "an availability such as 99.8%", share, "^[0-9]"},
    {"fraction", "5%, 0.05 or 1 in 20", share, "^[0-9]"},
    {"money", "500, 12k, 1.5M, in the landscape's currency", text_or_number,
     "^[0-9]+([.][0-9]+)?[kM]?$"},
    {"rate", "500/s, 200/m, 1k/h", only_text, "^[0-9]+([.][0-9]+)?[kM]?/"},
    {"number", "a decimal number", text_or_number, "^[0-9]+([.][0-9]+)?$"},
    {"positive", "a decimal number above 0",
     R"("type": ["string", "number"], "exclusiveMinimum": 0)", "^[0-9]+([.][0-9]+)?$"},
    {"count", "a whole number", R"("type": ["string", "integer"], "minimum": 0)", "^[0-9]+$"},
    {"boolean", "true or false", R"("type": "boolean")"},
    {"moment", "2026-11-30T20:00 (landscape's zone), 2026-11-30T20:00+01:00 or 2026-11-30T20:00Z",
     only_text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"},
    {"moment_or_date", "a moment, or a date with all of its hours", only_text,
     "^[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    {"date", "2026-11-30", only_text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    {"days", "mon-fri, mon,wed", only_text, "^(mon|tue|wed|thu|fri|sat|sun)"},
    {"hours", "08:00-18:00, 22:00-06:00", only_text, "^[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}$"},
    {"dates", "2026-12-25, 2026-12-24..2026-12-26", only_text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    {"period", "2026-12-30T20:00..2026-12-31T02:00", only_text,
     "^[0-9]{4}-[0-9]{2}-[0-9]{2}T.*[.][.][0-9]{4}-"},
    {"ordinal", "first, last, 3 or -2", R"("type": ["string", "integer"])",
     "^(first|last|-?[1-9][0-9]*)$"},
    {"stretch", "month, quarter or year", R"("enum": ["month", "quarter", "year"])"},
    {"sourcing", "own, bought or outsourced", R"("enum": ["own", "bought", "outsourced"])"},
    {"data_class", "public, internal, confidential or secret",
     R"("enum": ["public", "internal", "confidential", "secret"])"},
    {"source", "a format and the id there, such as compose:web", only_text, "^[^: ]+:."},
    {"origin", "stated, observed or guessed", R"("enum": ["stated", "observed", "guessed"])"},
    {"verb", "update, migrate, replace, add, remove, connect, disconnect or load",
     R"("enum": ["update", "migrate", "replace", "add", "remove", "connect", "disconnect", "load"])"},
    {"change_type", "standard, normal or emergency",
     R"("enum": ["standard", "normal", "emergency"])"},
    {"how_often", "once or year", R"("enum": ["once", "year"])"},
    {"ruling", "error, warning, note or off", R"("enum": ["error", "warning", "note", "off"])"},
    {"on_failure", "continue or abort", R"("enum": ["continue", "abort"])"},
};

/// A value that may have one of several shapes.
struct Choice {
    std::string_view name;
    std::vector<Shape> of;
};

const std::vector<Choice>& choices() {
    static const std::vector<Choice> all = {
        {"recovery", {{Form::one, "length"}, {Form::one, "recovery_spread"}}},
        {"need", {{Form::one, "id"}, {Form::one, "need_group"}}},
        {"loss_per_hour", {{Form::one, "money"}, {Form::list, "loss_band"}}},
        {"annotation",
         {{Form::one, "component"},
          {Form::one, "process"},
          {Form::one, "department"},
          {Form::one, "supplier"}}},
        {"approval_or_id", {{Form::one, "id"}, {Form::one, "approval"}}},
        {"approvals", {{Form::some, "approval_or_id"}}},
        {"money_or_benefit", {{Form::one, "money"}, {Form::one, "benefit"}}},
        {"benefits", {{Form::one, "money"}, {Form::map, "money_or_benefit"}}},
        {"costs", {{Form::one, "money"}, {Form::map, "money"}}},
        {"destination", {{Form::one, "component"}, {Form::some, "need"}}},
    };
    return all;
}

struct RecordText {
    std::string_view name;
    std::vector<const FieldText*> fields;
};

template <class R>
RecordText describe() {
    RecordText text{table<R>().name, {}};
    for (const Field<R>& f : table<R>().fields) text.fields.push_back(&f);
    return text;
}

const std::vector<RecordText>& all_records() {
    static const std::vector<RecordText> all = {
        describe<Landscape>(),      describe<Department>(), describe<Appetite>(),
        describe<Supplier>(),       describe<Calendar>(),   describe<Freeze>(),
        describe<KnownOutage>(),    describe<Component>(),  describe<Need>(),
        describe<RecoverySpread>(), describe<Process>(),    describe<Loss>(),
        describe<LossBand>(),       describe<Peak>(),       describe<Deadline>(),
        describe<KindDefaults>(),   describe<Change>(),     describe<Window>(),
        describe<Override>(),       describe<Benefit>(),    describe<Approval>(),
        describe<Step>(),           describe<Surfaces>(),   describe<Rollback>(),
        describe<Policy>(),         describe<Thresholds>(), describe<Acceptance>(),
        describe<SignOffRule>(),    describe<Condition>(),  describe<History>(),
        describe<Outcome>(),        describe<Forecast>(),
    };
    return all;
}

template <class Range>
auto find_name(const Range& range, std::string_view name) -> decltype(&*std::begin(range)) {
    for (const auto& entry : range)
        if (entry.name == name) return &entry;
    return nullptr;
}

/// Names of everything that a document of this kind can hold, in the order met.
std::vector<std::string_view> reached_from(std::string_view kind) {
    std::vector<std::string_view> names{kind};
    const auto meet = [&](std::string_view name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const RecordText* r = find_name(all_records(), names[i]))
            for (const FieldText* f : r->fields) meet(f->shape.of);
        if (const Choice* c = find_name(choices(), names[i]))
            for (const Shape& s : c->of) meet(s.of);
    }
    return names;
}

bool is_document(std::string_view kind) {
    return kind == "landscape" || kind == "change" || kind == "policy" || kind == "history";
}

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string schema_of(const Shape& s) {
    if (s.of.find('/') != s.of.npos) return fmt::format("\"const\": {}", json_text(s.of));
    const std::string ref = fmt::format("\"$ref\": \"#/definitions/{}\"", s.of);
    switch (s.form) {
        case Form::one:
            return ref;
        case Form::list:
            return fmt::format("\"type\": \"array\", \"items\": {{{}}}", ref);
        case Form::some:
            return fmt::format("\"anyOf\": [{{{}}}, {{\"type\": \"array\", \"items\": {{{}}}}}]",
                               ref, ref);
        case Form::map:
            return fmt::format("\"type\": \"object\", \"additionalProperties\": {{{}}}", ref);
    }
    return {};
}

std::string record_schema(const RecordText& r) {
    std::string properties, required;
    for (const FieldText* f : r.fields) {
        std::string help(f->help);
        if (!f->preset.empty()) help += fmt::format(" Default: {}.", f->preset);
        // Beside `$ref` draft-07 ignores everything, so the description goes around it.
        properties += fmt::format("{}\n        {}: {{\"description\": {}, \"allOf\": [{{{}}}]}}",
                                  properties.empty() ? "" : ",", json_text(f->key), json_text(help),
                                  schema_of(f->shape));
        if (f->required)
            required += fmt::format("{}{}", required.empty() ? "" : ", ", json_text(f->key));
    }
    std::string verbs;
    if (r.name == "step")
        for (const FieldText* f : r.fields)
            if (parse_verb(f->key))
                verbs += fmt::format("{}{{\"required\": [{}]}}", verbs.empty() ? "" : ", ",
                                     json_text(f->key));
    return fmt::format(
        "\"type\": \"object\", \"additionalProperties\": false, \"required\": [{}],{}\n      "
        "\"properties\": {{{}\n      }}",
        required, verbs.empty() ? "" : fmt::format(" \"oneOf\": [{}],", verbs), properties);
}

std::string definition(std::string_view name) {
    if (const ValueText* v = find_name(values, name))
        return fmt::format("\"description\": {}, {}{}", json_text(v->explanation), v->schema,
                           v->pattern.empty() ? "" : ", \"pattern\": " + json_text(v->pattern));
    if (const RecordText* r = find_name(all_records(), name)) return record_schema(*r);
    if (const Choice* c = find_name(choices(), name)) {
        std::string any;
        for (const Shape& s : c->of)
            any += fmt::format("{}{{{}}}", any.empty() ? "" : ", ", schema_of(s));
        return fmt::format("\"anyOf\": [{}]", any);
    }
    return {};
}

/// scdoc takes these for markup.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '_' || c == '*' || c == '\\' || c == '#' || c == '<' || c == '>') out += '\\';
        out += c;
    }
    return out;
}

std::string words(const Shape& s) {
    if (const Choice* c = find_name(choices(), s.of)) {
        std::string text;
        for (const Shape& part : c->of) text += (text.empty() ? "" : " or ") + words(part);
        if (s.form == Form::some) return text + ", or a list";
        return s.form == Form::map ? "by id: " + text : text;
    }
    std::string name(s.of);
    std::replace(name.begin(), name.end(), '_', ' ');
    switch (s.form) {
        case Form::one:
            return name;
        case Form::some:
            return name + " or a list";
        case Form::list:
            return "list of " + name;
        case Form::map:
            return "by id: " + name;
    }
    return {};
}

}  // namespace

std::string json_schema(std::string_view kind) {
    if (!is_document(kind)) return {};
    std::string definitions;
    for (const std::string_view name : reached_from(kind)) {
        if (name == kind || name.find('/') != name.npos) continue;
        definitions += fmt::format("{}\n    {}: {{{}}}", definitions.empty() ? "" : ",",
                                   json_text(name), definition(name));
    }
    return fmt::format(
        "{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"knockon "
        "{}/1\",\n  {},\n  \"definitions\": {{{}\n  }}\n}}\n",
        kind, definition(kind), definitions);
}

std::string field_list_scdoc(std::string_view kind) {
    if (!is_document(kind)) return {};
    std::string out;
    for (const std::string_view name : reached_from(kind)) {
        const RecordText* r = find_name(all_records(), name);
        if (r == nullptr) continue;
        std::string heading(name);
        std::replace(heading.begin(), heading.end(), '_', ' ');
        out += fmt::format("## {}\n\n", heading);
        for (const FieldText* f : r->fields) {
            out += fmt::format("*{}* {}{}\n\t{}", escaped(f->key), escaped(words(f->shape)),
                               f->required ? ", required" : "", escaped(f->help));
            if (!f->preset.empty()) out += fmt::format(" Default: {}.", escaped(f->preset));
            out += "\n\n";
        }
    }
    return out;
}

std::string value_list_scdoc() {
    std::string out;
    for (const ValueText& v : values) {
        std::string name(v.name);
        std::replace(name.begin(), name.end(), '_', ' ');
        out += fmt::format("*{}*\n\t{}\n\n", name, escaped(v.explanation));
    }
    return out;
}

}  // namespace knockon

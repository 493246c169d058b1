#include "read/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include "base/text.h"
#include "read/fields.h"

namespace knockon {
namespace {

using Form = Shape::Form;

/// How a grammar is explained; its JSON Schema and, for texts, the pattern in it, in which words in
/// capitals stand for the parts below.
struct ValueText {
    std::string_view name, explanation, schema, pattern = {};
};

// What no pattern says (that a range goes up, that a day is in the calendar) is left to `check`.
// Everything that the reader takes is taken here: an editor underlines nothing that is right.
constexpr std::pair<std::string_view, std::string_view> parts[] = {
    {"DURATION",
     "(?=[0-9])(WHOLEBLANK?w(BLANK?(?=[0-9]))?)?(WHOLEBLANK?d(BLANK?(?=[0-9]))?)?"
     "(WHOLEBLANK?h(BLANK?(?=[0-9]))?)?(WHOLEBLANK?m(in)?(BLANK?(?=[0-9]))?)?(WHOLEBLANK?s)?"},
    {"SHARE",
     "((100([.]0+)?|(0|[1-9][0-9]?)([.][0-9]+)?)BLANK?%|1([.]0+)?|0([.][0-9]+)?|"
     "WHOLE([.][0-9]+)?POWER(BLANK?%)?|WHOLE in WHOLE)"},
    {"MOMENT", "DATETCLOCK(:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"},
    {"DATE", "(19[7-9][0-9]|20[0-9]{2}|21[0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"},
    {"CLOCK", "([01][0-9]|2[0-3]):[0-5][0-9]"},
    {"DAYS", "DAY(-DAY)?"},
    {"DAY", "(mon|tue|wed|thu|fri|sat|sun)"},
    {"CURRENCY", "([€$£]BLANK?|[A-Za-z]{1,8}BLANK)"},
    {"AMOUNT", "NUMBER(k|M|bn|tn)?"},
    // 1.200 is 1200 to some: nobody shall guess.
    {"NUMBER", "(?![1-9][0-9]{0,2}[.][0-9]{3}(?![0-9a-zA-Z]))WHOLE([.][0-9]+)?POWER?"},
    {"POWER", "([eE][+-]?[0-9]{1,4})"},
    {"WHOLE", "(0|[1-9][0-9]*)"},
    {"BLANK", "[ \\u00A0\\u202F]"},
};

constexpr std::string_view amount =
    R"("type": ["string", "number"], "minimum": 0, "maximum": 1e15)";
constexpr std::string_view share = R"("type": ["string", "number"], "minimum": 0, "maximum": 1)";
constexpr std::string_view only_text = R"("type": "string")";

constexpr ValueText values[] = {
    {"text", "any text", R"("type": ["string", "number", "boolean"], "minLength": 1)"},
    {"id",
     "letters, digits and _ - . + : /, beginning with a letter or digit, at most 128 characters",
     R"("type": ["string", "number", "boolean"], "minimum": 0)",
     "^[A-Za-z0-9][A-Za-z0-9_.+:/-]{0,127}$"},
    {"duration", "90s 15m 4h 2d 1w 1h30m", only_text, "^DURATION$"},
    {"length", "a duration, or a range of two such as 30m..4h (90 % interval)", only_text,
     "^DURATION([.][.]DURATION)?$"},
    {"probability", "5%, 0.05, 1 in 20, 3 of 120 (counted), or a range such as 2%..8%", share,
     "^(SHARE([.][.]SHARE)?|WHOLE of WHOLE)$"},
    {"availability", "99.9%, 0.999, or a range such as 99%..99.9%", share,
     "^(?!WHOLE in )(SHARE([.][.]SHARE)?|WHOLE of WHOLE)$"},
    {"target", "an availability such as 99.8%", share, "^(?!WHOLE in )SHARE$"},
    {"fraction", "5%, 0.05 or 1 in 20", share, "^SHARE$"},
    {"money", "500, 12k, 1.5M or € 1.2k, in the landscape's currency", amount, "^CURRENCY?AMOUNT$"},
    {"rate", "500/s, 200/m, 1k/h", only_text, "^AMOUNT/[smh]$"},
    {"number", "a decimal number", amount, "^NUMBER$"},
    {"positive", "a decimal number above 0",
     R"("type": ["string", "number"], "exclusiveMinimum": 0, "maximum": 1e15)",
     "^(?=[^eE]*[1-9])NUMBER$"},
    {"count", "a whole number",
     R"("type": ["string", "integer"], "minimum": 0, "maximum": 2147483647)",
     "^(?=NUMBER$)WHOLE([.][0-9]+POWER|[.]0+|POWER)?$"},
    {"boolean", "true or false", R"("type": "boolean")"},
    {"moment", "2026-11-30T20:00 (landscape's zone), 2026-11-30T20:00+01:00 or 2026-11-30T20:00Z",
     only_text, "^MOMENT$"},
    {"moment_or_date", "a moment, or a date with all of its hours", only_text, "^(MOMENT|DATE)$"},
    {"date", "2026-11-30", only_text, "^DATE$"},
    {"days", "mon-fri, mon,wed", only_text, "^DAYS(,DAYS)*$"},
    {"hours", "08:00-18:00, 22:00-06:00", only_text, "^CLOCK-(CLOCK|24:00)$"},
    {"dates", "2026-12-25, 2026-12-24..2026-12-26", only_text, "^DATE([.][.]DATE)?$"},
    {"period", "2026-12-30T20:00..2026-12-31T02:00", only_text, "^MOMENT[.][.]MOMENT$"},
    {"ordinal", "first, last, 3 or -2",
     R"("type": ["string", "integer"], "minimum": -366, "maximum": 366, "not": {"const": 0})",
     "^(first|last|-?(?=[^eE]*[1-9])WHOLE([.][0-9]+POWER|[.]0+|POWER)?)$"},
    {"stretch", "month, quarter or year", R"("enum": ["month", "quarter", "year"])"},
    {"sourcing", "own, bought or outsourced", R"("enum": ["own", "bought", "outsourced"])"},
    {"data_class", "public, internal, confidential or secret",
     R"("enum": ["public", "internal", "confidential", "secret"])"},
    {"source", "a format and the id there, such as compose:web", only_text, "^[^: ]+:[\\s\\S]"},
    {"origin", "stated, observed or guessed", R"("enum": ["stated", "observed", "guessed"])"},
    {"verb", "update, migrate, replace, add, remove, connect, disconnect or load",
     R"("enum": ["update", "migrate", "replace", "add", "remove", "connect", "disconnect", "load"])"},
    {"change_type", "standard, normal or emergency",
     R"("enum": ["standard", "normal", "emergency"])"},
    {"how_often", "once or year", R"("enum": ["once", "year"])"},
    {"result", "done, with_issues, cancelled or backed_out",
     R"("enum": ["done", "with_issues", "cancelled", "backed_out"])"},
    {"outcome_source", "review, close_code, incident or inferred",
     R"("enum": ["review", "close_code", "incident", "inferred"])"},
    {"ruling", "error, warning, note or off", R"("enum": ["error", "warning", "note", "off"])"},
    {"on_failure", "continue or abort", R"("enum": ["continue", "abort"])"},
    {"finding_code", "the code of a finding, such as A01", only_text, "^[ACTMS][0-9]{2}$"},
    {"measure", "what would help; a report names it as the kind of a mitigation", only_text},
};

/// With what the words in capitals stand for.
std::string pattern_of(const ValueText& v) {
    std::string pattern(v.pattern);
    for (const auto& [word, meaning] : parts)
        for (std::size_t at = 0; (at = pattern.find(word, at)) != pattern.npos;)
            pattern.replace(at, word.size(), meaning);
    return pattern;
}

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
    std::string_view name, ways;
    std::vector<const FieldText*> fields;
};

template <class R>
RecordText described() {
    RecordText text{table<R>().name, table<R>().ways, {}};
    for (const Field<R>& f : table<R>().fields) text.fields.push_back(&f);
    return text;
}

template <class... Records>
std::vector<RecordText> all_described() {
    return {described<Records>()...};
}

const std::vector<RecordText>& all_records() {
    static const auto all = all_described<
        Landscape, Department, Appetite, Supplier, Calendar, Freeze, KnownOutage, Component, Need,
        RecoverySpread, Process, Loss, LossBand, Peak, Deadline, KindDefaults, Change, Window,
        Override, Benefit, Approval, Step, Surfaces, Rollback, Policy, Thresholds, Acceptance,
        SignOffRule, Condition, History, Outcome, Forecast, DepartmentForecast, Foretold<Duration>,
        Foretold<double>, DepartmentOutcome>();
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
            for (const FieldText* f : r->fields) {
                meet(f->shape.of);
                if (f->shape.form == Form::map || f->shape.form == Form::entry) meet(f->shape.keys);
            }
        if (const Choice* c = find_name(choices(), names[i]))
            for (const Shape& s : c->of) {
                meet(s.of);
                if (s.form == Form::map) meet(s.keys);
            }
    }
    return names;
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
        case Form::entry:
            return fmt::format(
                "\"type\": \"object\", \"propertyNames\": {{\"$ref\": \"#/definitions/{}\"}}, "
                "{}\"additionalProperties\": {{{}}}",
                s.keys, s.form == Form::entry ? "\"minProperties\": 1, \"maxProperties\": 1, " : "",
                ref);
    }
    return {};
}

/// `{"required": [KEYS]}` for each of `sets`, in which blanks stand between keys.
std::string one_required(std::string_view sets) {
    std::string out = "{\"required\": [\"";
    for (const char c : sets) {
        if (c == '|' || c == ',')
            out += "\"]}, {\"required\": [\"";
        else if (c == ' ')
            out += "\", \"";
        else
            out += c;
    }
    return out + "\"]}";
}

/// Which keys do not stand without others, or beside them.
std::string companions(const RecordText& r) {
    std::string ways(r.ways), dependencies;
    const auto depends = [&](std::string_view key, const std::string& on) {
        dependencies +=
            fmt::format("{}{}: {}", dependencies.empty() ? "" : ", ", json_text(key), on);
    };
    for (const FieldText* f : r.fields) {
        if (!f->instead_of.empty() && r.ways.empty())
            depends(f->key, fmt::format("{{\"not\": {}}}", one_required(f->instead_of)));
        if (f->with == f->key) {
            ways += (ways.empty() ? "" : "|") + std::string(f->key);
            std::string needed;
            for (const FieldText* other : r.fields)
                if (other->required && in_words(f->key, other->with))
                    needed += (needed.empty() ? "" : ", ") + json_text(other->key);
            if (!needed.empty()) depends(f->key, "[" + needed + "]");
        } else if (!f->with.empty()) {
            std::string sets(f->with);
            std::replace(sets.begin(), sets.end(), ' ', '|');
            depends(f->key, fmt::format("{{\"anyOf\": [{}]}}", one_required(sets)));
        }
    }
    for (const std::string_view way : split(r.ways, '|'))
        if (const auto keys = split(way, ' '); keys.size() > 1)
            for (const std::string_view key : keys) depends(key, one_required(way));
    std::string out;
    if (!ways.empty())
        out += fmt::format(" \"{}\": [{}],", ways.find(',') == ways.npos ? "oneOf" : "anyOf",
                           one_required(ways));
    if (!dependencies.empty()) out += fmt::format(" \"dependencies\": {{{}}},", dependencies);
    return out;
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
        if (f->required && f->with.empty())
            required += fmt::format("{}{}", required.empty() ? "" : ", ", json_text(f->key));
    }
    return fmt::format(
        "\"type\": \"object\", \"additionalProperties\": false, \"required\": [{}],{}\n      "
        "\"properties\": {{{}\n      }}",
        required, companions(r), properties);
}

std::string definition(std::string_view name) {
    if (name == "measure")
        return fmt::format("\"enum\": [\"{}\"]", fmt::join(measure_kinds, "\", \""));
    if (const ValueText* v = find_name(values, name))
        return fmt::format("\"description\": {}, {}{}", json_text(v->explanation), v->schema,
                           v->pattern.empty() ? "" : ", \"pattern\": " + json_text(pattern_of(*v)));
    if (const RecordText* r = find_name(all_records(), name)) return record_schema(*r);
    if (const Choice* c = find_name(choices(), name)) {
        std::string any;
        for (const Shape& s : c->of)
            any += fmt::format("{}{{{}}}", any.empty() ? "" : ", ", schema_of(s));
        return fmt::format("\"anyOf\": [{}]", any);
    }
    return {};
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
        case Form::entry:
            return "by id: " + name;
    }
    return {};
}

}  // namespace

bool is_document(std::string_view kind) {
    return std::find(std::begin(document_kinds), std::end(document_kinds), kind) !=
           std::end(document_kinds);
}

std::string json_schema(std::string_view kind) {
    if (!is_document(kind)) return {};
    std::string definitions;
    for (const std::string_view name : reached_from(kind)) {
        if (name == kind || name.find('/') != name.npos) continue;
        definitions += fmt::format("{}\n    {}: {{{}}}", definitions.empty() ? "" : ",",
                                   json_text(name), definition(name));
    }
    return fmt::format(
        "{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
        // A name, not an address: nothing is to be fetched from it (RFC 2606).
        "  \"$id\": \"https://knockon.invalid/schema/{}-1.json\",\n  \"title\": \"knockon "
        "{}/1\",\n  {},\n  \"definitions\": {{{}\n  }}\n}}\n",
        kind, kind, definition(kind), definitions);
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
            out +=
                fmt::format("*{}* {}{}\n\t{}", scdoc_escaped(f->key), scdoc_escaped(words(f->shape)),
                            f->required && f->with.empty() ? ", required" : "", scdoc_escaped(f->help));
            if (!f->preset.empty()) out += fmt::format(" Default: {}.", scdoc_escaped(f->preset));
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
        out += fmt::format("*{}*\n\t{}\n\n", name, scdoc_escaped(v.explanation));
    }
    return out;
}

}  // namespace knockon

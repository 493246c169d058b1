// read/said.h: what a model says, as users would write it: the way back from model to files.
//
// The same tables that read files (fields.h) say what a record holds, key by key; a new key is
// written and compared without another list. Comments, the order of records and the files they
// stood in are not part of a model and are lost.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// One value of a file.
struct Said {
    enum class Form { text, word, list, map };  // word: true or false, which quotes would change
    struct Entry;
    Form form = Form::text;
    std::string text;
    std::vector<Entry> entries;         // in a list without keys
    std::vector<std::string> comments;  // lines above its entries, or behind an item of a list
    bool is_quantity = false;           // a number, date or time is meant, and may look like one

    static Said of(std::string text, Form form = Form::text);
    const Said* find(std::string_view key) const;
    Said* find(std::string_view key);
    friend bool operator==(const Said& a, const Said& b);
};
struct Said::Entry {
    std::string key;
    Said value;
};

/// The whole landscape; what is not stated, or is at its preset, is left out.
Said said(const Landscape& l);

/// The same, but for the keys of `left_out`.
Said said(const Landscape& l, std::span<const std::string_view> left_out);

/// The whole change, the same way.
Said said(const Change& c);

/// One record of a landscape.
Said said(const Department& d);
Said said(const Supplier& s);
Said said(const Calendar& c);
Said said(const Freeze& f);
Said said(const Component& c);
Said said(const Process& p);
Said said(const KindDefaults& d);

/// On one line, as in a YAML flow: `{all: auth, tolerates: 15m}`.
std::string flow_text(const Said& s);

/// A YAML document that reads back as the same landscape. Texts that mean something in YAML 1.1 or
/// 1.2, and ids that look like numbers (012, 1:30), are quoted; what could turn a line or a
/// direction of writing, or command a runner, is escaped, in comments too: of the whole, of its
/// records, and of the items of their lists.
std::string yaml_document(const Said& s);

}  // namespace knockon

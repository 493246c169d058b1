#include "convert/again.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "convert/by_source.h"
#include "convert/convert.h"
#include "convert/few.h"
#include "read/fields_labels.h"

namespace knockon {
namespace {

constexpr std::string_view own_file = "put it under `annotate` in a file of its own: then no import touches it";

std::string format_of(const std::string& source) { return source.substr(0, source.find(':')); }

std::set<std::string> formats_of(const Landscape& l) {
    std::set<std::string> formats;
    each_sourced(l, [&](const Id&, const auto&, const std::string& source) { formats.insert(format_of(source)); });
    return formats;
}

/// Where people set something of a record in another place than the record's own file.
template <class R>
std::optional<Position> added_at(const R& record) {
    for (const Field<R>& f : table<R>().fields)
        if (const auto at = f.where != nullptr ? f.where(record) : std::nullopt)
            if (at->file != 0 && at->file != record.at.file) return at;
    for (const Need& n : record.needs)
        if (n.at().file != 0 && n.at().file != record.at.file) return n.at();
    return std::nullopt;
}

void erase_key(Said& record, std::string_view key) {
    std::erase_if(record.entries, [&](const Said::Entry& e) { return e.key == key; });
    std::erase_if(record.comments,
                  [&](const std::string& c) { return c.starts_with(fmt::format("guessed: {},", key)); });
}

class Again {
  public:
    Again(const Draft& draft, const Landscape& before, Diagnostics& out)
        : now_(draft.landscape), before_(before), old_(said(before)), all_(knockon::document(draft)), out_(out) {
        const std::set<std::string> formats = formats_of(now_);
        each_sourced(before, [&](const Id&, const auto& record, const std::string& source) {
            if (formats.contains(format_of(source))) files_.insert(record.at.file);
        });
        std::set<std::uint32_t> every;
        const auto look = [&](const auto& records) {
            for (const auto& [id, r] : records) {
                every.insert(r.at.file);
                for (const auto& f : table<std::decay_t<decltype(r)>>().fields)
                    if (const auto at = f.where != nullptr ? f.where(r) : std::nullopt; at && at->file != 0)
                        every.insert(at->file);
            }
        };
        look(before.components);
        look(before.processes);
        look(before.departments);
        look(before.suppliers);
        alone_ = every.size() == 1;
    }

    Said document() {
        records("departments", now_.departments, before_.departments);
        records("suppliers", now_.suppliers, before_.suppliers);
        records("components", now_.components, before_.components);
        records("processes", now_.processes, before_.processes);
        tell_lost();
        if (alone_ && !files_.empty())
            for (const Said::Entry& section : old_.entries)
                if (all_.find(section.key) == nullptr && section.key != "components" && section.key != "processes" &&
                    section.key != "departments" && section.key != "suppliers")
                    all_.entries.push_back(section);
        return std::move(all_);
    }

  private:
    template <class Records>
    void records(std::string_view section, const Records& now, const Records& before) {
        const Said* olds = old_.find(section);
        if (olds == nullptr) return;
        for (const Said::Entry& old : olds->entries) {
            const auto& was = before.at(old.key);
            if (const auto is = now.find(old.key); is != now.end()) {
                Said& record = *all_.find(section)->find(old.key);
                leave_to_annotate(record, is->second, was);
                keep(record, old.value, was);
                if constexpr (requires { was.needs; }) tell_needs(is->second, was);
            } else if (by_hand(was)) {
                Said record = old.value;
                drop_elsewhere(record, was);
                section_named(section).entries.push_back({old.key, std::move(record)});
                kept(was.at, fmt::format("`{}` is not from the source", old.key));
            }
        }
    }

    /// Written by a person into a file that the import gives.
    template <class R>
    bool by_hand(const R& was) const {
        if constexpr (requires { was.source; })
            if (was.source) return false;
        return files_.contains(was.at.file);
    }

    template <class R>
    static bool is_elsewhere(const Field<R>& f, const R& was) {
        const auto at = f.where != nullptr ? f.where(was) : std::nullopt;
        return at && at->file != 0 && at->file != was.at.file;
    }

    template <class R>
    void drop_elsewhere(Said& record, const R& was) const {
        for (const Field<R>& f : table<R>().fields)
            if (is_elsewhere(f, was)) erase_key(record, f.key);
    }

    template <class R>
    void leave_to_annotate(Said& record, const R& is, const R& was) {
        for (const Field<R>& f : table<R>().fields) {
            if (f.append != nullptr || f.say == nullptr || record.find(f.key) == nullptr || !is_elsewhere(f, was))
                continue;
            const auto source = f.say(is), stated = f.say(was);
            if (source && stated && source != stated && source->text != unassigned)
                out_.warning(code::sources_disagree, *f.where(was),
                             fmt::format("`{}` of `{}` is {} here, {} by the source", f.key, was.id,
                                         flow_text(*stated), flow_text(*source)),
                             "what is said here is taken; remove it if the source is right");
            erase_key(record, f.key);
        }
    }

    template <class R>
    void keep(Said& record, const Said& old, const R& was) {
        if (!files_.contains(was.at.file)) return;
        for (const Field<R>& f : table<R>().fields) {
            const Said* stated = old.find(f.key);
            if (f.key == "needs" || stated == nullptr || is_elsewhere(f, was)) continue;
            if (Said* source = record.find(f.key)) {
                differ(*source, *stated, f.key, record, was);
                continue;
            }
            const auto at = f.where != nullptr ? f.where(was) : std::nullopt;
            if (!alone_ && (!at || at->file == 0)) continue;  // it may stand elsewhere, and then it stays
            record.entries.push_back({std::string(f.key), *stated});
            kept(at && at->file != 0 ? *at : was.at, fmt::format("`{}` of `{}` is not from the source", f.key, was.id));
        }
    }

    /// Both say it. What is only a guess or a placeholder may have been put right by hand.
    template <class R>
    void differ(Said& source, const Said& stated, std::string_view key, const Said& record, const R& was) {
        const bool guess = std::any_of(record.comments.begin(), record.comments.end(), [&](const std::string& c) {
            return c.starts_with(fmt::format("guessed: {},", key));
        });
        if (source == stated) return;
        if (key == "department" && source.text == unassigned) {
            source = stated;
            kept(was.at, fmt::format("`department` of `{}` is not from the source", was.id));
        } else if (guess) {
            out_.warning(code::sources_disagree, was.at,
                         fmt::format("`{}` of `{}` is {} here, a guess by the source makes it {}", key, was.id,
                                     flow_text(stated), flow_text(source)),
                         "the guess is taken; if it is wrong, say so under `annotate` in a file of its own");
        } else if (key != "source") {
            lost_.add(was.at, fmt::format("`{}` of `{}` ({}, now {})", key, was.id, flow_text(stated), flow_text(source)));
        }
    }

    /// Values and needs of the files that the source says otherwise: by hand, or since it has changed; nobody can tell.
    void tell_lost() {
        if (!lost_.what.empty())
            out_.warning(code::sources_disagree, lost_.at,
                         fmt::format("{} here {} not what the source says, and {} not kept: {}",
                                     lost_.what.size() == 1 ? "1 value" : fmt::format("{} values", lost_.what.size()),
                                     lost_.what.size() == 1 ? "is" : "are", lost_.what.size() == 1 ? "is" : "are",
                                     first_few(lost_.what, most_examples)),
                         "what a person wrote here: take it out, and say it under `annotate` in a file of its own");
        if (!gone_.what.empty())
            out_.warning(code::gone_from_source, gone_.at,
                         fmt::format("the source does not say (any more) that {}; left out", first_few(gone_.what, most_examples)),
                         "if a person added it, say it under `annotate` in a file of its own");
        if (!fresh_.what.empty())
            out_.note(code::only_in_source, fresh_.at,
                      fmt::format("the source says, and these files did not, that {}", first_few(fresh_.what, most_examples)),
                      fmt::format("if a person took it out because it is not so, say `{}` under `annotate` in a file of its own",
                                  fresh_.way));
    }

    void kept(Position at, std::string message) {
        out_.warning(code::gone_from_source, at, std::move(message) + "; it is kept", std::string(own_file));
    }

    static const Need* with(const std::vector<Need>& needs, const Id& member) {
        for (const Need& n : needs)
            for (const Ref& m : n.members)
                if (*m == member) return &n;
        return nullptr;
    }
    /// How it is known is nothing that people write into such a file.
    static bool says_same(Need a, Need b) {
        a.terms.set().origin = b.terms.set().origin = {};
        return a == b;
    }
    static std::string text_of(const Need& n) {
        const auto list = say_needs({n});
        return flow_text(list->entries.front().value);
    }

    template <class R>
    void tell_needs(const R& is, const R& was) {
        for (const Need& n : was.needs) {
            const Position at = n.at() ? n.at() : was.at;
            if (!files_.contains(at.file)) continue;
            const Need* known = nullptr;
            for (const Ref& m : n.members) {
                const Need* there = with(is.needs, *m);
                if (there == nullptr) gone_.add(at, fmt::format("`{}` needs `{}`", was.id, *m));
                if (known == nullptr) known = there;
            }
            if (known != nullptr && known->members == n.members && !says_same(*known, n))
                lost_.add(at, fmt::format("a need of `{}` ({}, now {})", was.id, text_of(n), text_of(*known)));
        }
        if (!files_.contains(was.at.file)) return;
        for (const Need& n : is.needs)
            for (const Ref& m : n.members)
                if (with(was.needs, *m) == nullptr) {
                    if (fresh_.what.empty()) fresh_.way = fmt::format("{}: {{needs: [{{all: {}, chance: 0}}]}}", was.id, *m);
                    fresh_.add(was.at, fmt::format("`{}` needs `{}`", was.id, *m));
                }
    }

    Said& section_named(std::string_view section) {
        if (Said* known = all_.find(section)) return *known;
        all_.entries.push_back({std::string(section), Said::of({}, Said::Form::map)});
        return all_.entries.back().value;
    }

    /// What is said once, with the first place and a few examples.
    struct Several {
        Position at;
        std::vector<std::string> what;
        std::string way;

        void add(Position where, std::string text) {
            if (what.empty()) at = where;
            what.push_back(std::move(text));
        }
    };

    const Landscape &now_, &before_;
    Several lost_, gone_, fresh_;
    Said old_, all_;
    Diagnostics& out_;
    std::set<std::uint32_t> files_;  // that hold what the source gave before
    bool alone_ = false;             // `before` is one file
};

}  // namespace

Said document_again(const Draft& draft, const Landscape& before, Diagnostics& out) {
    return Again(draft, before, out).document();
}

void tell_gone(const Draft& draft, const Landscape& before, Diagnostics& out) {
    std::set<std::string> there;
    std::vector<std::string_view> fresh;  // ids of records that were not there before
    each_sourced(draft.landscape, [&](const Id& id, const auto&, const std::string& source) {
        there.insert(source);
        if (!has(before, id)) fresh.push_back(id);
    });
    const std::set<std::string> formats = formats_of(draft.landscape);
    struct Gone {
        Position at;
        Id id;
        std::string message, help;
        std::optional<Position> added;
    };
    std::vector<Gone> gone;
    each_sourced(before, [&](const Id& id, const auto& record, const std::string& source) {
        if (!formats.contains(format_of(source)) || there.contains(source)) return;
        const auto meant = closest(id, fresh);
        gone.push_back({record.at, id, fmt::format("`{}` ({}) is no longer in the source", id, source),
                        meant ? fmt::format("if it is `{}` now, move what was added to it there", *meant)
                              : "take out what was added to it, or move that to what replaced it",
                        added_at(record)});
    });
    std::vector<std::string> plain;
    const bool many = gone.size() > most_examples;
    for (const Gone& g : gone) {
        if (many && !g.added) {
            plain.push_back(fmt::format("`{}`", g.id));
            continue;
        }
        Diagnostic& d = out.warning(code::gone_from_source, g.at, g.message, g.help);
        if (g.added) d.related.push_back({*g.added, "this was added to it"});
    }
    if (!plain.empty())
        out.warning(code::gone_from_source, {},
                    fmt::format("{} record{} to which nothing was added {} no longer in the source: {}", plain.size(),
                                plain.size() == 1 ? "" : "s", plain.size() == 1 ? "is" : "are", first_few(plain, most_examples)),
                    "what was imported again does not have them");
}

}  // namespace knockon

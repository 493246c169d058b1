// report/documents/rows_findings.h: the rows of findings and assumptions.
#pragma once

#include "report/documents/rows_figures.h"

namespace knockon {

template <>
struct Rows<Related> {
    static constexpr Heading heading{"place", "A place in a file.", compact};
    static void of(auto& row, auto& r) {
        row.place(r.at);
        row("message", r.message);
    }
};

/// What a rule found in a landscape; what a change brings about says more.
struct LandscapeFinding {
    static constexpr Heading heading{"landscape_finding", "What a rule found in a landscape."};
    static void of(auto& row, auto& f) {
        head(row, f);
        body(row, f);
        row("accepted", f.accepted, "By the policy.");
    }
    static void head(auto& row, auto& f) {
        row("code", f.code, "`knockon explain` tells what it means.");
        row("severity", f.severity);
        row("quality",
            one_of(f.quality, "availability|continuity|stability|manageability|security"));
        row("message", f.message);
        row("help", f.help);
        row.place(f.at);
    }
    static void body(auto& row, auto& f) {
        row("related", f.related);
        row("subjects", f.subjects, "Ids that it is about.");
        row("fingerprint", f.fingerprint, "The same from run to run and in every format.");
        row("extent", f.extent,
            "How far it goes, by the measure of its rule; more is worse. Null: it has none.",
            Came::later);
    }
};

template <>
struct Rows<Finding> {
    static constexpr Heading heading{"finding", "What a rule found."};
    static void of(auto& row, auto& f) {
        LandscapeFinding::head(row, f);
        row.excerpt(f.at);
        LandscapeFinding::body(row, f);
        row("brought_about", f.brought_about, "By this change; if not, it was so before.");
        row("accepted", f.accepted, "By the policy; it then stops nothing.");
        row("excused", f.excused, "Counted before and is no graver: not at the gate.",
            Came::later);
    }
};

template <>
struct Rows<Assumption> {
    static constexpr Heading heading{"assumption", "A value that nobody stated.", compact};
    static void of(auto& row, auto& a) {
        row("of", a.of);
        row("what", a.what);
        row("value", a.value);
        row("source", a.source, "Where it comes from.");
    }
};

}  // namespace knockon

// JUnit XML: one suite per change, one test per gate, so that a pipeline shows who objects.
//
// There is no official schema; what Jenkins and GitLab read in common is what is written. Names are
// unique in a suite, because GitLab shows only the first of each; a message is both in the
// attribute (Jenkins) and the text (GitLab).
#include <algorithm>
#include <map>

#include "report/pipelines/pipelines.h"
#include "report/words/objections.h"
#include "report/writing/xml.h"

namespace knockon {
namespace {

struct Outcome {
    enum class Kind { passed, failed, skipped } kind = Kind::passed;
    std::string type, message;
    std::vector<std::string> lines;
};

struct Test {
    std::string name;
    Outcome outcome;
};

std::string bytes(const Shown& s) { return s.bytes(false); }

std::string place(const View& v, Position at) {
    return at ? " (" + bytes(v.place(at)) + ")" : std::string();
}

Outcome outcome_of(const View& v, const DepartmentFigures& d) {
    Outcome o;
    o.message = bytes(objection(v, d));
    o.type = name(d.verdict);
    o.lines = {o.message};
    for (const Why* w : ways_to(v, d.id, 3)) o.lines.push_back(bytes(chain_phrase(v, *w)));
    if (stops(d, v.options.gate)) {
        o.kind = Outcome::Kind::failed;
    } else if (d.verdict != Verdict::within) {
        o.kind = Outcome::Kind::skipped;
        o.message += d.accepted  ? "; " + bytes(accepted_phrase(v, *d.accepted))
                     : d.excused ? "; it was so before and is no worse"
                                 : "; there is no gate";
        o.lines.front() = o.message;
    }
    return o;
}

/// All findings of a code together: it fails if one of them is at the gate.
Outcome outcome_of(const View& v, const std::vector<const Finding*>& findings) {
    Outcome o;
    std::size_t failing = 0, accepted = 0, excused = 0;
    for (const Finding* f : findings) {
        std::string line = std::string(name(f->severity)) + ": " + f->message + place(v, f->at);
        if (f->accepted) line += "; " + bytes(accepted_phrase(v, *f->accepted));
        if (f->excused) line += "; it was there before";
        if (!f->help.empty() && !f->accepted) line += "; help: " + f->help;
        o.lines.push_back(std::move(line));
        accepted += f->accepted ? 1 : 0;
        excused += f->excused ? 1 : 0;
        if (!stops(*f, v.options.gate)) continue;
        if (failing++ == 0) o.message = f->message;
    }
    o.type = findings.front()->code;
    if (failing > 1) o.message += " (and " + std::to_string(failing - 1) + " more)";
    if (failing > 0) {
        o.kind = Outcome::Kind::failed;
    } else if (accepted == findings.size()) {
        o.kind = Outcome::Kind::skipped;
        o.message = "accepted: " + findings.front()->message;
    } else if (excused > 0) {
        o.kind = Outcome::Kind::skipped;
        o.message = "there before: " + findings.front()->message;
    }
    return o;
}

Outcome outcome_of(const View& v, const SignOff& s) {
    Outcome o;
    o.type = "agreement";
    o.message = (s.name.empty() ? s.who : s.name) + (s.given ? " has agreed" : " has not agreed");
    std::string reasons;
    for (const std::string& r : s.reasons) reasons += (reasons.empty() ? "" : ", ") + r;
    o.lines = {o.message, reasons};
    if (!s.standing.empty()) o.lines.push_back(s.standing);
    if (s.given) return o;
    o.kind = v.options.require_sign_off ? Outcome::Kind::failed : Outcome::Kind::skipped;
    if (!v.options.require_sign_off) o.message += "; it is not required";
    o.lines.front() = o.message;
    return o;
}

/// Whether the landscape has what it takes to tell, where no department is at fault that it has not.
bool unmodelled_as_a_whole(const Assessment& a) {
    return a.verdict == Verdict::not_modelled &&
           std::none_of(a.departments.begin(), a.departments.end(), [](const DepartmentFigures& d) {
               return d.verdict == Verdict::not_modelled;
           });
}

Outcome outcome_of_the_whole(const View& v) {
    Outcome o;
    o.type = name(v.a.verdict);
    o.message = bytes(verdict_sentence(v.a, v.options.gate));
    o.kind = v.options.gate ? Outcome::Kind::failed : Outcome::Kind::skipped;
    if (!v.options.gate) o.message += "; there is no gate";
    o.lines = {o.message};
    return o;
}

std::vector<Test> tests_of(const View& v) {
    std::vector<Test> tests;
    if (unmodelled_as_a_whole(v.a)) tests.push_back({"modelled", outcome_of_the_whole(v)});
    for (const DepartmentFigures& d : v.a.departments)
        tests.push_back({"department " + d.id, outcome_of(v, d)});
    std::map<std::string, std::vector<const Finding*>> by_code;
    for (const Finding& f : v.a.findings) by_code[f.code].push_back(&f);
    for (const auto& [code, findings] : by_code)
        tests.push_back({"finding " + code, outcome_of(v, findings)});
    for (const SignOff& s : v.a.sign_off)
        tests.push_back({"agreement " + std::string(name(s.kind)) + " " + s.who, outcome_of(v, s)});
    return tests;
}

std::size_t count_of(const std::vector<Test>& tests, Outcome::Kind kind) {
    std::size_t n = 0;
    for (const Test& t : tests) n += t.outcome.kind == kind ? 1 : 0;
    return n;
}

void write_outcome(XmlWriter& w, const Outcome& o) {
    w.open(o.kind == Outcome::Kind::failed    ? Words("failure")
           : o.kind == Outcome::Kind::skipped ? Words("skipped")
                                              : Words("system-out"));
    if (o.kind != Outcome::Kind::passed) w.attribute("message", o.message);
    if (o.kind == Outcome::Kind::failed) w.attribute("type", o.type);
    for (const std::string& line : o.lines) w.line(line);
    w.close();
}

void write_suite(XmlWriter& w, const View& v) {
    const std::vector<Test> tests = tests_of(v);
    const Position at = v.a.change_at;
    w.open("testsuite");
    w.attribute("name", "knockon " + v.a.change);
    w.attribute("tests", tests.size());
    w.attribute("failures", count_of(tests, Outcome::Kind::failed));
    w.attribute("errors", std::size_t{0});
    w.attribute("skipped", count_of(tests, Outcome::Kind::skipped));
    w.attribute("time", "0");
    if (const auto judged = judged_by({&v.a, 1}); !judged.empty()) {
        w.open("properties");
        for (const std::string& file : judged) {
            w.open("property");
            w.attribute("name", "judged by");
            w.attribute("value", file);
            w.close();
        }
        w.close();
    }
    for (const Test& t : tests) {
        w.open("testcase");
        w.attribute("classname", "knockon." + v.a.change);
        w.attribute("name", t.name);
        if (at) w.attribute("file", tidy_path(v.sources[at].path));
        w.attribute("time", "0");
        write_outcome(w, t.outcome);
        w.close();
    }
    w.close();
}

}  // namespace

std::string report_junit(std::span<const Assessment> all, const Sources& sources,
                         const TextOptions& options) {
    XmlWriter w;
    w.open("testsuites");
    w.attribute("name", "knockon");
    for (const Assessment& a : all) write_suite(w, View(a, sources, options));
    w.close();
    return w.take();
}

}  // namespace knockon

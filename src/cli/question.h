// cli/question.h: what `assess` and `windows` start from: the files, checked together, and how to
// answer.
#pragma once

#include "assess/assess.h"
#include "cli/session.h"

namespace knockon {

struct Question {
    Landscape landscape;  // once the planned changes that this one waits for are done
    Change change;
    Policy policy;
    History history;
    std::vector<Change> planned;
    Stated<Moment> start;  // `--start`
};

/// Everything but the change, as it was read; the change comes last in the sources.
Question load_common(Session& session);

/// Reads everything, makes the changes that `--set` asks for, and checks it all. What is wrong is
/// in `session.diagnostics`; with an error there, the question must not be asked.
Question load_question(Session& session);

/// What is wrong with `--down` is in `session.diagnostics`.
AssessOptions assess_options(Session& session, const Question& question);

/// What the command line changes about the question, as given; printed beside the answer.
std::vector<std::string> overrides(const CommandLine& line);

/// --start, --down, --set and --planned.
std::vector<Option> question_options();

}  // namespace knockon

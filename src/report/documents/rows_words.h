// report/documents/rows_words.h: the words of the enumerations that reports hold.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/schedule/collisions.h"
#include "assess/structure/landscape_diff.h"
#include "base/words.h"
#include "report/pictures/graph.h"

namespace knockon {

template <>
struct WordsOf<Verdict> {
    static constexpr std::string_view all[] = {"within", "exceeds", "undetermined",
                                               "not_modelled"};
};

template <>
struct WordsOf<Reach> {
    static constexpr std::string_view all[] = {"none", "absorbed", "exposed"};
};

template <>
struct WordsOf<Absorber::By> {
    static constexpr std::string_view all[] = {
        "tolerance", "redundancy", "closing_hours", "chance", "degraded", "capacity", "quiet"};
};

template <>
struct WordsOf<Cause::Kind> {
    static constexpr std::string_view all[] = {"step", "supplier", "component", "load"};
};

template <>
struct WordsOf<SignOff::Kind> {
    static constexpr std::string_view all[] = {"department", "supplier", "role"};
};

template <>
struct WordsOf<TimelineEntry::Kind> {
    static constexpr std::string_view all[] = {
        "window", "watched", "planned", "freeze", "deadline", "turn_back"};
};

template <>
struct WordsOf<PictureNode::Kind> {
    static constexpr std::string_view all[] = {
        "component", "process", "rest_components", "rest_processes"};
};

template <>
struct WordsOf<PictureNode::Role> {
    static constexpr std::string_view all[] = {"none", "touched", "added", "removed"};
};

template <>
struct WordsOf<PictureNode::State> {
    static constexpr std::string_view all[] = {"none", "absorbed", "exposed"};
};

template <>
struct WordsOf<CollisionKind> {
    static constexpr std::string_view all[] = {
        "component", "need", "redundancy", "supplier", "team", "deadline"};
};

template <>
struct WordsOf<RecordChange::What> {
    static constexpr std::string_view all[] = {"added", "removed", "changed", "renamed"};
};

template <>
struct WordsOf<Severity> {
    static constexpr std::string_view all[] = {"note", "warning", "error"};
};

template <>
struct WordsOf<Verb> {
    static constexpr std::string_view all[] = {
        "update", "migrate", "replace", "add", "remove", "connect", "disconnect", "load"};
};

template <>
struct WordsOf<GraphView> {
    static constexpr std::string_view all[] = {"landscape", "change", "needs", "down"};
};

template <>
struct WordsOf<ColourBy> {
    static constexpr std::string_view all[] = {
        "risk", "verdict", "sourcing", "kind", "supplier", "department"};
};

}  // namespace knockon

// assess/advice/advice.h: where to start. What would help, and what would flip a verdict.
//
//   mitigations.h        tries each idea on the same draws and says what it saves
//   mitigation_ideas.h   what could be done about the causes that cost most
//   mitigation_places.h  where in a chain a buffer or a second one could stand
//   tried.h              the change once more, edited, on the same draws
//   break_even.h         the value of an estimate at which a verdict is another
//   knob.h               one estimate that can be turned
#pragma once

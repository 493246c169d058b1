// report/report.h: answers as bytes, one file per format.
//
// Draws what `assess/` found and computes nothing. What came from files reaches an output only
// through that format's own escaping: in text by `Shown` (shown.h), in JSON by the writer (json.h);
// neither takes a raw string. The names in the JSON documents are a promise (knockon-report(5)).
//
//   writing/     bytes that cannot be wrong: figures, terminal text, JSON, HTML, Markdown, XML, iCalendar
//   words/       what is said, once: sentences, objections, gate
//   documents/   JSON documents, written, read and described
//   pictures/    the landscape as a graph
//   text/        the screens for a person
//   page/        the same as pages
//   pipelines/   SARIF, JUnit, CSV, Markdown and what else tools read
//   formats.h    every format of an assessment, by name
#pragma once

#include "report/documents/json_documents.h"
#include "report/page/page.h"
#include "report/pipelines/pipelines.h"
#include "report/text/text.h"

// report/page/look.h: what every page of ours looks like and can do: one style sheet, one script.
//
// Both are constants, so that the content security policy can name them by their digests. Without
// the script everything is there to be read; it adds sorting, choosing and filtering.
#pragma once

#include "report/writing/html.h"

namespace knockon {

/// page.css: light and dark, screen and print, from 360 pixels up; no image, no font, nothing from
/// elsewhere. Colours come in pairs that keep a contrast of 4.5 to 1 at least; none of them says
/// anything that words do not say as well.
Words page_style();
/// page.js: tables that sort, causes that light up their path in the picture, findings that can be
/// filtered. It moves, marks and hides what is on the page already and makes elements only out of
/// text; nothing is ever parsed as markup.
Words page_script();

/// The head, and the body up to its first element of content, which must lead to the key "main".
void html_begin(Html& h, const Shown& title);
/// The foot; closes what html_begin opened.
void html_end(Html& h, const Shown& version);

}  // namespace knockon

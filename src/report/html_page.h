// report/html_page.h: what every page of ours looks like and can do: one style sheet, one script.
//
// Both are constants, so that the content security policy can name them by their digests. Without
// the script everything is there to be read; it adds sorting, choosing and filtering.
#pragma once

#include "report/writing/html.h"

namespace knockon {

/// Light and dark, screen and print, from 360 pixels up; no image, no font, nothing from elsewhere.
Words page_style();
/// Tables that sort, causes that light up their path in the picture, findings that can be filtered.
Words page_script();

/// The head, and the body up to its first element of content, which must lead to the key "main".
void html_begin(Html& h, const Shown& title);
/// The foot; closes what html_begin opened.
void html_end(Html& h, const Shown& version);

}  // namespace knockon

// report/page/calibration_pictures.h: what the page of a calibration shows beside its tables.
#pragma once

#include "calibrate/calibration.h"
#include "report/writing/html.h"

namespace knockon {

void html_reliability(const Calibration& c, Html& h);  // there must be a curve
void html_strip(const Calibration& c, Html& h);        // there must be a step
void html_funnel(const Calibration& c, Html& h);
void html_scores(const Calibration& c, Html& h);

}  // namespace knockon

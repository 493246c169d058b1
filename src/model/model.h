// model/model.h: where to start. What users describe, as plain values, and what makes no sense of it.
//
//   landscape.h   departments, suppliers, components, processes and what each needs
//   calendar.h    time, as it was said
//   change.h      a change, its steps and window; what it makes of a landscape (apply)
//   policy.h, history.h   what an organisation accepts, and what became of earlier changes
//   defaults.h    what is taken where nothing was said, and where that comes from
//   base_rates.h  how often steps of a kind failed before
//   check.h       everything that can be said against them without knowing the future
#pragma once

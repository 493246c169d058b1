// base/base.h: where to start. What every other room speaks in.
//
//   time.h, quantity.h   moments, lengths of time, chances, money and ranges, as users write them
//   beta.h, portable.h   what a range means, in arithmetic that is the same on every machine
//   tie.h                whether one computed figure is more than another
//   text.h               text from outside, made fit to be shown
//   source.h             where in which file something was written
//   diagnostic.h         what is wrong there and what to do about it
//   codes.h              the registry of codes; its entries are in codes_files.h and codes_findings.h
//   terms.h              the words of the field, each explained once
#pragma once

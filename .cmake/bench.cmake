# cmake -C .cmake/bench.cmake -B build/bench: the program as released, with names for a profiler.
set(CMAKE_GENERATOR Ninja CACHE STRING "")
set(CMAKE_BUILD_TYPE Release CACHE STRING "")
set(CMAKE_CXX_FLAGS "-g1 -fno-omit-frame-pointer" CACHE STRING "")

# cmake -C .cmake/tsan.cmake -B build/tsan: races between threads, for anything with --jobs.
set(CMAKE_GENERATOR Ninja CACHE STRING "")
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(KNOCKON_STATIC OFF CACHE BOOL "")
set(CMAKE_CXX_FLAGS "-fsanitize=thread -fno-omit-frame-pointer" CACHE STRING "" FORCE)
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1" CACHE STRING "" FORCE)  # lines of functions are enough
set(CMAKE_UNITY_BUILD ON CACHE BOOL "")

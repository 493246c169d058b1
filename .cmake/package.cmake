# What is installed, and packages of it: `cmake --install build`, or `cpack` in the build folder for a Debian package
# and a tarball, each with its SHA-256, and what is linked as SPDX (.cmake/sbom). Same sources and compiler: same bytes.
include(GNUInstallDirs)
set(KNOCKON_MAINTAINER "knockon maintainers" CACHE STRING "who answers for the Debian package: name <address>")
set(share ${PROJECT_BINARY_DIR}/share)
set(released 1790812800)  # date of the package's files; that of the build would make every package another one

# Completions and schemas are what the program itself prints.
set(made)
function(printed file)  # printed(FILE WORDS...): what `knockon WORDS` prints
  add_custom_command(OUTPUT ${share}/${file} DEPENDS knockon VERBATIM
    COMMAND sh -c "mkdir -p \"$(dirname \"$1\")\" && file=$1 && shift && \"$@\" > \"$file\"" sh
            ${share}/${file} $<TARGET_FILE:knockon> ${ARGN})
  set(made ${made} ${share}/${file} PARENT_SCOPE)
endfunction()
printed(completion/knockon completion bash)
printed(completion/_knockon completion zsh)
printed(completion/knockon.fish completion fish)
set(documents landscape change policy history report check impact structure windows calendar graph diff import
    portfolio compare calibration)
foreach(document ${documents})
  printed(schema/${document}.schema.json schema ${document})
endforeach()

# Man pages and the record of changes, packed as Debian wants them: without a date.
function(packed file source)
  add_custom_command(OUTPUT ${share}/${file}.gz DEPENDS ${source} VERBATIM
    COMMAND sh -c "mkdir -p \"$(dirname \"$2\")\" && gzip -9n < \"$1\" > \"$2\"" sh ${source} ${share}/${file}.gz)
  set(made ${made} ${share}/${file}.gz PARENT_SCOPE)
endfunction()
if(SCDOC)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.scd)
  foreach(source ${sources})
    get_filename_component(page ${source} NAME_WLE)
    string(REGEX REPLACE ".*[.]" "" section ${page})
    packed(man/${page} ${PROJECT_BINARY_DIR}/man/${page})
    install(FILES ${share}/man/${page}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
  endforeach()
endif()
set(signed ${KNOCKON_MAINTAINER})
if(NOT signed MATCHES "<")
  string(APPEND signed " <>")  # nobody's address: a record of changes wants its brackets
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/changelog.in ${share}/changelog @ONLY)
packed(changelog.Debian ${share}/changelog)

add_custom_target(shared ALL DEPENDS ${made})
install(TARGETS knockon RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${share}/completion/knockon DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${share}/completion/_knockon DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${share}/completion/knockon.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
foreach(document ${documents})
  install(FILES ${share}/schema/${document}.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/knockon/schema)
endforeach()
install(FILES ${share}/changelog.Debian.gz ${CMAKE_CURRENT_LIST_DIR}/copyright
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/knockon)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
        RENAME knockon)

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "what a change to an IT landscape puts at risk")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Reads descriptions of an IT landscape and of a proposed change, walks who\n needs whom, and reports the risk of outages for every department: how\n likely, how long, how much, why, when instead, and what would help.")
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${KNOCKON_MAINTAINER})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_DEPENDS tzdata)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS graphviz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
configure_file(${CMAKE_CURRENT_LIST_DIR}/dated.cmake.in ${share}/dated.cmake @ONLY)
set(CPACK_PRE_BUILD_SCRIPTS ${share}/dated.cmake)
include(CPack)

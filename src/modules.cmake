# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# boxmark_module(NAME USES other... LINKS library... SOURCES file...)
#
# One folder of src/ is one library: static in what a user runs, shared (BUILD_SHARED_LIBS) where nearly two hundred test
# programs would otherwise each hold a copy of it. USES lists every other module whose headers it includes: the architecture
# test reads this line and fails on an include that is not declared, so keep it on one line a module.
# LINKS lists what is not ours (Qt6::Core, yaml-cpp…).

add_library(boxmark_options INTERFACE)
target_compile_options(boxmark_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # g++ 12 sees overlaps in optimised string concatenations where there are none (GCC bug 105651).
    # An std::optional that is empty holds nothing that could be read, which it does not see either (GCC bug 80635).
    target_compile_options(boxmark_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
target_compile_definitions(boxmark_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING BOXMARK_VERSION="${PROJECT_VERSION}")

add_library(boxmark_sanitizers INTERFACE)
if(BOXMARK_SANITIZE)
    target_compile_options(boxmark_sanitizers INTERFACE -fsanitize=${BOXMARK_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(boxmark_sanitizers INTERFACE -fsanitize=${BOXMARK_SANITIZE})
endif()

# What nearly every file with Qt includes is compiled once for all of them: it halves the time of a build.
add_library(boxmark_precompiled OBJECT "${PROJECT_SOURCE_DIR}/src/precompiled.cpp")
set_target_properties(boxmark_precompiled PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
target_link_libraries(boxmark_precompiled PRIVATE Qt6::Core QCoro6::Core boxmark_options boxmark_sanitizers)
target_precompile_headers(boxmark_precompiled PRIVATE <QCoroTask> <QDateTime> <QJsonObject> <QMap> <QObject> <QStringList>
    <QTimer> <QUrl> <chrono> <functional> <memory> <optional> <variant>)

function(boxmark_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LINKS;SOURCES")
    add_library(boxmark_${name} ${arg_SOURCES})
    target_include_directories(boxmark_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    list(TRANSFORM arg_USES PREPEND boxmark_ OUTPUT_VARIABLE modules)
    target_link_libraries(boxmark_${name} PUBLIC ${modules} ${arg_LINKS}
        PRIVATE boxmark_options boxmark_sanitizers)
    if("Qt6::Core" IN_LIST arg_LINKS)
        target_precompile_headers(boxmark_${name} REUSE_FROM boxmark_precompiled)
    endif()
endfunction()

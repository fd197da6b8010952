# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
include(GNUInstallDirs)

install(TARGETS boxmark RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS boxmark-agent RUNTIME DESTINATION "${CMAKE_INSTALL_LIBEXECDIR}/boxmark")
# Without the one whose app is the repository that it lies in (installed, it lies in none), and without what Vagrant
# notes of a machine that was made here.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/scenarios/" USE_SOURCE_PERMISSIONS
    DESTINATION "${CMAKE_INSTALL_DATADIR}/boxmark/scenarios"
    PATTERN coldstart-git.yaml EXCLUDE
    PATTERN .vagrant EXCLUDE)
install(FILES "${PROJECT_SOURCE_DIR}/resources/boxmark-report.schema.json"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/boxmark")
install(FILES "${PROJECT_SOURCE_DIR}/packaging/org.boxmark.Boxmark.desktop"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${PROJECT_SOURCE_DIR}/packaging/org.boxmark.Boxmark.metainfo.xml"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "${PROJECT_SOURCE_DIR}/packaging/org.boxmark.Boxmark.mime.xml"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages")
install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/org.boxmark.Boxmark.svg"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
install(FILES "${PROJECT_SOURCE_DIR}/packaging/boxmark.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${PROJECT_SOURCE_DIR}/packaging/boxmark.bash-completion"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME boxmark)
add_subdirectory(packaging/tap)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/boxmark" RENAME copyright)
include(packaging/package.cmake)

# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A Debian package of a release build; packaging/deb.sh adds which packages bring the boxes.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "Boxmark")
set(CPACK_PACKAGE_CONTACT "The Boxmark authors <boxmark@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "compare one app as a process, a container and a virtual machine")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Boxmark takes one Dockerfile, runs its very bytes as a plain process, a container, a full virtual machine and a microVM,
drives the same load at each, and shows how long each takes to start, how fast it answers, and what it takes in CPU,
memory and disk, with the uncertainty of every difference.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)

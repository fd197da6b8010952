// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/processspec.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace boxmark {

/// A text file of our own in the system; an existing one is replaced.
struct SystemFile
{
    QString path; ///< relative to the root
    QByteArray contents;
};

/// A symbolic link in the system.
struct SystemLink
{
    QString path; ///< relative to the root
    QString target;
};

/// All that the virtual machine's own system is made of: a Debian server as it is installed, with systemd, udev, the
/// journal, D-Bus and a network that asks DHCP, and one service more. Data only: the disk is cached by its digest.
struct SystemRecipe
{
    QString release; ///< Debian's code name
    QStringList packages;
    QList<SystemFile> files;
    QList<SystemLink> links;
    QByteArray bootConfig; ///< of the boot loader (syslinux.cfg)
    QString rootId; ///< UUID of the root file system
};

SystemRecipe systemRecipe();
/// Changes when anything of the recipe does; hexadecimal.
QString recipeDigest(const SystemRecipe &recipe);

/// Installs the packages and writes the whole system as a tar stream to standard output. No root needed where users
/// may make user namespaces.
ProcessSpec installSpec(const SystemRecipe &recipe);

} // namespace boxmark

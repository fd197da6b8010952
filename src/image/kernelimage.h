// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace boxmark {

/// What a kernel's file holds.
struct KernelImage
{
    QByteArray vmlinux {}; ///< ELF
    QString release {}; ///< "6.1.0-56-cloud-amd64"; empty when the file does not tell
};

/// Takes the vmlinux out of a bzImage, whatever packed it (Documentation/arch/x86/boot.rst), or takes the file as one,
/// and makes sure that a VMM can boot it directly: ELF for x86-64 with the PVH note. `name` names the file in Errors.
/// Any thread.
Result<KernelImage> readKernelImage(const QByteArray &file, const QString &name);

} // namespace boxmark

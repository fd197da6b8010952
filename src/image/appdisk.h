// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appimage.h"
#include "process/command.h"

#include <QCoroTask>

namespace boxmark {

/// An image's root file system as a disk that a guest reads.
struct AppDisk
{
    QString path; ///< a squashfs image in the cache; never written to, shared by all trials
    Bytes size {}; ///< of that file
};

/// Exports the image and packs it; from the cache when it was packed before. Ownership, modes, links and capabilities
/// are those of the image; no root is needed.
QCoro::Task<Result<AppDisk>> prepareAppDisk(AppImage image, WorkContext context);

/// An image's root file system unpacked into a folder of the cache, for a process of this computer.
struct AppFolder
{
    QString path; ///< never written to
    Bytes size {};
    /// What of the image could not be kept: without root, every file belongs to the user. Empty when all was.
    QString loss {};
};

QCoro::Task<Result<AppFolder>> prepareAppFolder(AppImage image, WorkContext context);

} // namespace boxmark

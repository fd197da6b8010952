// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <atomic>
#include <memory>

namespace boxmark {

/// What of an archive could not be kept on this file system, or by this user.
struct UnpackLoss
{
    bool owners = false; ///< every file belongs to whoever unpacked it
    int devices = 0; ///< device nodes left out
    int capabilities = 0; ///< programs without their file capabilities (capabilities(7))
    QString other {}; ///< the first thing else that was refused

    /// For people; empty when all was kept.
    QString text() const;
};

/// Unpacks a tar file into an empty folder: owners, modes, times, links and extended attributes as they are in it, as
/// far as the user may. Nothing is ever written outside of the folder, whatever the archive's paths and links say.
/// `stop` ends it with an Error. Any thread.
Result<UnpackLoss> unpackTar(
    const QString &tarFile, const QString &folder, const std::shared_ptr<std::atomic_bool> &stop);

} // namespace boxmark

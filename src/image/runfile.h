// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appimage.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace boxmark {

/// What a run file says (agent/runfile.h) besides the app itself.
struct RunFile
{
    enum class Root { Own, Disk, Folder };

    ImageConfig app;
    Root root = Root::Disk;
    QString folder {}; ///< only Root::Folder

    int port = 0; ///< where the app listens
    std::chrono::milliseconds interval {100};
    std::chrono::milliseconds grace {2000};

    std::optional<int> listen {}; ///< the agent's own port; absent: it writes to standard output
    QString token {};

    QString address {}; ///< "10.0.2.15/24"; microVMs only
    QString gateway {};
    QString nameserver {};
    QString hostname {};
};

/// The file's bytes. An Error when a value holds what no argument or variable can (a NUL byte).
Result<QByteArray> writeRunFile(const RunFile &file);

} // namespace boxmark

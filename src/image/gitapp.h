// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"
#include "process/command.h"

#include <QCoroTask>
#include <QString>

#include <optional>

namespace boxmark {

/// The commit that an app's repository has now under its branch or tag, for every target of a run to use the same. An
/// app from anywhere else comes back as it is.
QCoro::Task<Result<AppSpec>> pinnedApp(AppSpec app, WorkContext context);
/// The commit of an app that pinnedApp() gave back; nothing for an app that is no repository's.
std::optional<QString> commitOf(const AppSpec &app);

/// The Dockerfile of the app's repository at its commit, in a folder of the cache that is fetched once: the files of
/// that commit alone, without history, submodules and hooks. Nothing of it is executed by this; building it is another
/// matter, which is told.
QCoro::Task<Result<QString>> fetchGitApp(QString location, WorkContext context);

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appimage.h"

#include <QCoroTask>

#include <chrono>

namespace boxmark {

/// Makes a container of the image that never runs, only to be exported: an engine exports containers, not images. Its
/// name is journaled before it is there. Not ended by Stop: it takes a moment, and what is made must be known.
QCoro::Task<Result<QString>> createExportContainer(AppImage image, WorkContext context);

/// Removes it with its volumes, also after Stop. What cannot be removed is told to the log and stays in the journal for
/// the next start.
QCoro::Task<void> removeExportContainer(QString name, WorkContext context);

/// Of an export: only one that hangs reaches it, and Stop ends one at any time.
constexpr std::chrono::hours exportDeadline(2);

/// What an export that failed is told as.
Error exportFailed(const AppImage &image, const ProcessOutput &client);

} // namespace boxmark

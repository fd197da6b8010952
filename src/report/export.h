// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/sessionreader.h"

#include <QString>
#include <QStringList>

namespace boxmark {

/// Known formats of this version: "csv", "png".
QStringList exportFormats();

/// Writes every file of the given formats into `directory` (made when it is missing); returns the paths written. Files
/// of an earlier export are replaced, each as a whole (a full disk leaves the earlier file or none, never half of one).
/// From a session file alone; two exports of one file are the same byte for byte (CSV).
Result<QStringList> exportSession(const SessionReader &session, const QString &directory, const QStringList &formats);

/// The five CSV files: report/csv. The pictures: report/png.
Result<QStringList> exportCsv(const SessionReader &session, const QString &directory);
Result<QStringList> exportPng(const SessionReader &session, const QString &directory);

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>
#include <QStringList>

namespace boxmark {

/// Writes a file as a whole: in the place of an earlier one, or, when it fails, not at all. Returns its path.
Result<QStringList> writeReportFile(const QString &directory, const QString &name, const QByteArray &content);
/// The same for a path; a symbolic link stays one.
Result<void> replaceFile(const QString &path, const QByteArray &content);

/// False when the device does not take all of it; its errorString() is the reason then. A full disk takes a part, and
/// only the next attempt tells why.
bool writeWhole(QIODevice &device, const QByteArray &content);

/// A file of an export was not written; `why` is what the system says.
Error cannotWriteFile(const QString &path, const QString &why);

} // namespace boxmark

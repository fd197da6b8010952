// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/process.h"

#include <QCoreApplication>

#include <cstring>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("process", text);
}

} // namespace

QString ProcessResult::text() const
{
    if (exitCode)
        return tr("exited with status %1").arg(*exitCode);
    if (signal)
        return tr("was ended by signal %1 (%2)").arg(*signal).arg(QString::fromLocal8Bit(strsignal(*signal)));
    return tr("could not be started: %1").arg(failure);
}

} // namespace boxmark

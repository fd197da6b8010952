// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/environment.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace boxmark {

Result<QString> findAgentBinary()
{
    QStringList places;
    if (const QString given = qEnvironmentVariable("BOXMARK_AGENT"); !given.isEmpty()) {
        places << given;
    } else {
        const QString here = QCoreApplication::applicationDirPath();
        places << here + u"/boxmark-agent"_s << here + u"/../libexec/boxmark/boxmark-agent"_s;
    }
    for (const QString &place : places) {
        const QFileInfo file(place);
        if (file.isFile() && file.isExecutable())
            return file.canonicalFilePath();
    }
    return Error {QCoreApplication::translate("host", "The program boxmark-agent was not found."),
        QCoreApplication::translate("host", "It was looked for as %1.").arg(places.join(u", "_s)),
        QCoreApplication::translate(
            "host", "Install or build Boxmark again, or let the variable BOXMARK_AGENT name the file.")};
}

} // namespace boxmark

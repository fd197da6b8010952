// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/reportfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

} // namespace

Error cannotWriteFile(const QString &path, const QString &why)
{
    return {tr("The file %1 could not be written.").arg(path), tr("The system says: %1.").arg(why),
        tr("Free some space, or export into a folder that you may write to. A file of an earlier export is "
           "unchanged.")};
}

bool writeWhole(QIODevice &device, const QByteArray &content)
{
    for (qsizetype done = 0; done < content.size();) {
        const qint64 taken = device.write(content.constData() + done, content.size() - done);
        if (taken <= 0)
            return false;
        done += taken;
    }
    return true;
}

Result<void> replaceFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    // Of what commit() fails at, the reason is lost.
    if (file.open(QIODevice::WriteOnly) && writeWhole(file, content) && file.flush() && file.commit())
        return {};
    return cannotWriteFile(path, file.errorString());
}

Result<QStringList> writeReportFile(const QString &directory, const QString &name, const QByteArray &content)
{
    const QString path = QDir(directory).filePath(name);
    if (const auto written = replaceFile(path, content); !written)
        return written.error();
    return QStringList {path};
}

} // namespace boxmark

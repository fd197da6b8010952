// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/wholefile.h"

#include <QFile>

namespace boxmark {

std::optional<QString> writeWhole(const QString &path, const QByteArray &contents)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size() && file.flush())
        return std::nullopt;
    return file.errorString();
}

} // namespace boxmark

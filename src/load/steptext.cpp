// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/steptext.h"

namespace boxmark {

QUrl stepUrl(const QUrl &endpoint, const LoadStep &step)
{
    const QString base = endpoint.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return QUrl(base + (step.path.startsWith(u'/') ? step.path : u'/' + step.path));
}

QList<std::pair<QByteArray, QByteArray>> stepHeaders(const QUrl &endpoint, const LoadStep &step)
{
    QList<std::pair<QByteArray, QByteArray>> headers {
        {"Host", endpoint.authority(QUrl::FullyEncoded).section(u'@', -1).toLatin1()},
        {"User-Agent", "boxmark/" BOXMARK_VERSION},
        {"Accept-Encoding", "identity"}, // the same work for every server, and sizes as sent
        {"Accept-Language", "*"},
    };
    if (!step.contentType.isEmpty())
        headers.emplaceBack("Content-Type", step.contentType);
    else if (!step.body.isEmpty())
        headers.emplaceBack("Content-Type", "application/octet-stream");
    return headers;
}

bool announcesEmptyBody(const LoadStep &step)
{
    return step.body.isEmpty() && (step.method == "POST" || step.method == "PUT" || step.method == "PATCH");
}

} // namespace boxmark

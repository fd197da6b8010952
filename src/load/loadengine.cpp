// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadengine.h"

#include "load/qnam/qnamengine.h"
#include "load/socket/socketengine.h"

namespace boxmark {

using namespace Qt::StringLiterals;

std::unique_ptr<LoadEngine> makeLoadEngine(const QString &name)
{
    if (name == "qnam"_L1)
        return std::make_unique<QnamEngine>();
    if (name == "socket"_L1)
        return std::make_unique<SocketEngine>();
    return nullptr;
}

QMap<QString, QStringList> loadEngineKeys()
{
    return {{u"qnam"_s, {}}, {u"socket"_s, {u"connections"_s, u"threads"_s}}};
}

void useLightEventLoops()
{
    qputenv("QT_NO_THREADED_GLIB", "1"); // read by QThread whenever one starts (qthread_unix.cpp)
}

} // namespace boxmark

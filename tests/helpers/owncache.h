// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>
#include <QThreadPool>

namespace boxmark::test {

/// A cache of the test's own, for as long as it lives; in the place given, or in a folder of its own.
class OwnCache
{
public:
    explicit OwnCache(const QString &place = {})
    {
        qputenv("XDG_CACHE_HOME", QFile::encodeName(place.isEmpty() ? m_folder.path() : place));
    }
    ~OwnCache()
    {
        QThreadPool::globalInstance()->waitForDone(); // what is removed from a cache is removed in a thread
        m_before.isNull() ? qunsetenv("XDG_CACHE_HOME") : qputenv("XDG_CACHE_HOME", m_before);
    }
    OwnCache(const OwnCache &) = delete;
    OwnCache &operator=(const OwnCache &) = delete;

private:
    QByteArray m_before = qgetenv("XDG_CACHE_HOME");
    QTemporaryDir m_folder {};
};

} // namespace boxmark::test

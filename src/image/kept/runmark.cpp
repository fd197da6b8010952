// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kept/runmark.h"

#include "image/cache.h"
#include "image/cachelock.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString marks = u"runs"_s;
constexpr int attempts = 3; // whoever looks for killed runs may have just locked the file that we have just made

} // namespace

RunMark::RunMark()
{
    if (!makeKindFolder(marks))
        return;
    for (int attempt = 0; attempt < attempts && !m_lock; ++attempt) {
        const QString name = QUuid::createUuid().toString(QUuid::Id128);
        if (auto taken = CacheLock::tryTake(cachePath({marks, name, {}})))
            m_lock = taken.take();
    }
}

RunMark::~RunMark() = default;

std::optional<QDateTime> oldestRunsStart()
{
    std::optional<QDateTime> oldest;
    for (const QFileInfo &mark : QDir(cacheFolder() + u'/' + marks).entryInfoList(QDir::Files)) {
        const QDateTime start = mark.lastModified();
        const auto lock = CacheLock::tryTake(mark.filePath()); // its destructor removes the file
        if (lock && !lock.value())
            oldest = oldest ? std::min(*oldest, start) : start;
    }
    return oldest;
}

} // namespace boxmark

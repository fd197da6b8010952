// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/cachelock.h"

#include "base/completion.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto pause = 50ms;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

Error cannotLock(const QString &file, int reason)
{
    return {tr("%1 cannot be locked.").arg(file), QString::fromLocal8Bit(std::strerror(reason)),
        tr("The folder must be writable for you; the variable XDG_CACHE_HOME names another.")};
}

// The holder before us removes the file when it lets go: then what we have locked is a file without a name.
bool isStillThere(int descriptor, const QByteArray &file)
{
    struct stat ours = {};
    struct stat named = {};
    return fstat(descriptor, &ours) == 0 && stat(file.constData(), &named) == 0 && ours.st_ino == named.st_ino
        && ours.st_dev == named.st_dev;
}

} // namespace

CacheLock::CacheLock(QString file, int descriptor)
    : m_file(std::move(file))
    , m_descriptor(descriptor)
{
}

CacheLock::~CacheLock()
{
    unlink(QFile::encodeName(m_file).constData());
    close(m_descriptor);
}

Result<std::unique_ptr<CacheLock>> CacheLock::tryTake(const QString &file)
{
    const QByteArray name = QFile::encodeName(file);
    while (true) {
        const int descriptor = open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor < 0)
            return cannotLock(file, errno);
        const bool taken = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
        const int reason = errno;
        if (taken && isStillThere(descriptor, name))
            return std::unique_ptr<CacheLock>(new CacheLock(file, descriptor));
        close(descriptor);
        if (!taken)
            return reason == EWOULDBLOCK ? Result(std::unique_ptr<CacheLock>()) : cannotLock(file, reason);
    }
}

QCoro::Task<Result<std::unique_ptr<CacheLock>>> CacheLock::take(QString file, QString title, WorkContext context)
{
    bool told = false;
    while (true) {
        auto lock = tryTake(file);
        if (!lock || lock.value())
            co_return lock;
        if (!std::exchange(told, true))
            tellLog(context, LogSource::Boxmark, tr("Another run is preparing %1; waiting for it.").arg(title));
        const Completion<bool> waited;
        const CancelRegistration stopped = context.cancel.onCancel([waited] { waited.complete(false); });
        waited.completeAfter(pause, true);
        co_await waited;
        if (context.cancel.isCancelled())
            co_return Error {tr("Stopped."), tr("Another run was still preparing %1.").arg(title), {}};
    }
}

} // namespace boxmark

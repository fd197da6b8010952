// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/group/controlgroup.h"

#include "target/group/grouplimits.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto endDeadline = 5s;

QString tr(const char *text)
{
    return QCoreApplication::translate("controlgroup", text);
}

QString causeOfErrno()
{
    return QString::fromLocal8Bit(strerror(errno));
}

// Without O_CREAT: in a cgroup the kernel makes the files, and one that is not there is a feature that is not there.
bool writeSetting(const QString &directory, const GroupSetting &setting)
{
    const QByteArray path = QFile::encodeName(directory + u'/' + setting.file);
    const int file = open(path.constData(), O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return setting.mayBeMissing && errno == ENOENT;
    const QByteArray value = setting.value.toLatin1();
    const bool written = write(file, value.constData(), static_cast<std::size_t>(value.size())) == value.size();
    const int cause = errno;
    close(file);
    errno = cause;
    return written;
}

} // namespace

JournalEntry groupEntry(const QString &kind, const QString &directory)
{
    return {kind, u"cgroup"_s, directory};
}

QList<ControlGroup::Part> ControlGroup::plan(
    const CgroupHierarchy &hierarchy, qint64 pid, const QString &name, const ResourceLimits &limits)
{
    QStringList unified;
    QList<Part> parts;
    for (const QString &controller : {u"cpu"_s, u"cpuacct"_s, u"memory"_s}) {
        const auto mount = hierarchy.mountOf(controller);
        Part part {.title = {}, .controller = controller, .directory = {}, .settings = {}};
        const bool isV2 = mount && mount->unified;
        if (controller == u"cpu" && limits.cpus) {
            part.title = *limits.cpus == 1 ? tr("The limit of 1 CPU") : tr("The limit of %1 CPUs").arg(*limits.cpus);
            part.settings = cpuSettings(*limits.cpus, isV2);
        } else if (controller == u"memory" && limits.memory) {
            part.title = tr("The limit of %1 of memory").arg(formatBytes(*limits.memory));
            part.settings = memorySettings(*limits.memory, isV2);
        }
        if (isV2)
            unified << controller;
        else if (const auto place = hierarchy.placeOf(pid, controller))
            part.directory = place->directory + u'/' + name;
        parts << part;
    }
    const auto parent = unified.isEmpty() ? std::nullopt : unifiedParent(hierarchy, pid, unified);
    for (Part &part : parts) {
        if (parent && unified.contains(part.controller))
            part.directory = *parent + u'/' + name;
    }
    return parts;
}

ControlGroup ControlGroup::make(const CgroupHierarchy &hierarchy, qint64 pid, const QString &kind, const QString &name,
    const ResourceLimits &limits, Journal &journal)
{
    ControlGroup group;
    group.m_kind = kind;
    for (const Part &part : plan(hierarchy, pid, name, limits))
        group.makePart(part, journal);
    return group;
}

void ControlGroup::makePart(const Part &part, Journal &journal)
{
    if (part.directory.isEmpty()) {
        unmet(part, tr("no cgroup that we may use has the controller “%1”").arg(part.controller));
        return;
    }
    if (const auto made = makeDirectory(part.directory, journal); !made) {
        unmet(part, made.error().why, made.error().remedy);
        return;
    }
    for (const GroupSetting &setting : part.settings) {
        if (!writeSetting(part.directory, setting)) {
            unmet(part, tr("writing %1/%2: %3").arg(part.directory, setting.file, causeOfErrno()));
            return;
        }
    }
}

Result<void> ControlGroup::makeDirectory(const QString &directory, Journal &journal)
{
    if (m_directories.contains(directory))
        return {};
    if (const auto noted = journal.add(groupEntry(m_kind, directory)); !noted)
        return noted;
    if (mkdir(QFile::encodeName(directory).constData(), 0755) != 0) {
        const QString why = tr("making %1: %2").arg(directory, causeOfErrno());
        journal.remove(groupEntry(m_kind, directory));
        return Error {tr("A control group could not be made."), why, {}};
    }
    m_directories << directory;
    return {};
}

void ControlGroup::unmet(const Part &part, const QString &why, const QString &remedy)
{
    if (part.title.isEmpty())
        return;
    const QString usual = tr("Run Boxmark as root, or in a session that was given the cpu and memory controllers, for "
                             "figures that compare with limited targets.");
    m_unmetLimits << tr("%1 does not hold for the process: %2. %3")
                         .arg(part.title, why.endsWith(u'.') ? why.chopped(1) : why, remedy.isEmpty() ? usual : remedy);
}

QCoro::Task<Result<void>> ControlGroup::end(Journal *journal)
{
    Result<void> result;
    const QStringList directories = std::exchange(m_directories, {});
    for (const QString &directory : directories) {
        const Result<void> ended = co_await endControlGroup(directory, endDeadline);
        if (ended)
            journal->remove(groupEntry(m_kind, directory));
        else
            result = ended;
    }
    co_return result;
}

void ControlGroup::endAtOnce(Journal *journal)
{
    for (const QString &directory : std::exchange(m_directories, {})) {
        bool gone = false;
        for (int attempt = 0; attempt < 30 && !gone; ++attempt) {
            gone = killAndRemoveGroup(directory);
            if (!gone)
                std::this_thread::sleep_for(10ms);
        }
        if (gone)
            journal->remove(groupEntry(m_kind, directory));
    }
}

} // namespace boxmark

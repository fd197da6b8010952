// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/diskfact.h"

#include "host/textfile.h"

#include <QFileInfo>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

struct Mount
{
    QString device; ///< "254:0"
    QString folder;
    QString fileSystem;
    QString source; ///< "/dev/vda1"
};

// "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw": before the dash as many fields as there are.
Mount mountFrom(const QString &line)
{
    const QStringList before = line.section(u" - "_s, 0, 0).split(u' ');
    const QStringList behind = line.section(u" - "_s, 1).split(u' ');
    QString folder = before.value(4);
    folder.replace(u"\\040"_s, u" "_s); // the one character of those written in octal that people use
    return {before.value(2), folder, behind.value(0), behind.value(1)};
}

bool holds(const Mount &mount, const QString &path)
{
    return mount.folder == u'/' || path == mount.folder || path.startsWith(mount.folder + u'/');
}

// Of mounts on one folder the last one is seen.
Mount mountOf(const QString &path, const QString &root)
{
    Mount best;
    for (const QString &line : textOf(root + u"/proc/self/mountinfo"_s).split(u'\n')) {
        const Mount mount = mountFrom(line);
        if (!mount.folder.isEmpty() && holds(mount, path) && mount.folder.size() >= best.folder.size())
            best = mount;
    }
    return best;
}

// A path that is not there yet is held by what holds the folder above it.
QString existingPart(QString path)
{
    while (!QFileInfo::exists(path) && path.contains(u'/') && path.size() > 1)
        path = QFileInfo(path).path();
    return QFileInfo(path).canonicalFilePath();
}

QString kindOf(const QString &device, const QString &root)
{
    const QString block = QFileInfo(root + u"/sys/dev/block/"_s + device).canonicalFilePath();
    if (block.isEmpty())
        return {};
    const QString disk = QFileInfo::exists(block + u"/partition"_s) ? QFileInfo(block).path() : block;
    const QString model = textOf(disk + u"/device/model"_s).trimmed();
    const QString rotational = textOf(disk + u"/queue/rotational"_s);
    QString text = model.isEmpty() ? QString() : u" (%1)"_s.arg(model);
    if (!rotational.isEmpty())
        text += rotational == u"0"_s ? u", solid state"_s : u", rotational"_s;
    return text;
}

} // namespace

QString diskFact(const QString &path, const QString &root)
{
    const Mount mount = mountOf(existingPart(path), root);
    if (mount.fileSystem.isEmpty())
        return {};
    return u"%1 on %2%3"_s.arg(mount.fileSystem, mount.source, kindOf(mount.device, root));
}

} // namespace boxmark

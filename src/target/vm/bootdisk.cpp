// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/bootdisk.h"

#include "host/wholefile.h"
#include "target/vm/disktools.h"
#include "target/vm/fakeroot.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace boxmark::bootdisk {

namespace {

constexpr int sectorSize = 512;
constexpr int bootCodeSize = 440;
constexpr int tableAt = 446;
constexpr int entrySize = 16;

struct Partition
{
    bool bootable = false;
    quint8 type = 0;
    Bytes offset;
    Bytes size;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("vm", text);
}

QByteArray tableEntry(const Partition &partition)
{
    // Cylinders, heads and sectors are past what they can say: only the block numbers count.
    static const QByteArray noGeometry = QByteArray::fromHex("feffff");
    std::array<char, 2 * sizeof(quint32)> blocks {};
    qToLittleEndian(quint32(partition.offset.count / sectorSize), blocks.data());
    qToLittleEndian(quint32(partition.size.count / sectorSize), blocks.data() + sizeof(quint32));
    QByteArray entry;
    entry += partition.bootable ? '\x80' : '\0';
    entry += noGeometry;
    entry += char(partition.type);
    entry += noGeometry;
    entry.append(blocks.data(), blocks.size());
    return entry;
}

// Where distributions put it.
Result<QByteArray> masterBootCode()
{
    for (const QString &path : {u"/usr/lib/syslinux/mbr/mbr.bin"_s, u"/usr/lib/SYSLINUX/mbr.bin"_s,
             u"/usr/share/syslinux/mbr.bin"_s, u"/usr/lib/syslinux/bios/mbr.bin"_s}) {
        if (QFile file(path); file.open(QIODevice::ReadOnly))
            return file.read(bootCodeSize);
    }
    return Error {tr("The virtual machine's system disk cannot be made."),
        tr("The boot loader's first sector (mbr.bin) is not on this computer."), tr("Install it."),
        u"sudo apt install syslinux-common"_s};
}

Result<void> writeFirstSector(const QString &disk)
{
    const auto code = masterBootCode();
    if (!code)
        return code.error();
    QFile file(disk);
    const QByteArray sector = firstSector(code.value());
    if (file.open(QIODevice::ReadWrite) && file.write(sector) == sector.size() && file.flush())
        return {};
    return Error {tr("%1 cannot be written.").arg(disk), file.errorString(), tr("Make room on that disk.")};
}

// The only file of /boot whose name begins so.
Result<QString> bootFile(const QString &root, const QString &prefix)
{
    const QStringList names = QDir(root + u"/boot"_s).entryList({prefix + u'*'}, QDir::Files);
    if (names.size() == 1)
        return QString(root + u"/boot/"_s + names.first());
    return Error {tr("The virtual machine's system disk cannot be made."),
        tr("Its packages left %1 files named %2… in /boot.").arg(names.size()).arg(prefix), tr("Run again.")};
}

ProcessSpec fileSystemSpec(const SystemRecipe &recipe, const Sources &sources, const QString &disk)
{
    // Everything is written now: a guest whose disk is thrown away would do what is left for later in every run.
    const QString options = u"offset=%1,lazy_itable_init=0,lazy_journal_init=0,nodiscard"_s.arg(rootOffset.count);
    const ProcessSpec make {.program = programPath(u"mke2fs"_s),
        .arguments = {u"-q"_s, u"-F"_s, u"-t"_s, u"ext4"_s, u"-b"_s, u"4096"_s, u"-m"_s, u"0"_s, u"-L"_s, u"system"_s,
            u"-U"_s, recipe.rootId, u"-E"_s, options, u"-d"_s, sources.root, disk, u"%1k"_s.arg(rootSize.count >> 10)}};
    return underFakeroot(sources.ownership, make);
}

FatVolume bootVolume(const QString &disk)
{
    return {.disk = disk, .label = u"BOOT"_s, .size = bootSize, .offset = bootOffset};
}

QCoro::Task<Result<void>> fillBootPartition(SystemRecipe recipe, Sources sources, QString disk, WorkContext context)
{
    const auto kernel = bootFile(sources.root, u"vmlinuz-"_s);
    if (!kernel)
        co_return kernel.error();
    const auto initrd = bootFile(sources.root, u"initrd.img-"_s);
    if (!initrd)
        co_return initrd.error();
    const QString config = QFileInfo(disk).path() + u"/syslinux.cfg"_s;
    if (const auto why = writeWhole(config, recipe.bootConfig))
        co_return Error {tr("%1 cannot be written.").arg(config), *why, {}};

    const FatVolume volume = bootVolume(disk);
    QList<ProcessSpec> steps;
    steps << formatFatSpec(volume) << copyIntoFatSpec(volume, kernel.value(), u"vmlinuz"_s)
          << copyIntoFatSpec(volume, initrd.value(), u"initrd.img"_s)
          << copyIntoFatSpec(volume, config, u"syslinux.cfg"_s) << bootLoaderSpec(volume);
    Result<void> done;
    for (const ProcessSpec &step : steps) {
        done = co_await runTool(context, step);
        if (!done)
            break;
    }
    QFile::remove(config);
    co_return done;
}

} // namespace

QByteArray firstSector(const QByteArray &bootCode)
{
    QByteArray sector = bootCode.left(bootCodeSize).leftJustified(sectorSize, '\0');
    sector.replace(tableAt, entrySize, tableEntry({true, 0x0e, bootOffset, bootSize})); // FAT16 by block numbers
    sector.replace(tableAt + entrySize, entrySize, tableEntry({false, 0x83, rootOffset, rootSize})); // Linux
    sector.replace(sectorSize - 2, 2, QByteArray::fromHex("55aa"));
    return sector;
}

QCoro::Task<Result<void>> make(SystemRecipe recipe, Sources sources, QString disk, WorkContext context)
{
    if (const auto empty = makeEmptyFile(disk, diskSize); !empty)
        co_return empty.error();
    if (const auto written = writeFirstSector(disk); !written)
        co_return written.error();
    const auto filled = co_await fillBootPartition(recipe, sources, disk, context);
    if (!filled)
        co_return filled.error();
    co_return co_await runTool(context, fileSystemSpec(recipe, sources, disk));
}

} // namespace boxmark::bootdisk

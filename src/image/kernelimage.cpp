// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kernelimage.h"

#include "image/decompress.h"
#include "image/elffile.h"

#include <QCoreApplication>
#include <QtEndian>

#include <optional>

namespace boxmark {

namespace {

// The setup header (Documentation/arch/x86/boot.rst, "The Real-Mode Kernel Header").
constexpr qsizetype setupSectorsAt = 0x1f1;
constexpr qsizetype bootFlagAt = 0x1fe;
constexpr qsizetype magicAt = 0x202;
constexpr qsizetype protocolAt = 0x206;
constexpr qsizetype kernelVersionAt = 0x20e;
constexpr qsizetype payloadOffsetAt = 0x248;
constexpr qsizetype payloadLengthAt = 0x24c;
constexpr qsizetype headerEnd = 0x250;
constexpr quint16 protocolWithPayload = 0x0208;
constexpr qsizetype sector = 512;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

QString otherKernel()
{
    return tr(
        "Give another kernel, as a vmlinux or a bzImage for x86-64, or none: then Debian's cloud kernel is used.");
}

template <typename T> T valueAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromLittleEndian<T>(bytes.constData() + offset);
}

bool isBzImage(const QByteArray &file)
{
    return file.size() >= headerEnd && valueAt<quint16>(file, bootFlagAt) == 0xaa55
        && file.mid(magicAt, 4) == QByteArrayLiteral("HdrS");
}

// "6.1.0-56-cloud-amd64 (debian-kernel@lists.debian.org) #1 SMP …": the text starts with the release.
QString releaseIn(const QByteArray &text)
{
    const QByteArray release = text.left(128).split('\0').first().split(' ').first();
    return release.isEmpty() || release.front() < '0' || release.front() > '9' ? QString()
                                                                               : QString::fromLatin1(release);
}

QString releaseOfBzImage(const QByteArray &file)
{
    const quint16 offset = valueAt<quint16>(file, kernelVersionAt);
    return offset == 0 ? QString() : releaseIn(file.mid(qsizetype(offset) + sector, 128));
}

// The banner that the kernel prints first. Its format string, which comes in some kernels before it, has no number.
QString releaseOfVmlinux(const QByteArray &vmlinux)
{
    const QByteArray banner = QByteArrayLiteral("Linux version ");
    for (qsizetype at = vmlinux.indexOf(banner); at >= 0; at = vmlinux.indexOf(banner, at + 1)) {
        const QString release = releaseIn(vmlinux.mid(at + banner.size(), 128));
        if (!release.isEmpty())
            return release;
    }
    return {};
}

Error truncated(const QString &name)
{
    return {tr("The kernel %1 is not whole.").arg(name), tr("It ends before what its header announces."),
        tr("Fetch or build it again.")};
}

// The build appends the unpacked size to what every packer but gzip writes: four bytes that are not the packer's
// (scripts/Makefile.lib, size_append).
QByteArray withoutSize(const QByteArray &payload)
{
    return payload.startsWith("\x1f\x8b") ? payload : payload.chopped(4);
}

Result<QByteArray> unpackPayload(const QByteArray &file, const QString &name)
{
    if (valueAt<quint16>(file, protocolAt) < protocolWithPayload)
        return Error {tr("The kernel %1 is too old.").arg(name),
            tr("Its header does not say where the kernel proper is (boot protocol before 2.08)."), otherKernel()};
    const qsizetype setupSectors = quint8(file[setupSectorsAt]) == 0 ? 4 : quint8(file[setupSectorsAt]);
    const qsizetype start = (setupSectors + 1) * sector + qsizetype(valueAt<quint32>(file, payloadOffsetAt));
    const qsizetype length = valueAt<quint32>(file, payloadLengthAt);
    if (length <= 8 || start + length > file.size())
        return truncated(name);
    const QByteArray payload = file.mid(start, length);
    const auto unpacked = decompress(withoutSize(payload));
    if (!unpacked)
        return Error {
            tr("The kernel in %1 cannot be unpacked.").arg(name), unpacked.error().why, tr("Fetch or build it again.")};
    if (quint32(unpacked.value().size()) != valueAt<quint32>(payload, length - 4))
        return truncated(name);
    return unpacked.value();
}

// Nothing when the ELF file can be booted directly.
std::optional<Error> bootProblem(const ElfFile &elf, const QString &name)
{
    if (!elf.isValid())
        return Error {tr("%1 is not a kernel.").arg(name),
            tr("It is neither a bzImage nor a whole 64-bit ELF file (vmlinux)."), otherKernel()};
    if (elf.machine() != ElfFile::x86_64)
        return Error {tr("The kernel %1 is for another kind of processor.").arg(name),
            tr("Its ELF machine number is %1; x86-64 has 62.").arg(elf.machine()), otherKernel()};
    if (!elf.hasNote("Xen", ElfFile::pvhEntry))
        return Error {tr("The kernel %1 cannot be booted directly.").arg(name),
            tr("It has no PVH entry point (the ELF note XEN_ELFNOTE_PHYS32_ENTRY)."),
            tr("Build it with CONFIG_PVH=y, or give none: then Debian's cloud kernel is used.")};
    return {};
}

} // namespace

Result<KernelImage> readKernelImage(const QByteArray &file, const QString &name)
{
    KernelImage image;
    if (isBzImage(file)) {
        auto unpacked = unpackPayload(file, name);
        if (!unpacked)
            return unpacked.error();
        image = {unpacked.take(), releaseOfBzImage(file)};
    } else {
        image = {file, releaseOfVmlinux(file)};
    }
    if (const auto problem = bootProblem(ElfFile(image.vmlinux), name))
        return *problem;
    return image;
}

} // namespace boxmark

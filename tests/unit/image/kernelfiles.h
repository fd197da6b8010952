// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

#include <archive.h>
#include <archive_entry.h>
#include <cstring>
#include <elf.h>
#include <functional>
#include <memory>

/// Kernels and modules as a test needs them: small, and wrong in one way at a time.
namespace boxmark::test {

namespace detail {
template <typename T> void put(QByteArray &bytes, qsizetype at, T value)
{
    const T little = qToLittleEndian(value);
    std::memcpy(bytes.data() + at, &little, sizeof(T));
}

inline la_ssize_t append(archive *, void *bytes, const void *piece, size_t size)
{
    static_cast<QByteArray *>(bytes)->append(static_cast<const char *>(piece), qsizetype(size));
    return la_ssize_t(size);
}
} // namespace detail

/// Packed by one of libarchive's filters: "gzip", "xz", "lzma", "bzip2", "zstd", "lz4".
inline QByteArray packed(const QByteArray &bytes, const char *filter)
{
    QByteArray result;
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), &archive_write_free);
    archive_write_add_filter_by_name(writer.get(), filter);
    archive_write_set_format_raw(writer.get());
    archive_write_set_bytes_per_block(writer.get(), 0);
    archive_write_open(writer.get(), &result, nullptr, detail::append, nullptr);
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), "data");
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_write_header(writer.get(), entry.get());
    archive_write_data(writer.get(), bytes.constData(), size_t(bytes.size()));
    archive_write_close(writer.get());
    return result;
}

/// The old frame of LZ4, which kernels are packed in: one block that says its bytes without packing them (LZ4 Frame
/// Format Description, "Legacy frame"; LZ4 Block Format Description).
inline QByteArray packedAsOldLz4(const QByteArray &bytes)
{
    QByteArray block(1, char(0xf0)); // literals only, 15 and more of them
    qsizetype more = bytes.size() - 15;
    for (; more >= 255; more -= 255)
        block += char(0xff);
    block += char(more);
    block += bytes;
    QByteArray frame(8, '\0');
    detail::put<quint32>(frame, 0, 0x184c2102);
    detail::put<quint32>(frame, 4, quint32(block.size()));
    return frame + block;
}

struct VmlinuxParts
{
    quint16 machine = EM_X86_64;
    unsigned char elfClass = ELFCLASS64;
    quint32 noteType = 18;
    QByteArray noteOwner = "Xen";
    QByteArray release = "6.1.0-test";
};

/// An ELF file with one segment of notes, a banner, and enough behind it to be worth packing.
inline QByteArray vmlinux(const VmlinuxParts &parts = {})
{
    QByteArray note(12, '\0');
    detail::put<quint32>(note, 0, quint32(parts.noteOwner.size()) + 1);
    detail::put<quint32>(note, 4, 8);
    detail::put<quint32>(note, 8, parts.noteType);
    note += parts.noteOwner + '\0' + QByteArray(8, '\1');

    Elf64_Ehdr header {};
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = parts.elfClass;
    header.e_ident[EI_DATA] = ELFDATA2LSB;
    header.e_machine = parts.machine;
    header.e_phoff = sizeof(Elf64_Ehdr);
    header.e_phentsize = sizeof(Elf64_Phdr);
    header.e_phnum = 1;
    Elf64_Phdr segment {};
    segment.p_type = PT_NOTE;
    segment.p_offset = sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr);
    segment.p_filesz = Elf64_Xword(note.size());
    QByteArray file(reinterpret_cast<const char *>(&header), sizeof header);
    file += QByteArray(reinterpret_cast<const char *>(&segment), sizeof segment);
    file += note + "Linux version %s\0" + "Linux version " + parts.release + " (somebody@somewhere) #1\n";
    return file + QByteArray(20'000, '.');
}

/// A bzImage around a packed vmlinux (Documentation/arch/x86/boot.rst): one setup sector, the payload 100 bytes into
/// the protected-mode code, and behind it, unless `sizeIsPart`, the unpacked size.
inline QByteArray bzImage(const QByteArray &payload, qsizetype unpackedSize, bool sizeIsPart, quint16 protocol = 0x20f)
{
    constexpr qsizetype setup = 1024;
    QByteArray whole = payload;
    if (!sizeIsPart) {
        whole += QByteArray(4, '\0');
        detail::put<quint32>(whole, whole.size() - 4, quint32(unpackedSize));
    }
    QByteArray file(setup + 100, '\0');
    file[0x1f1] = 1;
    detail::put<quint16>(file, 0x1fe, 0xaa55);
    file.replace(0x202, 4, "HdrS");
    detail::put<quint16>(file, 0x206, protocol);
    detail::put<quint16>(file, 0x20e, 0x300 - 0x200);
    detail::put<quint32>(file, 0x248, 100);
    detail::put<quint32>(file, 0x24c, quint32(whole.size()));
    const QByteArray version = "6.1.0-bz (somebody@somewhere) #1";
    file.replace(0x300, version.size(), version);
    return file + whole + "behind it";
}

/// A module that says what it depends on; nothing else of it is right.
inline QByteArray kernelModule(const QByteArray &depends)
{
    return QByteArray("\x7f"
                      "ELF")
        + QByteArray(60, '\0') + "license=GPL" + '\0' + "depends=" + depends + '\0' + "name=x" + '\0';
}

} // namespace boxmark::test

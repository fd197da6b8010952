// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/elffile.h"

#include <cstring>
#include <elf.h>
#include <optional>

namespace boxmark {

namespace {

// A copy, since nothing in a file needs to be aligned; nothing when it would reach past the end.
template <typename T> std::optional<T> read(const QByteArray &bytes, quint64 offset)
{
    if (offset > quint64(bytes.size()) || sizeof(T) > quint64(bytes.size()) - offset)
        return {};
    T value {};
    std::memcpy(&value, bytes.constData() + offset, sizeof(T));
    return value;
}

std::optional<Elf64_Phdr> programHeader(const QByteArray &bytes, const Elf64_Ehdr &header, unsigned index)
{
    return read<Elf64_Phdr>(bytes, header.e_phoff + quint64(index) * header.e_phentsize);
}

constexpr quint64 roundUp(quint64 size)
{
    return (size + 3) & ~quint64(3); // notes are aligned to four bytes
}

bool holdsNote(const QByteArray &segment, const QByteArray &owner, quint32 type)
{
    quint64 at = 0;
    while (const auto note = read<Elf64_Nhdr>(segment, at)) {
        const QByteArray name = segment.mid(qsizetype(at + sizeof(Elf64_Nhdr)), owner.size() + 1);
        if (note->n_type == type && note->n_namesz == quint32(owner.size()) + 1 && name == owner + '\0')
            return true;
        at += sizeof(Elf64_Nhdr) + roundUp(note->n_namesz) + roundUp(note->n_descsz);
    }
    return false;
}

} // namespace

ElfFile::ElfFile(QByteArray bytes)
    : m_bytes(std::move(bytes))
    , m_valid(check())
{
}

bool ElfFile::check() const
{
    const auto header = read<Elf64_Ehdr>(m_bytes, 0);
    if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_ident[EI_CLASS] != ELFCLASS64
        || header->e_ident[EI_DATA] != ELFDATA2LSB || header->e_phnum == 0)
        return false;
    for (unsigned index = 0; index < header->e_phnum; ++index) {
        const auto segment = programHeader(m_bytes, *header, index);
        if (!segment || segment->p_offset > quint64(m_bytes.size())
            || segment->p_filesz > quint64(m_bytes.size()) - segment->p_offset)
            return false;
    }
    return true;
}

int ElfFile::machine() const
{
    const auto header = read<Elf64_Ehdr>(m_bytes, 0);
    return header ? header->e_machine : 0;
}

bool ElfFile::hasNote(const QByteArray &owner, quint32 type) const
{
    const auto header = read<Elf64_Ehdr>(m_bytes, 0);
    if (!m_valid || !header)
        return false;
    for (unsigned index = 0; index < header->e_phnum; ++index) {
        const auto segment = programHeader(m_bytes, *header, index);
        if (segment && segment->p_type == PT_NOTE
            && holdsNote(m_bytes.mid(qsizetype(segment->p_offset), qsizetype(segment->p_filesz)), owner, type))
            return true;
    }
    return false;
}

} // namespace boxmark

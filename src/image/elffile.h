// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace boxmark {

/// What matters here of a 64-bit little-endian ELF file (elf(5)). Holds for damaged ones: every offset is checked.
class ElfFile
{
public:
    static constexpr int x86_64 = 62; ///< EM_X86_64
    static constexpr quint32 pvhEntry = 18; ///< XEN_ELFNOTE_PHYS32_ENTRY (xen/include/public/elfnote.h)

    /// Shares the bytes.
    explicit ElfFile(QByteArray bytes);

    /// Whether it is one, with its program headers and all that they load.
    bool isValid() const { return m_valid; }
    int machine() const;
    /// Whether a note of that owner and type is in it; only when isValid().
    bool hasNote(const QByteArray &owner, quint32 type) const;

private:
    bool check() const;

    QByteArray m_bytes;
    bool m_valid;
};

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"
#include "target/vm/systemrecipe.h"

#include <QByteArray>
#include <QCoroTask>
#include <QString>

namespace boxmark {

/// A raw disk that a PC's firmware starts: partition table, a FAT partition with boot loader, kernel and initrd, and an
/// ext4 partition with the system.
namespace bootdisk {

inline constexpr Bytes bootOffset {1LL << 20};
inline constexpr Bytes bootSize {64LL << 20};
inline constexpr Bytes rootOffset {bootOffset.count + bootSize.count};
inline constexpr Bytes rootSize {1LL << 30};
inline constexpr Bytes diskSize {rootOffset.count + rootSize.count};

/// The first sector: the boot code given and the table of the two partitions above (UEFI specification, 5.2.1).
QByteArray firstSector(const QByteArray &bootCode);

/// What `disk` is made from. Nothing needs root: `ownership` is what fakeroot noted while `root` was unpacked.
struct Sources
{
    QString root; ///< a folder with the whole system
    QString ownership;
};
QCoro::Task<Result<void>> make(SystemRecipe recipe, Sources sources, QString disk, WorkContext context);

} // namespace bootdisk

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/noise.h"

#include <QStringList>

namespace boxmark {

/// When a trial counts as disturbed. Below these the evidence is kept all the same.
namespace disturbance {
/// Of all processors' time: from here on waiting for a processor shows in a mean.
inline constexpr double mostSteal = 2; ///< per cent
inline constexpr double mostOthers = 10; ///< per cent that processes of nobody's trial take
inline constexpr double leastOthers = 20; ///< but not less than this, per cent of a core
inline constexpr double mostMemoryPressure = 5; ///< per cent of the window in which a task waited for memory
inline constexpr Bytes mostSwapped {1 << 20};
} // namespace disturbance

/// Why a trial is disturbed, each a whole sentence with its figure; empty when it is not. `processors` is how many this
/// computer has. Pressure on processors and disks is no reason by itself: the target's own load makes it.
QStringList disturbances(const NoiseEvidence &noise, int processors);

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <optional>

namespace boxmark {

/// How often this computer's time stamp counter ticks, in kHz. A guest that QEMU emulates reads that very counter, but
/// a Linux guest that starts on a busy computer fails to measure it, waits for a timer that a microVM does not have,
/// and hangs; with `tsc_early_khz` it need not measure (admin-guide/kernel-parameters.txt). Empty where the counter's
/// pace may change. Takes a twentieth of a second, once.
QCoro::Task<std::optional<int>> tscKilohertz();

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace boxmark::agent {

/// `boxmark-agent init`: process 1 of a microVM, out of an initramfs that holds what agent/runfile.h names. Never
/// returns to a kernel that would panic: when the app has ended, or could not be started, it ends the machine by a
/// restart, which every VMM takes as the end.
///
/// What goes wrong before the host can be told is said on the console in plain text.
int runInit();

/// Whether this program was started by a kernel as its first: without arguments that it could go by.
bool isFirstProgram(const char *program);

} // namespace boxmark::agent

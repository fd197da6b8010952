// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/processspec.h"

#include <QString>

namespace boxmark {

/// A program that believes to be root: who should own which file is read from the file `ownership`, which must be
/// there, and written to it again (fakeroot(1)).
ProcessSpec underFakeroot(const QString &ownership, const ProcessSpec &spec);

/// Ends the daemon of an underFakeroot() with that file. It ends itself when its program has run to its end, and stays
/// when it was stopped before, or when we were killed.
void endFakerootDaemon(const QString &ownership);

} // namespace boxmark

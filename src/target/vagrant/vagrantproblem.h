// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"

namespace boxmark {

/// Why Vagrant could not do something, from its end and the words that it left; `words` without the calls of a broken
/// program (vagrantWords()). `commandLine` is what a person can try.
Error vagrantProblem(const ProcessResult &result, const QString &words, const QString &commandLine);

Error vagrantMissing();

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"

namespace boxmark {

/// runProcess() for a process that is made already and not started yet: it is started before this first suspends.
QCoro::Task<Result<ProcessOutput>> runCreated(std::unique_ptr<Process> process, CancelToken cancel,
    std::chrono::milliseconds deadline, std::function<void(QString)> onLine = {});

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "process/command.h"

#include <QCoroTask>
#include <QString>

namespace boxmark {

/// The version that `program --version` tells: "7.2.22". `missing` is the Error when it is not there or does not run;
/// its cause is filled in.
QCoro::Task<Result<QString>> vmmVersion(QString program, Error missing, WorkContext context);

} // namespace boxmark

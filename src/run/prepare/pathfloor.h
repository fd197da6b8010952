// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/target.h"

#include <QCoroTask>

namespace boxmark {

/// Starts what a target gives for it (Target::floorApp()), asks for its smallest response some hundred times, one after
/// the other on one connection, and ends it. The median service time, seen by `engine`: what the path and the loader
/// take when the app does nothing. About a second for a container, less for a process.
QCoro::Task<Result<std::chrono::nanoseconds>> measurePathFloor(
    Target *target, FloorApp floor, QString engine, TargetContext context);

} // namespace boxmark

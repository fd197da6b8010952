// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/kept/keptitem.h"
#include "process/command.h"

#include <QCoroTask>

#include <functional>

namespace boxmark {

/// All that Boxmark keeps, and who could not be asked: an engine that is installed and does not answer.
struct KeptThings
{
    QList<KeptItem> items {};
    QList<Error> notAsked {};
};

/// Looks through the cache, in a thread, and asks the engines.
QCoro::Task<KeptThings> findKept(WorkContext context);

/// What came of removing.
struct CleanUp
{
    QList<KeptItem> removed {};
    QList<KeptItem> stayed {}; ///< in use
    QList<Error> failures {};
    bool stopped = false; ///< by Stop, before everything was tried
};

/// Removes what was found before, one after the other; one that cannot be removed does not stop the others. What is in
/// use stays, also what came into use since it was found. Stop ends it after the item that is being removed.
/// `onProgress` is told how many are done, before each and at the end.
QCoro::Task<CleanUp> removeKept(
    QList<KeptItem> items, WorkContext context, std::function<void(qsizetype done)> onProgress = {});

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/await.h"
#include "process/command.h"
#include "process/journal.h"

#include <QTemporaryDir>

namespace boxmark::test {

/// What a QVERIFY2 says of a result that should be ok.
template <typename T> QByteArray whyNot(const Result<T> &result)
{
    return result.ok() ? QByteArray("it is ok") : result.error().text().toUtf8();
}

/// What a piece of work is given in a test, and all that it told.
template <typename Context> struct ContextRun
{
    explicit ContextRun(std::unique_ptr<ProcessFactory> factory = makeSystemProcessFactory())
        : processes(std::move(factory))
        , journal(journalFolder.path())
    {
        context.processes = processes.get();
        context.journal = &journal;
        context.log = [this](const LogLine &line) { log << line; };
        context.caveat = [this](const QString &text) { caveats << text; };
        context.cancel = stop.token();
    }

    QStringList lines(LogSource source) const
    {
        QStringList texts;
        for (const LogLine &line : log) {
            if (line.source == source)
                texts << line.text;
        }
        return texts;
    }

    QTemporaryDir journalFolder {};
    std::unique_ptr<ProcessFactory> processes;
    Journal journal;
    CancelSource stop {};
    Context context {};
    QList<LogLine> log {};
    QStringList caveats {};
};
using WorkRun = ContextRun<WorkContext>;

} // namespace boxmark::test

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentlink.h"
#include "helpers/await.h"
#include "helpers/workrun.h"
#include "host/environment.h"
#include "target/registry.h"
#include "target/target.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

namespace boxmark::test {

/// Whether a process runs; one that has ended and was not collected yet does not.
inline bool isAlive(qint64 pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll();
    return !text.isEmpty() && !text.mid(text.lastIndexOf(')')).startsWith(") Z");
}

/// What a target is given in a test, and all that it told.
struct TargetRun : ContextRun<TargetContext>
{
    explicit TargetRun(std::unique_ptr<ProcessFactory> factory = makeSystemProcessFactory())
        : ContextRun(std::move(factory))
    {
        context.sessionId = QString::number(QRandomGenerator::system()->generate64(), 16);
        context.agentPath = findAgentBinary().ok() ? findAgentBinary().value() : QString();
    }
};

inline std::unique_ptr<Target> makeTarget(const QString &kind)
{
    TargetSpec spec;
    spec.name = kind;
    spec.kind = kind;
    return findTargetKind(kind)->make(spec);
}

} // namespace boxmark::test

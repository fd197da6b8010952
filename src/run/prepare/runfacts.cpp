// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/prepare/runfacts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("run", text);
}

} // namespace

RunFacts::RunFacts(RecordHub &hub, const Environment &known)
    : m_hub(hub)
    , m_known(known)
{
}

void RunFacts::learn(TrialId trial, const QString &name, const QString &value)
{
    const QString before = m_known.value(name);
    if (before.isEmpty())
        m_hub.factLearned(name, value);
    else if (before != value && name != u"load average"_s)
        m_hub.record(trial,
            Caveat {CaveatKind::Note,
                tr("The run was resumed where “%1” is “%2”; it began where it was “%3”.").arg(name, value, before)});
}

void RunFacts::learn(TrialId trial, const Environment &facts)
{
    for (const auto &[name, value] : facts.facts)
        learn(trial, name, value);
}

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/environmentrows.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString scenarioText(const Scenario &scenario)
{
    constexpr qsizetype digits = 12; // as many as people are used to from commits
    const QByteArray digest = QCryptographicHash::hash(scenario.source, QCryptographicHash::Sha256).toHex();
    return u"%1 (%2)"_s.arg(scenario.name, QString::fromLatin1(digest.left(digits)));
}

QStringList namesOf(const QList<Session> &sessions)
{
    QStringList names;
    for (const Session &session : sessions) {
        for (const auto &[name, value] : session.environment.facts) {
            if (!names.contains(name))
                names.append(name);
        }
    }
    return names;
}

EnvironmentRow makeRow(const QString &name, const QStringList &values)
{
    const bool changesAlways = name == u"load average"_s;
    const bool same = std::ranges::all_of(values, [&](const QString &value) { return value == values.first(); });
    return {name, values, !same && !changesAlways};
}

} // namespace

QList<EnvironmentRow> environmentDifferences(const QList<Session> &sessions)
{
    if (sessions.isEmpty())
        return {};
    QStringList scenarios;
    for (const Session &session : sessions)
        scenarios.append(scenarioText(session.scenario));
    QList<EnvironmentRow> rows {makeRow(u"scenario"_s, scenarios)};
    for (const QString &name : namesOf(sessions)) {
        QStringList values;
        for (const Session &session : sessions)
            values.append(session.environment.value(name));
        rows.append(makeRow(name, values));
    }
    std::stable_partition(rows.begin(), rows.end(), [](const EnvironmentRow &row) { return row.differs; });
    return rows;
}

} // namespace boxmark

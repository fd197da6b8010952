// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "model/environmentrows.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

Session sessionOn(const QList<std::pair<QString, QString>> &facts)
{
    Session session;
    session.scenario.name = u"Primes"_s;
    session.scenario.source = "boxmark: 1\n";
    session.environment.facts = facts;
    return session;
}

QStringList namesOf(const QList<EnvironmentRow> &rows)
{
    QStringList names;
    for (const EnvironmentRow &row : rows)
        names.append((row.differs ? u"≠ "_s : u"= "_s) + row.name);
    return names;
}

} // namespace

class TestEnvironmentRows : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatDiffersComesFirst()
    {
        const Session here = sessionOn({{u"cpu"_s, u"EPYC"_s}, {u"cores"_s, u"2"_s}, {u"load average"_s, u"0.1"_s}});
        const Session there = sessionOn(
            {{u"cpu"_s, u"EPYC"_s}, {u"cores"_s, u"8"_s}, {u"load average"_s, u"0.7"_s}, {u"docker"_s, u"20.10"_s}});
        const QList<EnvironmentRow> rows = environmentDifferences({here, there});
        QCOMPARE(namesOf(rows),
            (QStringList {u"≠ cores"_s, u"≠ docker"_s, u"= scenario"_s, u"= cpu"_s, u"= load average"_s}));
        QCOMPARE(rows[0].values, (QStringList {u"2"_s, u"8"_s}));
        QCOMPARE(rows[1].values, (QStringList {QString(), u"20.10"_s}));
    }

    void aScenarioThatWasEditedIsNotTheSame()
    {
        Session edited = sessionOn({});
        edited.scenario.source += "trials: 3\n";
        const QList<EnvironmentRow> rows = environmentDifferences({sessionOn({}), edited});
        QCOMPARE(namesOf(rows), (QStringList {u"≠ scenario"_s}));
        QVERIFY2(rows[0].values[0].startsWith(u"Primes ("_s), qPrintable(rows[0].values[0]));
    }

    void oneSessionDiffersFromNothing()
    {
        QCOMPARE(namesOf(environmentDifferences({sessionOn({{u"cpu"_s, u"EPYC"_s}})})),
            (QStringList {u"= scenario"_s, u"= cpu"_s}));
        QVERIFY(environmentDifferences({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEnvironmentRows)
#include "tst_environmentrows.moc"

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/comparedsessions.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticrun.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

/// Three rounds of process and docker; docker takes `factor` times as long.
ReportedSession session(const QString &name, double factor, const QString &kernel)
{
    ReportedSession reported;
    reported.session = test::syntheticSession(3);
    reported.session.id = name;
    reported.session.filePath = u"/sessions/"_s + name + u".boxmark"_s;
    reported.session.environment.facts = {{u"cpu"_s, u"Example CPU"_s}, {u"kernel"_s, kernel}};
    for (const test::SyntheticTrial &synthetic : test::syntheticTrials(3)) {
        reported.session.trials.append(synthetic.trial);
        TrialFigures figures;
        figures.trial = synthetic.trial.id;
        figures.target = synthetic.trial.target;
        figures.round = synthetic.trial.number;
        const double base = 1 + 0.01 * synthetic.trial.number;
        figures.values.insert(u"response_time_p50"_s, figures.target == u"docker" ? factor * base : base);
        reported.figures.trials.append(figures);
    }
    return reported;
}

} // namespace

class ComparedSessionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void theFirstTargetIsTheBaselineUntilAnotherIsChosen();
    void baselineAndMarginStayWhileSessionsComeAndGo();
    void withoutABaselineNothingIsHeldAgainstAnything();
    void aSessionIsComparedOnce();
    void oneSessionAlwaysStays();
    void columnsSayWhoseTheyAreAndDifferencesComeFirst();
};

void ComparedSessionsTest::theFirstTargetIsTheBaselineUntilAnotherIsChosen()
{
    ComparedSessions compared;
    compared.setOnly(session(u"before"_s, 2, u"6.1"_s));
    QCOMPARE(compared.baseline(), u"process"_s);
    compared.setBaseline(u"docker"_s);
    QCOMPARE(compared.report().verdicts.baseline, u"docker"_s);
    QCOMPARE(compared.report().verdicts.targets.size(), 1);
}

void ComparedSessionsTest::baselineAndMarginStayWhileSessionsComeAndGo()
{
    ComparedSessions compared;
    compared.setOnly(session(u"before"_s, 2, u"6.1"_s));
    compared.setBaseline(u"docker"_s);
    compared.setMargin(0.1);
    QVERIFY(compared.add(session(u"after"_s, 3, u"6.12"_s)).ok());
    QCOMPARE(compared.baseline(), u"docker (before)"_s);
    QCOMPARE(compared.report().verdicts.rule.margin, 0.1);
    compared.remove(1);
    QCOMPARE(compared.baseline(), u"docker"_s);
    QVERIFY(compared.add(session(u"after"_s, 3, u"6.12"_s)).ok());
    compared.remove(0); // the baseline's own
    QCOMPARE(compared.baseline(), u"process"_s);
}

void ComparedSessionsTest::withoutABaselineNothingIsHeldAgainstAnything()
{
    ComparedSessions compared;
    compared.setOnly(session(u"before"_s, 2, u"6.1"_s));
    compared.setBaseline({});
    QVERIFY(compared.baseline().isEmpty());
    QVERIFY(compared.add(session(u"after"_s, 3, u"6.12"_s)).ok());
    QVERIFY(compared.baseline().isEmpty());
}

void ComparedSessionsTest::aSessionIsComparedOnce()
{
    ComparedSessions compared;
    compared.setOnly(session(u"before"_s, 2, u"6.1"_s));
    const auto again = compared.add(session(u"before"_s, 2, u"6.1"_s));
    QVERIFY(!again.ok());
    QVERIFY(again.error().what.contains(u"before.boxmark"_s));
    QVERIFY(!again.error().remedy.isEmpty());
    QCOMPARE(compared.paths().size(), 1);
}

void ComparedSessionsTest::oneSessionAlwaysStays()
{
    ComparedSessions compared;
    compared.setOnly(session(u"before"_s, 2, u"6.1"_s));
    compared.remove(0);
    compared.remove(7);
    QCOMPARE(compared.paths(), (QStringList {u"/sessions/before.boxmark"_s}));
}

void ComparedSessionsTest::columnsSayWhoseTheyAreAndDifferencesComeFirst()
{
    ComparedSessions compared;
    compared.setOnly(session(u"before"_s, 2, u"6.1"_s));
    QVERIFY(compared.add(session(u"after"_s, 3, u"6.12"_s)).ok());
    QCOMPARE(compared.report().comparison.targets,
        (QList<QString> {u"process (before)"_s, u"docker (before)"_s, u"process (after)"_s, u"docker (after)"_s}));
    const EnvironmentRow first = compared.report().environment.first();
    QVERIFY(first.differs);
    QCOMPARE(first.values, (QStringList {u"6.1"_s, u"6.12"_s}));
}

QTEST_MAIN(ComparedSessionsTest)
#include "tst_comparedsessions.moc"

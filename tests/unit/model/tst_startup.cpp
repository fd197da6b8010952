// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "model/startup.h"

#include <QSet>
#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestStartup : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyPhaseHasATitleAndASentence()
    {
        QSet<QString> titles;
        for (const StartupPhase &phase : startupPhases()) {
            titles.insert(phase.title);
            QVERIFY2(phase.meaning.endsWith(u'.'), qPrintable(phase.name));
            QCOMPARE(findStartupPhase(phase.name), &phase);
        }
        QCOMPARE(titles.size(), startupPhases().size());
        QCOMPARE(startupPhases().first().name, phase::spawn);
        QCOMPARE(startupPhases().last().name, phase::firstResponse);
        for (const QString &other : {phase::warmup, phase::measure, phase::stop, u"invented"_s})
            QVERIFY(!findStartupPhase(other));
    }

    void aStartIsToldInOneLine()
    {
        const QList<Phase> phases {{phase::spawn, 0ms, 2ms}, {phase::kernel, 2ms, 1102ms},
            {phase::firstResponse, 1102ms, 1200ms}, {phase::measure, 1200ms, 9000ms}};
        QCOMPARE(startupAsText(phases), u"Launch 2.00 ms, Kernel 1.10 s, First answer 98.0 ms"_s);
        QVERIFY(startupAsText({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStartup)
#include "tst_startup.moc"

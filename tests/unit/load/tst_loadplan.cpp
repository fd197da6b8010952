// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/loadplan.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;

class TestLoadPlan : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void theThreadsShareAddsUpToTheWhole()
    {
        LoadPlan plan;
        plan.seed = 7;
        plan.profile.threads = 3;
        plan.profile.concurrency = 8;
        plan.profile.requests = 100;
        const QList<LoadPlan> parts = dealtOut(normalised(plan));
        QCOMPARE(parts.size(), 3);
        int users = 0;
        quint64 requests = 0;
        for (const LoadPlan &part : parts) {
            users += part.profile.concurrency;
            requests += *part.profile.requests;
            QVERIFY(part.profile.concurrency == 2 || part.profile.concurrency == 3);
        }
        QCOMPARE(users, 8);
        QCOMPARE(requests, quint64 {100});
        QVERIFY(parts[0].seed != parts[1].seed && parts[1].seed != parts[2].seed);
        QCOMPARE(parts[0].seed, quint64 {7}); // with one thread, the scenario's own
    }

    void noThreadIsWithoutWork()
    {
        LoadPlan plan;
        plan.profile.threads = 8;
        plan.profile.concurrency = 3;
        plan.profile.requests = 2;
        QCOMPARE(dealtOut(normalised(plan)).size(), 2);
        plan.profile.requests.reset();
        plan.profile.duration = 1s;
        QCOMPARE(dealtOut(normalised(plan)).size(), 3);
        plan.profile.requests = 0;
        QCOMPARE(dealtOut(normalised(plan)).size(), 1);
    }

    void usersWaitLongerAfterEachFailureUpToALimit()
    {
        QCOMPARE(backOff(0), RequestTicks(0));
        QCOMPARE(backOff(1), RequestTicks(10ms));
        QCOMPARE(backOff(3), RequestTicks(30ms));
        QCOMPARE(backOff(1'000'000), RequestTicks(100ms));
    }
};

QTEST_APPLESS_MAIN(TestLoadPlan)
#include "tst_loadplan.moc"

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/canceltoken.h"
#include "base/completion.h"
#include "helpers/strictlog.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;

namespace {

QCoro::Task<> store(Completion<int> completion, std::shared_ptr<int> into)
{
    *into = co_await completion;
}

} // namespace

class TestCompletion : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aValueThatCameBeforeTheWaitIsNotMissed()
    {
        Completion<int> completion;
        completion.complete(7);
        auto seen = std::make_shared<int>(0);
        store(completion, seen);
        QCOMPARE(*seen, 7);
    }

    void theFirstValueWins()
    {
        Completion<int> completion;
        auto seen = std::make_shared<int>(0);
        store(completion, seen);
        completion.complete(1);
        completion.complete(2);
        QCOMPARE(*seen, 0); // never resumed inside complete()
        QTRY_COMPARE(*seen, 1);
    }

    void aDeadlineEndsTheWait()
    {
        Completion<int> completion;
        auto seen = std::make_shared<int>(0);
        completion.completeAfter(1ms, 9);
        store(completion, seen);
        QTRY_COMPARE(*seen, 9);
    }

    void cancelCallsBackOnceAndLateComersAtOnce()
    {
        CancelSource source;
        int calls = 0;
        const auto first = source.token().onCancel([&] { ++calls; });
        {
            const auto dropped = source.token().onCancel([&] { calls += 100; });
        }
        source.cancel();
        source.cancel();
        QCOMPARE(calls, 1);
        const auto late = source.token().onCancel([&] { ++calls; });
        QCOMPARE(calls, 2);
    }

    void aCallbackMayDropAnother()
    {
        CancelSource source;
        int calls = 0;
        CancelRegistration second;
        const auto first = source.token().onCancel([&] { second = {}; });
        second = source.token().onCancel([&] { ++calls; });
        source.cancel();
        QCOMPARE(calls, 0);
    }
};

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"

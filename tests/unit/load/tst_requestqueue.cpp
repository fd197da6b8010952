// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/socket/requestqueue.h"

#include <QTest>

#include <thread>

using namespace boxmark;

namespace {

Request finishedAt(int ticks)
{
    Request request;
    request.planned = RequestTicks(ticks);
    return request;
}

} // namespace

class TestRequestQueue : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void whatWentInComesOutInItsOrderWhileItIsWritten()
    {
        constexpr int count = 1'000'000;
        RequestQueue queue;
        std::thread writer([&queue] {
            for (int i = 0; i < count; ++i)
                queue.push(finishedAt(i));
        });
        QList<Request> requests;
        while (requests.size() < count)
            queue.drain(requests);
        writer.join();
        queue.drain(requests);
        QCOMPARE(requests.size(), count);
        for (int i = 0; i < count; ++i)
            QCOMPARE(requests[i].planned, RequestTicks(i));
    }

    void whatNobodyTakesIsGivenBackAtTheEnd()
    {
        RequestQueue queue; // the sanitizers see to it
        for (int i = 0; i < 100'000; ++i)
            queue.push(finishedAt(i));
    }
};

QTEST_APPLESS_MAIN(TestRequestQueue)
#include "tst_requestqueue.moc"

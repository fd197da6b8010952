// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"
#include "load/socket/socketloader.h"

#include <QTest>

#include <atomic>
#include <cstdlib>
#include <thread>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;

namespace {

std::atomic<int> allocations = 0;
thread_local bool counted = false; ///< whether this thread's allocations are

} // namespace

// The sanitizers have allocators of their own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define COUNTS_ALLOCATIONS

extern "C" {
void *__libc_malloc(std::size_t size); // NOLINT(bugprone-reserved-identifier): glibc's own
void *__libc_realloc(void *memory, std::size_t size); // NOLINT(bugprone-reserved-identifier)

void *malloc(std::size_t size) noexcept
{
    allocations += counted ? 1 : 0;
    return __libc_malloc(size);
}

void *realloc(void *memory, std::size_t size) noexcept
{
    allocations += counted ? 1 : 0;
    return __libc_realloc(memory, size);
}
}
#endif

/// The loader does not disturb what it measures with work for the allocator.
class TestSocketAllocation : public QObject
{
    Q_OBJECT
private slots:
    void init() { failOnAnyWarning(); }

    void allocationsAreCounted()
    {
#ifdef COUNTS_ALLOCATIONS
        allocations = 0;
        counted = true;
        const QByteArray bytes(100, 'x');
        counted = false;
        QVERIFY(bytes.size() == 100 && allocations > 0);
#endif
    }

    void noRequestAllocates_data()
    {
        QTest::addColumn<bool>("open");
        QTest::newRow("closed loop") << false;
        QTest::newRow("open loop") << true;
    }
    void noRequestAllocates()
    {
#ifndef COUNTS_ALLOCATIONS
        QSKIP("A sanitizer has an allocator of its own.");
#endif
        QFETCH(bool, open);
        ScriptedServer server(alwaysAnswer(response(200, "hello", "Server-Timing: db;dur=1, app;dur=2\r\n")));
        LoadPlan plan;
        plan.endpoint = server.url();
        plan.origin = Clock::system().now();
        plan.profile.concurrency = 4;
        plan.profile.requests = 5000;
        plan.profile.mode = open ? LoadProfile::Mode::Open : LoadProfile::Mode::Closed;
        if (open)
            plan.profile.rate = Rate {10'000};
        plan.profile.steps = {LoadStep {}, LoadStep {}}; // with a draw which of them is next
        const auto addresses
            = socketAddresses({QHostAddress(QHostAddress::LocalHost)}, static_cast<quint16>(server.port()));
        SocketLoader loader(plan, addresses, RequestTicks(0));
        allocations = 0;
        std::thread([&loader] {
            counted = true;
            loader.run();
            counted = false;
        }).join();
        QList<Request> requests;
        loader.drain(requests);
        QCOMPARE(requests.size(), 5000);
        QVERIFY2(allocations < 50, qPrintable(QString::number(allocations))); // for threads and connections
    }
};

QTEST_APPLESS_MAIN(TestSocketAllocation)
#include "tst_socketallocation.moc"

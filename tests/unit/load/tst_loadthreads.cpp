// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/qnam/loadthreads.h"
#include "load/threadclock.h"

#include <QTest>

#include <latch>
#include <optional>
#include <pthread.h>
#include <thread>
#include <time.h>

using namespace boxmark;
using namespace std::chrono_literals;

namespace {

void burn(std::chrono::nanoseconds cpu)
{
    const auto used = [] {
        timespec time {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    const auto end = used() + cpu;
    while (used() < end) { }
}

/// A thread of this name that burns CPU, then waits to be let go.
class Burner
{
public:
    Burner(const char *name, std::chrono::nanoseconds cpu)
        : m_thread([this, name, cpu] {
            ::pthread_setname_np(::pthread_self(), name);
            burn(cpu);
            m_burnt.count_down();
            m_end.wait();
        })
    {
    }
    ~Burner()
    {
        m_end.count_down();
        m_thread.join();
    }
    void waitUntilBurnt() { m_burnt.wait(); }

private:
    std::latch m_burnt {1};
    std::latch m_end {1};
    std::thread m_thread;
};

} // namespace

class TestLoadThreads : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void theManagersThreadIsFoundByItsName()
    {
        std::optional<Burner> manager;
        std::optional<Burner> stranger;
        LoadThreads threads;
        threads.watchStart([&] {
            manager.emplace("QNetworkAccessM", 30ms);
            stranger.emplace("somebody else", 500ms);
        });
        manager->waitUntilBurnt();
        stranger->waitUntilBurnt();
        QTRY_VERIFY(threads.cpuTime() >= 30ms); // the kernel books it when the thread goes to sleep
        QVERIFY(threads.cpuTime() < 500ms);
        QVERIFY(threads.busiest().cpu >= 30ms && threads.busiest().cpu <= threads.cpuTime());
    }

    void whatRanBeforeDoesNotCount()
    {
        Burner earlier("QNetworkAccessM", 200ms);
        earlier.waitUntilBurnt();
        LoadThreads threads;
        threads.watchStart([] {});
        QVERIFY(threads.cpuTime() < 200ms);
    }

    void ourOwnThreadCounts()
    {
        const LoadThreads threads;
        burn(50ms);
        QTRY_VERIFY(threads.cpuTime() >= 50ms);
    }

    void aThreadThatHasEndedHasNoTime()
    {
        pid_t ended = 0;
        std::thread([&ended] { ended = thisThread(); }).join();
        QTRY_VERIFY(!threadsOfThisProcess().contains(ended));
        QCOMPARE(threadTimes(ended).cpu.count(), 0);
        QVERIFY(threadName(ended).empty());
    }
};

QTEST_GUILESS_MAIN(TestLoadThreads)
#include "tst_loadthreads.moc"

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/treesampler.h"
#include "agent/serve/work.h"
#include "forkedchild.h"
#include "helpers/strictlog.h"

#include <QTest>

#include <cstdlib>
#include <cstring>
#include <set>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <thread>
#include <unistd.h>
#include <vector>
using namespace boxmark;
using namespace boxmark::agent;
using namespace std::chrono_literals;
using test::ForkedChild;
using Source = Descendants::Source;

namespace {

void burn(nanoseconds amount)
{
    const StopFlag never {false};
    burnCpu(amount, never);
}

// The child of a child, which the child waits for.
void burnInGrandchild(nanoseconds amount)
{
    const pid_t pid = fork();
    if (pid == 0) {
        burn(amount);
        _exit(0);
    }
    waitpid(pid, nullptr, 0);
}

constexpr nanoseconds tickRounding = 20ms; // the kernel's books are in ticks of 10 ms, user and system apart

} // namespace

Q_DECLARE_METATYPE(boxmark::agent::Descendants::Source)

class TestTreeSampler : public QObject
{
    Q_OBJECT
private:
    void sources()
    {
        QTest::addColumn<Source>("source");
        QTest::newRow("by children") << Source::Children;
        QTest::newRow("by parents") << Source::Parents;
    }

    TreeSampler sampler()
    {
        QFETCH(Source, source);
        return TreeSampler([this](std::string_view text) { m_notes << QString::fromUtf8(text); }, source);
    }

    QStringList m_notes;

private slots:
    void initTestCase() { QCOMPARE(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); }

    void init()
    {
        test::failOnAnyWarning();
        m_notes.clear();
    }

    void takesCpuOfLivingProcessesExactly_data() { sources(); }
    void takesCpuOfLivingProcessesExactly()
    {
        TreeSampler sampler = this->sampler();
        const ForkedChild first([] { burn(30ms); });
        const ForkedChild second([] { burn(50ms); });
        QVERIFY(first.isReady() && second.isReady());
        const Sample sample = sampler.take();
        QCOMPARE(sample.processes, 2);
        QVERIFY(sample.cpu >= 80ms);
        const auto now = *readClock(processCpuClock(first.pid())) + *readClock(processCpuClock(second.pid()));
        QVERIFY(sample.cpu <= now);
    }

    void countsWhatEndedProcessesMovedToDisks_data() { sources(); }
    void countsWhatEndedProcessesMovedToDisks()
    {
        TreeSampler sampler = this->sampler();
        const qint64 before = sampler.take().diskWrittenBytes.value_or(0);
        {
            ForkedChild child([] {
                char name[] = "written-XXXXXX"; // in the build folder, which is on a disk
                const int file = mkstemp(name);
                const std::vector<char> block(1 << 20);
                const ssize_t written = write(file, block.data(), block.size());
                fsync(file);
                unlink(name);
                if (written != ssize_t(block.size()))
                    _exit(1);
                static std::vector<char> kept;
                kept.resize(16 << 20);
            });
            QVERIFY(child.isReady());
            // New processes are not looked for at every sample. The kernel counts resident pages in batches for each
            // processor: only what is large is told well.
            Sample living;
            QTRY_VERIFY(living.processes == 1 || (living = sampler.take()).processes == 1);
            QVERIFY(living.anonymousBytes.value_or(0) > 8 << 20);
            QVERIFY(living.anonymousBytes.value_or(0) <= living.residentBytes);
            child.end();
        }
        std::optional<std::int64_t> after; // not in every sample either
        QTRY_VERIFY(after || (after = sampler.take().diskWrittenBytes));
        if (*after == before)
            QSKIP("this file system is no disk");
        QVERIFY2(*after - before >= 1 << 20, qPrintable(QString::number(*after - before)));
    }

    void keepsCpuOfEndedProcesses_data() { sources(); }
    void keepsCpuOfEndedProcesses()
    {
        TreeSampler sampler = this->sampler();
        ForkedChild child([] { burn(50ms); });
        const nanoseconds living = sampler.take().cpu;
        child.end();
        const Sample zombie = sampler.take();
        QCOMPARE(zombie.processes, 0);
        QCOMPARE(zombie.residentBytes, 0);
        QVERIFY(zombie.cpu >= living);
        child.reap();
        const nanoseconds ended = sampler.take().cpu;
        QVERIFY(ended >= zombie.cpu);
        QVERIFY(ended < living + 50ms); // once, not twice
        QVERIFY(sampler.finalCpu() >= 50ms);
    }

    void takesCpuOfProcessesThatLivedBetweenTwoSamples_data() { sources(); }
    void takesCpuOfProcessesThatLivedBetweenTwoSamples()
    {
        TreeSampler sampler = this->sampler();
        int go[2];
        int done[2];
        QVERIFY(pipe(go) == 0 && pipe(done) == 0);
        constexpr nanoseconds burnt = 250ms; // much more than what the forks themselves cost on a busy computer
        char byte = 0;
        const auto release = qScopeGuard([&] {
            [[maybe_unused]] const ssize_t count = write(go[1], &byte, 1);
            for (const int end : {go[0], go[1], done[0], done[1]})
                close(end);
        });
        const ForkedChild child([&] {
            if (fork() == 0) { // goes on while its parent reports
                [[maybe_unused]] ssize_t count = read(go[0], &byte, 1);
                burnInGrandchild(burnt);
                count = write(done[1], &byte, 1);
                count = read(go[0], &byte, 1);
                _exit(0);
            }
        });
        const nanoseconds before = sampler.take().cpu;
        QCOMPARE(write(go[1], &byte, 1), 1);
        QCOMPARE(read(done[0], &byte, 1), 1);
        nanoseconds after {0}; // the books are not read at every sample
        QTRY_VERIFY((after = sampler.take().cpu) >= before + burnt - tickRounding);
        QVERIFY(after < before + 2 * burnt);
    }

    void neverCountsTwiceNorFalls_data() { sources(); }
    void neverCountsTwiceNorFalls()
    {
        TreeSampler sampler = this->sampler();
        nanoseconds last = sampler.take().cpu;
        for (int round = 0; round < 30; ++round) {
            ForkedChild child([] { burnInGrandchild(1ms); });
            const nanoseconds during = sampler.take().cpu;
            child.end();
            const nanoseconds ended = sampler.take().cpu;
            child.reap();
            const nanoseconds reaped = sampler.take().cpu;
            QVERIFY(last <= during && during <= ended && ended <= reaped);
            last = reaped;
        }
        // Everything has been waited for: the kernel's own sum is the truth that was approached from below.
        const nanoseconds truth = sampler.finalCpu();
        QVERIFY(truth >= 30ms);
        QVERIFY(last <= truth + tickRounding);
    }

    void countsMemoryOfTheWholeTree_data() { sources(); }
    void countsMemoryOfTheWholeTree()
    {
        TreeSampler sampler = this->sampler();
        constexpr std::size_t size = 32 << 20;
        const ForkedChild child([] {
            void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            memset(memory, 1, size);
        });
        const Sample sample = sampler.take();
        QVERIFY(sample.residentBytes >= std::int64_t(size));
        QVERIFY(sample.proportionalBytes >= std::int64_t(size));
        QVERIFY(*sample.proportionalBytes <= sample.residentBytes);
        const Sample next = sampler.take();
        QVERIFY(!next.proportionalBytes || next.time - sample.time >= 1s); // once a second at most
        QCOMPARE(m_notes, QStringList());
    }

    void findsOrphansAndLeavesOutWhatItIsTold_data() { sources(); }
    void findsOrphansAndLeavesOutWhatItIsTold()
    {
        TreeSampler sampler = this->sampler();
        int hold[2];
        QVERIFY(pipe(hold) == 0);
        ForkedChild parent([&] {
            if (fork() == 0) {
                char byte = 0;
                [[maybe_unused]] const ssize_t count = read(hold[0], &byte, 1);
                _exit(0);
            }
        });
        const ForkedChild ours([] {});
        sampler.leaveOut(ours.pid());
        QCOMPARE(sampler.take().processes, 2);
        parent.end();
        parent.reap();
        QCOMPARE(sampler.take().processes, 1); // its child is ours now
        QCOMPARE(write(hold[1], "x", 1), 1);
        QTRY_COMPARE(sampler.take().processes, 0);
        while (waitpid(-1, nullptr, WNOHANG) > 0) { }
        close(hold[0]);
        close(hold[1]);
    }

    void findsChildrenOfOtherThreads_data() { sources(); }
    void findsChildrenOfOtherThreads()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("ThreadSanitizer ends the children of programs that have threads.");
#endif
        QFETCH(Source, source);
        std::set<pid_t> forked;
        std::thread([&] {
            for (int i = 0; i < 3; ++i) {
                const pid_t pid = fork();
                if (pid == 0) {
                    pause();
                    _exit(0);
                }
                forked.insert(pid);
            }
            // Still this thread's when they are looked for.
            Descendants descendants(getpid(), source);
            const std::vector<pid_t> found = descendants.list();
            QCOMPARE(std::set<pid_t>(found.begin(), found.end()), forked);
        }).join();
        for (const pid_t pid : forked) {
            kill(pid, SIGKILL);
            waitpid(pid, nullptr, 0);
        }
    }

    void noticesThatAProcessWasBorn()
    {
        Descendants descendants(getpid());
        descendants.mayHaveNew();
        descendants.list();
        const ForkedChild child([] {});
        QVERIFY(descendants.mayHaveNew());
    }

    void spacesOutWhatCostsMuch()
    {
        CostLimit limit(10);
        QVERIFY(limit.allows(1s));
        limit.run(1s, [] { burn(5ms); });
        QVERIFY(!limit.allows(1s + 49ms));
        QVERIFY(limit.allows(1s + 10s));
        CostLimit rare(10, 2s);
        rare.run(1s, [] {});
        QVERIFY(!rare.allows(2999ms));
        QVERIFY(rare.allows(3s));
    }
};

QTEST_GUILESS_MAIN(TestTreeSampler)
#include "tst_treesampler.moc"

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "sample/cachedshare.h"
#include "sample/noisereading.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 ourselves = 100;
constexpr qint64 target = 101; // our child
constexpr qint64 engine = 50;
constexpr qint64 shell = 200; // somebody else's
constexpr qint64 compiler = 201; // its child

/// A process that has used so many ticks of 10 ms itself, and waited for children that had used some.
void writeProcess(test::FileTree &computer, qint64 pid, qint64 parent, const QByteArray &name, int own, int waited = 0)
{
    computer.write(u"/proc/%1/stat"_s.arg(pid),
        QByteArray::number(pid) + " (" + name + ") S " + QByteArray::number(parent) + " 1 1 0 -1 0 0 0 0 0 "
            + QByteArray::number(own) + " 0 " + QByteArray::number(waited) + " 0 20 0 1 0 1234 0 0\n");
}

void writeComputer(test::FileTree &computer)
{
    computer.write(u"/proc/stat"_s, "cpu  100 0 100 800 0 0 0 50 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n");
    computer.write(u"/proc/vmstat"_s, "nr_free_pages 5\npswpin 10\npswpout 20\n");
    computer.write(u"/proc/loadavg"_s, "0.25 0.5 0.75 1/200 4711\n");
    for (const QString &kind : {u"cpu"_s, u"memory"_s, u"io"_s})
        computer.write(
            u"/proc/pressure/"_s + kind, "some avg10=0.00 avg60=0.00 avg300=0.00 total=1000\nfull total=9\n");
    computer.write(u"/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"_s, "powersave\n");
    computer.write(u"/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor"_s, "powersave\n");
    computer.write(u"/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count"_s, "3\n");
    computer.write(u"/sys/devices/system/cpu/intel_pstate/no_turbo"_s, "1\n");
    writeProcess(computer, 2, 0, "kthreadd", 0);
    writeProcess(computer, 3, 2, "kworker/0:1", 10);
    writeProcess(computer, ourselves, 1, "boxmark", 100);
    writeProcess(computer, target, ourselves, "boxmark-agent", 100);
    writeProcess(computer, engine, 1, "dockerd", 100);
    writeProcess(computer, shell, 1, "sh", 5, 1000);
    writeProcess(computer, compiler, shell, "cc1plus", 300);
}

} // namespace

class TestNoise : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatThisComputerTellsIsReadAndTheRestIsAbsent()
    {
        const test::FileTree nothing;
        const NoiseReading empty = readNoise(nothing.root());
        QVERIFY(!empty.allTicks && !empty.loadAverage && !empty.turbo && !empty.throttles && empty.processes.isEmpty());
        const NoiseEvidence none = noiseBetween(empty, readNoise(nothing.root()), {});
        QVERIFY(!none.steal && !none.cpuPressure && !none.swappedIn && !none.throttles && none.busiest.isEmpty());
        const NoiseReading here = readNoise();
        QVERIFY(here.allTicks && here.loadAverage);
        QVERIFY(here.processes.contains(QCoreApplication::applicationPid()));
    }

    void evidenceIsWhatCameBetweenTwoReadings()
    {
        test::FileTree computer;
        writeComputer(computer);
        NoiseReading before = readNoise(computer.root());
        computer.write(u"/proc/stat"_s, "cpu  150 0 100 830 0 0 0 70 0 0\n");
        computer.write(u"/proc/vmstat"_s, "pswpin 10\npswpout 21\n");
        computer.write(u"/proc/loadavg"_s, "2.5 0.5 0.75 1/200 4711\n");
        computer.write(u"/proc/pressure/memory"_s, "some avg10=0.00 avg60=0.00 avg300=0.00 total=101000\n");
        computer.write(u"/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count"_s, "5\n");
        NoiseReading after = readNoise(computer.root());
        after.time = before.time + 1s;
        const NoiseEvidence noise = noiseBetween(before, after, {});
        QCOMPARE(noise.steal, std::optional(20.0)); // 20 of 100 ticks
        QCOMPARE(noise.memoryPressure, std::optional(10.0)); // 100 ms of a second
        QCOMPARE(noise.cpuPressure, std::optional(0.0));
        QCOMPARE(noise.loadBefore, std::optional(0.25));
        QCOMPARE(noise.loadAfter, std::optional(2.5));
        QCOMPARE(noise.swappedIn, std::optional(Bytes {0}));
        QCOMPARE(noise.swappedOut, std::optional(Bytes {sysconf(_SC_PAGESIZE)}));
        QCOMPARE(noise.throttles, std::optional<qint64>(2));
        QCOMPARE(noise.governor, u"powersave"_s);
        QCOMPARE(noise.turbo, std::optional(false));
    }

    void onlyWhatIsNobodysOfTheTrialIsNoise()
    {
        test::FileTree computer;
        writeComputer(computer);
        const NoiseReading before = readNoise(computer.root());
        for (const qint64 pid : {qint64 {3}, ourselves, target, engine})
            writeProcess(computer, pid, pid == 3 ? 2 : pid == target ? ourselves : 1, "own", 9999);
        writeProcess(computer, compiler, shell, "cc1plus", 380); // 0.8 s of one second
        writeProcess(computer, 300, 1, "new (one)", 20); // began in between
        NoiseReading after = readNoise(computer.root());
        after.time = before.time + 1s;
        const NoiseEvidence noise = noiseBetween(before, after, {{ourselves}, {engine}});
        QCOMPARE(noise.othersCpu, std::optional(CorePercent {100}));
        const QList<BusyProcess> expected {
            {u"cc1plus"_s, compiler, CorePercent {80}}, {u"new (one)"_s, 300, CorePercent {20}}};
        QCOMPARE(noise.busiest, expected);
    }

    /// A compiler run's processes live for seconds: what they used is their parent's in the end, and what they had used
    /// before must not count again.
    void whatEndedInBetweenIsFoundInItsParentsBooks()
    {
        test::FileTree computer;
        writeComputer(computer);
        const NoiseReading before = readNoise(computer.root());
        QVERIFY(QDir(computer.path(u"/proc/201"_s)).removeRecursively());
        writeProcess(computer, shell, 1, "sh", 5, 1000 + 300 + 40);
        NoiseReading after = readNoise(computer.root());
        after.time = before.time + 1s;
        const NoiseEvidence noise = noiseBetween(before, after, {{ourselves}, {engine}});
        QCOMPARE(noise.othersCpu, std::optional(CorePercent {40}));
        QCOMPARE(noise.busiest.value(0).name, u"sh"_s);
    }

    void whatGoesThroughSeveralBooksCountsOnce()
    {
        test::FileTree computer;
        writeComputer(computer);
        writeProcess(computer, 202, compiler, "as", 100); // its parent's parent inherits it
        const NoiseReading before = readNoise(computer.root());
        for (const QString &gone : {u"/proc/201"_s, u"/proc/202"_s})
            QVERIFY(QDir(computer.path(gone)).removeRecursively());
        writeProcess(computer, shell, 1, "sh", 5, 1000 + 300 + 100 + 25);
        NoiseReading after = readNoise(computer.root());
        after.time = before.time + 1s;
        QCOMPARE(noiseBetween(before, after, {{ourselves}, {engine}}).othersCpu, std::optional(CorePercent {25}));
    }

    void whatWasJustWrittenIsCachedUntilItIsDropped()
    {
        const QTemporaryDir folder(QDir::current().filePath(u"cached-XXXXXX"_s)); // on a disk, as /tmp may not be
        const QString name = folder.filePath(u"image"_s);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray(4 << 20, 'x')), 4 << 20);
        QVERIFY(file.flush() && fsync(file.handle()) == 0);
        QCOMPARE(cachedShare({name}), std::optional(100.0));
        QVERIFY(!cachedShare({}));
        QVERIFY(!cachedShare({name, folder.filePath(u"missing"_s)}));
        posix_fadvise(file.handle(), 0, 0, POSIX_FADV_DONTNEED);
        const auto dropped = cachedShare({name});
        QVERIFY(dropped);
        if (*dropped == 100)
            QSKIP("this file system keeps everything in memory");
        QVERIFY2(*dropped < 50, qPrintable(QString::number(*dropped)));
    }
};

QTEST_GUILESS_MAIN(TestNoise)
#include "tst_noise.moc"

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "sample/hostsampler.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

MonotonicTime at(std::chrono::nanoseconds time)
{
    return MonotonicTime(time);
}

/// Gives readings whose figures the test has chosen, then has ended.
class ScriptedSource final : public HostSource
{
public:
    explicit ScriptedSource(QList<HostReading> readings)
        : m_readings(std::move(readings))
    {
    }

    Result<HostReading> read() override
    {
        if (m_readings.isEmpty())
            return Error {u"ended"_s, {}, {}};
        return m_readings.takeFirst();
    }
    QString description() const override { return u"a script"_s; }

private:
    QList<HostReading> m_readings;
};

/// Never ends; counts its readings and tells when it is destroyed.
class EndlessSource final : public HostSource
{
public:
    EndlessSource(std::atomic<int> *reads, std::atomic<bool> *gone)
        : m_reads(reads)
        , m_gone(gone)
    {
    }
    ~EndlessSource() override { *m_gone = true; }

    Result<HostReading> read() override
    {
        ++*m_reads;
        return HostReading {.time = Clock::system().now(), .cpu = 1ns};
    }
    QString description() const override { return u"endless"_s; }

private:
    std::atomic<int> *m_reads;
    std::atomic<bool> *m_gone;
};

} // namespace

class TestHostSampler : public QObject
{
    Q_OBJECT

    static ResourceSample sample(const QSignalSpy &spy, qsizetype index)
    {
        return spy.at(index).at(0).value<ResourceSample>();
    }

private slots:
    void init() { test::failOnAnyWarning(); }

    void ratesComeFromDifferencesOverTheReadingsOwnTimes()
    {
        HostSampler sampler(std::make_unique<ScriptedSource>(QList<HostReading> {
                                {.time = at(10s), .cpu = 1s, .memory = Bytes {5}},
                                {.time = at(10s + 200ms), .cpu = 1s + 50ms, .memory = Bytes {6}, .pss = Bytes {4}},
                                {.time = at(10s + 300ms), .cpu = 1s + 250ms},
                            }),
            at(9s), 1ms);
        const QSignalSpy sampled(&sampler, &HostSampler::sampled);
        const QSignalSpy failed(&sampler, &HostSampler::failed);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(sampled.size(), 3);
        QCOMPARE(sample(sampled, 0),
            (ResourceSample {.scope = Scope::Host, .time = 1s, .cpu = {}, .memory = Bytes {5}, .pss = {}}));
        QCOMPARE(sample(sampled, 1),
            (ResourceSample {
                .scope = Scope::Host, .time = 1200ms, .cpu = CorePercent {25}, .memory = Bytes {6}, .pss = Bytes {4}}));
        QCOMPARE(sample(sampled, 2),
            (ResourceSample {.scope = Scope::Host, .time = 1300ms, .cpu = CorePercent {200}, .memory = {}, .pss = {}}));
    }

    void whatIsNotReadIsAbsentNotZero()
    {
        HostSampler sampler(std::make_unique<ScriptedSource>(QList<HostReading> {
                                {.time = at(1s), .memory = Bytes {1}}, {.time = at(2s), .memory = Bytes {1}}}),
            at(0s), 1ms);
        const QSignalSpy sampled(&sampler, &HostSampler::sampled);
        QTRY_COMPARE(sampled.size(), 2);
        QVERIFY(!sample(sampled, 1).cpu);
    }

    void theEndIsToldOnce()
    {
        HostSampler sampler(std::make_unique<ScriptedSource>(QList<HostReading> {}), at(0s), 1ms);
        const QSignalSpy sampled(&sampler, &HostSampler::sampled);
        const QSignalSpy failed(&sampler, &HostSampler::failed);
        QTRY_COMPARE(failed.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(sampled.size(), 0);
    }

    void samplingGoesOnUntilItIsDestroyedWithoutWaitingForTheInterval()
    {
        std::atomic<int> reads = 0;
        std::atomic<bool> gone = false;
        auto quick = std::make_unique<HostSampler>(std::make_unique<EndlessSource>(&reads, &gone), at(0s), 2ms);
        const QSignalSpy sampled(quick.get(), &HostSampler::sampled);
        QTRY_VERIFY(sampled.size() >= 5);
        quick.reset();
        QVERIFY(gone);
        const int atEnd = reads;
        // One that would read again in an hour is destroyed as readily; ctest's time limit would tell otherwise.
        HostSampler slow(std::make_unique<EndlessSource>(&reads, &gone), at(0s), 1h);
        QTRY_COMPARE(reads.load(), atEnd + 1);
    }
};

QTEST_GUILESS_MAIN(TestHostSampler)
#include "tst_hostsampler.moc"

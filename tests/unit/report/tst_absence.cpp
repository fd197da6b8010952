// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "report/verdict/absence.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

TrialFigures trial(TrialId id, const QString &target, const QStringList &metrics)
{
    TrialFigures figures;
    figures.trial = id;
    figures.target = target;
    for (const QString &metric : metrics)
        figures.values[metric] = 1;
    return figures;
}

/// As it is on a computer where everything works: a process, a container, a guest with user networking, a server that
/// somebody else has started.
Comparison everyKind()
{
    const QStringList sampled {
        u"memory_inside_peak"_s, u"memory_host_peak"_s, u"disk_read_inside"_s, u"disk_read_host"_s, u"cold_start"_s};
    const QString inside = u"network_received_inside"_s;
    const QString host = u"network_received_host"_s;
    return compareFigures(
        {trial(1, u"process"_s, sampled),
            trial(2, u"docker"_s, sampled + QStringList {inside, host, u"image_size"_s, u"memory_daemons_peak"_s}),
            trial(3, u"vm"_s, sampled + QStringList {inside, u"disk_size"_s, u"guest_used_peak"_s}),
            trial(4, u"url"_s, {u"throughput"_s})},
        {u"docker: it was said."_s});
}

} // namespace

class TestAbsence : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void eachAbsentFigureHasItsReason()
    {
        const Comparison comparison = everyKind();
        const auto why = [&comparison](const QString &target, const QString &metric) {
            return whyNotMeasured(comparison, target, *findMetric(metric));
        };
        QVERIFY(why(u"process"_s, u"network_sent_inside"_s).contains(u"shares the host's network"_s));
        QVERIFY(why(u"process"_s, u"network_sent_host"_s).contains(u"shares the host's network"_s));
        QVERIFY(why(u"vm"_s, u"network_sent_host"_s).contains(u"passes no counter"_s));
        QVERIFY(why(u"url"_s, u"disk_read_inside"_s).contains(u"no agent"_s));
        QVERIFY(why(u"url"_s, u"cpu_host_mean"_s).contains(u"could not be read"_s));
        QVERIFY(why(u"url"_s, u"cold_start"_s).contains(u"before the trial"_s));
        QVERIFY(why(u"docker"_s, u"disk_written_host"_s).contains(u"could not be read there"_s));
        QVERIFY(why(u"docker"_s, u"disk_size"_s).contains(u"no disk"_s));
        QVERIFY(why(u"docker"_s, u"guest_used_peak"_s).contains(u"no kernel of its own"_s));
        QVERIFY(why(u"nobody"_s, u"cold_start"_s).contains(u"none of its trials"_s));
    }

    /// Of every metric with a scope: it is asked for wherever one target has it and another has not.
    void noFigureOfAScopeIsAbsentWithoutAReason()
    {
        const Comparison comparison = everyKind();
        for (const Metric &metric : allMetrics()) {
            if (metric.name.contains(u"_inside"_s) || metric.name.contains(u"_host"_s))
                QVERIFY2(!whyNotMeasured(comparison, u"url"_s, metric).isEmpty(), qPrintable(metric.name));
        }
    }

    void tablesSayItBelowOnceForEachReason()
    {
        const QString text = comparisonAsText(everyKind());
        QVERIFY(text.contains(u"! docker: it was said.\n"_s));
        QVERIFY2(text.contains(u"! process: not measured, as it shares the host's network, where its traffic cannot be "
                               "told from that of others: Network received, inside; Network received, host.\n"_s),
            qPrintable(text));
        QCOMPARE(text.count(u"! docker:"_s), 1); // all that is shown of it is there
    }
};

QTEST_APPLESS_MAIN(TestAbsence)
#include "tst_absence.moc"

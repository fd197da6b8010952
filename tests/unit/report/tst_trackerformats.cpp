// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "report/formats.h"
#include "reportfixture.h"
#include "stats/median.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>
#include <QXmlStreamReader>

using namespace boxmark;
using namespace boxmark::test;

namespace {

/// What base units and powers of ten do to the last digit.
constexpr double rounding = 1e-14;

/// Of a value in base units: seconds, a share of one, cores.
double inMetricUnit(double value, Unit unit)
{
    return unit == Unit::Milliseconds                        ? value * 1000
        : unit == Unit::Percent || unit == Unit::CorePercent ? value * 100
                                                             : value;
}

} // namespace

/// What CI servers and trackers of benchmarks read: each says the same medians as the report, whatever the names hold.
class TestTrackerFormats : public ReportFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { exportHostileSession(); }
    void init() { test::failOnAnyWarning(); }

    void theTestSuitesHaveThem()
    {
        QXmlStreamReader xml(contentsOf(file(u"junit.xml"_s)));
        Medians read;
        QString suite;
        QMap<QString, int> outcomes;
        QStringList problems;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const QString name = xml.attributes().value(u"name"_s).toString();
            if (xml.name() == u"testsuite"_s)
                suite = name;
            else if (xml.name() == u"property"_s && findMetric(name.section(u' ', 0, 0)))
                read[{name.section(u' ', 0, 0), suite}] = xml.attributes().value(u"value"_s).toDouble();
            else
                ++outcomes[xml.name().toString()];
            if (xml.name() == u"failure"_s)
                problems.append(xml.readElementText());
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        Medians expected;
        for (auto median = m_medians.begin(); median != m_medians.end(); ++median)
            expected[{median.key().first, m_report.comparison.titleOf(median.key().second).simplified()}]
                = median.value();
        compareMedians(read, expected, 0);
        QCOMPARE(outcomes[u"testcase"_s], 23);
        QCOMPARE(outcomes[u"skipped"_s], 1);
        QCOMPARE(problems, (QStringList {u"holds: It is <3>."_s, u"It <ended> & \"said\" ]]>\ufffd."_s}));
    }

    /// As benchstat does it: the lines of a name are its sample, of which the median is told.
    void mediansOfGoBenchmarksAreOurs()
    {
        QMap<std::pair<QString, QString>, std::vector<double>> samples;
        QMap<QString, QString> better;
        const QStringList lines = QString::fromUtf8(contentsOf(file(u"benchmarks.txt"_s))).split(u'\n');
        for (const QString &line : lines) {
            const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
            if (line.startsWith(u"Unit "_s))
                better[words[1]] = words[2];
            if (!line.startsWith(u"Benchmark"_s))
                continue;
            QCOMPARE(words.size() % 2, 0);
            QVERIFY(words[1].toInt() > 0);
            for (qsizetype i = 2; i < words.size(); i += 2)
                samples[{words[i + 1], words[0]}].push_back(words[i].toDouble());
        }
        Medians read;
        for (auto sample = samples.begin(); sample != samples.end(); ++sample) {
            std::sort(sample->begin(), sample->end());
            const QString unit = sample.key().first;
            const Metric *metric = findMetric(unit.section(u'-', 0, 0));
            QVERIFY2(metric, qPrintable(unit));
            QCOMPARE(better[unit], u"better="_s + metric->betterName());
            const QString part = sample.key().second.section(u"/target="_s, 1).section(u"/box"_s, 0, 0);
            const QString target = QUrl::fromPercentEncoding(part.toUtf8());
            read[{metric->name, target}] = inMetricUnit(median(*sample), metric->unit);
        }
        Medians expected;
        for (auto median = m_medians.begin(); median != m_medians.end(); ++median)
            expected[{median.key().first, median.key().second.simplified()}] = median.value();
        compareMedians(read, expected, rounding);
        QVERIFY(lines.contains(u"cpu: Example CPU, 2 cores"_s));
    }

    void bencherHasThem()
    {
        Medians read;
        const QJsonObject root = json(u"bencher.json"_s).object();
        for (const Comparison::Row &row : m_report.comparison.rows) {
            for (const QString &target : m_report.comparison.targets) {
                const QString name = (m_report.title() + u": "_s + m_report.comparison.titleOf(target)).simplified();
                const QJsonObject measures = root[name].toObject();
                for (auto measure = measures.begin(); measure != measures.end(); ++measure) {
                    if (measure.key().startsWith(row.metric.name + u'_')
                        && !findMetric(measure.key().section(u'_', 0, row.metric.name.count(u'_') + 1)))
                        read[{row.metric.name, target}] = measure.value()[u"value"_s].toDouble();
                }
            }
        }
        compareMedians(read, m_medians, 0);
    }

    void theWatcherOfCommitsHasThem()
    {
        Medians read;
        for (const auto &[name, better] : {std::pair(u"github-smaller-is-better.json"_s, Metric::Better::Lower),
                 std::pair(u"github-bigger-is-better.json"_s, Metric::Better::Higher)}) {
            for (const auto entry : json(name).array()) {
                const QString full = entry[u"name"_s].toString();
                const Metric *metric = findMetric(full.section(u": "_s, -1));
                QVERIFY2(metric && metric->better == better, qPrintable(full));
                QCOMPARE(entry[u"unit"_s].toString(), unitSymbol(metric->unit));
                for (const QString &target : m_report.comparison.targets) {
                    if (full.contains(u": "_s + m_report.comparison.titleOf(target).simplified() + u": "_s))
                        read[{metric->name, target}] = entry[u"value"_s].toDouble();
                }
            }
        }
        compareMedians(read, m_medians, 0);
    }

    /// A service that alerts of changes for the worse must not be told one of a setting.
    void whatIsNeitherBetterNorWorseHasNoDirection()
    {
        TrialFigures figures;
        figures.target = u"process"_s;
        figures.values = {{u"throughput"_s, 90}, {u"offered_rate"_s, 100}};
        Report report;
        report.comparison = compareFigures({figures}, {});
        const QTemporaryDir folder;
        QVERIFY(writeGithubBenchmark({report, {}}, folder.path()).ok());
        QVERIFY(writeBenchfmt({report, {}}, folder.path()).ok());
        const QByteArray bigger = contentsOf(folder.filePath(u"github-bigger-is-better.json"_s));
        const QByteArray smaller = contentsOf(folder.filePath(u"github-smaller-is-better.json"_s));
        QVERIFY(bigger.contains("throughput") && !bigger.contains("offered_rate"));
        QVERIFY(!smaller.contains("offered_rate"));
        QVERIFY(!contentsOf(folder.filePath(u"benchmarks.txt"_s)).contains("offered_rate-per-sec better"));
    }

    void openMetricsHasThem()
    {
        const QString text = QString::fromUtf8(contentsOf(file(u"metrics.om"_s)));
        QVERIFY(text.endsWith(u"\n# EOF\n"_s));
        QVERIFY(!text.contains(u'\r'));
        static const QRegularExpression sample(
            u"^boxmark_(\\w+)_(seconds|bytes|ratio|cores|per_second)\\{.*target=\"((?:[^\"\\\\]|\\\\.)*)\",statistic=\"median\"\\} (\\S+)$"_s,
            QRegularExpression::MultilineOption);
        Medians read;
        for (const QRegularExpressionMatch &match : sample.globalMatch(text)) {
            const Metric *metric = findMetric(match.captured(1));
            QVERIFY2(metric, qPrintable(match.captured(0)));
            QString target = match.captured(3);
            target.replace(u"\\\\"_s, u"\x01"_s).replace(u"\\\""_s, u"\""_s).replace(u"\\n"_s, u"\n"_s);
            target.replace(u"\x01"_s, u"\\"_s);
            read[{metric->name, target}] = inMetricUnit(match.captured(4).toDouble(), metric->unit);
        }
        compareMedians(read, m_medians, rounding);
    }
};

QTEST_MAIN(TestTrackerFormats)
#include "tst_trackerformats.moc"

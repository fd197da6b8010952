// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvparser.h"
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticboxes.h"
#include "report/export.h"
#include "report/metricchart.h"
#include "stats/median.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

using namespace boxmark;
using namespace boxmark::test;

namespace {

const QString hostile = u"=<script>alert(\"1\")</script> a|b `c` *d* \\e &amp;"_s;
const QString twoLines = u"two\nlines/and a slash"_s;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Metric and target → median, in the metric's own unit.
using Medians = QMap<std::pair<QString, QString>, double>;

Medians mediansOf(const Comparison &comparison)
{
    Medians medians;
    for (const Comparison::Row &row : comparison.rows) {
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            if (row.cells[i].trials > 0)
                medians[{row.metric.name, comparison.targets[i]}] = row.cells[i].median;
        }
    }
    return medians;
}

void compareMedians(const Medians &read, const Medians &expected, double tolerance)
{
    QCOMPARE(read.keys(), expected.keys());
    for (auto median = expected.begin(); median != expected.end(); ++median) {
        const double difference = std::abs(read[median.key()] - median.value());
        QVERIFY2(difference <= tolerance * std::max(1.0, std::abs(median.value())),
            qPrintable(u"%1 of %2: %3, not %4"_s.arg(median.key().first, median.key().second)
                           .arg(read[median.key()], 0, 'g', 17)
                           .arg(median.value(), 0, 'g', 17)));
    }
}

/// What base units and powers of ten do to the last digit.
constexpr double rounding = 1e-14;

double inMetricUnit(double value, Unit unit)
{
    return unit == Unit::Milliseconds                        ? value * 1000
        : unit == Unit::Percent || unit == Unit::CorePercent ? value * 100
                                                             : value;
}

/// Four targets, five rounds; names that every format has to escape in its own way; one trial failed.
void writeHostileSession(const QString &path, const QString &id, double factor = 1)
{
    QList<SyntheticBox> boxes = syntheticBoxes(4);
    boxes[1].spec.name = hostile;
    boxes[2].spec.name = twoLines;
    Session session = boxSession(boxes, 5);
    session.id = id;
    session.scenario.name = u"]]>\"Names\" & <b>\nmore</b>"_s;
    session.scenario.source = "boxmark: 1\n# ``` </pre><script>alert(1)</script>\n";
    session.notes = u"-->\x1b[31m"_s;
    QList<SyntheticTrial> trials;
    for (int round = 1; round <= 5; ++round) {
        for (SyntheticBox box : boxes) {
            box.shape.requestsPerSecond = std::max(40, box.shape.requestsPerSecond / 20);
            box.shape.load = std::chrono::milliseconds(2000);
            box.shape.typicalMilliseconds *= factor * (1 + 0.01 * ((round * 7) % 5));
            trials.append(boxTrial(static_cast<TrialId>(trials.size() + 1), box, round));
        }
    }
    trials[1].records.append(Caveat {CaveatKind::Note, u"A <limit> was\n| not \"applied\"."_s});
    trials[7].trial.state = TrialState::Failed;
    trials[7].trial.reason = u"It <ended> & \"said\" ]]>\x01."_s;
    auto writer = SessionWriter::create(path, true);
    QVERIFY(writer.ok());
    playInto(*writer.value(), session, trials);
    QVERIFY(writer.value()->status().ok());
}

QStringList textFormats()
{
    QStringList formats = exportFormats();
    for (const QString &pictures : {u"png"_s, u"svg"_s, u"pdf"_s, u"hgrm"_s, u"hlog"_s})
        formats.removeAll(pictures);
    return formats;
}

/// A row of a Markdown table by the rules of GitHub's: a backslash takes the next character as it is.
QStringList markdownCells(const QString &line)
{
    QStringList cells {QString()};
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == u'\\' && i + 1 < line.size())
            cells.last() += line[++i];
        else if (line[i] == u'|')
            cells.append(QString());
        else
            cells.last() += line[i];
    }
    for (QString &cell : cells) {
        cell.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&#58;"_s, u":"_s);
        cell = cell.replace(u"&amp;"_s, u"&"_s).trimmed();
    }
    return cells.sliced(1, std::max<qsizetype>(0, cells.size() - 2));
}

} // namespace

class TestReportFormats : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    Report m_report;
    Medians m_medians;

    QString file(const QString &name) const { return m_folder.filePath(u"out/"_s + name); }
    QJsonDocument json(const QString &name) const { return QJsonDocument::fromJson(contents(file(name))); }

private slots:
    void initTestCase()
    {
        const QString path = m_folder.filePath(u"one.boxmark"_s);
        writeHostileSession(path, u"0123456789abcdef"_s);
        const auto session = openSession(path);
        QVERIFY(session);
        auto made = SessionExport::read({session.get()}, m_folder.filePath(u"out"_s), textFormats());
        QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().text()));
        made.value().setConditions({{u"p95(a) > 1 < b"_s, ConditionResult::Outcome::Holds, u"It is <3>."_s},
            {u"x"_s, ConditionResult::Outcome::DoesNotHold, u"No."_s},
            {u"y"_s, ConditionResult::Outcome::CannotTell, u"Perhaps."_s}});
        const auto written = made.value().carryOutAll();
        QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().text()));
        m_report = made.value().report();
        m_medians = mediansOf(m_report.comparison);
        QVERIFY(m_medians.size() > 50);
    }
    void init() { test::failOnAnyWarning(); }

    void theTableHasThem()
    {
        const ParsedCsv csv = parseCsv(contents(file(u"summary.csv"_s)));
        QVERIFY(csv.valid);
        Medians read;
        for (const auto &row : csv.rows) {
            QString target = row[u"target"_s];
            if (target.startsWith(u'\'')) // what keeps a spreadsheet from computing it
                target.remove(0, 1);
            read[{row[u"metric"_s], target}] = row[u"median"_s].toDouble();
        }
        compareMedians(read, m_medians, 0.5e-6);
    }

    void theTableHasTheVerdicts()
    {
        int told = 0;
        for (const auto &row : parseCsv(contents(file(u"summary.csv"_s))).rows) {
            // Only what both have can be told, and never of the baseline itself.
            QCOMPARE(row[u"baseline"_s], row[u"verdict"_s].isEmpty() ? QString() : u"process"_s);
            QVERIFY(row[u"verdict"_s].isEmpty() || row[u"target"_s] != u"process"_s);
            if (row[u"target"_s] != twoLines || row[u"metric"_s] != u"cold_start"_s)
                continue;
            ++told;
            QCOMPARE(row[u"verdict"_s], u"slower"_s);
            QVERIFY(row[u"ratio_low"_s].toDouble() <= row[u"ratio"_s].toDouble());
            QVERIFY(row[u"ratio"_s].toDouble() > 50);
        }
        QCOMPARE(told, 1);
        const ParsedCsv caveats = parseCsv(contents(file(u"caveats.csv"_s)));
        QVERIFY(std::any_of(caveats.rows.begin(), caveats.rows.end(),
            [](const auto &row) { return row[u"text"_s] == u"A <limit> was\n| not \"applied\"."_s; }));
    }

    void theJsonHasThem()
    {
        const QJsonObject report = json(u"report.json"_s).object();
        Medians read;
        for (const auto figure : report[u"figures"_s].toArray()) {
            const QString metric = figure[u"metric"_s].toString();
            if (findMetric(metric)) // start-up phases are among the figures too
                read[{metric, figure[u"target"_s].toString()}] = figure[u"median"_s].toDouble();
        }
        compareMedians(read, m_medians, 0);
        QCOMPARE(report[u"sessions"_s][0][u"notes"_s].toString(), u"-->\x1b[31m"_s);
        QCOMPARE(report[u"trials"_s].toArray().size(), 20);
        QCOMPARE(report[u"verdicts"_s][u"baseline"_s].toString(), u"process"_s);
    }

    void thePageHasThem()
    {
        QXmlStreamReader xml(contents(file(u"report.html"_s)));
        Medians read;
        QStringList targets;
        QString table;
        QString metric;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            QVERIFY(xml.name() != u"script"_s);
            const auto attribute = [&](const QString &name) { return xml.attributes().value(name).toString(); };
            if (xml.name() == u"table"_s)
                table = attribute(u"class"_s);
            else if (xml.name() == u"tr"_s)
                metric = attribute(u"id"_s);
            else if (table == u"figures"_s && xml.name() == u"th"_s && attribute(u"scope"_s) == u"col"_s)
                targets.append(xml.readElementText(QXmlStreamReader::IncludeChildElements));
            else if (table == u"figures"_s && xml.name() == u"td"_s)
                readCell(xml, metric, read);
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(targets, (QStringList {u"process"_s, hostile, twoLines + u" emulated"_s, u"microvm emulated"_s}));
        compareMedians(read, m_medians, 0);
    }

    void thePageSaysWhereItComesFrom()
    {
        const QString page = QString::fromUtf8(contents(file(u"report.html"_s)));
        for (const QString &what : {u"Example CPU, 2 cores"_s, u"0123456789abcdef"_s, u"# ``` &lt;/pre&gt;&lt;script"_s,
                 u"QEMU 7.2.22 microvm"_s, u"nearest rank"_s, u"p95(a) &gt; 1 &lt; b"_s, u"It is &lt;3&gt;."_s,
                 u"@media print"_s, u"prefers-color-scheme:dark"_s, u"<svg"_s})
            QVERIFY2(page.contains(what), qPrintable(what));
        for (const QString &never : {u"http://"_s, u"https://"_s, u"\x1b"_s, u"<script"_s})
            QVERIFY2(!QString(page).remove(u"http://www.w3.org/2000/svg"_s).contains(never), qPrintable(never));
        // Clip paths of two charts must not be mixed up.
        const auto ids = QRegularExpression(u"<clipPath id=\"([^\"]+)\""_s).globalMatch(page);
        QStringList names;
        for (const QRegularExpressionMatch &match : ids)
            names.append(match.captured(1));
        QCOMPARE(names.removeDuplicates(), 0);
        QVERIFY(!names.isEmpty());
    }

    void theMarkdownHasThem()
    {
        const QStringList lines = QString::fromUtf8(contents(file(u"report.md"_s))).split(u'\n');
        const qsizetype top = lines.indexOf(QRegularExpression(u"^\\| Median .*"_s));
        QVERIFY(top > 0);
        const Comparison &comparison = m_report.comparison;
        QStringList heading {u"Median [interval]"_s};
        for (const QString &target : comparison.targets)
            heading.append(comparison.titleOf(target).simplified());
        QCOMPARE(markdownCells(lines[top]), heading);
        for (qsizetype i = 0; i < comparison.rows.size(); ++i) {
            const Comparison::Row &row = comparison.rows[i];
            const QStringList cells = markdownCells(lines[top + 2 + i]);
            QCOMPARE(cells.size(), heading.size());
            QVERIFY(cells[0].startsWith(row.metric.title));
            for (qsizetype target = 0; target < row.cells.size(); ++target)
                QCOMPARE(cells[target + 1].section(u"<br>"_s, 0, 0), cellText(row.metric, row.cells[target]));
        }
    }

    void theTextHasThem()
    {
        const QString text = QString::fromUtf8(contents(file(u"summary.txt"_s)));
        QVERIFY(text.contains(comparisonAsText(m_report.comparison).section(u"\n\n"_s, 0, 0)));
        QVERIFY(text.contains(u"Fail if p95(a) > 1 < b: holds. It is <3>."_s));
        QVERIFY(!text.contains(QChar(0x1b)));
    }

    void theTestSuitesHaveThem()
    {
        QXmlStreamReader xml(contents(file(u"junit.xml"_s)));
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
        const QStringList lines = QString::fromUtf8(contents(file(u"benchmarks.txt"_s))).split(u'\n');
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
            QCOMPARE(better[unit], metric->better == Metric::Better::Lower ? u"better=lower"_s : u"better=higher"_s);
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

    void openMetricsHasThem()
    {
        const QString text = QString::fromUtf8(contents(file(u"metrics.om"_s)));
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

    void otherProgramsReadThem()
    {
        QProcess checker;
        checker.setProcessChannelMode(QProcess::MergedChannels);
        checker.start(u"/usr/bin/python3"_s,
            {QStringLiteral(BOXMARK_SOURCE_DIR "/tests/helpers/check_reports.py"), m_folder.filePath(u"out"_s),
                QStringLiteral(BOXMARK_SOURCE_DIR "/resources/boxmark-report.schema.json")});
        if (!checker.waitForFinished(60'000) || checker.error() == QProcess::FailedToStart)
            QSKIP("there is no Python");
        const QByteArray output = checker.readAll();
        if (checker.exitCode() == 77)
            QSKIP(output.constData());
        QVERIFY2(checker.exitCode() == 0, output.constData());
    }

    void aSecondExportIsTheSame()
    {
        const auto session = openSession(m_folder.filePath(u"one.boxmark"_s));
        for (const QString &folder : {u"again"_s, u"once more"_s})
            QVERIFY(exportSession(*session, m_folder.filePath(folder), textFormats()).ok());
        for (const QFileInfo &info : QDir(m_folder.filePath(u"again"_s)).entryInfoList(QDir::Files))
            QCOMPARE(contents(info.filePath()), contents(m_folder.filePath(u"once more/"_s + info.fileName())));
    }

    void severalSessionsAreOneReport()
    {
        const QString path = m_folder.filePath(u"two.boxmark"_s);
        writeHostileSession(path, u"fedcba9876543210"_s, 1.5);
        const auto one = openSession(m_folder.filePath(u"one.boxmark"_s));
        const auto two = openSession(path);
        const QString now = u"process (two)"_s;
        auto made = SessionExport::read(
            {one.get(), two.get()}, m_folder.filePath(u"both"_s), textFormats(), {{u"process (one)"_s, {}}});
        QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().text()));
        QVERIFY(made.value().carryOutAll().ok());
        const Report &report = made.value().report();
        QCOMPARE(report.sessionNames, (QStringList {u"one"_s, u"two"_s}));
        QCOMPARE(report.comparison.targets.size(), 8);
        QVERIFY(report.comparison.targets.contains(now));
        const auto target = std::find_if(report.verdicts.targets.begin(), report.verdicts.targets.end(),
            [&](const TargetVerdicts &verdicts) { return verdicts.target == now; });
        QVERIFY(target != report.verdicts.targets.end());
        const auto p50 = std::find_if(target->metrics.begin(), target->metrics.end(),
            [](const MetricVerdict &verdict) { return verdict.metric.name == u"service_time_p50"_s; });
        QVERIFY(!p50->effect.paired);
        QCOMPARE(verdictWord(*p50), u"slower"_s);
        QVERIFY(!makeReport({one.get()}, {u"nobody"_s, {}}).ok());
        // Trials of both, told apart by their target.
        const ParsedCsv trials = parseCsv(contents(m_folder.filePath(u"both/trials.csv"_s)));
        QCOMPARE(trials.rows.size(), 40);
    }

private:
    static void readCell(QXmlStreamReader &xml, const QString &metric, Medians &read)
    {
        static QMap<QString, int> column;
        static const QStringList targets {u"process"_s, hostile, twoLines, u"microvm"_s};
        const QString target = targets[column[metric]++ % targets.size()];
        while (xml.readNextStartElement()) {
            if (xml.name() == u"data"_s)
                read[{metric, target}] = xml.attributes().value(u"value"_s).toDouble();
            xml.skipCurrentElement();
        }
    }
};

QTEST_MAIN(TestReportFormats)
#include "tst_reportformats.moc"

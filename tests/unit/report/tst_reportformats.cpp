// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvparser.h"
#include "helpers/strictlog.h"
#include "report/verdict/celltext.h"
#include "reportfixture.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace boxmark;
using namespace boxmark::test;

namespace {

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

/// What a person reads, and the whole for programs: each says the same of the same session.
class TestReportFormats : public ReportFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { exportHostileSession(); }
    void init() { test::failOnAnyWarning(); }

    void theTableHasThem()
    {
        const ParsedCsv csv = parseCsv(contentsOf(file(u"summary.csv"_s)));
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
        for (const auto &row : parseCsv(contentsOf(file(u"summary.csv"_s))).rows) {
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
        const ParsedCsv caveats = parseCsv(contentsOf(file(u"caveats.csv"_s)));
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
        QXmlStreamReader xml(contentsOf(file(u"report.html"_s)));
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
        const QString page = QString::fromUtf8(contentsOf(file(u"report.html"_s)));
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
        const QStringList lines = QString::fromUtf8(contentsOf(file(u"report.md"_s))).split(u'\n');
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
        const QString text = QString::fromUtf8(contentsOf(file(u"summary.txt"_s)));
        QVERIFY(text.contains(comparisonAsText(m_report.comparison).section(u"\n\n"_s, 0, 0)));
        QVERIFY(text.contains(u"Fail if p95(a) > 1 < b: holds. It is <3>."_s));
        QVERIFY(!text.contains(QChar(0x1b)));
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
            QCOMPARE(contentsOf(info.filePath()), contentsOf(m_folder.filePath(u"once more/"_s + info.fileName())));
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
        const ParsedCsv trials = parseCsv(contentsOf(m_folder.filePath(u"both/trials.csv"_s)));
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

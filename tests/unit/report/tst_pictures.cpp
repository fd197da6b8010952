// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/screenshot.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticboxes.h"
#include "report/chart/pictures.h"
#include "report/export.h"
#include "session/sessionwriter.h"

#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const auto hostile = u"<script>alert('x')</script> & \"quoted\" \U0001F4A5"_s;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(path));
    return file.readAll();
}

} // namespace

class PicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { test::failOnAnyWarning(); }

    void aPictureIsAsLargeAsAskedFor_data();
    void aPictureIsAsLargeAsAskedFor();
    void onlyTheChartsAskedForAreDrawn();
    void chartsOfMetricsThatFewAskForAreDrawnOnRequest();
    void whatCannotBeDrawnIsRefusedBeforeAnythingIsWritten_data();
    void whatCannotBeDrawnIsRefusedBeforeAnythingIsWritten();
    void everyDrawingIsWellFormedAndHarmless();
    void thePagesHoldEveryFigureAsText();
    void theSameReportGivesTheSamePages();

private:
    Result<QStringList> exported(const QString &folder, const QString &format, const ExportOptions &options = {}) const;

    QTemporaryDir m_folder;
    QString m_session;
};

void PicturesTest::initTestCase()
{
    m_session = m_folder.filePath(u"session.boxmark"_s);
    auto writer = SessionWriter::create(m_session);
    QVERIFY(writer.ok());
    auto boxes = test::syntheticBoxes(4);
    boxes[1].spec.name = hostile;
    Session session = test::boxSession(boxes, 3);
    session.scenario.name = hostile;
    test::playInto(*writer.value(), session, test::boxTrials(boxes, 3));
}

Result<QStringList> PicturesTest::exported(
    const QString &folder, const QString &format, const ExportOptions &options) const
{
    const auto reader = SessionReader::open(m_session);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().text()));
    return exportSession(*reader.value(), m_folder.filePath(folder), {format}, options);
}

void PicturesTest::aPictureIsAsLargeAsAskedFor_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("scale");
    QTest::newRow("small") << 400 << 1.0;
    QTest::newRow("thrice") << 600 << 3.0;
    QTest::newRow("by half more") << 801 << 1.5;
}

void PicturesTest::aPictureIsAsLargeAsAskedFor()
{
    QFETCH(const int, width);
    QFETCH(const double, scale);
    const ExportOptions options {.width = width, .scale = scale, .charts = {u"latency"_s, u"comparison"_s}};
    const auto files = exported(QString::fromLatin1(QTest::currentDataTag()), u"png"_s, options);
    QVERIFY2(files.ok(), files ? "" : qPrintable(files.error().text()));
    QCOMPARE(files.value().size(), 2);
    for (const QString &file : files.value()) {
        const QImage image(file);
        QVERIFY2(std::abs(image.width() - width * scale) <= 1, qPrintable(file));
        QVERIFY(test::pixelsOfColor(image, kindStyle(u"process"_s).onLight) > 50);
        image.save(test::screenshotPath(u"size-%1-%2"_s.arg(QFileInfo(file).baseName()).arg(width)));
    }
}

void PicturesTest::onlyTheChartsAskedForAreDrawn()
{
    const ExportOptions options {.charts = {u"footprint"_s, u"percentiles"_s}};
    const auto pictures = exported(u"chosen"_s, u"png"_s, options);
    QVERIFY(pictures.ok());
    QCOMPARE(pictures.value(),
        QStringList({m_folder.filePath(u"chosen/percentiles.png"_s), m_folder.filePath(u"chosen/footprint.png"_s)}));
    QCOMPARE(exported(u"chosen"_s, u"svg"_s, options).value().size(), 2);
}

void PicturesTest::chartsOfMetricsThatFewAskForAreDrawnOnRequest()
{
    const auto usual = exported(u"usual"_s, u"svg"_s, {});
    const auto every = exported(u"every"_s, u"svg"_s, {.charts = {everyChart}});
    QVERIFY(usual.ok() && every.ok());
    const auto namesOf = [](const QStringList &files) {
        QStringList names;
        for (const QString &file : files)
            names.append(QFileInfo(file).baseName());
        return names;
    };
    QVERIFY(namesOf(usual.value()).contains(u"figure_service_time_p95"_s));
    QVERIFY(!namesOf(usual.value()).contains(u"figure_service_time_p999"_s));
    QVERIFY(namesOf(every.value()).contains(u"figure_service_time_p999"_s));
    for (const QString &name : namesOf(usual.value()))
        QVERIFY2(namesOf(every.value()).contains(name), qPrintable(name));
}

void PicturesTest::whatCannotBeDrawnIsRefusedBeforeAnythingIsWritten_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("scale");
    QTest::addColumn<QString>("chart");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("too narrow") << 100 << 1.0 << QString() << u"320 to 4000"_s;
    QTest::newRow("too wide") << 100'000 << 1.0 << QString() << u"320 to 4000"_s;
    QTest::newRow("too small") << 1600 << 0.5 << QString() << u"1 to 3"_s;
    QTest::newRow("too large") << 1600 << 4.0 << QString() << u"1 to 3"_s;
    QTest::newRow("not a number") << 1600 << qQNaN() << QString() << u"1 to 3"_s;
    QTest::newRow("too many pixels") << 4000 << 3.0 << QString() << u"8000"_s;
    QTest::newRow("unknown chart") << 1600 << 1.0 << u"latencies"_s << u"latency"_s;
}

void PicturesTest::whatCannotBeDrawnIsRefusedBeforeAnythingIsWritten()
{
    QFETCH(const int, width);
    QFETCH(const double, scale);
    QFETCH(const QString, chart);
    QFETCH(const QString, remedy);
    ExportOptions options {.width = width, .scale = scale};
    if (!chart.isEmpty())
        options.charts = {chart};
    for (const QString &format : {u"png"_s, u"svg"_s}) {
        const auto files = exported(u"refused"_s, format, options);
        QVERIFY(!files.ok());
        QVERIFY(!files.error().what.isEmpty());
        QVERIFY2(files.error().remedy.contains(remedy), qPrintable(files.error().remedy));
        QVERIFY(QDir(m_folder.filePath(u"refused"_s)).entryList(QDir::Files).isEmpty());
    }
}

void PicturesTest::everyDrawingIsWellFormedAndHarmless()
{
    const auto files = exported(u"svg"_s, u"svg"_s);
    QVERIFY(files.ok());
    QVERIFY(files.value().size() > 20);
    for (const QString &file : files.value()) {
        const QByteArray svg = contentOf(file);
        QVERIFY2(svg.size() < 400'000, qPrintable(file));
        QVERIFY2(knownCharts().contains(QFileInfo(file).baseName()), qPrintable(file));
        QVERIFY2(!svg.contains("<script"), qPrintable(file));
        QXmlStreamReader xml(svg);
        int shapes = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement)
                shapes += xml.name() == u"path"_s ? 1 : 0;
        }
        QVERIFY2(!xml.hasError(), qPrintable(file + u": "_s + xml.errorString()));
        const bool saysWhyNot = svg.contains("No first byte of an answer was seen");
        QVERIFY2(shapes > 5 || saysWhyNot, qPrintable(file));
    }
}

void PicturesTest::thePagesHoldEveryFigureAsText()
{
    const auto files = exported(u"pdf"_s, u"pdf"_s);
    QVERIFY(files.ok());
    QCOMPARE(files.value(), QStringList {m_folder.filePath(u"pdf/comparison.pdf"_s)});
    QVERIFY(contentOf(files.value().first()).startsWith("%PDF-1."));
    const QString program = QStandardPaths::findExecutable(u"pdftotext"_s);
    if (program.isEmpty())
        QSKIP("pdftotext (poppler-utils) is not installed.");
    QProcess process;
    process.start(program, {u"-layout"_s, files.value().first(), u"-"_s});
    QVERIFY(process.waitForFinished());
    const QString text = QString::fromUtf8(process.readAllStandardOutput());
    const qsizetype pages = text.count(u'\f');
    QVERIFY2(pages >= 3 && pages <= 12, qPrintable(QString::number(pages)));
    for (const QString &word : {u"Cold start"_s, u"Service time p99"_s, u"lower is better"_s, u"baseline"_s,
             u"Example CPU"_s, u"Emulated"_s, u"QEMU"_s, u"Latency percentiles"_s})
        QVERIFY2(text.contains(word), qPrintable(word));
}

void PicturesTest::theSameReportGivesTheSamePages()
{
    const QByteArray first = contentOf(exported(u"once"_s, u"pdf"_s).value().first());
    QCOMPARE(contentOf(exported(u"once"_s, u"pdf"_s).value().first()), first);
    // Dated as the session is: no clock gets into it.
    QVERIFY(first.contains("/CreationDate (D:20261120"));
}

QTEST_MAIN(PicturesTest)
#include "tst_pictures.moc"

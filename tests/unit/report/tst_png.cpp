// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/palette.h"
#include "helpers/screenshot.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticboxes.h"
#include "report/export.h"
#include "session/sessionwriter.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class PngTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { test::failOnAnyWarning(); }

    void everyChartIsAPictureOfItsOwn();
    void theSheetShowsEveryTargetInItsColor();
    void boxesOfEveryKindFitOnTheSheet();
    void twoExportsAreTheSameByteForByte();
    void aSessionWithoutACompletedTrialStillGivesASheet();
    void aFolderThatCannotBeWrittenIsSaidWithTheRemedy();

private:
    QStringList exported(const QString &folder) const;

    QTemporaryDir m_folder;
    QString m_session;
};

void PngTest::initTestCase()
{
    m_session = m_folder.filePath(u"session.boxmark"_s);
    auto writer = SessionWriter::create(m_session);
    QVERIFY(writer.ok());
    auto trials = test::syntheticTrials(3);
    trials[1].records.append(
        Caveat {CaveatKind::Note, u"The memory limit could not be set: the kernel has no swap accounting."_s});
    test::playInto(*writer.value(), test::syntheticSession(3), trials);
}

QStringList PngTest::exported(const QString &folder) const
{
    const auto reader = SessionReader::open(m_session);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().text()));
    const auto files = exportSession(*reader.value(), folder, {u"png"_s});
    if (!files)
        qFatal("%s", qPrintable(files.error().text()));
    return files.value();
}

void PngTest::everyChartIsAPictureOfItsOwn()
{
    const QStringList files = exported(m_folder.filePath(u"charts"_s));
    for (const auto &name : {u"latency"_s, u"throughput"_s, u"cpu"_s, u"memory"_s, u"startup_phases"_s,
             u"figure_cold_start"_s, u"comparison"_s})
        QVERIFY2(files.contains(m_folder.filePath(u"charts/%1.png"_s.arg(name))), qPrintable(name));
    for (const QString &file : files) {
        const QImage image(file);
        QVERIFY2(image.width() == 1600 && image.height() >= 500, qPrintable(file));
        if (file.contains(u"latency_parts"_s) || file.contains(u"footprint"_s))
            continue; // the session has no parts of a request, and a process has no image
        // There only the target's marker: phases have colours of their own, and an error rate is zero.
        const int least = file.contains(u"startup_phases"_s) || file.contains(u"error_rate"_s) ? 100 : 500;
        for (const QString &kind : {u"process"_s, u"docker"_s})
            QVERIFY2(test::pixelsOfColor(image, kindStyle(kind).onLight) > least, qPrintable(file + u' ' + kind));
    }
    QFile::remove(test::screenshotPath(u"export-latency"_s));
    QFile::copy(m_folder.filePath(u"charts/latency.png"_s), test::screenshotPath(u"export-latency"_s));
}

void PngTest::theSheetShowsEveryTargetInItsColor()
{
    const QStringList files = exported(m_folder.filePath(u"sheet"_s));
    const QImage sheet(files.last());
    QVERIFY(sheet.height() > 1200);
    sheet.save(test::screenshotPath(u"export-comparison"_s));
    // Bars, not only thin lines.
    for (const QString &kind : {u"process"_s, u"docker"_s})
        QVERIFY(test::pixelsOfColor(sheet, kindStyle(kind).onLight) > 20'000);
}

void PngTest::boxesOfEveryKindFitOnTheSheet()
{
    const QString path = m_folder.filePath(u"boxes.boxmark"_s);
    {
        auto writer = SessionWriter::create(path);
        QVERIFY(writer.ok());
        const auto boxes = test::syntheticBoxes(6);
        test::playInto(*writer.value(), test::boxSession(boxes, 3), test::boxTrials(boxes, 3));
    }
    const auto reader = SessionReader::open(path);
    QVERIFY(reader.ok());
    const auto files = exportSession(*reader.value(), m_folder.filePath(u"boxes"_s), {u"png"_s});
    QVERIFY(files.ok());
    for (const QString &name : {u"startup_phases"_s, u"comparison"_s, u"figure_cold_start"_s, u"latency"_s}) {
        const QImage image(m_folder.filePath(u"boxes/%1.png"_s.arg(name)));
        QVERIFY2(!image.isNull(), qPrintable(name));
        image.save(test::screenshotPath(u"export-boxes-"_s + name));
    }
    const QImage startup(m_folder.filePath(u"boxes/startup_phases.png"_s));
    for (const QString &phase : {phase::firmware, phase::kernel, phase::system, phase::appListening})
        QVERIFY2(test::pixelsOfColor(startup, phaseStyle(phase).onLight) > 500, qPrintable(phase));
}

void PngTest::twoExportsAreTheSameByteForByte()
{
    const QStringList once = exported(m_folder.filePath(u"once"_s));
    const QStringList twice = exported(m_folder.filePath(u"twice"_s));
    QCOMPARE(once.size(), twice.size());
    for (qsizetype index = 0; index < once.size(); ++index) {
        QFile first(once[index]);
        QFile second(twice[index]);
        QVERIFY(first.open(QIODevice::ReadOnly) && second.open(QIODevice::ReadOnly));
        QVERIFY2(first.readAll() == second.readAll(), qPrintable(once[index]));
    }
}

void PngTest::aSessionWithoutACompletedTrialStillGivesASheet()
{
    const QString path = m_folder.filePath(u"failed.boxmark"_s);
    {
        auto writer = SessionWriter::create(path);
        QVERIFY(writer.ok());
        auto trials = test::syntheticTrials(1);
        for (test::SyntheticTrial &trial : trials) {
            trial.records.clear();
            trial.trial.state = TrialState::Failed;
            trial.trial.reason = u"The app exited with status 3."_s;
        }
        test::playInto(*writer.value(), test::syntheticSession(), trials);
    }
    const auto reader = SessionReader::open(path);
    QVERIFY(reader.ok());
    const auto files = exportSession(*reader.value(), m_folder.filePath(u"failed"_s), {u"png"_s});
    QVERIFY(files.ok());
    QVERIFY(QImage(files.value().last()).height() > 500);
    QFile::remove(test::screenshotPath(u"export-failed"_s));
    QFile::copy(files.value().last(), test::screenshotPath(u"export-failed"_s));
}

void PngTest::aFolderThatCannotBeWrittenIsSaidWithTheRemedy()
{
    const auto reader = SessionReader::open(m_session);
    QVERIFY(reader.ok());
    const auto files = exportSession(*reader.value(), u"/proc/boxmark"_s, {u"png"_s});
    QVERIFY(!files.ok());
    QVERIFY(!files.error().what.isEmpty());
    QVERIFY(!files.error().remedy.isEmpty());
    QVERIFY(QDir(m_folder.path()).mkdir(u"latency.png"_s)); // a folder where the first file should be
    const auto blocked = exportSession(*reader.value(), m_folder.path(), {u"png"_s});
    QVERIFY(!blocked.ok());
    QVERIFY(blocked.error().what.contains(u"latency.png"_s));
}

QTEST_MAIN(PngTest)
#include "tst_png.moc"

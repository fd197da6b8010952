// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/session/recording.h"
#include "gui/session/sessionloader.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticrun.h"
#include "session/sessionwriter.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class RecordingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aSavedSessionGivesTheFiguresAndLinesThatWereShownLive();
    void eachTargetShowsItsNewestTrialOrTheChosenOne();
    void theLogIsBounded();
    void caveatsAreKeptOnce();
    void aFileThatIsNoSessionIsRefusedWithTheReason();
    void onlyTheLastFileAskedForIsDelivered();

private:
    QTemporaryDir m_folder;
    QString savedSession(const QString &name, int trials);
};

QString RecordingTest::savedSession(const QString &name, int trials)
{
    const QString path = m_folder.filePath(name);
    auto writer = SessionWriter::create(path);
    if (!writer)
        qFatal("%s", qPrintable(writer.error().text()));
    test::playInto(*writer.value(), test::syntheticSession(trials), test::syntheticTrials(trials));
    return path;
}

void RecordingTest::aSavedSessionGivesTheFiguresAndLinesThatWereShownLive()
{
    Recording live;
    test::playInto(live, test::syntheticSession(2), test::syntheticTrials(2));
    const auto loaded = loadSession(savedSession(u"same.boxmark"_s, 2));
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(loaded.error().text()));
    const Recording &saved = *loaded.value().recording;

    const auto liveFigures = live.completedFigures();
    const auto savedFigures = saved.completedFigures();
    QCOMPARE(savedFigures.size(), 4);
    for (qsizetype index = 0; index < liveFigures.size(); ++index) {
        QVERIFY(!liveFigures[index].values.isEmpty());
        QCOMPARE(savedFigures[index].values, liveFigures[index].values);
    }
    const auto liveTracks = live.tracks(1);
    const auto savedTracks = saved.tracks(1);
    QCOMPARE(savedTracks.size(), 2);
    for (qsizetype index = 0; index < 2; ++index) {
        QVERIFY(liveTracks[index].timeline->curves().p99.size() > 40);
        QCOMPARE(savedTracks[index].timeline->curves().p99, liveTracks[index].timeline->curves().p99);
        QCOMPARE(savedTracks[index].timeline->curves().throughput, liveTracks[index].timeline->curves().throughput);
        QCOMPARE(savedTracks[index].timeline->memory(Scope::Host), liveTracks[index].timeline->memory(Scope::Host));
    }
    QCOMPARE(saved.commands(), live.commands());
}

void RecordingTest::eachTargetShowsItsNewestTrialOrTheChosenOne()
{
    Recording recording;
    Session session = test::syntheticSession(2);
    const auto trials = test::syntheticTrials(2);
    for (const auto &synthetic : trials) {
        Trial planned = synthetic.trial;
        planned.state = TrialState::Planned;
        session.trials.append(planned);
    }
    recording.sessionStarted(session);
    QVERIFY(!recording.latestTrial(u"process"_s));
    QVERIFY(recording.tracks(std::nullopt).isEmpty());
    recording.trialChanged(trials[0].trial);
    recording.trialChanged(trials[2].trial);
    QCOMPARE(recording.latestTrial(u"process"_s)->number, 2);
    QCOMPARE(recording.tracks(std::nullopt).size(), 1);
    QCOMPARE(recording.tracks(1).size(), 2);
    QCOMPARE(recording.chosenTrial(u"process"_s, 1)->number, 1);
    QCOMPARE(recording.chosenTrial(u"process"_s, std::nullopt)->number, 2);
    QVERIFY(!recording.chosenTrial(u"process"_s, 3)); // no track, so nothing that could be in doubt either
    QVERIFY(recording.tracks(3).isEmpty());
}

void RecordingTest::theLogIsBounded()
{
    Recording recording;
    for (std::size_t index = 0; index < Recording::maximumLog + 100; ++index)
        recording.record(1, LogLine {LogSource::App, {}, QString::number(index)});
    QCOMPARE(recording.log().size(), Recording::maximumLog);
    QCOMPARE(recording.logTotal(), static_cast<qsizetype>(Recording::maximumLog) + 100);
    QCOMPARE(recording.log().front().line.text, u"100"_s);
}

void RecordingTest::caveatsAreKeptOnce()
{
    Recording recording;
    Trial trial;
    trial.id = 1;
    trial.target = u"docker"_s;
    recording.trialChanged(trial);
    recording.record(1, Caveat {CaveatKind::Note, u"no memory limit"_s});
    recording.record(1, Caveat {CaveatKind::Note, u"no memory limit"_s});
    QCOMPARE(recording.caveats(), QList<QString> {u"docker: no memory limit"_s});
}

void RecordingTest::aFileThatIsNoSessionIsRefusedWithTheReason()
{
    QFile file(m_folder.filePath(u"foreign.boxmark"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is not a session");
    file.close();
    SessionLoader loader;
    QSignalSpy loaded(&loader, &SessionLoader::loaded);
    const QString sound = savedSession(u"sound.boxmark"_s, 1);
    loader.load({file.fileName(), sound});
    QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, 30'000);
    const auto files = loaded.first().first().value<LoadedSessions>();
    QCOMPARE(files.sessions.size(), 1); // the others open all the same
    QCOMPARE(files.sessions.first().reported.session.filePath, sound);
    QCOMPARE(files.problems.size(), 1);
    const Error error = files.problems.first();
    QVERIFY(!error.what.isEmpty());
    QVERIFY(!error.why.isEmpty() || !error.remedy.isEmpty());
}

void RecordingTest::onlyTheLastFileAskedForIsDelivered()
{
    const QString first = savedSession(u"first.boxmark"_s, 1);
    const QString second = savedSession(u"second.boxmark"_s, 1);
    SessionLoader loader;
    QSignalSpy loaded(&loader, &SessionLoader::loaded);
    loader.load({first});
    loader.load({second});
    QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, 30'000);
    QCOMPARE(loaded.first().first().value<LoadedSessions>().sessions.first().reported.session.filePath, second);
}

QTEST_GUILESS_MAIN(RecordingTest)
#include "tst_recording.moc"

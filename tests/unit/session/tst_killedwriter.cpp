// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;

namespace {

qint64 monotonicMilliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// The child: writes a request every few milliseconds, telling on stdout which and when, until it is killed.
int writeUntilKilled(const QString &path)
{
    auto writer = SessionWriter::create(path);
    if (!writer)
        return 1;
    writer.value()->sessionStarted(fullSession());
    Trial trial = completedTrial();
    trial.state = TrialState::Running;
    trial.measureEnd.reset();
    writer.value()->trialChanged(trial);
    quint32 next = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        Request request;
        request.planned = RequestTicks(next * 100'000LL);
        request.bytes = next;
        writer.value()->record(1, RequestBatch {{request}});
        std::printf("%u %lld\n", next++, static_cast<long long>(monotonicMilliseconds()));
        std::fflush(stdout);
    });
    timer.start(5ms);
    return QCoreApplication::exec();
}

/// How long the disk takes to keep a few bytes.
std::chrono::milliseconds timeToKeep(const QString &path)
{
    const qint64 begin = monotonicMilliseconds();
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write("kept") > 0 && file.flush())
        ::fsync(file.handle());
    return std::chrono::milliseconds(monotonicMilliseconds() - begin);
}

struct Told
{
    quint32 number;
    qint64 at; ///< monotonic milliseconds
};

QList<Told> parse(const QByteArray &output)
{
    QList<Told> told;
    for (const QByteArray &line : output.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() == 2 && !words[1].isEmpty())
            told.append({words[0].toUInt(), words[1].toLongLong()});
    }
    return told;
}

} // namespace

class TestKilledWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void init() { test::failOnAnyWarning(); }

    void aKilledProgramLosesItsLastSecondAtMost()
    {
        for (int round = 0; round < 3; ++round) {
            const QString path = m_folder.filePath(u"killed-%1.boxmark"_s.arg(round));
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {u"--write-until-killed"_s, path});
            QByteArray output;
            std::chrono::milliseconds slowest {0};
            const auto enough = [&] {
                slowest = std::max(slowest, timeToKeep(path + u".probe"_s));
                output += child.readAllStandardOutput();
                return parse(output).size() >= 300 + 77 * round; // at another phase of the writer's second each time
            };
            QTRY_VERIFY_WITH_TIMEOUT(enough(), 60'000);
            const qint64 killedAt = monotonicMilliseconds();
            child.kill(); // SIGKILL
            QVERIFY(child.waitForFinished());
            output += child.readAllStandardOutput();
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);

            const auto reader = openSession(path);
            QVERIFY(reader);
            const QList<Request> kept = readTrial(*reader, 1).requests;
            for (qsizetype i = 0; i < kept.size(); ++i)
                QCOMPARE(kept[i].bytes, static_cast<quint32>(i)); // no gap, in order
            qint64 missingSince = killedAt;
            qint64 longestGap = 0; // in which a busy computer did not let the child work
            qint64 before = 0;
            for (const Told &told : parse(output)) {
                longestGap = std::max(longestGap, before > 0 ? told.at - before : 0);
                before = told.at;
                if (static_cast<qsizetype>(told.number) >= kept.size())
                    missingSince = std::min(missingSince, told.at);
            }
            // A commit keeps three things: the journal, its folder and the file.
            const qint64 heldUp = longestGap + 3 * slowest.count();
            qInfo("lost: the last %lld ms, held up for %lld", static_cast<long long>(killedAt - missingSince),
                static_cast<long long>(heldUp));
            QVERIFY(killedAt - missingSince <= 1000 + heldUp);

            QCOMPARE(reader->session().trials.first().state, TrialState::Failed);
            QVERIFY(reader->session().trials.first().reason.contains(u"program ended"_s));
            QCOMPARE(reader->session().trials[1].state, TrialState::Planned);
            QVERIFY(reader->session().killed);
            QVERIFY(reader->notice().contains(u"last second"_s));
        }
    }

    void aSessionThatIsBeingWrittenCanBeReadAndSaysSo()
    {
        const QString path = m_folder.filePath(u"live.boxmark"_s);
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--write-until-killed"_s, path});
        qsizetype before = 0;
        const auto grows = [&] { // while the other program goes on writing
            const auto reader = SessionReader::open(path);
            if (!reader)
                return false;
            const qsizetype now = readTrial(*reader.value(), 1).requests.size();
            return std::exchange(before, std::max(before, now)) > 0 && now > 200
                && reader.value()->session().trials.first().state == TrialState::Running
                && !reader.value()->session().killed && reader.value()->notice().contains(u"being written"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(grows(), 60'000);
        QCOMPARE(child.state(), QProcess::Running);

        const QString copy = m_folder.filePath(u"copy.boxmark"_s);
        QVERIFY(QFile::copy(path, copy)); // nobody writes the copy
        const auto reader = SessionReader::open(copy);
        if (reader) // a copy may have been made in the middle of a commit
            QCOMPARE(reader.value()->session().trials.first().state, TrialState::Failed);
        child.kill();
        QVERIFY(child.waitForFinished());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == u"--write-until-killed"_s)
        return writeUntilKilled(arguments[2]);
    TestKilledWriter test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killedwriter.moc"

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window costs: live charts, reopening, and the lines themselves. Prints figures; decides nothing.
//   bench_window [live] [reopen] [timeline] [run SCENARIO]     (all but run when nothing is named)
#include "bench/gui/stallmeter.h"
#include "chart/chartview.h"
#include "gui/mainwindow.h"
#include "gui/run/runpage.h"
#include "helpers/syntheticrun.h"
#include "session/sessionwriter.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

void printMeter(const QString &what, const bench::StallMeter &meter)
{
    out() << what << ": GUI thread "
          << QString::number(
                 100.0 * static_cast<double>(meter.processor().count()) / static_cast<double>(meter.wall().count()),
                 'f', 1)
          << " % of a core; longest stall " << QString::number(milliseconds(meter.longestProcessor()), 'f', 1)
          << " ms of processor, " << QString::number(milliseconds(meter.longestWall()), 'f', 1) << " ms of wall time\n";
    out().flush();
}

test::SyntheticShape busyShape(int requestsPerSecond, std::chrono::milliseconds load)
{
    test::SyntheticShape shape;
    shape.requestsPerSecond = requestsPerSecond;
    shape.load = load;
    return shape;
}

// Feeds a trial's records when their time has come.
class Player : public QObject
{
public:
    Player(Recording &recording, const test::SyntheticTrial &trial)
        : m_recording(recording)
        , m_trial(trial)
    {
        connect(&m_timer, &QTimer::timeout, this, &Player::feed);
        m_timer.start(100ms);
    }

private:
    // 100 ms of the trial are a batch and two samples.
    void feed()
    {
        for (int left = 3; left > 0 && m_next < m_trial.records.size(); --left)
            m_recording.record(m_trial.trial.id, m_trial.records[m_next++]);
    }

    Recording &m_recording;
    const test::SyntheticTrial &m_trial;
    QTimer m_timer;
    qsizetype m_next = 0;
};

// Two targets: one has run for 60 s (600 intervals, 600 samples of each scope), the other is at it with 16,000 requests
// a second.
void benchLive()
{
    constexpr auto length = 12s;
    const auto finished = test::syntheticTrial(1, u"process"_s, 1, busyShape(2000, 60s));
    auto running = test::syntheticTrial(2, u"docker"_s, 1, busyShape(16'000, 60s));
    running.trial.state = TrialState::Running;
    Session session = test::syntheticSession();
    session.scenario.load.duration = 59s;
    session.scenario.load.warmup = 1s;
    session.trials = {finished.trial, running.trial};

    const auto recording = std::make_shared<Recording>();
    recording->sessionStarted(session);
    for (const Record &record : finished.records)
        recording->record(1, record);
    qsizetype half = running.records.size() / 2;
    for (qsizetype index = 0; index < half; ++index)
        recording->record(2, running.records[index]);
    running.records.remove(0, half);

    RunPage page;
    page.resize(1200, 740);
    page.show();
    page.setRecording(recording);
    bench::StallMeter meter;
    const Player player(*recording, running);
    QEventLoop loop;
    QTimer::singleShot(1s, &loop, [&meter] { meter.start(); });
    QTimer::singleShot(length, &loop, &QEventLoop::quit);
    loop.exec();
    printMeter(u"live, 4 charts, 2 targets × 600 intervals, 16,000 requests/s, 10 Hz"_s, meter);
    qsizetype points = 0;
    for (const ChartView *chart : page.findChildren<ChartView *>())
        points += chart->drawnPoints();
    out() << "  points drawn: " << points << "; of it drawing and figures "
          << QString::number(milliseconds(page.refreshTime()) / 120, 'f', 2) << " ms a refresh\n";
    out().flush();
}

void benchTimeline()
{
    const auto trial = test::syntheticTrial(1, u"process"_s, 1, busyShape(16'000, 60s));
    TrialTimeline timeline;
    qsizetype requests = 0;
    QElapsedTimer clock;
    clock.start();
    for (const Record &record : trial.records) {
        timeline.add(record);
        if (const auto *batch = std::get_if<RequestBatch>(&record))
            requests += batch->requests.size();
    }
    timeline.finish();
    out() << "timeline: "
          << QString::number(static_cast<double>(clock.nsecsElapsed()) / static_cast<double>(requests), 'f', 1)
          << " ns a request over " << requests << " requests\n";
    out().flush();
}

QString writeMillion(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"million.boxmark"_s);
    auto writer = SessionWriter::create(path);
    if (!writer)
        qFatal("%s", qPrintable(writer.error().text()));
    const QList<test::SyntheticTrial> trials {test::syntheticTrial(1, u"process"_s, 1, busyShape(16'000, 32s)),
        test::syntheticTrial(2, u"docker"_s, 1, busyShape(16'000, 31s))};
    test::playInto(*writer.value(), test::syntheticSession(), trials);
    return path;
}

void benchReopen()
{
    const QTemporaryDir folder;
    const QString path = writeMillion(folder);
    MainWindow window;
    window.resize(1200, 780);
    window.show();
    QCoreApplication::processEvents();
    auto *pages = window.findChild<QStackedWidget *>(u"pages"_s);
    bench::StallMeter meter;
    meter.start();
    QElapsedTimer clock;
    clock.start();
    window.openSession(path);
    while (!window.recording())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    window.grab();
    const qint64 compare = clock.elapsed();
    pages->setCurrentWidget(window.findChild<RunPage *>());
    window.grab();
    out() << "reopen 1,008,000 requests (" << QFileInfo(path).size() / 1024 << " KiB): comparison drawn after "
          << compare << " ms, live charts after " << clock.elapsed() << " ms\n";
    printMeter(u"  while reopening"_s, meter);
}

void benchRun(const QString &scenario)
{
    MainWindow window;
    window.resize(1200, 780);
    window.show();
    window.openScenario(scenario);
    bench::StallMeter meter;
    QEventLoop loop;
    QObject::connect(&window.controller(), &RunController::ended, &loop, &QEventLoop::quit);
    QObject::connect(&window.controller(), &RunController::stepChanged, &loop, [&meter](const StepEvent &event) {
        if (event.step == Step::Measuring && event.detail.isEmpty())
            meter.start();
    });
    meter.start();
    window.findChild<QAction *>(u"actionRunAll"_s)->trigger();
    loop.exec();
    printMeter(u"a real run of "_s + QFileInfo(scenario).fileName(), meter);
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"boxmark-bench"_s);
    const QStringList named = QApplication::arguments().mid(1);
    const auto wanted = [&named](const QString &name) { return named.isEmpty() || named.contains(name); };
    if (wanted(u"timeline"_s))
        benchTimeline();
    if (wanted(u"live"_s))
        benchLive();
    if (wanted(u"reopen"_s))
        benchReopen();
    if (const qsizetype run = named.indexOf(u"run"_s); run >= 0 && run + 1 < named.size())
        benchRun(named[run + 1]);
    return 0;
}

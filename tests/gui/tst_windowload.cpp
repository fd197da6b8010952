// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A generator at its limit and a noisy computer, both on purpose: what the real window and its files say of them.
#include "chart/chartview.h"
#include "gui/compare/comparepage.h"
#include "gui/run/targetcard.h"
#include "gui/windowfixture.h"
#include "model/outcome.h"
#include "unit/report/csvparser.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::child;
using test::trigger;

namespace {

/// One for each processor, none of them below this program: what is below it counts as the trial's own. They end by
/// themselves should nobody end them.
class BusyNeighbours
{
public:
    BusyNeighbours()
    {
        for (int i = 0; i < QThread::idealThreadCount(); ++i) {
            qint64 pid = 0;
            if (QProcess::startDetached(
                    u"timeout"_s, {u"120"_s, u"sh"_s, u"-c"_s, u"while :; do :; done"_s}, QString(), &pid))
                m_pids.append(pid);
        }
    }
    ~BusyNeighbours()
    {
        for (const qint64 pid : std::as_const(m_pids))
            ::kill(static_cast<pid_t>(pid), SIGTERM); // timeout(1) hands it on
    }
    BusyNeighbours(const BusyNeighbours &) = delete;
    BusyNeighbours &operator=(const BusyNeighbours &) = delete;

    bool areThere() const { return m_pids.size() == QThread::idealThreadCount(); }

private:
    QList<qint64> m_pids;
};

/// Keeps this program from every processor for 150 of 300 ms. The child halts and resumes us by turns and ends, after
/// we run again, when we are gone or have closed our end of the pipe.
class Halts
{
public:
    Halts()
    {
        std::array<int, 2> ends {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return;
        const pid_t us = ::getpid();
        m_child = ::fork();
        if (m_child == 0) {
            ::close(ends[1]);
            haltByTurns(us, ends[0]);
        }
        ::close(ends[0]);
        m_end = ends[1];
    }
    ~Halts()
    {
        ::close(m_end);
        if (areThere())
            ::waitpid(m_child, nullptr, 0);
    }
    Halts(const Halts &) = delete;
    Halts &operator=(const Halts &) = delete;

    bool areThere() const { return m_child > 0; }

private:
    [[noreturn]] static void haltByTurns(pid_t whom, int end)
    {
        pollfd closed {end, POLLIN, 0};
        while (::poll(&closed, 1, 150) == 0) {
            ::kill(whom, SIGSTOP);
            ::usleep(150'000);
            ::kill(whom, SIGCONT);
        }
        ::_exit(0);
    }

    pid_t m_child = -1;
    int m_end = -1;
};

QList<QMap<QString, QString>> rowsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? test::parseCsv(file.readAll()).rows : QList<QMap<QString, QString>> {};
}

/// Chooses an entry of the context menu that the menu key opens: the menu waits in a loop of its own.
void chooseInMenu(QWidget &widget, const QString &beginning)
{
    QTimer::singleShot(0, &widget, [beginning] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&').startsWith(beginning))
                action->trigger();
        }
        menu->close();
    });
    QContextMenuEvent event(QContextMenuEvent::Keyboard, widget.rect().center(), widget.mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(&widget, &event);
}

} // namespace

class WindowLoadTest : public test::WindowFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void anOverloadedGeneratorIsMarkedInTheWindowAndTheFiles();
    void aNoisyTrialIsMarkedInTheWindowAndTheFiles();
    void chartsOfTheRunPageAreCopiedAndSaved();

private:
    void run(const QByteArray &load);
    void exportFiles();
    QString chartSubtitle(const QString &name) const;
    QString exported(const QString &name) const { return m_folder->filePath(u"out/"_s + name); }
};

/// Until the Compare page shows what came of it.
void WindowLoadTest::run(const QByteArray &load)
{
    QFile file(m_folder->filePath(u"load.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("boxmark: 1\nname: Load test\napp:\n  builtin: workload\nload:\n" + load
        + "trials: 1\nsampling: {interval: 100ms}\ntargets: [process]\n");
    file.close();
    m_dialogs->nextScenario = file.fileName();
    trigger(*m_window, u"actionOpenScenario"_s);
    trigger(*m_window, u"actionRunAll"_s);
    QVERIFY2(!isIdle(), qPrintable(messages().join(u'\n')));
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    QVERIFY2(messages().isEmpty(), qPrintable(messages().join(u'\n')));
    const auto *page = child<ComparePage>(*m_window, u"comparePage"_s);
    const QString session = m_window->recording()->session().filePath;
    QTRY_VERIFY_WITH_TIMEOUT(page->compared().paths().contains(session), longWait);
}

void WindowLoadTest::exportFiles()
{
    trigger(*m_window, u"actionExport"_s);
    auto *dialog = m_window->findChild<QDialog *>(u"ExportDialog"_s);
    QVERIFY(dialog);
    m_dialogs->nextFolder = m_folder->filePath(u"out"_s);
    child<QPushButton>(*dialog, u"browse"_s)->click();
    child<QPushButton>(*dialog, u"exportNow"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(*dialog, u"openFolder"_s)->isVisible(), longWait);
    dialog->close();
}

QString WindowLoadTest::chartSubtitle(const QString &name) const
{
    for (const NamedChart &chart : child<ComparePage>(*m_window, u"comparePage"_s)->charts()) {
        if (chart.name == name)
            return chart.spec.subtitle;
    }
    return {};
}

/// A plan that it could keep were it not halted again and again: on every computer, fast or slow, it sends late what
/// it sends, and drops more than it may have in flight.
void WindowLoadTest::anOverloadedGeneratorIsMarkedInTheWindowAndTheFiles()
{
    {
        const Halts halts;
        QVERIFY(halts.areThere());
        run("  engine: socket\n  mode: open\n  rate: 10000/s\n  concurrency: 256\n  warmup: 200ms\n"
            "  duration: 2s\n  steps:\n    - get: /bytes?n=1\n");
    }
    const QString mark = u"generator at its limit"_s;
    const auto *warning = child<QLabel>(*child<TargetCard>(*m_window, u"TargetCard"_s), u"warning"_s);
    QVERIFY2(warning->text().contains(mark), qPrintable(warning->text()));
    const QWidget &page = *child<QWidget>(*m_window, u"runPage"_s);
    for (const QString &chart : {u"latency"_s, u"throughput"_s})
        QVERIFY2(child<ChartView>(page, chart)->spec().subtitle.contains(mark), qPrintable(chart));
    ComparisonModel &figures = table(u"table"_s);
    QVERIFY(figures.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString().contains(mark));
    for (const QString &metric : {u"response_time_p99"_s, u"throughput"_s})
        QVERIFY2(figures.cell(figures.rowOf(metric), 0).mark.contains(mark), qPrintable(metric));
    for (const QString &chart : {u"latency"_s, u"throughput"_s, u"percentiles"_s})
        QVERIFY2(chartSubtitle(chart).contains(mark), qPrintable(chart));
    shoot(u"run-overloaded"_s);
    trigger(*m_window, u"actionShowCompare"_s);
    shoot(u"compare-overloaded"_s);

    exportFiles();
    const auto trials = rowsOf(exported(u"trials.csv"_s));
    QCOMPARE(trials.size(), 1);
    const auto &trial = trials.first();
    QVERIFY(trial[u"caveat_kinds"_s].split(u"; "_s).contains(u"generator"_s));
    QVERIFY(trial[u"caveats"_s].contains(u"The load generator"_s));
    // What was not sent is counted, and nothing is lost: all that was offered has an end.
    QVERIFY(trial[u"dropped"_s].toInt() > 0);
    int ended = 0;
    for (const Outcome outcome : allOutcomes)
        ended += trial[outcomeName(outcome)].toInt();
    QCOMPARE(ended, trial[u"requests"_s].toInt());
    QVERIFY2(std::abs(ended - 20'000) <= 1, qPrintable(QString::number(ended))); // where the window's edges fall
    QVERIFY(trial[u"sent_rate_per_s"_s].toDouble() < trial[u"offered_rate_per_s"_s].toDouble());
    const auto caveats = rowsOf(exported(u"caveats.csv"_s));
    QVERIFY(std::any_of(caveats.begin(), caveats.end(),
        [](const auto &row) { return row[u"kind"_s] == u"generator" && row[u"target"_s] == u"process"; }));
}

void WindowLoadTest::aNoisyTrialIsMarkedInTheWindowAndTheFiles()
{
    {
        const BusyNeighbours neighbours;
        QVERIFY(neighbours.areThere());
        run("  concurrency: 2\n  warmup: 200ms\n  duration: 1s\n  steps:\n    - get: /primecount?n=20000\n");
    }
    const auto *warning = child<QLabel>(*child<TargetCard>(*m_window, u"TargetCard"_s), u"warning"_s);
    QVERIFY2(warning->text().contains(u"disturbed"_s), qPrintable(warning->text()));
    const QString title = table(u"table"_s).headerData(0, Qt::Horizontal, Qt::DisplayRole).toString();
    QVERIFY2(title.contains(u"⚠ disturbed"_s), qPrintable(title));
    QVERIFY(chartSubtitle(u"latency"_s).contains(u"disturbed"_s));
    trigger(*m_window, u"actionShowCompare"_s);
    shoot(u"compare-noisy"_s);

    exportFiles();
    const auto trials = rowsOf(exported(u"trials.csv"_s));
    QCOMPARE(trials.size(), 1);
    QVERIFY(trials.first()[u"caveat_kinds"_s].split(u"; "_s).contains(u"disturbed"_s));
    QVERIFY(trials.first()[u"others_cpu_percent"_s].toDouble() > 20);
    QVERIFY(!trials.first()[u"busiest_others"_s].isEmpty()); // whoever it was, on a computer where others work too
    const auto caveats = rowsOf(exported(u"caveats.csv"_s));
    QVERIFY(std::any_of(caveats.begin(), caveats.end(), [](const auto &row) {
        return row[u"kind"_s] == u"disturbed" && row[u"text"_s].contains(u"other processes used"_s);
    }));
}

void WindowLoadTest::chartsOfTheRunPageAreCopiedAndSaved()
{
    open(savedSession(1));
    trigger(*m_window, u"actionShowRun"_s);
    QVERIFY(drawnPoints() > 6);
    const QWidget &page = *child<QWidget>(*m_window, u"runPage"_s);
    for (const QString &name : {u"latency"_s, u"throughput"_s, u"cpu"_s, u"memory"_s, u"startupChart"_s}) {
        auto *chart = child<ChartView>(page, name);
        QGuiApplication::clipboard()->clear();
        chooseInMenu(*chart, u"Copy picture"_s);
        QVERIFY2(!QGuiApplication::clipboard()->image().isNull(), qPrintable(name));
        chooseInMenu(*chart->viewport(), u"Copy values"_s);
        QVERIFY2(!QGuiApplication::clipboard()->text().isEmpty(), qPrintable(name));
        for (const QString &ending : {u".png"_s, u".svg"_s}) {
            m_dialogs->nextChartFile = m_folder->filePath(name + ending);
            chooseInMenu(*chart, u"Save picture"_s);
            QVERIFY2(QFileInfo(m_dialogs->nextChartFile).size() > 1000, qPrintable(name + ending));
        }
    }
}

QTEST_MAIN(WindowLoadTest)
#include "tst_windowload.moc"

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/supervisor.h"

#include "agent/protocol.h"
#include "agent/run/childapp.h"
#include "agent/run/containergroup.h"
#include "agent/run/guard.h"
#include "agent/run/linesplitter.h"
#include "agent/run/listenwatch.h"
#include "agent/run/neighbourhood.h"
#include "agent/run/outbox.h"
#include "agent/run/processtree.h"
#include "agent/run/treesampler.h"
#include "agent/run/whereabouts.h"
#include "agent/signals.h"

#include <algorithm>
#include <array>
#include <memory>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

/// One of the app's two streams on its way into log records.
struct AppStream
{
    int number = 0; ///< 1 or 2
    Descriptor pipe {};
    LineSplitter lines {};
};

std::string ownCostText(nanoseconds cpuAtHandOver)
{
    const nanoseconds cost = threadCpuTime() - cpuAtHandOver;
    return "The agent took " + std::to_string(cost / std::chrono::microseconds(1))
        + " µs of CPU time from the kernel's hand-over to the app's start.";
}

class Supervisor
{
public:
    Supervisor(const RunOptions &options, const AppBox &box, HostLink &host)
        : m_options(options)
        , m_box(box)
        , m_host(host)
        , m_outbox(host.outbox())
    {
    }

    int run();

private:
    void begin(ChildApp app);
    void turn();
    void waitForEvents();
    void readSignals();
    void forward(int signal);
    void beginEnd();
    bool readStream(AppStream &stream);
    void checkListening(nanoseconds now);
    void takeSample(nanoseconds now);
    void enforceGrace(nanoseconds now);
    void finish();

    const RunOptions &m_options;
    const AppBox &m_box;
    HostLink &m_host;
    Outbox &m_outbox;
    SignalQueue m_signals {{SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCHLD}};
    Guard m_guard {};
    pid_t m_app = 0;
    AppStream m_output {1};
    AppStream m_error {2};
    std::optional<AppEnd> m_end {};
    std::unique_ptr<ListenWatch> m_watch {}; ///< until the app listens
    nanoseconds m_nextWatch {0};
    std::unique_ptr<TreeSampler> m_sampler {};
    ContainerGroup m_group {};
    Neighbourhood m_neighbourhood {};
    nanoseconds m_nextSample {0};
    std::optional<nanoseconds> m_killAt {}; ///< set once the app has been told to end
    std::vector<pollfd> m_entries {};
    std::array<char, 65'536> m_buffer {};
};

int Supervisor::run()
{
    std::variant<ChildApp, Failure> started = startApp(m_options.command, m_box);
    if (const Failure *failure = std::get_if<Failure>(&started)) {
        tellFailure(m_host, *failure);
        return failure->exitStatus;
    }
    begin(std::get<ChildApp>(std::move(started)));
    while (!m_end)
        turn();
    finish();
    return m_end->signal ? 128 + *m_end->signal : m_end->status.value_or(1);
}

void Supervisor::begin(ChildApp app)
{
    const nanoseconds now = monotonicNow();
    m_app = app.pid;
    m_guard.watchOver(app.pid);
    m_output.pipe = std::move(app.output);
    m_error.pipe = std::move(app.error);
    m_outbox.push(Outbox::Line::Vital, phaseRecord(now, protocol::phase::appStarted));
    const auto note
        = [this](std::string_view text) { m_outbox.push(Outbox::Line::Vital, noteRecord(monotonicNow(), text)); };
    if (m_options.cpuAtHandOver)
        m_outbox.push(Outbox::Line::Vital, remarkRecord(monotonicNow(), ownCostText(*m_options.cpuAtHandOver)));
    m_sampler = std::make_unique<TreeSampler>(note);
    m_sampler->leaveOut(m_guard.pid());
    m_nextSample = now;
    if (m_options.port)
        m_watch = std::make_unique<ListenWatch>(*m_options.port);
    m_nextWatch = now;
}

void Supervisor::turn()
{
    waitForEvents();
    readSignals();
    readStream(m_output);
    readStream(m_error);
    const nanoseconds now = monotonicNow();
    checkListening(now);
    takeSample(now);
    m_outbox.flush();
    if (m_host.isLost() && !m_killAt)
        beginEnd();
    enforceGrace(now);
}

void Supervisor::waitForEvents()
{
    nanoseconds deadline = m_nextSample;
    if (m_watch)
        deadline = std::min(deadline, m_nextWatch);
    if (m_killAt)
        deadline = std::min(deadline, *m_killAt);
    deadline = std::min(deadline, m_host.deadline().value_or(deadline));
    const nanoseconds wait = std::max(deadline - monotonicNow(), nanoseconds {0});
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(wait);
    const timespec timeout {seconds.count(), (wait - seconds).count()};
    m_entries.clear();
    for (const int descriptor : {m_signals.descriptor(), m_output.pipe.number(), m_error.pipe.number()})
        m_entries.push_back({descriptor, POLLIN, 0}); // poll passes -1 over
    m_host.appendEntries(m_entries);
    ppoll(m_entries.data(), m_entries.size(), &timeout, nullptr);
    m_host.handle(m_entries);
}

void Supervisor::readSignals()
{
    while (const int signal = m_signals.next()) {
        if (signal == SIGCHLD)
            continue;
        forward(signal);
    }
    // Not only after SIGCHLD: several that end at once send one.
    for (const Reaped &reaped : reapChildren()) {
        if (reaped.pid == m_app)
            m_end = reaped.end;
        if (reaped.pid == m_guard.pid())
            m_guard.wasReaped();
    }
}

void Supervisor::forward(int signal)
{
    const bool asksToEnd = signal == SIGTERM || signal == SIGINT;
    // The image's own way to be ended stands for the general one.
    kill(-m_app, signal == SIGTERM ? m_options.stopSignal : signal);
    if (asksToEnd && !m_killAt)
        m_killAt = monotonicNow() + m_options.grace;
}

void Supervisor::beginEnd()
{
    forward(SIGTERM);
}

// Whether there may be more to read at once.
bool Supervisor::readStream(AppStream &stream)
{
    if (!stream.pipe)
        return false;
    const auto log = [&](std::string_view line) {
        m_outbox.push(Outbox::Line::Log, logRecord(monotonicNow(), stream.number, line));
    };
    const ssize_t count = read(stream.pipe.number(), m_buffer.data(), m_buffer.size());
    if (count > 0)
        stream.lines.feed(std::string_view(m_buffer.data(), static_cast<std::size_t>(count)), log);
    if (count != 0)
        return count > 0;
    stream.lines.finish(log);
    stream.pipe.reset();
    return false;
}

void Supervisor::checkListening(nanoseconds now)
{
    if (!m_watch || now < m_nextWatch)
        return;
    if (m_watch->isListening(now)) {
        m_outbox.push(Outbox::Line::Vital, phaseRecord(monotonicNow(), protocol::phase::appListening));
        m_watch.reset();
        return;
    }
    m_nextWatch = m_watch->nextCheck(now);
}

void Supervisor::takeSample(nanoseconds now)
{
    if (now < m_nextSample)
        return;
    Sample sample = m_sampler->take();
    m_group.read(sample);
    m_neighbourhood.read(sample);
    m_outbox.push(Outbox::Line::Sample, sampleRecord(sample));
    // On a fixed grid: a late sample does not make the next ones late. What was missed is not made up for.
    const auto missed = (now - m_nextSample) / m_options.interval;
    m_nextSample += m_options.interval * (missed + 1);
}

void Supervisor::enforceGrace(nanoseconds now)
{
    if (!m_killAt || now < *m_killAt)
        return;
    killDescendants(m_guard.pid());
    m_killAt = now + std::chrono::milliseconds(20); // until the app itself has been reaped
}

void Supervisor::finish()
{
    endDescendants(m_guard.pid());
    while (readStream(m_output) || readStream(m_error)) { }
    const auto unread = [&](AppStream &stream) {
        stream.lines.finish([&](std::string_view line) {
            m_outbox.push(Outbox::Line::Log, logRecord(monotonicNow(), stream.number, line));
        });
    };
    unread(m_output);
    unread(m_error);
    m_outbox.push(Outbox::Line::Vital, exitRecord(monotonicNow(), *m_end, m_sampler->finalCpu()));
    m_host.finish();
    m_guard.dismiss();
}

// Whoever started us may have asked that we die with it (PR_SET_PDEATHSIG), by SIGKILL perhaps. By SIGTERM we can take
// the app's whole tree along.
void softenParentDeath()
{
    int signal = 0;
    if (prctl(PR_GET_PDEATHSIG, &signal) == 0 && signal != 0)
        prctl(PR_SET_PDEATHSIG, SIGTERM);
}

} // namespace

void adoptOrphans()
{
    softenParentDeath();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

void tellFailure(HostLink &host, const Failure &failure)
{
    host.outbox().push(Outbox::Line::Vital, failedRecord(monotonicNow(), failure));
    host.finish();
}

int superviseApp(const RunOptions &options, const AppBox &box, HostLink &host)
{
    return Supervisor(options, box, host).run();
}

int runApp(const RunOptions &options)
{
    adoptOrphans();
    HostLink host;
    host.sayHello(helloRecord(monotonicNow(), whereabouts()));
    return superviseApp(options, {}, host);
}

} // namespace boxmark::agent

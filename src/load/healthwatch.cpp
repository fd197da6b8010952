// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/healthwatch.h"

#include <algorithm>

namespace boxmark {

namespace {

constexpr std::chrono::seconds connectDeadline {1}; // as long as the kernel takes to repeat a lost SYN
constexpr std::chrono::seconds answerDeadline {3};
constexpr std::ptrdiff_t mostUnconnected = 32;
constexpr int usuallyUnderWay = 8;

QByteArray requestFor(const QUrl &url)
{
    const QUrl::FormattingOptions target = QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment;
    QByteArray path = url.toEncoded(target);
    if (!path.startsWith('/'))
        path.prepend('/');
    return "GET " + path + " HTTP/1.1\r\nHost: " + url.authority(QUrl::FullyEncoded).toLatin1()
        + "\r\nUser-Agent: boxmark/" BOXMARK_VERSION "\r\nAccept: */*\r\nConnection: close\r\n\r\n";
}

} // namespace

HealthWatch::HealthWatch(const QUrl &url, std::chrono::milliseconds period)
    : m_url(url)
    , m_request(requestFor(url))
    , m_period(std::max(period, std::chrono::milliseconds {1}))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &HealthWatch::tick);
}

void HealthWatch::start()
{
    m_timer.start(m_period);
    tick();
}

void HealthWatch::tick()
{
    m_ended.clear();
    dropOverdue(Clock::system().now());
    if (m_ticksToWait-- > 0)
        return;
    dropOldestUnconnected();
    startProbe();
    m_ticksToWait = m_unanswered;
}

void HealthWatch::startProbe()
{
    m_probes.push_back(std::make_unique<ProbeConnection>(m_url, m_request));
    ProbeConnection *probe = m_probes.back().get();
    connect(probe, &ProbeConnection::asked, this, [this] { ++m_unanswered; });
    connect(probe, &ProbeConnection::ended, this,
        [this, probe](ProbeEnd how, MonotonicTime at) { probeEnded(probe, how, at); });
}

void HealthWatch::dropOverdue(MonotonicTime now)
{
    std::erase_if(m_probes, [now](const auto &probe) {
        return now - probe->started() >= (probe->hasAsked() ? answerDeadline : connectDeadline);
    });
}

void HealthWatch::dropOldestUnconnected()
{
    const auto isUnconnected = [](const auto &probe) { return !probe->hasAsked(); };
    if (std::ranges::count_if(m_probes, isUnconnected) >= mostUnconnected)
        m_probes.erase(std::ranges::find_if(m_probes, isUnconnected));
}

void HealthWatch::probeEnded(ProbeConnection *probe, ProbeEnd how, MonotonicTime at)
{
    m_lastEnd = how;
    m_lastStatus = probe->status();
    m_unanswered = 0;
    m_ticksToWait = 0;
    const auto found = std::ranges::find(m_probes, probe, &std::unique_ptr<ProbeConnection>::get);
    m_ended.push_back(std::move(*found)); // it is what called us
    m_probes.erase(found);
    if (how != ProbeEnd::Healthy)
        return;
    m_timer.stop();
    m_probes.clear();
    emit healthy(at);
}

// Accepts, but does not answer. A few probes are always on their way; that nobody listened is disproved by the first.
bool HealthWatch::isSilent() const
{
    const bool nobodyListened = !m_lastEnd || *m_lastEnd == ProbeEnd::Refused || *m_lastEnd == ProbeEnd::Unreachable;
    return m_unanswered > (nobodyListened ? 0 : usuallyUnderWay);
}

HealthWatch::Finding HealthWatch::lastFinding() const
{
    const QString where = m_url.authority();
    if (isSilent())
        return {tr("%1 accepts connections but does not answer them.").arg(where),
            tr("See in the app's log what it waits for, or allow it more time.")};
    switch (m_lastEnd.value_or(ProbeEnd::Unreachable)) {
    case ProbeEnd::Refused:
        return {tr("Nobody listens on %1.").arg(where),
            tr("Check that the app listens on the port that the scenario names, on all addresses and not on "
               "127.0.0.1 only, and see its log.")};
    case ProbeEnd::ClosedSilently:
        return {tr("%1 accepts connections but closes them without an answer.").arg(where),
            tr("A forwarded port does so when nobody listens behind it: check the port that the scenario "
               "names, and that the app listens on all addresses and not on 127.0.0.1 only.")};
    case ProbeEnd::OtherStatus:
        return {tr("%1 answers with status %2 instead of 200.").arg(m_url.toString()).arg(m_lastStatus),
            tr("Check the health path in the scenario, and see the app's log.")};
    case ProbeEnd::Incomplete:
        return {tr("%1 answers, but not with a complete HTTP response.").arg(m_url.toString()),
            tr("Check that the port that the scenario names speaks HTTP, and see the app's log.")};
    case ProbeEnd::Unreachable:
    case ProbeEnd::Healthy:
        break;
    }
    return {tr("No connection to %1 could be made.").arg(where),
        tr("Check the address and the network between this computer and the app.")};
}

} // namespace boxmark

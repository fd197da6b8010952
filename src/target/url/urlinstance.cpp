// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/url/urlinstance.h"

#include "host/port.h"
#include "process/command.h"
#include "sample/hostsampler.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto agentDeadline = 15s; // ssh's own for a connection, and some
constexpr auto grace = 500ms;

/// Programs that listen for another one: what they take is not what the app takes.
bool isForwarder(const QString &program)
{
    static const QStringList forwarders {u"docker-proxy"_s, u"rootlessport"_s, u"slirp4netns"_s, u"passt"_s, u"pasta"_s,
        u"ssh"_s, u"sshd"_s, u"socat"_s, u"kubectl"_s};
    return forwarders.contains(program) || program.startsWith(u"qemu-system"_s);
}

Error forwarded(const QString &program, const QUrl &url)
{
    return {UrlInstance::tr("The app itself cannot be seen."),
        UrlInstance::tr("What listens on port %1 is %2, which passes everything on to the app.")
            .arg(url.port())
            .arg(program),
        UrlInstance::tr("Let Boxmark start the app's container or machine, as a target of that kind.")};
}

} // namespace

UrlInstance::UrlInstance(TargetContext context, UrlOptions options)
    : m_context(std::move(context))
    , m_options(std::move(options))
    , m_origin(Clock::system().now())
{
    connect(&m_link, &AgentLink::sampled, this, [this] { m_heard.complete(Result<void>()); });
    connect(&m_link, &AgentLink::note, this, [this](const QString &text) {
        if (!m_hasAgent) // from then on the trial listens itself
            tellCaveat(m_context, text);
    });
    connect(&m_link, &AgentLink::failed, this, [this](const Error &error) {
        m_heard.complete(error);
        if (m_hasAgent)
            tellCaveat(m_context, tr("The agent beside the app has ended: %1").arg(error.text()));
    });
}

UrlInstance::~UrlInstance() = default;

QCoro::Task<Result<void>> UrlInstance::watch(ProcessSpec spec)
{
    if (m_options.agent == UrlOptions::Agent::Here) {
        const auto listener = portListener(static_cast<quint16>(m_options.url.port()));
        if (listener && isForwarder(listener->program))
            co_return forwarded(listener->program, m_options.url);
    } else {
        m_link.alignByHello();
    }
    tellLog(m_context, LogSource::Command, spec.commandLine());
    m_watcher = m_context.processes->create(spec);
    connect(m_watcher.get(), &Process::standardOutput, this, [this](const QByteArray &bytes) { m_link.feed(bytes); });
    connect(m_watcher.get(), &Process::standardError, this, [this](const QByteArray &bytes) {
        for (const QString &line : m_watcherLines.feed(bytes))
            m_recent.add(line);
    });
    connect(m_watcher.get(), &Process::done, this, &UrlInstance::onWatcherDone);
    m_watcher->start();
    const auto stopEarly = m_context.cancel.onCancel([this] { m_heard.complete(Error {tr("Stopped."), {}, {}}); });
    m_heard.completeAfter(agentDeadline, Error {tr("The agent beside the app was not heard."), watcherWords(), {}});
    const Result<void> heard = co_await m_heard;
    m_hasAgent = heard.ok();
    co_return heard;
}

void UrlInstance::onWatcherDone(const ProcessResult &result)
{
    for (const QString &line : m_watcherLines.finish())
        m_recent.add(line);
    const QString why = u"%1 %2. %3"_s.arg(m_watcher->spec().program, result.text(), watcherWords()).trimmed();
    m_heard.complete(Error {tr("The agent beside the app could not be read."), why, {}});
    if (m_hasAgent && !m_stopping)
        tellCaveat(m_context, tr("The agent beside the app could not be read to the end: %1").arg(why));
    m_watcherEnded.complete(true);
}

QString UrlInstance::watcherWords() const
{
    return m_recent.text();
}

QCoro::Task<Result<std::unique_ptr<HostSource>>> UrlInstance::hostSource()
{
    if (!isLoopback(m_options.url))
        co_return Error {tr("The app runs on another computer."), {}, {}};
    const auto listener = portListener(static_cast<quint16>(m_options.url.port()));
    if (!listener || listener->pid == 0)
        co_return Error {tr("The program that listens on port %1 cannot be seen.").arg(m_options.url.port()),
            tr("It may be another user's, or in a container."), {}};
    if (isForwarder(listener->program) && !listener->program.startsWith(u"qemu-system"_s))
        co_return forwarded(listener->program, m_options.url);
    co_return processTreeSource(listener->pid);
}

BoxFacts UrlInstance::facts() const
{
    BoxFacts facts;
    facts.machine = tr("an app that already ran");
    facts.network = isLoopback(m_options.url) ? tr("loopback") : tr("network to %1").arg(m_options.url.host());
    return facts;
}

QCoro::Task<Result<void>> UrlInstance::stop()
{
    m_stopping = true;
    if (m_watcher && !m_watcherEnded.isComplete()) {
        m_watcher->stop(grace);
        co_await m_watcherEnded;
    }
    co_return {};
}

} // namespace boxmark

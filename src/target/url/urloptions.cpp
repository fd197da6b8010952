// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/url/urloptions.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString agentName = u"boxmark-agent"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("url", text);
}

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

Result<QUrl> readUrl(const QString &text)
{
    const QString remedy = tr("Write http://HOST:PORT; paths stand in the steps.");
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return Error {tr("“%1” is no address of an app.").arg(text), url.errorString(), remedy};
    if (url.scheme() != u"http"_s)
        return Error {tr("The app at “%1” cannot be measured.").arg(text), tr("Only http is spoken."), remedy};
    if (!url.userInfo().isEmpty() || !(url.path().isEmpty() || url.path() == u"/"_s) || url.hasQuery()
        || url.hasFragment())
        return Error {tr("“%1” has more than a host and a port.").arg(text), {}, remedy};
    QUrl endpoint;
    endpoint.setScheme(u"http"_s);
    endpoint.setHost(url.host());
    endpoint.setPort(url.port(80));
    return endpoint;
}

// What a remote shell is given must need no quoting, and a host must not be taken for an option.
Result<void> takeSsh(UrlOptions &options, const QStringList &words)
{
    const QString host = words.value(1);
    const QString program = words.value(2, agentName);
    if (words.size() > 3 || !matches(host, u"([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*"_s)
        || !matches(program, u"[A-Za-z0-9/_][A-Za-z0-9/._-]*"_s))
        return Error {tr("“%1” does not say how the agent is reached.").arg(words.join(u' ')), {},
            tr("Write “agent: ssh USER@HOST”, and behind it where boxmark-agent is when it is not in PATH there. Ports "
               "and keys belong into ~/.ssh/config.")};
    options.agent = UrlOptions::Agent::Ssh;
    options.sshHost = host;
    options.agentProgram = program;
    return {};
}

Result<void> takeAgent(UrlOptions &options, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.value(0) == u"ssh"_s)
        return takeSsh(options, words);
    if (text == u"here"_s)
        options.agent = UrlOptions::Agent::Here;
    else if (text == u"none"_s)
        options.agent = UrlOptions::Agent::None;
    else if (text.isEmpty())
        options.agent = isLoopback(options.url) ? UrlOptions::Agent::Here : UrlOptions::Agent::None;
    else
        return Error {tr("The agent cannot be “%1”.").arg(text), {},
            tr("Write “agent: ssh USER@HOST”, “agent: here” or “agent: none”.")};
    if (options.agent == UrlOptions::Agent::Here && !isLoopback(options.url))
        return Error {tr("“agent: here” does not go with %1.").arg(options.url.host()),
            tr("That is not known to be this computer."), tr("Write “agent: ssh USER@HOST”.")};
    return {};
}

Result<void> takePermission(UrlOptions &options, const QString &text)
{
    if (!text.isEmpty() && text != u"true"_s && text != u"false"_s)
        return Error {tr("“allow_remote” cannot be “%1”.").arg(text), {}, tr("Write true or false.")};
    options.allowRemote = text == u"true"_s;
    return {};
}

} // namespace

QString appUrlOf(const Scenario &scenario)
{
    return scenario.app.source == AppSpec::Source::Url ? scenario.app.location : QString();
}

bool isLoopback(const QUrl &url)
{
    return url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback();
}

Result<UrlOptions> readUrlOptions(const TargetSpec &spec, const QString &appUrl)
{
    const QString address = spec.options.value(urloption::url, appUrl);
    if (address.isEmpty())
        return Error {tr("This target has no app."), tr("Nothing says where the app runs."),
            tr("Write its address with the target: {kind: url, url: \"http://HOST:PORT\"}.")};
    const auto url = readUrl(address);
    if (!url)
        return url.error();
    UrlOptions options {url.value()};
    if (const auto taken = takePermission(options, spec.options.value(urloption::allowRemote)); !taken)
        return taken.error();
    if (const auto taken = takeAgent(options, spec.options.value(urloption::agent).simplified()); !taken)
        return taken.error();
    return options;
}

QStringList watchArguments(const UrlOptions &options, std::chrono::milliseconds interval)
{
    return {u"watch"_s, u"--port"_s, QString::number(options.url.port()), u"--interval"_s,
        QString::number(interval.count())};
}

ProcessSpec watchSpec(const UrlOptions &options, const QString &agentPath, std::chrono::milliseconds interval)
{
    const QStringList arguments = watchArguments(options, interval);
    if (options.agent == UrlOptions::Agent::Here)
        return {.program = agentPath, .arguments = arguments};
    // BatchMode: whatever it would ask a person, it fails instead.
    QStringList words {u"-T"_s, u"-o"_s, u"BatchMode=yes"_s, u"-o"_s, u"ConnectTimeout=10"_s, u"--"_s, options.sshHost,
        options.agentProgram};
    return {.program = u"ssh"_s, .arguments = words + arguments};
}

} // namespace boxmark

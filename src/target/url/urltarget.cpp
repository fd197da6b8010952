// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/url/urltarget.h"

#include "target/url/urlinstance.h"
#include "target/url/urloptions.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("url", text);
}

Result<void> checkPermission(const UrlOptions &options, const TargetContext &context)
{
    if (isLoopback(options.url) || options.allowRemote || context.allowRemote)
        return {};
    return Error {tr("No load is sent to %1 yet.").arg(options.url.host()),
        tr("That is another computer, and a load test may bring it down. Somebody who may decide on it must say so."),
        tr("Run with “--allow-remote”, or write “allow_remote: true” with the target.")};
}

/// How whoever runs the app could have it seen inside.
QString withoutAgent(const UrlOptions &options, std::chrono::milliseconds interval)
{
    const QString command = u"boxmark-agent "_s + watchArguments(options, interval).join(u' ');
    return tr(
        "Nothing is measured inside, as no agent is there. Put boxmark-agent on the app's computer and write “agent: "
        "ssh USER@HOST” with the target; what is run there is then: %1")
        .arg(command);
}

void tellWhatIsNotOurs(const UrlOptions &options, const Scenario &scenario, const TargetContext &context)
{
    if (!isLoopback(options.url))
        tellCaveat(context,
            tr("The load goes to %1, another computer: the network between is part of every figure.")
                .arg(options.url.host()));
    if (scenario.resources.cpus || scenario.resources.memory)
        tellCaveat(context, tr("The scenario's limits do not reach an app that already runs."));
    if (options.agent == UrlOptions::Agent::None)
        tellCaveat(context, withoutAgent(options, scenario.samplingInterval));
}

} // namespace

UrlTarget::UrlTarget(TargetSpec spec)
    : Target(std::move(spec))
{
}

Result<void> UrlTarget::supports(const Scenario &scenario) const
{
    const auto options = readUrlOptions(spec(), appUrlOf(scenario));
    return options ? Result<void>() : options.error();
}

QCoro::Task<Readiness> UrlTarget::probe(TargetContext)
{
    const QString detail = spec().options.value(urloption::url, tr("an app that already runs"));
    co_return Readiness {.ready = true, .detail = detail};
}

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> UrlTarget::prepare(Scenario scenario, TargetContext context)
{
    const auto options = readUrlOptions(spec(), appUrlOf(scenario));
    if (!options)
        co_return options.error();
    if (const auto allowed = checkPermission(options.value(), context); !allowed)
        co_return allowed.error();
    tellWhatIsNotOurs(options.value(), scenario, context);
    auto prepared = std::make_shared<PreparedApp>();
    prepared->learn(u"url"_s, options.value().url.toString());
    co_return prepared;
}

QCoro::Task<Result<std::unique_ptr<Instance>>> UrlTarget::start(
    std::shared_ptr<PreparedApp>, Scenario scenario, TargetContext context)
{
    const auto options = readUrlOptions(spec(), appUrlOf(scenario));
    if (!options)
        co_return options.error();
    auto instance = std::make_unique<UrlInstance>(context, options.value());
    if (options.value().agent != UrlOptions::Agent::None) {
        const ProcessSpec agent = watchSpec(options.value(), context.agentPath, scenario.samplingInterval);
        const auto watched = co_await instance->watch(agent);
        if (!watched)
            tellCaveat(context, tr("Nothing is measured inside. %1").arg(watched.error().text()));
    }
    co_return std::unique_ptr<Instance>(std::move(instance));
}

TargetKind urlTargetKind()
{
    return {.id = u"url"_s,
        .title = tr("URL"),
        .summary = tr("An app that already runs, here or elsewhere; it is neither started nor ended."),
        .optionKeys = {urloption::url, urloption::agent, urloption::allowRemote},
        .make = [](TargetSpec spec) -> std::unique_ptr<Target> { return std::make_unique<UrlTarget>(std::move(spec)); },
        .recover = nullptr,
        .check = [](const TargetSpec &spec) -> Result<void> {
            // The address may be the app's, which is not known here.
            const auto options = readUrlOptions(spec, u"http://localhost"_s);
            return options ? Result<void>() : options.error();
        },
        // There is none before somebody has told an address.
        .discover = [](TargetContext) -> QCoro::Task<QList<TargetSpec>> { co_return QList<TargetSpec>(); },
        .needs = tr("an app that runs"),
        .usualStart = std::chrono::seconds(0)};
}

} // namespace boxmark

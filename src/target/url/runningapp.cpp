// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/url/runningapp.h"

#include "target/url/urloptions.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString urlKind = u"url"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("url", text);
}

bool isTaken(const QString &name, const QList<TargetSpec> &targets)
{
    return std::any_of(
        targets.begin(), targets.end(), [&name](const TargetSpec &target) { return target.name == name; });
}

QString freeName(const QList<TargetSpec> &others)
{
    QString name = urlKind;
    for (int number = 2; isTaken(name, others); ++number)
        name = u"%1-%2"_s.arg(urlKind).arg(number);
    return name;
}

} // namespace

RunningApp RunningApp::fromText(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals <= 0 || text.left(equals).contains(u':') || text.left(equals).contains(u'/'))
        return {.address = text.trimmed()};
    return {.address = text.mid(equals + 1).trimmed(), .name = text.left(equals).trimmed()};
}

Result<TargetSpec> targetOfRunningApp(const RunningApp &app, const QList<TargetSpec> &others)
{
    const QString name = app.name.isEmpty() ? freeName(others) : app.name;
    if (!canNameTarget(name))
        return Error {tr("“%1” cannot be the name of a target.").arg(name), {},
            tr("Use up to 40 letters, digits, dashes, underscores and dots, beginning with a letter or digit.")};
    if (isTaken(name, others))
        return Error {
            tr("The scenario has a target “%1” already.").arg(name), {}, tr("Give the address another name.")};
    const QString address = app.address.contains(u"://"_s) ? app.address : u"http://"_s + app.address;
    TargetSpec target {name, urlKind, {{urloption::url, address}}};
    if (!app.agent.isEmpty())
        target.options.insert(urloption::agent, app.agent);
    const auto options = readUrlOptions(target, {});
    if (!options)
        return options.error();
    target.options[urloption::url] = options.value().url.toString();
    return target;
}

QStringList hostsToAllow(const Scenario &scenario, const QStringList &targets)
{
    QStringList hosts;
    for (const TargetSpec &target : scenario.targets) {
        if (target.kind != urlKind || !(targets.isEmpty() || targets.contains(target.name)))
            continue;
        const auto options = readUrlOptions(target, appUrlOf(scenario));
        if (options && !options.value().allowRemote && !isLoopback(options.value().url))
            hosts.append(options.value().url.host());
    }
    hosts.removeDuplicates();
    return hosts;
}

} // namespace boxmark

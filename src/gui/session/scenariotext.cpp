// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/session/scenariotext.h"

#include "run/vocabulary.h"
#include "scenario/scenarioreader.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("scenariotext", text);
}

/// In double quotes, where YAML takes everything but these two for itself.
QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

QString asYaml(const TargetSpec &target)
{
    QStringList parts {u"kind: "_s + target.kind, u"name: "_s + quoted(target.name)};
    for (auto option = target.options.begin(); option != target.options.end(); ++option)
        parts.append(option.key() + u": "_s + quoted(option.value()));
    return u"- {"_s + parts.join(u", "_s) + u'}';
}

QList<TargetSpec> addedTargets(const Scenario &scenario)
{
    const auto file = parseScenario(scenario.source, scenario.filePath, knownVocabulary(), false);
    if (!file)
        return {}; // of another version: what it lacks cannot be told
    QList<TargetSpec> added = scenario.targets;
    added.removeIf([&known = file.value().targets](const TargetSpec &target) {
        return std::ranges::any_of(known,
            [&target](const TargetSpec &other) { return other.name == target.name && other.kind == target.kind; });
    });
    return added;
}

} // namespace

QString scenarioText(const Scenario &scenario)
{
    QString text = QString::fromUtf8(scenario.source);
    const QList<TargetSpec> added = addedTargets(scenario);
    if (added.isEmpty())
        return text;
    if (!text.endsWith(u'\n'))
        text += u'\n';
    text += u"\n# "_s + tr("Targets of this run that the file does not have:") + u'\n';
    for (const TargetSpec &target : added)
        text += u"#   "_s + asYaml(target) + u'\n';
    return text;
}

} // namespace boxmark

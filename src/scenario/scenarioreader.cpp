// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/scenarioreader.h"

#include "scenario/parts.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr int formatVersion = 1;
constexpr std::size_t largestFile = 1 << 20;
constexpr qsizetype mostTargets = 100; // far more than a page can show
constexpr Bytes leastMemory {6 << 20}; // Docker refuses less

QString tr(const char *text)
{
    return QCoreApplication::translate("scenario", text);
}

void checkVersion(const YamlMap &map)
{
    const YamlValue version = map.require(u"boxmark"_s, tr("Begin the file with “boxmark: %1”.").arg(formatVersion));
    if (version.integer(1, 1'000'000) > formatVersion)
        version.fail(tr("this scenario is written for a newer Boxmark."),
            tr("Update Boxmark; this version reads scenarios up to “boxmark: %1”.").arg(formatVersion));
}

ResourceLimits readResources(const YamlValue &value)
{
    const YamlMap map = value.map({u"cpus"_s, u"memory"_s});
    ResourceLimits limits;
    if (const auto cpus = map.find(u"cpus"_s))
        limits.cpus = cpus->number(0.01, 4096);
    if (const auto memory = map.find(u"memory"_s))
        limits.memory = memory->bytes(leastMemory);
    return limits;
}

QString readTargetName(const YamlValue &value)
{
    const QString name = value.text();
    if (!canNameTarget(name))
        value.fail(tr("“%1” cannot be the name of a target.").arg(name),
            tr("Use up to 40 letters, digits, dashes, underscores and dots, beginning with a letter or digit."));
    return name;
}

TargetSpec readTarget(const YamlValue &value, const ScenarioVocabulary &vocabulary)
{
    const QStringList kinds = vocabulary.targetKinds.keys();
    if (!value.isMap()) {
        const QString kind = value.choice(kinds);
        return {kind, kind, {}};
    }
    // The kind decides which keys are known, so it is read first, with all of them allowed.
    QStringList everyKey {u"kind"_s, u"name"_s};
    for (const QStringList &keys : vocabulary.targetKinds)
        everyKey += keys;
    const QString kind = value.map(everyKey)
                             .require(u"kind"_s, tr("Write “kind:” with one of: %1.").arg(kinds.join(u", "_s)))
                             .choice(kinds);
    const QStringList optionKeys = vocabulary.targetKinds.value(kind);
    const YamlMap map = value.map(QStringList {u"kind"_s, u"name"_s} + optionKeys);
    TargetSpec target {kind, kind, {}};
    if (const auto name = map.find(u"name"_s))
        target.name = readTargetName(*name);
    for (const QString &key : optionKeys) {
        if (const auto option = map.find(key))
            target.options.insert(key, option->text());
    }
    if (vocabulary.checkTarget) {
        if (const auto checked = vocabulary.checkTarget(target); !checked)
            value.fail(checked.error().what, checked.error().remedy);
    }
    return target;
}

QList<TargetSpec> readTargets(const YamlValue &value, const ScenarioVocabulary &vocabulary)
{
    const QList<YamlValue> items = value.list();
    if (items.size() > mostTargets)
        value.fail(tr("There are %1 targets.").arg(items.size()), tr("Write at most %1.").arg(mostTargets));
    QList<TargetSpec> targets;
    for (const YamlValue &item : items) {
        const TargetSpec target = readTarget(item, vocabulary);
        for (const TargetSpec &other : targets) {
            if (other.name == target.name)
                item.fail(tr("two targets are named “%1”.").arg(target.name),
                    tr("Give one of them a name: “{kind: %1, name: another}”.").arg(target.kind));
        }
        targets.append(target);
    }
    return targets;
}

Scenario readRoot(const YamlValue &root, const QString &filePath, const ScenarioVocabulary &vocabulary, bool checkFiles)
{
    const YamlMap map = root.map(QStringList {u"boxmark"_s, u"name"_s, u"description"_s, u"app"_s, u"load"_s,
                                     u"resources"_s, u"cpus"_s, u"path_floor"_s, u"sampling"_s, u"targets"_s}
        + trialKeys);
    checkVersion(map);

    Scenario scenario;
    const QFileInfo file(filePath);
    scenario.filePath = filePath;
    const auto name = map.find(u"name"_s);
    scenario.name = name ? name->text() : file.completeBaseName();
    if (const auto description = map.find(u"description"_s))
        scenario.description = description->text().simplified();
    scenario.app = readApp(map.require(u"app"_s, tr("Say what to run, such as “app: {builtin: workload}”.")),
        file.absolutePath(), checkFiles);
    scenario.load = readLoad(
        map.require(u"load"_s, tr("Say what to send: “load:” with “steps” and “duration”.")), vocabulary.engines);
    readTrials(scenario, map);
    if (const auto resources = map.find(u"resources"_s))
        scenario.resources = readResources(*resources);
    if (const auto cpus = map.find(u"cpus"_s))
        scenario.cpus = readCpus(*cpus);
    if (const auto floor = map.find(u"path_floor"_s))
        scenario.pathFloor = floor->choice({u"true"_s, u"false"_s}) == u"true"_s;
    if (const auto sampling = map.find(u"sampling"_s)) {
        const YamlMap keys = sampling->map({u"interval"_s});
        if (const auto interval = keys.find(u"interval"_s))
            scenario.samplingInterval
                = std::chrono::duration_cast<std::chrono::milliseconds>(interval->duration(10ms, 10s));
    }
    scenario.targets = readTargets(
        map.require(u"targets"_s, tr("List the targets, such as “targets: [process, docker]”.")), vocabulary);
    return scenario;
}

} // namespace

Result<Scenario> parseScenario(
    const QByteArray &yaml, const QString &filePath, const ScenarioVocabulary &vocabulary, bool checkFiles)
{
    try {
        const YamlValue root(YAML::Load(yaml.toStdString()), filePath, tr("the scenario"));
        root.checkExtent(2 * largestFile);
        Scenario scenario = readRoot(root, filePath, vocabulary, checkFiles);
        scenario.source = yaml;
        return scenario;
    } catch (const ScenarioFault &fault) {
        return fault.error;
    } catch (const YAML::Exception &fault) {
        const QString place
            = fault.mark.is_null() ? QString() : u":%1:%2"_s.arg(fault.mark.line + 1).arg(fault.mark.column + 1);
        return Error {filePath + place + u": "_s + tr("this is not YAML: %1.").arg(QString::fromStdString(fault.msg)),
            QString(), tr("Look at indentation, colons and quotes near that place.")};
    }
}

Result<Scenario> readScenario(const QString &filePath, const ScenarioVocabulary &vocabulary)
{
    QFile file(filePath);
    if (QFileInfo(filePath).isDir() || !file.open(QIODevice::ReadOnly))
        return Error {tr("The scenario “%1” cannot be read.").arg(filePath),
            QFileInfo(filePath).isDir() ? tr("It is a folder.") : file.errorString(),
            tr("Name a scenario file (.yaml).")};
    if (file.size() > static_cast<qint64>(largestFile))
        return Error {tr("The scenario “%1” is too large.").arg(filePath),
            tr("It has %1.").arg(formatBytes({file.size()})),
            tr("A scenario has a few hundred lines at most: is this the right file?")};
    return parseScenario(file.readAll(), filePath, vocabulary);
}

} // namespace boxmark

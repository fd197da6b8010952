// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/vagrantoptions.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("vagrant", text);
}

// It becomes an argument and a folder's name, and must be taken for neither an option nor a path.
Result<void> checkName(const QString &key, const QString &name)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(u"[A-Za-z0-9_][A-Za-z0-9_.-]*"_s));
    if (name.isEmpty() || pattern.match(name).hasMatch())
        return {};
    return Error {tr("“%1” cannot be “%2”.").arg(key, name), {},
        tr("Write the name as the Vagrantfile or Vagrant has it: letters, digits, “_”, “.” and “-”.")};
}

} // namespace

Result<VagrantOptions> readVagrantOptions(const TargetSpec &spec, const QString &scenarioFile)
{
    VagrantOptions options;
    const QDir base = scenarioFile.isEmpty() ? QDir::current() : QFileInfo(scenarioFile).absoluteDir();
    options.directory = QDir::cleanPath(base.absoluteFilePath(spec.options.value(vagrantoption::directory, u"."_s)));
    options.machine = spec.options.value(vagrantoption::machine);
    options.provider = spec.options.value(vagrantoption::provider);
    options.command = QProcess::splitCommand(spec.options.value(vagrantoption::command));
    if (const auto checked = checkName(vagrantoption::machine, options.machine); !checked)
        return checked.error();
    if (const auto checked = checkName(vagrantoption::provider, options.provider); !checked)
        return checked.error();
    return options;
}

Result<void> checkVagrantfile(const QString &directory)
{
    const QDir folder(directory);
    const QString wanted = qEnvironmentVariable("VAGRANT_VAGRANTFILE");
    const QStringList names
        = wanted.isEmpty() ? QStringList {u"Vagrantfile"_s, u"vagrantfile"_s} : QStringList {wanted};
    for (const QString &name : names) {
        if (folder.exists(name))
            return {};
    }
    return Error {tr("There is no Vagrantfile in %1.").arg(directory), tr("It describes the machine."),
        tr("Name the directory that has one with the target: {kind: vagrant, directory: …}; a relative one is relative "
           "to the scenario's file.")};
}

} // namespace boxmark

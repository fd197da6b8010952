// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/runfile.h"

#include "agent/runfile.h"
#include "image/stopsignal.h"

#include <QCoreApplication>

#include <string_view>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

// The entries in their order, and the first thing that kept one from being written.
class Entries
{
public:
    void add(std::string_view key, const QString &value)
    {
        if (value.contains(QChar::Null) && m_bad.isEmpty())
            m_bad = QString::fromUtf8(key.data(), qsizetype(key.size()));
        m_bytes += QByteArray(key.data(), qsizetype(key.size())) + '=' + value.toUtf8() + '\0';
    }
    void add(std::string_view key, std::int64_t value) { add(key, QString::number(value)); }
    void addAll(std::string_view key, const QStringList &values)
    {
        for (const QString &value : values)
            add(key, value);
    }
    void addUnlessEmpty(std::string_view key, const QString &value)
    {
        if (!value.isEmpty())
            add(key, value);
    }

    Result<QByteArray> take() const
    {
        if (m_bad.isEmpty())
            return m_bytes;
        return Error {tr("The app cannot be started as its image says."),
            tr("Its %1 holds a NUL character, which no program can be given.").arg(m_bad),
            tr("Correct it in the Dockerfile.")};
    }

private:
    QByteArray m_bytes {};
    QString m_bad {};
};

void addRoot(Entries &entries, const RunFile &file)
{
    if (file.root == RunFile::Root::Disk)
        entries.add(runfile::key::disk, QStringLiteral("squashfs"));
    else if (file.root == RunFile::Root::Folder)
        entries.add(runfile::key::folder, file.folder);
}

void addApp(Entries &entries, const ImageConfig &app)
{
    entries.addAll(runfile::key::argument, app.command);
    entries.addAll(runfile::key::environment, app.environment);
    entries.addUnlessEmpty(runfile::key::user, app.user);
    entries.addUnlessEmpty(runfile::key::directory, app.workingDirectory);
}

void addNetwork(Entries &entries, const RunFile &file)
{
    if (file.listen)
        entries.add(runfile::key::listen, *file.listen);
    entries.addUnlessEmpty(runfile::key::token, file.token);
    entries.addUnlessEmpty(runfile::key::address, file.address);
    entries.addUnlessEmpty(runfile::key::gateway, file.gateway);
    entries.addUnlessEmpty(runfile::key::nameserver, file.nameserver);
    entries.addUnlessEmpty(runfile::key::hostname, file.hostname);
}

} // namespace

Result<QByteArray> writeRunFile(const RunFile &file)
{
    if (file.app.command.isEmpty())
        return Error {tr("The image does not say what to run."), tr("It has neither an entry point nor a command."),
            tr("Add CMD to its Dockerfile, or build one FROM it that has.")};
    Entries entries;
    addApp(entries, file.app);
    if (!file.app.stopSignal.isEmpty()) {
        const auto signal = signalNumber(file.app.stopSignal);
        if (!signal)
            return Error {tr("The image wants to be stopped by “%1”, which is no signal.").arg(file.app.stopSignal), {},
                tr("Correct STOPSIGNAL in its Dockerfile.")};
        entries.add(runfile::key::stopSignal, *signal);
    }
    addRoot(entries, file);
    entries.add(runfile::key::port, file.port);
    entries.add(runfile::key::interval, file.interval.count());
    entries.add(runfile::key::grace, file.grace.count());
    addNetwork(entries, file);
    return entries.take();
}

} // namespace boxmark

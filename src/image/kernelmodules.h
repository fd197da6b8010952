// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace boxmark {

/// The modules of one kernel: a folder as in /lib/modules. Any thread, one at a time.
class KernelModules
{
public:
    /// From its modules.dep and modules.builtin (modules.dep(5), modules.builtin(5)); where a package brings none, from
    /// what the modules say of themselves.
    static Result<KernelModules> read(const QString &folder);

    /// What must be loaded for these (names with '_'), in order: paths below the folder. What is built in is left out.
    /// An Error names a module that is neither there nor built in.
    Result<QStringList> inLoadOrder(const QStringList &names) const;

    /// A module's file, unpacked.
    Result<QByteArray> contents(const QString &path) const;
    /// "virtio_net" of "kernel/drivers/net/virtio-net.ko.xz".
    static QString nameOf(const QString &path);

private:
    explicit KernelModules(QString folder);

    void readBuiltIn();
    bool readDependencies();
    void findFiles();
    Result<QStringList> dependenciesOf(const QString &name) const;
    Result<void> addWithDependencies(const QString &name, const QString &neededBy, QStringList &order, int depth) const;
    Error missing(const QString &name, const QString &neededBy) const;

    QString m_folder;
    QHash<QString, QString> m_files {}; ///< name → path
    QHash<QString, QStringList> m_dependencies {}; ///< name → names; empty when there is no modules.dep
    bool m_hasDependencies = false;
    QSet<QString> m_builtIn {};
};

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/registry.h"

#include "target/docker/dockertarget.h"
#include "target/microvm/microvmtarget.h"
#include "target/process/processtarget.h"
#include "target/url/urltarget.h"
#include "target/vagrant/vagranttarget.h"
#include "target/vm/vmtarget.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

const QList<TargetKind> &targetKinds()
{
    static const QList<TargetKind> kinds {processTargetKind(), dockerTargetKind(), vmTargetKind(), microVmTargetKind(),
        vagrantTargetKind(), urlTargetKind()};
    return kinds;
}

const TargetKind *findTargetKind(const QString &id)
{
    for (const TargetKind &kind : targetKinds()) {
        if (kind.id == id)
            return &kind;
    }
    return nullptr;
}

Result<void> checkTarget(const TargetSpec &spec)
{
    const TargetKind *kind = findTargetKind(spec.kind);
    if (!kind)
        return Error {QCoreApplication::translate("target", "There is no target kind “%1”.").arg(spec.kind), {}, {}};
    return kind->check ? kind->check(spec) : Result<void>();
}

QString targetTitle(const TargetSpec &spec)
{
    const TargetKind *kind = findTargetKind(spec.kind);
    if (!kind)
        return spec.kind;
    return kind->titleOf ? kind->titleOf(spec) : kind->title;
}

QCoro::Task<QList<TargetSpec>> discoverTargets(TargetContext context)
{
    QList<TargetSpec> all;
    for (const TargetKind &kind : targetKinds()) {
        if (!kind.discover) {
            all << TargetSpec {kind.id, kind.id, {}};
            continue;
        }
        const QList<TargetSpec> found = co_await kind.discover(context);
        all += found;
    }
    co_return all;
}

namespace {

QList<JournalEntry> entriesOf(const QString &kind, const QList<JournalEntry> &all)
{
    QList<JournalEntry> entries;
    for (const JournalEntry &entry : all) {
        if (entry.kind == kind)
            entries << entry;
    }
    return entries;
}

} // namespace

QCoro::Task<QList<Error>> recoverLeftovers(TargetContext context)
{
    QList<Error> errors;
    for (const Journal::Leftover &leftover : context.journal->leftovers()) {
        bool allEnded = true;
        for (const TargetKind &kind : targetKinds()) {
            const QList<JournalEntry> entries = entriesOf(kind.id, leftover.entries);
            if (entries.isEmpty() || !kind.recover)
                continue;
            if (const auto ended = co_await kind.recover(entries, context); !ended) {
                errors << ended.error();
                allEnded = false;
            }
        }
        if (allEnded)
            Journal::forget(leftover);
    }
    co_return errors;
}

} // namespace boxmark

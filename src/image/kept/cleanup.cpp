// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kept/cleanup.h"

#include "base/inthread.h"
#include "image/kept/keptfiles.h"
#include "image/kept/keptimages.h"
#include "image/kept/runmark.h"

namespace boxmark {

namespace {

QCoro::Task<Result<bool>> removeOne(KeptItem item, WorkContext context)
{
    if (item.inUse)
        co_return false;
    if (item.engine) {
        context.cancel = {}; // a client that is killed leaves it open whether the image is gone
        co_return co_await removeKeptImage(item, context);
    }
    const auto removing = inThread<Result<bool>>([item] { return removeKeptFile(item); });
    co_return co_await removing;
}

} // namespace

QCoro::Task<KeptThings> findKept(WorkContext context)
{
    const auto since = oldestRunsStart();
    const auto stop = std::make_shared<std::atomic_bool>(context.cancel.isCancelled());
    const CancelRegistration stopped = context.cancel.onCancel([stop] { *stop = true; });
    const auto looking = inThread<QList<KeptItem>>([since, stop] { return keptFiles(since, stop); });
    KeptThings found;
    found.items = co_await looking;
    for (const ContainerEngine engine : {ContainerEngine::Docker, ContainerEngine::Podman}) {
        const auto images = co_await keptImages(engine, since, context);
        if (images)
            found.items += images.value();
        else
            found.notAsked << images.error();
    }
    co_return found;
}

QCoro::Task<CleanUp> removeKept(
    QList<KeptItem> items, WorkContext context, std::function<void(qsizetype done)> onProgress)
{
    CleanUp result;
    for (qsizetype index = 0; index < items.size(); ++index) {
        if (onProgress)
            onProgress(index);
        result.stopped = context.cancel.isCancelled();
        if (result.stopped)
            break;
        const KeptItem &item = items.at(index);
        const auto removed = co_await removeOne(item, context);
        if (!removed)
            result.failures << removed.error();
        else
            (removed.value() ? result.removed : result.stayed) << item;
    }
    removeStaleLocks();
    if (onProgress && !result.stopped)
        onProgress(items.size());
    co_return result;
}

} // namespace boxmark

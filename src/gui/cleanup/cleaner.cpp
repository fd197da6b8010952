// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/cleanup/cleaner.h"

#include <QEventLoop>
#include <QTimer>

namespace boxmark {

struct Cleaner::Work
{
    std::unique_ptr<ProcessFactory> processes = makeSystemProcessFactory();
    CancelSource stop {};

    WorkContext context() const
    {
        WorkContext context;
        context.processes = processes.get();
        context.cancel = stop.token();
        return context;
    }
};

Cleaner::Cleaner(QObject *parent)
    : QObject(parent)
    , m_work(std::make_shared<Work>())
{
}

Cleaner::~Cleaner()
{
    blockSignals(true);
    m_work->stop.cancel();
    QEventLoop loop;
    while (isBusy())
        loop.processEvents(QEventLoop::ExcludeUserInputEvents | QEventLoop::WaitForMoreEvents);
}

bool Cleaner::isBusy() const
{
    return m_work.use_count() > 1;
}

std::shared_ptr<Cleaner::Work> Cleaner::begin()
{
    if (isBusy())
        return nullptr;
    m_work = std::make_shared<Work>();
    return m_work;
}

void Cleaner::find()
{
    auto work = begin();
    if (!work)
        return;
    QTimer::singleShot(0, this, [this, work]() mutable {
        const WorkContext context = work->context();
        findKept(context).then([this, work = std::move(work)](const KeptThings &kept) mutable {
            work.reset(); // whoever hears of it may ask for the next thing
            emit found(kept);
        });
    });
}

void Cleaner::remove(const QList<KeptItem> &items)
{
    auto work = begin();
    if (!work)
        return;
    const auto tell = [this, total = items.size()](
                          qsizetype done) { emit progressed(static_cast<int>(done), static_cast<int>(total)); };
    QTimer::singleShot(0, this, [this, work, items, tell]() mutable {
        const WorkContext context = work->context();
        removeKept(items, context, tell).then([this, work = std::move(work)](const CleanUp &done) mutable {
            work.reset();
            emit removed(done);
        });
    });
}

void Cleaner::cancel()
{
    m_work->stop.cancel();
}

} // namespace boxmark

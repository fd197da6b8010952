// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/kept/cleanup.h"

#include <QObject>

#include <memory>

namespace boxmark {

/// Finds and removes what is kept for later runs without holding the window up. One thing at a time: what is asked for
/// while something goes on is not done.
class Cleaner : public QObject
{
    Q_OBJECT
public:
    explicit Cleaner(QObject *parent = nullptr);
    /// Waits until the item that is being removed is gone.
    ~Cleaner() override;

    bool isBusy() const;

    /// found() follows, never inside this call.
    void find();
    /// removed() follows, never inside this call.
    void remove(const QList<KeptItem> &items);
    /// The item that is being removed is the last; removed() still follows.
    void cancel();

signals:
    void found(const boxmark::KeptThings &kept);
    void progressed(int done, int total);
    void removed(const boxmark::CleanUp &done);

private:
    struct Work;
    std::shared_ptr<Work> begin();

    std::shared_ptr<Work> m_work; ///< held by what goes on, too
};

} // namespace boxmark

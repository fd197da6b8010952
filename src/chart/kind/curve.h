// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

namespace boxmark {

/// A line that grows for as long as a run lasts and stays bounded: when it is full, each two points become one, and
/// from then on as many more samples make one point. Depends only on the samples, not on when they come.
class Curve
{
public:
    /// What several samples become.
    enum class Fold { Mean, Maximum };

    explicit Curve(Fold fold, qsizetype limit = 2048);

    /// `x` ascends.
    void add(double x, double y);
    /// What has not filled a point yet is not shown while the curve is young; nothing is held back for longer than one
    /// point's worth of samples.
    const QList<QPointF> &points() const { return m_points; }

private:
    QPointF folded(QPointF first, QPointF second, double firstShare) const;
    void halve();

    Fold m_fold;
    qsizetype m_limit;
    QList<QPointF> m_points;
    int m_perPoint = 1;
    int m_pendingCount = 0;
    QPointF m_pending;
};

} // namespace boxmark

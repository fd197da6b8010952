// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/kind/curve.h"

#include <algorithm>

namespace boxmark {

Curve::Curve(Fold fold, qsizetype limit)
    : m_fold(fold)
    , m_limit(limit)
{
}

void Curve::add(double x, double y)
{
    m_pending = m_pendingCount == 0
        ? QPointF(x, y)
        : folded(m_pending, {x, y}, static_cast<double>(m_pendingCount) / (m_pendingCount + 1));
    if (++m_pendingCount < m_perPoint)
        return;
    m_pendingCount = 0;
    m_points.append(m_pending);
    if (m_points.size() >= m_limit)
        halve();
}

QPointF Curve::folded(QPointF first, QPointF second, double firstShare) const
{
    const QPointF mean = first * firstShare + second * (1 - firstShare);
    return m_fold == Fold::Mean ? mean : QPointF(mean.x(), std::max(first.y(), second.y()));
}

void Curve::halve()
{
    QList<QPointF> half;
    half.reserve(m_limit);
    for (qsizetype index = 0; index + 1 < m_points.size(); index += 2)
        half.append(folded(m_points[index], m_points[index + 1], 0.5));
    m_points = half;
    m_perPoint *= 2;
}

} // namespace boxmark

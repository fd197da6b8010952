// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widget/badge.h"

#include <QPainter>

namespace boxmark {

Badge::Badge(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setContentsMargins(6, 0, 6, 0);
    hide();
}

void Badge::setMark(const QString &mark, const QString &meaning)
{
    setText(mark);
    setToolTip(meaning);
    setAccessibleDescription(meaning);
    setVisible(!mark.isEmpty());
}

void Badge::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(foregroundRole()));
    painter.setBrush(Qt::NoBrush);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(frame, frame.height() / 3, frame.height() / 3);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace boxmark

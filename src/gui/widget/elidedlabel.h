// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace boxmark {

/// A line of text that is cut short by … where there is no space for all of it; plain text only. Its tool tip is the
/// whole text unless another one has been set.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;

    /// Where the … stands: at the end unless told otherwise.
    void setElideMode(Qt::TextElideMode mode) { m_mode = mode; }

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace boxmark

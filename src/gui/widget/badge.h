// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace boxmark {

/// A word in a rounded frame beside a name, like "emulated"; hidden while there is none.
class Badge : public QLabel
{
    Q_OBJECT
public:
    explicit Badge(QWidget *parent = nullptr);

    /// The meaning is its tool tip.
    void setMark(const QString &mark, const QString &meaning);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace boxmark

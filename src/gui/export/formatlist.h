// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTreeWidget>

namespace boxmark {

/// The formats of an export in groups, each with a sentence about it and a box to tick.
class FormatList : public QTreeWidget
{
    Q_OBJECT
public:
    explicit FormatList(QWidget *parent = nullptr);

    /// Ids, in the order of the list.
    QStringList chosen() const;
    void setChosen(const QStringList &ids);
    /// Whether a chosen one consists of pictures.
    bool drawsAny() const;

    QSize sizeHint() const override;

signals:
    void changed();

private:
    QTreeWidgetItem *groupItem(const QString &title);
    QList<QTreeWidgetItem *> m_formats;
};

} // namespace boxmark

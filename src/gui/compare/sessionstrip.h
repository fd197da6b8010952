// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace boxmark {

/// The sessions of a comparison in a line, each with a button that takes it out again, and one that adds another.
class SessionStrip : public QWidget
{
    Q_OBJECT
public:
    explicit SessionStrip(QWidget *parent = nullptr);

    /// `paths` are told by tool tips. The last session that is left cannot be taken out.
    void setSessions(const QStringList &names, const QStringList &paths);
    void setAddAllowed(bool allowed);

signals:
    void addRequested();
    void removeRequested(int index);

private:
    QWidget *makeChip(int index, const QString &name, const QString &path, bool removable);

    QHBoxLayout *m_layout = nullptr;
    QPushButton *m_add = nullptr;
    QList<QWidget *> m_chips;
};

} // namespace boxmark

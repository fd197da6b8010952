// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/sessionstrip.h"

#include "gui/widget/elidedlabel.h"
#include "gui/widget/icons.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace boxmark {

SessionStrip::SessionStrip(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_add(new QPushButton(actionIcon(Action::Open), tr("&Add session…"), this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_add);
    m_layout->addStretch(1);
    m_add->setObjectName(u"addSession"_s);
    m_add->setToolTip(tr("Sets another session beside this one: another computer, another day, before and after"));
    connect(m_add, &QPushButton::clicked, this, &SessionStrip::addRequested);
}

void SessionStrip::setSessions(const QStringList &names, const QStringList &paths)
{
    for (QWidget *chip : std::as_const(m_chips))
        chip->deleteLater(); // it may be its button that is being clicked
    m_chips.clear();
    for (int index = 0; index < names.size(); ++index) {
        m_chips.append(makeChip(index, names[index], paths.value(index), names.size() > 1));
        m_layout->insertWidget(index, m_chips.last());
    }
}

void SessionStrip::setAddAllowed(bool allowed)
{
    m_add->setEnabled(allowed);
}

QWidget *SessionStrip::makeChip(int index, const QString &name, const QString &path, bool removable)
{
    auto *chip = new QFrame(this);
    chip->setFrameShape(QFrame::StyledPanel);
    auto *layout = new QHBoxLayout(chip);
    layout->setContentsMargins(8, 1, removable ? 1 : 8, 1);
    layout->setSpacing(4);
    auto *label = new ElidedLabel(name, chip);
    label->setToolTip(path);
    label->setMaximumWidth(label->sizeHint().width());
    layout->addWidget(label);
    if (!removable)
        return chip;
    auto *remove = new QToolButton(chip);
    remove->setObjectName(u"removeSession"_s);
    remove->setAutoRaise(true);
    remove->setIcon(actionIcon(Action::Close));
    remove->setToolTip(tr("Take %1 out of the comparison").arg(name));
    remove->setAccessibleName(remove->toolTip());
    connect(remove, &QToolButton::clicked, this, [this, index] { emit removeRequested(index); });
    layout->addWidget(remove);
    return chip;
}

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widget/messagebar.h"

#include "chart/theme.h"
#include "gui/widget/icons.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qsizetype mostMessages = 3;
constexpr qsizetype mostLines = 10; ///< of one part of a message

// Plain text, so that nothing in a message (which may quote a program's output) is taken for markup.
QLabel *label(const QString &text, QWidget *parent)
{
    auto *result = new QLabel(text, parent);
    result->setTextFormat(Qt::PlainText);
    result->setWordWrap(true);
    result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return result;
}

// What a build wrote last may be long; all of it is in the log.
QString lastLines(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    if (lines.size() <= mostLines)
        return text;
    return u"…\n"_s + lines.last(mostLines).join(u'\n');
}

QPushButton *copyButton(const QString &command, QWidget *parent)
{
    auto *button = new QPushButton(actionIcon(Action::Copy), Message::tr("Copy command"), parent);
    button->setObjectName(u"copyCommand"_s);
    button->setToolTip(command);
    QObject::connect(
        button, &QPushButton::clicked, button, [command] { QGuiApplication::clipboard()->setText(command); });
    return button;
}

} // namespace

Message::Message(const Error &error, Kind kind, QWidget *parent)
    : QFrame(parent)
    , m_error(error)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setAccessibleName(kind == Kind::Problem ? tr("Problem") : tr("Information"));
    setAccessibleDescription(error.text());

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 6, 6);
    auto *icon = new QLabel(this);
    icon->setPixmap(actionIcon(kind == Kind::Problem ? Action::Warning : Action::Information).pixmap(20, 20));
    row->addWidget(icon, 0, Qt::AlignTop);
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    row->addLayout(text, 1);
    QLabel *what = label(error.what, this);
    QFont bold = what->font();
    bold.setBold(kind == Kind::Problem);
    what->setFont(bold);
    text->addWidget(what);
    for (const QString &part : {error.why, error.remedy}) {
        if (!part.isEmpty())
            text->addWidget(label(lastLines(part), this));
    }
    if (!error.command.isEmpty()) {
        row->addWidget(copyButton(error.command, this), 0, Qt::AlignTop);
        QLabel *command = label(error.command, this);
        command->setFont(QFont(u"monospace"_s));
        text->addWidget(command);
    }
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeMessage"_s);
    close->setIcon(actionIcon(Action::Close));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &QObject::deleteLater);
    row->addWidget(close, 0, Qt::AlignTop);
}

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void MessageBar::showProblem(const Error &error)
{
    add(error, Message::Kind::Problem);
}

void MessageBar::showInformation(const QString &text)
{
    add({text, QString(), QString()}, Message::Kind::Information);
}

void MessageBar::add(const Error &error, Message::Kind kind)
{
    const QList<Message *> before = messages();
    for (Message *message : before) {
        if (message->error() == error)
            return;
    }
    if (before.size() >= mostMessages)
        delete before.first();
    auto *message = new Message(error, kind, this);
    m_layout->addWidget(message);
    message->show(); // else whoever is told finds something hidden
    QAccessibleEvent alert(message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::clear()
{
    qDeleteAll(messages());
}

QList<Message *> MessageBar::messages() const
{
    return findChildren<Message *>(Qt::FindDirectChildrenOnly);
}

} // namespace boxmark

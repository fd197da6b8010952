// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/logpane.h"

#include "gui/widget/icons.h"
#include "ui_logpane.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int mostLines = 5000;
constexpr qsizetype longestLine = 4000; // one endless line would freeze the layout

} // namespace

LogPane::LogPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LogPane>())
{
    m_ui->setupUi(this);
    m_ui->filter->installEventFilter(this);
    m_ui->text->setMaximumBlockCount(mostLines);
    m_ui->text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->copy->setIcon(actionIcon(Action::Copy));
    m_ui->source->addItem(tr("All sources"));
    for (const LogSource source :
        {LogSource::Command, LogSource::Build, LogSource::App, LogSource::Console, LogSource::Boxmark})
        m_ui->source->addItem(logSourceName(source), static_cast<int>(source));
    connect(m_ui->source, &QComboBox::currentIndexChanged, this, &LogPane::rebuild);
    connect(m_ui->filter, &QLineEdit::textChanged, this, &LogPane::rebuild);
    connect(m_ui->wrap, &QCheckBox::toggled, this, [this](bool wrap) {
        m_ui->text->setLineWrapMode(wrap ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    });
    connect(m_ui->copy, &QToolButton::clicked, this, &LogPane::copy);
}

LogPane::~LogPane() = default;

void LogPane::setRecording(std::shared_ptr<const Recording> recording)
{
    m_recording = std::move(recording);
    rebuild();
}

void LogPane::refresh()
{
    if (!m_recording || m_recording->logTotal() == m_shown)
        return;
    const auto &log = m_recording->log();
    const qsizetype dropped = m_recording->logTotal() - static_cast<qsizetype>(log.size());
    QStringList lines;
    for (qsizetype index = std::max(m_shown, dropped) - dropped; index < static_cast<qsizetype>(log.size()); ++index) {
        if (matches(log[static_cast<std::size_t>(index)]))
            lines.append(format(log[static_cast<std::size_t>(index)]));
    }
    m_shown = m_recording->logTotal();
    if (lines.isEmpty())
        return;
    // Follows the end, unless a person has scrolled away from it.
    QScrollBar *bar = m_ui->text->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_ui->text->appendPlainText(lines.mid(std::max<qsizetype>(0, lines.size() - mostLines)).join(u'\n'));
    if (atEnd)
        bar->setValue(bar->maximum());
}

// Escape leaves what is searched for; from elsewhere it is the window's, which stops a run with it.
bool LogPane::eventFilter(QObject *watched, QEvent *event)
{
    const bool key = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!key || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        m_ui->filter->clear();
    event->accept();
    return true;
}

bool LogPane::matches(const LogEntry &entry) const
{
    const QVariant source = m_ui->source->currentData();
    if (source.isValid() && source.toInt() != static_cast<int>(entry.line.source))
        return false;
    const QString filter = m_ui->filter->text();
    return filter.isEmpty() || entry.line.text.contains(filter, Qt::CaseInsensitive)
        || entry.target.contains(filter, Qt::CaseInsensitive);
}

QString LogPane::format(const LogEntry &entry) const
{
    const double seconds = std::chrono::duration<double>(entry.line.time).count();
    QString text = entry.line.text.left(longestLine);
    // What a target writes may hold control characters; they must not move anything.
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control && character != u'\t')
            character = QChar::ReplacementCharacter;
    }
    return u"%1 s  %2 %3  %4"_s.arg(seconds, 8, 'f', 3).arg(entry.target, logSourceName(entry.line.source), text);
}

void LogPane::rebuild()
{
    m_ui->text->clear();
    m_shown = 0;
    refresh();
}

void LogPane::copy()
{
    const QString selected = m_ui->text->textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n');
    QGuiApplication::clipboard()->setText(selected.isEmpty() ? m_ui->text->toPlainText() : selected);
}

} // namespace boxmark

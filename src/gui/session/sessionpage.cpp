// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/session/sessionpage.h"

#include "gui/session/scenariotext.h"
#include "gui/widget/icons.h"
#include "gui/widget/plaintable.h"
#include "model/boxtext.h"
#include "model/sessionending.h"
#include "report/verdict/caveatmark.h"
#include "session/sessionreader.h"
#include "ui_sessionpage.h"

#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int ranOnColumn = 5;
constexpr int marksColumn = 6;
constexpr int reasonColumn = 7;

void fillRow(QTableWidget *table, int row, const QStringList &cells)
{
    for (int column = 0; column < cells.size(); ++column)
        table->setItem(row, column, new QTableWidgetItem(cells[column]));
}

void setUpTable(QTableWidget *table, const QStringList &headings)
{
    table->setColumnCount(static_cast<int>(headings.size()));
    table->setHorizontalHeaderLabels(headings);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
}

/// Without notes, which are about the target rather than the trial.
QList<Caveat> markedCaveats(QList<Caveat> caveats)
{
    caveats.removeIf([](const Caveat &caveat) { return caveat.kind == CaveatKind::Note; });
    return caveats;
}

} // namespace

SessionPage::SessionPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SessionPage>())
{
    m_ui->setupUi(this);
    m_ui->filePath->setElideMode(Qt::ElideMiddle);
    m_ui->emptyOpen->setIcon(actionIcon(Action::Open));
    setUpTable(m_ui->environment, {tr("Fact"), tr("Value")});
    setUpTable(m_ui->trials,
        {tr("Trial"), tr("Target"), tr("State"), tr("Cold start"), tr("Started (UTC)"), tr("Ran on"), tr("Marks"),
            tr("Reason")});
    for (QPlainTextEdit *text : {m_ui->scenario, m_ui->commands})
        text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    connect(m_ui->emptyOpen, &QPushButton::clicked, this, &SessionPage::openSessionRequested);
    connect(m_ui->saveNotes, &QPushButton::clicked, this, &SessionPage::saveNotes);
    connect(m_ui->notes, &QPlainTextEdit::textChanged, this, [this] {
        const bool changed = m_recording && m_ui->notes->toPlainText() != m_recording->session().notes;
        m_ui->saveNotes->setEnabled(changed);
        m_ui->notesState->setText(changed ? tr("Not saved yet") : QString());
    });
}

SessionPage::~SessionPage() = default;

void SessionPage::setRecording(const std::shared_ptr<Recording> &recording)
{
    keepNotes();
    m_recording = recording;
    const Session &session = recording->session();
    m_ui->stack->setCurrentWidget(m_ui->contents);
    m_ui->title->setText(session.scenario.name);
    m_ui->summary->setText(
        tr("%1\nMade %2 UTC by Boxmark %3 · session %4")
            .arg(endingText(session), QLocale::c().toString(session.createdUtc, u"yyyy-MM-dd HH:mm:ss"_s),
                session.boxmarkVersion, session.id));
    m_ui->filePath->setVisible(!session.filePath.isEmpty());
    m_ui->filePath->setText(QDir::toNativeSeparators(QFileInfo(session.filePath).absoluteFilePath()));
    m_ui->scenario->setPlainText(scenarioText(session.scenario));
    m_ui->commands->setPlainText(recording->commands().join(u'\n'));
    m_ui->caveats->setPlainText(recording->caveats().join(u'\n'));
    m_ui->notes->setPlainText(session.notes);
    m_ui->notes->setReadOnly(session.filePath.isEmpty() || !recording->hasEnded());
    m_ui->saveNotes->setEnabled(false);
    fillEnvironment();
    fillTrials();
}

void SessionPage::fillEnvironment()
{
    const auto &facts = m_recording->session().environment.facts;
    m_ui->environment->setRowCount(static_cast<int>(facts.size()));
    for (int row = 0; row < facts.size(); ++row) {
        fillRow(m_ui->environment, row, {facts[row].first, facts[row].second});
        m_ui->environment->item(row, 1)->setToolTip(facts[row].second); // it may be longer than the window is wide
    }
    m_ui->environment->resizeColumnToContents(0);
}

void SessionPage::fillTrials()
{
    const QList<Trial> &trials = m_recording->session().trials;
    m_ui->trials->setRowCount(static_cast<int>(trials.size()));
    for (int row = 0; row < trials.size(); ++row) {
        const Trial &trial = trials[row];
        const Marks marks = marksOf(markedCaveats(m_recording->caveatsOf(trial.id)));
        QStringList reasons {trial.reason};
        reasons += marks.texts;
        reasons.removeAll(QString());
        fillRow(m_ui->trials, row,
            {QString::number(trial.number), markedTarget(trial.target, trial.box.accelerator),
                trialStateName(trial.state), trial.coldStart ? formatDuration(*trial.coldStart) : u"–"_s,
                orDash(QLocale::c().toString(trial.startedUtc, u"HH:mm:ss"_s)), orDash(boxFactsAsText(trial.box)),
                orDash(marks.text()), reasons.join(u' ').replace(u'\n', u' ')});
        m_ui->trials->item(row, ranOnColumn)->setToolTip(boxFactsAsText(trial.box));
        m_ui->trials->item(row, marksColumn)->setToolTip(marks.texts.join(u'\n'));
        m_ui->trials->item(row, reasonColumn)->setToolTip(reasons.join(u'\n'));
    }
    m_ui->trials->resizeColumnsToContents();
}

bool SessionPage::keepNotes()
{
    return !m_ui->saveNotes->isEnabled() || saveNotes();
}

void SessionPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    keepNotes();
}

bool SessionPage::saveNotes()
{
    const QString notes = m_ui->notes->toPlainText();
    const auto reader = SessionReader::open(m_recording->session().filePath);
    const Result<void> saved = reader ? reader.value()->saveNotes(notes) : Result<void>(reader.error());
    if (!saved) {
        m_ui->notesState->setText(tr("Not saved"));
        emit problem(saved.error());
        return false;
    }
    m_recording->session().notes = notes;
    m_ui->saveNotes->setEnabled(false);
    m_ui->notesState->setText(tr("Saved"));
    return true;
}

} // namespace boxmark

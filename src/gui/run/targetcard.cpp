// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/targetcard.h"

#include "gui/widget/icons.h"
#include "model/boxtext.h"
#include "report/verdict/caveatmark.h"
#include "ui_targetcard.h"

#include <QEvent>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString figureText(const TrialFigures &figures, const QString &metric)
{
    const std::optional<double> value = figures.value(metric);
    const Metric *known = findMetric(metric);
    return value && known ? formatQuantity(*value, known->unit) : u"–"_s;
}

QString pairText(const TrialFigures &figures, const QString &inside, const QString &host)
{
    QString first = figureText(figures, inside);
    const QString second = figureText(figures, host);
    // One unit is enough when both have the same.
    const QString unit = second.mid(second.indexOf(u' '));
    if (second.contains(u' ') && first.endsWith(unit))
        first.chop(unit.size());
    return first + u" / "_s + second;
}

} // namespace

TargetCard::TargetCard(const TargetSpec &target, const TargetStyle &style, QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::TargetCard>())
    , m_target(target)
    , m_style(style)
{
    m_ui->setupUi(this);
    setBackgroundRole(QPalette::Base);
    m_ui->name->setText(target.name);
    m_ui->step->setMinimumWidth(fontMetrics().horizontalAdvance(u"measuring…"_s));
    m_ui->layout->setColumnStretch(1, 1);
    m_ui->p50Caption->setToolTip(tr("Response time of the median request of the measured window"));
    m_ui->cpu->setToolTip(tr("Mean over the measured window, in per cent of one core"));
    m_ui->memory->setToolTip(tr("Peak: resident memory of the app inside, memory that the host gives"));
    updateLook();
    m_ui->warning->setMinimumWidth(3 * fontMetrics().averageCharWidth()); // its sign; the words are in its tool tip
    m_ui->warning->hide();
    setStepText(tr("waiting"), {}, {});
}

TargetCard::~TargetCard() = default;

void TargetCard::setStep(const StepEvent &event, const QString &which)
{
    setStepText(event.detail.isEmpty() ? stepTitle(event.step) : event.detail, which, event.error.text());
}

void TargetCard::setTrial(const Trial &trial, const QString &which)
{
    setStepText(trialStateName(trial.state), which, trial.reason);
}

void TargetCard::setStepText(const QString &text, const QString &which, const QString &toolTip)
{
    const QString whole = which.isEmpty() ? text : text + u", "_s + which;
    m_ui->step->setText(whole);
    m_ui->step->setToolTip(toolTip);
    const QString mark = m_ui->badge->text();
    const QString name = mark.isEmpty() ? m_target.name : u"%1 (%2)"_s.arg(m_target.name, mark);
    setAccessibleName(u"%1, %2"_s.arg(name, whole));
}

void TargetCard::setBox(const BoxFacts &box)
{
    m_ui->badge->setMark(acceleratorMark(box.accelerator), acceleratorMeaning(box.accelerator));
    for (QLabel *label : std::initializer_list<QLabel *> {m_ui->name, m_ui->icon})
        label->setToolTip(boxFactsAsText(box));
}

void TargetCard::setCaveats(const QList<Caveat> &caveats)
{
    const Marks marks = marksOf(caveats);
    m_ui->warning->setText(marks.text());
    m_ui->warning->setToolTip(marks.texts.join(u'\n'));
    m_ui->warning->setAccessibleDescription(m_ui->warning->toolTip());
    m_ui->warning->setVisible(!marks.words.isEmpty());
}

void TargetCard::setFigures(const TrialFigures &figures)
{
    m_ui->coldStart->setText(figureText(figures, u"cold_start"_s));
    m_ui->p50->setText(figureText(figures, u"response_time_p50"_s));
    m_ui->p95->setText(figureText(figures, u"response_time_p95"_s));
    m_ui->p99->setText(figureText(figures, u"response_time_p99"_s));
    m_ui->throughput->setText(figureText(figures, u"throughput"_s));
    m_ui->cpu->setText(pairText(figures, u"cpu_inside_mean"_s, u"cpu_host_mean"_s));
    m_ui->memory->setText(pairText(figures, u"memory_inside_peak"_s, u"memory_host_peak"_s));
}

void TargetCard::setCompact(bool compact)
{
    m_ui->icon->setHidden(compact);
}

QList<QLabel *> TargetCard::figureLabels() const
{
    return {m_ui->coldStart, m_ui->p50, m_ui->p95, m_ui->p99, m_ui->throughput, m_ui->cpu, m_ui->memory};
}

QList<QLabel *> TargetCard::captionLabels() const
{
    return {m_ui->coldStartCaption, m_ui->p50Caption, m_ui->p95Caption, m_ui->p99Caption, m_ui->throughputCaption,
        m_ui->cpuCaption, m_ui->memoryCaption};
}

QList<int> TargetCard::columnWidths() const
{
    const auto figures = figureLabels();
    const auto captions = captionLabels();
    QList<int> widths;
    for (qsizetype column = 0; column < figures.size(); ++column)
        widths.append(std::max(figures[column]->sizeHint().width(), captions[column]->sizeHint().width()));
    return widths;
}

QList<int> TargetCard::comfortableWidths() const
{
    const int time = fontMetrics().horizontalAdvance(u"00.0 ms__"_s);
    const int pair = fontMetrics().horizontalAdvance(u"00.0 / 00.0 MiB_"_s);
    return {time, time, time, time, fontMetrics().horizontalAdvance(u"00,000 /s"_s), pair, pair};
}

void TargetCard::setColumnWidths(const QList<int> &widths)
{
    const auto figures = figureLabels();
    const auto captions = captionLabels();
    for (qsizetype column = 0; column < figures.size(); ++column) {
        for (QLabel *label : {figures[column], captions[column]}) {
            label->setFixedWidth(widths.value(column));
            label->setHidden(widths.value(column) == 0);
        }
    }
}

int TargetCard::widthBesideColumns(bool compact) const
{
    const QMargins inner = m_ui->layout->contentsMargins();
    const QMargins frame = contentsMargins();
    const int spacing = m_ui->layout->horizontalSpacing();
    const int gaps = static_cast<int>(figureLabels().size());
    return frame.left() + frame.right() + inner.left() + inner.right() + gaps * spacing
        + std::max(m_ui->names->minimumSize().width(), m_ui->step->minimumWidth())
        + (compact ? 0 : m_ui->icon->sizeHint().width() + spacing);
}

void TargetCard::updateLook()
{
    m_ui->icon->setPixmap(targetIcon(m_target.kind, m_style).pixmap(QSize(28, 28), devicePixelRatio()));
    for (QLabel *caption : findChildren<QLabel *>(QRegularExpression(u"Caption$|^step$"_s)))
        caption->setForegroundRole(QPalette::PlaceholderText);
}

void TargetCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateLook();
}

} // namespace boxmark

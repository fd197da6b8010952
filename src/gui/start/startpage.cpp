// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/start/startpage.h"

#include "gui/start/scenariocard.h"
#include "gui/widget/icons.h"
#include "ui_startpage.h"

#include <QFileInfo>

#include <algorithm>

namespace boxmark {

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::StartPage>())
{
    m_ui->setupUi(this);
    m_ui->runQuick->setIcon(actionIcon(Action::Run));
    m_ui->openSession->setIcon(actionIcon(Action::Open));
    m_ui->openScenario->setIcon(actionIcon(Action::OpenScenario));
    connect(m_ui->runQuick, &QPushButton::clicked, this, &StartPage::quickRunRequested);
    connect(m_ui->openSession, &QPushButton::clicked, this, &StartPage::openSessionRequested);
    connect(m_ui->openScenario, &QPushButton::clicked, this, &StartPage::openScenarioRequested);
    connect(m_ui->recent, &QListWidget::itemActivated, this,
        [this](const QListWidgetItem *item) { emit sessionChosen(item->toolTip()); });
    connect(m_ui->recent, &QListWidget::itemClicked, this,
        [this](const QListWidgetItem *item) { emit sessionChosen(item->toolTip()); });
}

StartPage::~StartPage() = default;

void StartPage::setScenarios(const QList<ScenarioFile> &scenarios)
{
    qDeleteAll(m_cards);
    m_cards.clear();
    for (const auto &[filePath, scenario] : scenarios) {
        auto *card = new ScenarioCard(filePath, scenario, m_ui->gallery);
        connect(card, &ScenarioCard::runRequested, this, &StartPage::runRequested);
        m_cards.append(card);
    }
    m_ui->scenarioTitle->setVisible(!m_cards.isEmpty());
    arrange();
}

void StartPage::setRecentSessions(const QStringList &filePaths)
{
    m_ui->recent->clear();
    for (const QString &filePath : filePaths) {
        auto *item = new QListWidgetItem(QFileInfo(filePath).completeBaseName(), m_ui->recent);
        item->setToolTip(filePath);
    }
    m_ui->recentTitle->setVisible(!filePaths.isEmpty());
    m_ui->recent->setVisible(!filePaths.isEmpty());
    m_ui->noRecent->setVisible(filePaths.isEmpty());
    const int rows = static_cast<int>(std::min<qsizetype>(filePaths.size(), 4));
    const int rowHeight = m_ui->recent->sizeHintForRow(0) + 2 * m_ui->recent->spacing();
    m_ui->recent->setFixedHeight(rows * rowHeight + 2 * m_ui->recent->frameWidth() + m_ui->recent->spacing());
}

void StartPage::setRunAllowed(bool allowed)
{
    for (QWidget *widget :
        std::initializer_list<QWidget *> {m_ui->runQuick, m_ui->recent, m_ui->openSession, m_ui->openScenario})
        widget->setEnabled(allowed);
    for (ScenarioCard *card : std::as_const(m_cards))
        card->setRunAllowed(allowed);
}

void StartPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

// As many cards side by side as have space to be read.
void StartPage::arrange()
{
    const int columns = std::clamp(width() / (fontMetrics().averageCharWidth() * 54), 1, 4);
    for (int column = 0; column < 4; ++column)
        m_ui->galleryLayout->setColumnStretch(column, column < columns ? 1 : 0);
    for (int index = 0; index < m_cards.size(); ++index) {
        m_ui->galleryLayout->removeWidget(m_cards[index]);
        m_ui->galleryLayout->addWidget(m_cards[index], index / columns, index % columns);
    }
}

} // namespace boxmark

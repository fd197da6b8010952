// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/cleanup/cleanupdialog.h"

#include "gui/widget/plaintable.h"
#include "gui/widget/taborder.h"
#include "image/cache.h"
#include "ui_cleanupdialog.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLocale>

namespace boxmark {

namespace {

constexpr int daysToSpare = 30;

QTableWidgetItem *cell(const QString &text, Qt::Alignment alignment = Qt::AlignLeft)
{
    auto *item = new QTableWidgetItem(text);
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    return item;
}

} // namespace

CleanUpDialog::CleanUpDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::CleanUpDialog>())
{
    m_ui->setupUi(this);
    makePlain(*m_ui->kept);
    const QStringList headers {tr("What"), tr("Number"), tr("Size"), tr("Last used")};
    m_ui->kept->setColumnCount(static_cast<int>(headers.size()));
    m_ui->kept->setHorizontalHeaderLabels(headers);
    m_ui->kept->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_ui->kept->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int numbers : {1, 2})
        m_ui->kept->horizontalHeaderItem(numbers)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_ui->spareRecent->setText(tr("&Keep what was used in the last %1 days").arg(daysToSpare));
    m_ui->kept->setToolTip(tr("Files in %1, and images that Boxmark built").arg(cacheFolder()));
    connect(m_ui->spareRecent, &QCheckBox::toggled, this, &CleanUpDialog::showChoice);
    connect(m_ui->remove, &QPushButton::clicked, this, &CleanUpDialog::removeChosen);
    connect(m_ui->stop, &QPushButton::clicked, &m_cleaner, &Cleaner::cancel);
    connect(m_ui->close, &QPushButton::clicked, this, &QDialog::close);
    connect(&m_cleaner, &Cleaner::found, this, &CleanUpDialog::showKept);
    connect(&m_cleaner, &Cleaner::removed, this, &CleanUpDialog::showResult);
    connect(&m_cleaner, &Cleaner::progressed, this, [this](int done, int total) {
        m_ui->progress->setMaximum(total);
        m_ui->progress->setValue(done);
    });
    setRemoving(false);
    resize(fontMetrics().height() * 38, fontMetrics().height() * 24);
    m_cleaner.find();
}

// A closed dialog may be destroyed with its window before its own deletion comes: the cleaner, which waits for what
// goes on, would carry that out in the midst of it.
CleanUpDialog::~CleanUpDialog()
{
    QCoreApplication::removePostedEvents(this, QEvent::DeferredDelete);
}

void CleanUpDialog::showKept(const KeptThings &kept)
{
    m_items = kept.items;
    for (const Error &error : kept.notAsked)
        m_ui->messages->showProblem(error);
    const QList<KeptGroup> groups = groupsOf(m_items);
    m_ui->kept->setRowCount(0);
    for (const KeptGroup &group : groups)
        addRow(group);
    showChoice();
}

void CleanUpDialog::addRow(const KeptGroup &group)
{
    const QString lastUsed = group.inUse > 0 ? tr("in use: %1").arg(group.inUse)
                                             : QLocale().toString(group.lastUsed.toLocalTime(), QLocale::ShortFormat);
    const int row = m_ui->kept->rowCount();
    m_ui->kept->insertRow(row);
    m_ui->kept->setItem(row, 0, cell(keptKindTitle(group.kind)));
    m_ui->kept->setItem(row, 1, cell(QString::number(group.count), Qt::AlignRight));
    m_ui->kept->setItem(row, 2, cell(formatBytes(group.size), Qt::AlignRight));
    m_ui->kept->setItem(row, 3, cell(lastUsed));
}

void CleanUpDialog::showChoice()
{
    const QDateTime now = QDateTime::currentDateTime();
    m_chosen = unusedSince(m_items, m_ui->spareRecent->isChecked() ? now.addDays(-daysToSpare) : now);
    m_ui->summary->setText(m_items.isEmpty()
            ? tr("Nothing is kept on disk for later runs.")
            : tr("Kept so that later runs need not make it again: %1. Removing now would free %2. Saved sessions and "
                 "images that others made are never touched.")
                  .arg(formatBytes(sizeOf(m_items)), formatBytes(sizeOf(m_chosen))));
    m_ui->remove->setEnabled(!m_chosen.isEmpty() && !m_cleaner.isBusy());
}

void CleanUpDialog::removeChosen()
{
    m_ui->messages->clear();
    m_cleaner.remove(m_chosen);
    setRemoving(true);
}

void CleanUpDialog::showResult(const CleanUp &done)
{
    setRemoving(false);
    for (const Error &failure : done.failures)
        m_ui->messages->showProblem(failure);
    QString text = tr("Removed: %1, which frees %2.").arg(done.removed.size()).arg(formatBytes(sizeOf(done.removed)));
    if (!done.stayed.isEmpty())
        text += tr(" Came into use and stayed: %1.").arg(done.stayed.size());
    m_ui->messages->showInformation(text);
    m_cleaner.find();
}

void CleanUpDialog::setRemoving(bool removing)
{
    m_ui->progressRow->setVisible(removing);
    m_ui->spareRecent->setEnabled(!removing);
    m_ui->remove->setEnabled(!removing && !m_chosen.isEmpty());
}

bool CleanUpDialog::focusNextPrevChild(bool next)
{
    return focusNextAsLaidOut(this, next) || QDialog::focusNextPrevChild(next);
}

} // namespace boxmark

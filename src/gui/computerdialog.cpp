// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/computerdialog.h"

#include "gui/cleanup/cleanupdialog.h"
#include "gui/widget/icons.h"
#include "ui_computerdialog.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int indexRole = Qt::UserRole;

QString stateOf(const HostCheck &check)
{
    if (check.found)
        return check.detail.isEmpty() ? ComputerDialog::tr("here") : check.detail;
    return check.required ? ComputerDialog::tr("missing") : ComputerDialog::tr("not here");
}

} // namespace

ComputerDialog::ComputerDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ComputerDialog>())
{
    m_ui->setupUi(this);
    m_ui->copy->setIcon(actionIcon(Action::Copy));
    m_ui->again->setIcon(actionIcon(Action::Refresh));
    m_ui->checks->setHeaderLabels({tr("Part"), tr("State"), tr("What for")});
    m_ui->checks->setIndentation(fontMetrics().height());
    const int icon = fontMetrics().height() - 2; // so that no row is higher than others
    m_ui->checks->setIconSize({icon, icon});
    m_ui->checks->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    connect(m_ui->checks, &QTreeWidget::currentItemChanged, this, &ComputerDialog::showProblem);
    connect(m_ui->copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_ui->copy->toolTip()); });
    connect(m_ui->again, &QPushButton::clicked, this, &ComputerDialog::checkRequested);
    connect(m_ui->close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_ui->cleanUp, &QPushButton::clicked, this, &ComputerDialog::cleanUp);
    connect(&m_cleaner, &Cleaner::found, this, &ComputerDialog::showKept);
    m_ui->cleanUp->setEnabled(false); // until the figure beside it is known
    m_cleaner.find();
    m_ui->copy->hide();
    resize(fontMetrics().height() * 52, fontMetrics().height() * 34);
}

// A closed dialog may be destroyed with its window before its own deletion comes: the cleaner, which waits for what
// goes on, would carry that out in the midst of it.
ComputerDialog::~ComputerDialog()
{
    QCoreApplication::removePostedEvents(this, QEvent::DeferredDelete);
}

void ComputerDialog::setChecks(const QList<HostCheck> &checks)
{
    m_ui->checks->clear();
    m_checks = checks;
    for (int index = 0; index < checks.size(); ++index)
        addRow(index);
    m_ui->checks->expandAll();
    const auto missing = std::ranges::count_if(checks, [](const HostCheck &c) { return c.required && !c.found; });
    m_ui->conclusion->setText(missing == 0
            ? tr("Every target that comes with Boxmark has what it needs here.")
            : tr("Some targets cannot run until what is missing has been brought: choose it to see how."));
    showProblem();
}

void ComputerDialog::addRow(int index)
{
    const HostCheck &check = m_checks.at(index);
    auto *item = new QTreeWidgetItem(group(checkGroupTitle(check.group)), {check.name, stateOf(check), check.purpose});
    item->setData(0, indexRole, index);
    if (!check.found && check.required)
        item->setIcon(1, actionIcon(Action::Warning));
    item->setToolTip(2, check.purpose);
}

QTreeWidgetItem *ComputerDialog::group(const QString &title)
{
    for (int index = 0; index < m_ui->checks->topLevelItemCount(); ++index) {
        if (m_ui->checks->topLevelItem(index)->text(0) == title)
            return m_ui->checks->topLevelItem(index);
    }
    auto *item = new QTreeWidgetItem(m_ui->checks, {title});
    QFont bold = font();
    bold.setBold(true);
    item->setFont(0, bold);
    item->setFlags(Qt::ItemIsEnabled);
    item->setFirstColumnSpanned(true);
    return item;
}

void ComputerDialog::showProblem()
{
    const QTreeWidgetItem *item = m_ui->checks->currentItem();
    const QVariant index = item ? item->data(0, indexRole) : QVariant();
    const Error problem = index.isValid() ? m_checks.at(index.toInt()).problem : Error {};
    m_ui->problem->setText(problem.text());
    m_ui->problem->setVisible(!problem.what.isEmpty());
    m_ui->copy->setVisible(!problem.command.isEmpty());
    m_ui->copy->setToolTip(problem.command);
    m_ui->copy->setAccessibleDescription(problem.command);
}

void ComputerDialog::showKept(const KeptThings &kept)
{
    m_ui->keptOnDisk->setText(tr("Kept on disk for later runs: %1").arg(formatBytes(sizeOf(kept.items))));
    m_ui->cleanUp->setEnabled(true);
}

void ComputerDialog::cleanUp()
{
    auto *dialog = new CleanUpDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, &m_cleaner, &Cleaner::find);
    dialog->open();
}

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/target/addressdialog.h"

#include "target/url/runningapp.h"
#include "target/url/urloptions.h"
#include "ui_addressdialog.h"

#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString overSsh = u"ssh"_s;

} // namespace

AddressDialog::AddressDialog(QList<TargetSpec> others, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::AddressDialog>())
    , m_others(std::move(others))
{
    m_ui->setupUi(this);
    m_ui->agent->addItem(tr("the agent of this computer, when the app runs here"), QString());
    m_ui->agent->addItem(tr("an agent that is started over ssh"), overSsh);
    m_ui->agent->addItem(tr("nobody"), u"none"_s);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("A&dd"));
    for (QLineEdit *edit : {m_ui->address, m_ui->name, m_ui->ssh})
        connect(edit, &QLineEdit::textChanged, this, &AddressDialog::showState);
    connect(m_ui->agent, &QComboBox::currentIndexChanged, this, &AddressDialog::showState);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &AddressDialog::choose);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showState();
}

AddressDialog::~AddressDialog() = default;

Result<TargetSpec> AddressDialog::target() const
{
    QString agent = m_ui->agent->currentData().toString();
    if (agent == overSsh)
        agent += u' ' + m_ui->ssh->text();
    return targetOfRunningApp({m_ui->address->text().trimmed(), m_ui->name->text().trimmed(), agent}, m_others);
}

void AddressDialog::showState()
{
    const bool ssh = m_ui->agent->currentData().toString() == overSsh;
    m_ui->ssh->setEnabled(ssh);
    m_ui->sshLabel->setEnabled(ssh);
    const auto made = target();
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(made.ok());
    if (m_ui->address->text().isEmpty())
        m_ui->remark->clear();
    else if (!made)
        m_ui->remark->setText(made.error().text());
    else if (const QUrl url(made.value().options.value(urloption::url)); isLoopback(url))
        m_ui->remark->setText(tr("The load stays on this computer."));
    else
        m_ui->remark->setText(
            tr("%1 is another computer: you will be asked before a run sends load there.").arg(url.host()));
}

void AddressDialog::choose()
{
    const auto made = target();
    if (!made)
        return;
    emit chosen(made.value());
    accept();
}

} // namespace boxmark

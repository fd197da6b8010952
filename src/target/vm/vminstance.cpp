// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/vminstance.h"

#include <utility>

namespace boxmark {

VmInstance::VmInstance(
    TargetContext context, GuestLaunch launch, ControlGroup group, GuestFolder folder, bool usersDisk)
    : GuestInstance(std::move(context), std::move(launch), std::move(group), std::move(folder))
    , m_usersDisk(usersDisk)
{
}

QString VmInstance::startReport() const
{
    const QString report = GuestInstance::startReport();
    if (report.isEmpty() || !m_usersDisk)
        return report;
    return report + QLatin1Char('\n')
        + tr(
            "A disk of your own must start on a PC with a BIOS and hold systemd and cloud-init, which starts the agent "
            "from the disk labelled CIDATA.");
}

} // namespace boxmark

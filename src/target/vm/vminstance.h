// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/guest/guestinstance.h"

namespace boxmark {

/// A full virtual machine. Of one that does not answer it can say what a user's own disk may lack.
class VmInstance final : public GuestInstance
{
    Q_OBJECT
public:
    VmInstance(TargetContext context, GuestLaunch launch, ControlGroup group, GuestFolder folder, bool usersDisk);

    QString startReport() const override;

private:
    bool m_usersDisk;
};

} // namespace boxmark

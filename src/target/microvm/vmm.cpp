// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/microvm/vmm.h"

namespace boxmark {

const QList<Vmm> &vmms()
{
    static const QList<Vmm> all {firecrackerVmm(), cloudHypervisorVmm(), qemuVmm()};
    return all;
}

const Vmm *findVmm(const QString &id)
{
    for (const Vmm &vmm : vmms()) {
        if (vmm.id == id)
            return &vmm;
    }
    return nullptr;
}

} // namespace boxmark

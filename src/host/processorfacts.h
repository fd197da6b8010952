// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace boxmark {

// What decides how fast the processors are, apart from which they are. Each is empty when this computer does not tell,
// as a guest does not. `root` as in readEnvironment(). Sources: Documentation/admin-guide/pm/cpufreq.rst and
// intel_pstate.rst, Documentation/admin-guide/hw-vuln.

/// "performance"; "performance, powersave" when processors differ.
QString governorFact(const QString &root);
/// "on" or "off".
QString turboFact(const QString &root);
/// Whether two processors share a core: "on", "off", "notsupported"…
QString multithreadingFact(const QString &root);
/// "mitigated: meltdown, spectre_v1; vulnerable: mds; not affected: 15 others".
QString mitigationsFact(const QString &root);

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace boxmark {

/// "boxmark-SESSION-TARGET-NUMBER", in the letters that container names and file names may have. Whatever we start
/// bears such a name, and whatever we end on a journal's word must bear it.
QString instanceName(const QString &sessionId, const QString &target, int number);
bool isInstanceName(const QString &name);

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include <QStringList>

namespace boxmark {

QString Error::text() const
{
    QStringList parts {what, why, remedy, command};
    parts.removeAll(QString());
    return parts.join(u'\n');
}

} // namespace boxmark

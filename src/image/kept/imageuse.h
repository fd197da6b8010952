// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/dockercommand.h"

#include <QDateTime>

namespace boxmark {

/// Engines tell when an image was made, not when it was used: that is noted in the cache, as the time of an empty file.
/// A note that cannot be written is done without.
void noteImageUse(const QString &id, ContainerEngine engine);
/// Invalid when it was not noted.
QDateTime notedImageUse(const QString &id, ContainerEngine engine);
/// Once the image is gone.
void forgetImageUse(const QString &id, ContainerEngine engine);

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/noise.h"

#include <QByteArray>

#include <optional>

namespace boxmark {

/// As an object of trial.noise_json: percentages end in _percent, sizes in _bytes. What is absent has no member.
QByteArray noiseToJson(const NoiseEvidence &noise);
/// Empty when the text is not what noiseToJson makes.
std::optional<NoiseEvidence> noiseFromJson(const QByteArray &json);

} // namespace boxmark

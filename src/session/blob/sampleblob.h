// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <span>

namespace boxmark {

constexpr std::size_t maximumSamplesInBlob = 4'096;

/// Of the blobs that encodeSamples makes.
constexpr int sampleBlobVersion = 1;

/// Resource samples, at most maximumSamplesInBlob, packed like requests; their order is kept and every value comes back
/// bit for bit, as long as times and sizes are within ±2^60. Payload: the count; columns of the scope, of which figures
/// are there, of the distances of time, memory and PSS from the sample before of the same scope, and of the top 16 bits
/// of the CPU figures as IEEE doubles; of the other figures that any sample has, in the order of ResourceSample with
/// the load averages, which are doubles too, behind the processes; the length of, and the first times and sizes of each
/// scope in their order; then the other 6 bytes of each double, the lowest first, in the order of the samples.
QByteArray encodeSamples(std::span<const ResourceSample> samples);

/// Empty when `blob` is not what encodeSamples made.
std::optional<QList<ResourceSample>> decodeSamples(QByteArrayView blob);

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appdisk.h"
#include "image/runfile.h"
#include "target/target.h"

#include <QCoroTask>

#include <memory>

namespace boxmark {

/// An image's app for a process of this computer: its files lie unpacked in the cache.
struct UnpackedApp final : PreparedApp
{
    AppImage image;
    AppFolder folder;
};

/// Builds or finds the image and unpacks it. What could not be kept of it is told as a caveat.
QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepareUnpackedApp(Scenario scenario, TargetContext context);

/// How boxmark-agent starts it: in the image's own root, as the image's config demands, on the host's network.
RunFile runFileOf(const UnpackedApp &app, const Scenario &scenario);

} // namespace boxmark

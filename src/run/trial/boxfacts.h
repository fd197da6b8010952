// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentlink.h"
#include "model/scenario.h"
#include "model/trial.h"

#include <QStringList>

#include <optional>

namespace boxmark {

/// What the host knows of a box, with what the agent sees in it: the agent's word stands above the host's.
BoxFacts completeFacts(BoxFacts host, const std::optional<AgentHello> &hello);

/// What a reader of the figures must know of a box, as whole sentences: that it is emulated, or that it does not have
/// what the scenario asks for.
QStringList boxCaveats(const BoxFacts &facts, const ResourceLimits &asked);

} // namespace boxmark

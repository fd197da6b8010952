// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace boxmark::agent {

/// Lets this process open as many files as it may at all: the agent keeps two open for each process that it samples,
/// the workload one for each connection.
void raiseFileLimit();
/// The limit as it was before raiseFileLimit(): in the child, so that the app is not run under another limit than it
/// would be without us.
void restoreFileLimit();

} // namespace boxmark::agent

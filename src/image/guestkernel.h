// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"

#include <QCoroTask>

namespace boxmark {

/// Which kernel a microVM shall boot.
struct KernelRequest
{
    QString location {}; ///< a path or an http(s) URL, of a vmlinux or a bzImage; empty: Debian's cloud kernel
    QString sha256 {}; ///< hexadecimal; must be given for a URL, is checked when given for a path
};

/// A kernel that every VMM can boot directly.
struct GuestKernel
{
    QString vmlinux; ///< uncompressed ELF, in the cache or the user's own
    QString release; ///< "6.1.0-56-cloud-amd64"; empty when the image does not tell
    QString modules {}; ///< folder with modules.dep; empty: whatever is needed must be built in
    QString digest; ///< SHA-256 of the vmlinux and its modules, hexadecimal
};

QCoro::Task<Result<GuestKernel>> prepareGuestKernel(KernelRequest request, WorkContext context);

/// The kernel's modules that a microVM needs, with boxmark-agent as /init and the run file: what its VMM loads beside
/// the kernel. Cached by what it is made of.
QCoro::Task<Result<QString>> prepareInitramfs(
    GuestKernel kernel, QString agentPath, QByteArray runFile, WorkContext context);

} // namespace boxmark

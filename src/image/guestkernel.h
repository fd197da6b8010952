// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"

#include <QCoroTask>
#include <QMap>

namespace boxmark {

/// Which kernel a microVM shall boot.
struct KernelRequest
{
    QString location {}; ///< a path or an http(s) URL, of a vmlinux or a bzImage; empty: Debian's cloud kernel
    QString sha256 {}; ///< hexadecimal; must be given for a URL, is checked when given for a path

    bool operator==(const KernelRequest &) const = default;
};

/// What a target's options say (`kernel`, `kernel_sha256`; a relative path is relative to the scenario's file), else
/// the program's settings (guest/kernel, guest/kernel_sha256), else Debian's.
KernelRequest kernelRequestFrom(const QMap<QString, QString> &options, const QString &scenarioFile = {});

/// A kernel that every VMM can boot directly.
struct GuestKernel
{
    QString vmlinux; ///< uncompressed ELF, in the cache or the user's own
    QString release; ///< "6.1.0-56-cloud-amd64"; empty when the image does not tell
    QString modules {}; ///< folder of its modules; empty: whatever is needed must be built in
    QString digest; ///< names the kernel: SHA-256 of what it was made from, hexadecimal
};

/// "6.1.0-56-cloud-amd64 (sha256:…)".
QString guestKernelFact(const GuestKernel &kernel);

/// Debian's kernel is fetched with apt, without root, and kept for a month before apt is asked for a newer one.
QCoro::Task<Result<GuestKernel>> prepareGuestKernel(KernelRequest request, WorkContext context);

/// The kernel's modules that a microVM needs, with boxmark-agent as /init and the run file: what its VMM loads beside
/// the kernel. Cached by what it is made of; the newest twenty are kept.
QCoro::Task<Result<QString>> prepareInitramfs(
    GuestKernel kernel, QString agentPath, QByteArray runFile, WorkContext context);

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/guestkernel.h"

#include <QStringList>

/// What prepareGuestKernel() is made of.
namespace boxmark {

/// The modules that a microVM needs unless they are built in, for whichever bus its VMM has.
QStringList neededModules();

/// Debian's cloud kernel as an entry of the cache.
QCoro::Task<Result<GuestKernel>> prepareDebianKernel(WorkContext context);

/// Fetches a file whose SHA-256 is known into the cache; the path. Its sum is compared before anybody uses it.
QCoro::Task<Result<QString>> fetchKernel(QUrl url, QString sha256, WorkContext context);

/// The whole of a file, or the Error that it cannot be read.
Result<QByteArray> kernelFileContents(const QString &path);
/// Writes a file of the cache.
Result<void> writeKernelFile(const QString &path, const QByteArray &contents);
/// What a person can do who wants another kernel than what could be had.
QString giveAKernel();

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace boxmark {

/// The label, as a client takes it after "--label", of every image that Boxmark builds and every container that it
/// makes: by it and by the names below they are found again, and nothing else is ever removed.
inline const QString ownLabel = QStringLiteral("boxmark=1");
/// Whether it is among the labels, as an engine lists them.
bool hasOwnLabel(const QJsonObject &labels);

/// "boxmark/app:0123456789abcdef": what the image built from this Dockerfile, by its absolute path, is called.
QString appImageName(const QString &dockerfile);
/// "boxmark/workload:0123456789abcdef": the same of the built-in workload; another one for other contents.
QString workloadImageName(const QByteArray &contents);
/// Whether it is such a name, or Podman's form of one.
bool isOwnImageName(const QString &name);
/// Whether "NAME@sha256:…" has the name of such an image before the digest, or none.
bool isOwnImageDigest(const QString &digest);

} // namespace boxmark

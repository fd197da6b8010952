// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonArray>
#include <QJsonObject>

namespace boxmark {

/// To stdout, indented.
void sayJson(const QJsonObject &object);
void sayJson(const QJsonArray &array);

/// An error as every command has it: "problem", "cause", "remedy", "command"; what is not known is empty.
QJsonObject errorAsJson(const Error &error);
/// The same members, added to an object that has others.
void insertError(QJsonObject &object, const Error &error);

} // namespace boxmark

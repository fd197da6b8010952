// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "base/result.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>
#include <yaml-cpp/yaml.h>

#include <optional>

namespace boxmark {

/// Thrown by YamlValue and caught where the scenario module is entered: it never leaves this module.
struct ScenarioFault
{
    Error error;
};

class YamlMap;

/// One value of a YAML file, which knows where it stands: every complaint names file:line:column and what would be
/// right.
class YamlValue
{
public:
    YamlValue(const YAML::Node &node, QString file, QString name);

    const QString &name() const { return m_name; }
    bool isMap() const { return m_node.IsMap(); }
    bool isList() const { return m_node.IsSequence(); }

    // All of these throw a ScenarioFault when the value is of another kind or beyond its bounds, which are allowed.
    QString text() const; ///< a scalar that is not empty
    qint64 integer(qint64 minimum, qint64 maximum) const;
    double number(double minimum, double maximum) const; ///< without a unit; never infinite
    /// "500ms", "2min": always with its unit. See parseDuration(), and parseBytes() and parseRate() for the next two.
    std::chrono::nanoseconds duration(std::chrono::nanoseconds minimum, std::chrono::nanoseconds maximum) const;
    Bytes bytes(Bytes minimum) const;
    Rate rate() const;
    double share(double minimum, double maximum) const; ///< "5%" is 0.05
    /// A scalar as JSON would read it: quoted is a string, else null, a boolean, a number or a string.
    QJsonValue json() const;
    /// The complaint names the one that was probably meant.
    QString choice(const QStringList &allowed) const;
    QList<YamlValue> list() const; ///< not empty
    QStringList textList() const;
    /// An unknown key or one that stands there twice is a fault.
    YamlMap map(const QStringList &knownKeys) const;
    /// Every entry of a map whose keys are the user's own.
    QList<YamlValue> entries() const;

    /// Fails when it would be longer than `largest` bytes, or nested beyond reason, were every alias written out: a few
    /// lines of aliases of aliases stand for more than a computer holds.
    void checkExtent(std::size_t largest) const;

    [[noreturn]] void fail(const QString &what, const QString &remedy) const;

private:
    QString scalar() const;

    YAML::Node m_node;
    QString m_file;
    QString m_name;
};

/// A map whose keys have all been found to be known.
class YamlMap
{
public:
    YamlMap(const YAML::Node &node, QString file, YamlValue self);

    std::optional<YamlValue> find(const QString &key) const;
    /// Fails when it is missing; `remedy` says what to write.
    YamlValue require(const QString &key, const QString &remedy) const;
    const YamlValue &self() const { return m_self; }

private:
    YAML::Node m_node;
    QString m_file;
    YamlValue m_self;
};

} // namespace boxmark

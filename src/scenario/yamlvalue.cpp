// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/yamlvalue.h"

#include "scenario/nearestkey.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("scenario", text);
}

QString number(double value)
{
    return QString::number(value, 'g', 12);
}

/// What is left of `bytes` once the node, with whatever its aliases stand for, is written out; nothing when that is too
/// long, or deeper than `depth`, as it is when a node is part of itself.
std::optional<std::size_t> leftAfter(const YAML::Node &node, std::size_t bytes, int depth)
{
    const std::size_t own = 1 + (node.IsScalar() ? node.Scalar().size() : 0);
    if (own > bytes || depth == 0)
        return std::nullopt;
    std::optional<std::size_t> left = bytes - own;
    for (auto entry = node.begin(); left && entry != node.end(); ++entry) {
        if (!node.IsMap()) {
            left = leftAfter(*entry, *left, depth - 1);
            continue;
        }
        left = leftAfter(entry->first, *left, depth - 1);
        if (left)
            left = leftAfter(entry->second, *left, depth - 1);
    }
    return left;
}

} // namespace

YamlValue::YamlValue(const YAML::Node &node, QString file, QString name)
    : m_node(node)
    , m_file(std::move(file))
    , m_name(std::move(name))
{
}

void YamlValue::fail(const QString &what, const QString &remedy) const
{
    const YAML::Mark mark = m_node.Mark();
    QString place = m_file;
    if (!mark.is_null())
        place += u":%1:%2"_s.arg(mark.line + 1).arg(mark.column + 1);
    throw ScenarioFault {{place + u": "_s + what, QString(), remedy}};
}

void YamlValue::checkExtent(std::size_t largest) const
{
    constexpr int deepest = 64;
    if (!leftAfter(m_node, largest, deepest))
        fail(tr("%1 is too large with all that its aliases (“*name”) stand for, or nested too deeply.").arg(m_name),
            tr("Write fewer aliases: a scenario has a few hundred lines at most."));
}

QString YamlValue::scalar() const
{
    if (!m_node.IsScalar())
        fail(tr("“%1” must be a single value.").arg(m_name), tr("Write “%1: value”.").arg(m_name));
    return QString::fromStdString(m_node.Scalar());
}

QString YamlValue::text() const
{
    const QString value = scalar();
    if (value.trimmed().isEmpty())
        fail(tr("“%1” is empty.").arg(m_name), tr("Write a value or leave the key out."));
    return value;
}

qint64 YamlValue::integer(qint64 minimum, qint64 maximum) const
{
    const QString value = scalar();
    bool ok = false;
    const qint64 result = value.toLongLong(&ok);
    if (!ok)
        fail(tr("“%1” must be a whole number, not “%2”.").arg(m_name, value),
            tr("Write a whole number from %1 to %2.").arg(minimum).arg(maximum));
    if (result < minimum || result > maximum)
        fail(tr("“%1” is %2, which is out of range.").arg(m_name).arg(result),
            tr("Write a whole number from %1 to %2.").arg(minimum).arg(maximum));
    return result;
}

double YamlValue::number(double minimum, double maximum) const
{
    const QString value = scalar();
    bool ok = false;
    const double result = value.toDouble(&ok);
    if (!ok || !std::isfinite(result) || result < minimum || result > maximum)
        fail(tr("“%1” must be a number from %2 to %3, not “%4”.")
                 .arg(m_name, boxmark::number(minimum), boxmark::number(maximum), value),
            tr("Write a number without a unit, such as 0.5 or 2."));
    return result;
}

std::chrono::nanoseconds YamlValue::duration(std::chrono::nanoseconds minimum, std::chrono::nanoseconds maximum) const
{
    const auto parsed = parseDuration(scalar());
    if (!parsed)
        fail(tr("“%1”: %2").arg(m_name, parsed.error().what), parsed.error().remedy);
    if (parsed.value() < minimum || parsed.value() > maximum)
        fail(tr("“%1” is out of range.").arg(m_name),
            tr("Write a duration from %1 to %2.").arg(formatDuration(minimum), formatDuration(maximum)));
    return parsed.value();
}

Bytes YamlValue::bytes(Bytes minimum) const
{
    const auto parsed = parseBytes(scalar());
    if (!parsed)
        fail(tr("“%1”: %2").arg(m_name, parsed.error().what), parsed.error().remedy);
    if (parsed.value() < minimum)
        fail(tr("“%1” is too small.").arg(m_name), tr("Write at least %1.").arg(formatBytes(minimum)));
    return parsed.value();
}

Rate YamlValue::rate() const
{
    const auto parsed = parseRate(scalar());
    if (!parsed)
        fail(tr("“%1”: %2").arg(m_name, parsed.error().what), parsed.error().remedy);
    return parsed.value();
}

double YamlValue::share(double minimum, double maximum) const
{
    const auto parsed = parseShare(scalar());
    if (!parsed)
        fail(tr("“%1”: %2").arg(m_name, parsed.error().what), parsed.error().remedy);
    if (parsed.value() < minimum || parsed.value() > maximum)
        fail(tr("“%1” is out of range.").arg(m_name),
            tr("Write from %1 % to %2 %.").arg(boxmark::number(100 * minimum), boxmark::number(100 * maximum)));
    return parsed.value();
}

QJsonValue YamlValue::json() const
{
    if (m_node.IsNull())
        return QJsonValue::Null;
    const QString value = scalar();
    // yaml-cpp tags a quoted scalar "!" and a plain one "?".
    if (m_node.Tag() == "!")
        return value;
    if (value == u"true"_s || value == u"false"_s)
        return value == u"true"_s;
    bool ok = false;
    const double numeric = value.toDouble(&ok);
    if (ok && std::isfinite(numeric))
        return numeric;
    return value;
}

QString YamlValue::choice(const QStringList &allowed) const
{
    const QString value = text();
    if (!allowed.contains(value)) {
        const QString nearest = nearestKey(value, allowed);
        fail(tr("“%1” cannot be “%2”.").arg(m_name, value)
                + (nearest.isEmpty() ? QString() : u' ' + tr("Did you mean “%1”?").arg(nearest)),
            tr("Write one of: %1.").arg(allowed.join(u", "_s)));
    }
    return value;
}

QList<YamlValue> YamlValue::list() const
{
    if (!m_node.IsSequence())
        fail(tr("“%1” must be a list.").arg(m_name),
            tr("Write “%1: [one, another]” or a line “- one” each.").arg(m_name));
    if (m_node.size() == 0)
        fail(tr("“%1” is empty.").arg(m_name), tr("List at least one."));
    QList<YamlValue> values;
    for (std::size_t index = 0; index < m_node.size(); ++index)
        values.append(YamlValue(m_node[index], m_file, m_name));
    return values;
}

QStringList YamlValue::textList() const
{
    QStringList texts;
    for (const YamlValue &value : list())
        texts.append(value.scalar());
    return texts;
}

YamlMap YamlValue::map(const QStringList &knownKeys) const
{
    if (!m_node.IsMap())
        fail(tr("“%1” must be a group of keys.").arg(m_name),
            tr("Write these keys below it, each with a value: %1.").arg(knownKeys.join(u", "_s)));
    QStringList seen;
    for (const auto &entry : m_node) {
        const YamlValue key(entry.first, m_file, m_name);
        const QString name = key.text();
        if (!knownKeys.contains(name)) {
            const QString nearest = nearestKey(name, knownKeys);
            key.fail(tr("unknown key “%1” in “%2”.").arg(name, m_name)
                    + (nearest.isEmpty() ? QString() : u' ' + tr("Did you mean “%1”?").arg(nearest)),
                tr("Known keys here: %1.").arg(knownKeys.join(u", "_s)));
        }
        if (seen.contains(name))
            key.fail(tr("“%1” stands twice in “%2”.").arg(name, m_name), tr("Keep one of them."));
        seen.append(name);
    }
    return {m_node, m_file, *this};
}

QList<YamlValue> YamlValue::entries() const
{
    if (!m_node.IsMap())
        fail(tr("“%1” must be a group of keys.").arg(m_name), tr("Write “{key: value}”."));
    QList<YamlValue> values;
    for (const auto &entry : m_node) {
        const QString key = YamlValue(entry.first, m_file, m_name).text();
        values.append(YamlValue(entry.second, m_file, key));
    }
    return values;
}

YamlMap::YamlMap(const YAML::Node &node, QString file, YamlValue self)
    : m_node(node)
    , m_file(std::move(file))
    , m_self(std::move(self))
{
}

std::optional<YamlValue> YamlMap::find(const QString &key) const
{
    // Not operator[]: on a node that is not const it would add the key.
    for (const auto &entry : m_node) {
        if (entry.first.Scalar() == key.toStdString())
            return YamlValue(entry.second, m_file, key);
    }
    return std::nullopt;
}

YamlValue YamlMap::require(const QString &key, const QString &remedy) const
{
    const auto value = find(key);
    if (!value)
        m_self.fail(tr("“%1” lacks “%2”.").arg(m_self.name(), key), remedy);
    return *value;
}

} // namespace boxmark

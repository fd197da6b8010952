// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gate/conditionparser.h"

#include "gate/conditionlexer.h"
#include "gate/conditionunits.h"
#include "scenario/nearestkey.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Kind = ConditionToken::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("gate", text);
}

QString fullMetricName(const QString &name)
{
    static const QStringList shortNames {u"mean"_s, u"p50"_s, u"p95"_s, u"p99"_s, u"p999"_s, u"max"_s};
    return shortNames.contains(name) ? u"service_time_"_s + name : name;
}

/// A part of a condition with what kind of number it is.
struct Term
{
    ConditionSide side;
    Dimension dimension = Dimension::None;
    qsizetype position = 0;
};

class Parser
{
public:
    Parser(const QString &text, const ConditionNames &names)
        : m_text(text)
        , m_names(names)
        , m_tokens(conditionTokens(text))
    {
    }

    Result<Condition> condition()
    {
        Condition condition {m_text, {}, {}, {}};
        const auto left = product();
        if (!left)
            return left.error();
        const ConditionToken comparison = current();
        if (comparison.kind != Kind::Comparison)
            return expected(tr("one of >, >=, <, <=, * and /"));
        advance();
        const auto right = product();
        if (!right)
            return right.error();
        if (current().kind != Kind::End)
            return expected(tr("the end, * or /"));
        condition.relation = relationOf(comparison.text);
        if (auto fits = join(condition, left.value(), right.value()); !fits)
            return fits.error();
        return condition;
    }

private:
    const ConditionToken &current() const { return m_tokens[m_at]; }
    void advance() { m_at = std::min(m_at + 1, m_tokens.size() - 1); }

    static Condition::Relation relationOf(const QString &text)
    {
        if (text == u">"_s)
            return Condition::Relation::Greater;
        if (text == u">="_s)
            return Condition::Relation::GreaterOrEqual;
        return text == u"<"_s ? Condition::Relation::Less : Condition::Relation::LessOrEqual;
    }

    static Condition::Relation turned(Condition::Relation relation)
    {
        using enum Condition::Relation;
        switch (relation) {
        case Greater:
            return Less;
        case GreaterOrEqual:
            return LessOrEqual;
        case Less:
            return Greater;
        case LessOrEqual:
            return GreaterOrEqual;
        }
        Q_UNREACHABLE();
    }

    Error problem(qsizetype position, const QString &why, const QString &remedy) const
    {
        const QString pointer = u"    %1\n    %2^"_s.arg(m_text, QString(position, u' '));
        return {tr("The condition “%1” cannot be read.").arg(m_text),
            tr("At character %1: %2").arg(position + 1).arg(why) + u'\n' + pointer, remedy};
    }

    Error expected(const QString &what) const
    {
        const QString found = current().kind == Kind::End ? tr("the end") : u"“%1”"_s.arg(current().text);
        return problem(current().position, tr("expected %1, found %2.").arg(what, found),
            tr("Write for example: p95(%1) > 1.2 * p95(%2), or cold_start(%1) > 5s.")
                .arg(m_names.targets.value(1, m_names.targets.value(0)), m_names.targets.value(0)));
    }

    Error unknownName(qsizetype position, const QString &why, const QString &name, const QStringList &known) const
    {
        constexpr qsizetype longList = 20; // beside it a proposal would be overlooked
        const QString nearest = nearestKey(name, known);
        const QString all = tr("There are: %1.").arg(known.join(u", "_s));
        if (nearest.isEmpty())
            return problem(position, why, all);
        const QString meant = tr("Did you mean “%1”?").arg(nearest);
        return problem(position, why, known.size() > longList ? meant : meant + u' ' + all);
    }

    Result<Term> product()
    {
        auto read = factor();
        while (read && (current().kind == Kind::Times || current().kind == Kind::Divide)) {
            const bool divide = current().kind == Kind::Divide;
            advance();
            const auto next = factor();
            if (!next)
                return next.error();
            read = combined(read.take(), next.value(), divide);
        }
        return read;
    }

    /// A percentage of something else is a plain number: 120 % × p95 is 1.2 × p95.
    static Term withoutShare(Term term, const Term &other)
    {
        if (term.dimension == Dimension::Share && !term.side.figure && other.dimension != Dimension::None) {
            term.side.factor /= 100;
            term.dimension = Dimension::None;
        }
        return term;
    }

    Result<Term> combined(const Term &one, const Term &two, bool divide) const
    {
        const Term left = withoutShare(one, two);
        const Term right = withoutShare(two, left);
        if (divide && right.dimension != Dimension::None)
            return problem(right.position, tr("only a plain number can divide."),
                tr("Write what shall be compared on each side of the comparison: it is made as a ratio anyway."));
        if (left.dimension != Dimension::None && right.dimension != Dimension::None)
            return problem(right.position,
                tr("%1 cannot be multiplied by %2.").arg(dimensionName(left.dimension), dimensionName(right.dimension)),
                tr("Give each side one figure, or one number with a unit."));
        Term result = left.dimension != Dimension::None ? left : right;
        result.position = one.position;
        result.side.factor = divide ? left.side.factor / right.side.factor : left.side.factor * right.side.factor;
        return result;
    }

    Result<Term> factor()
    {
        const ConditionToken token = current();
        if (token.kind == Kind::Number)
            return number();
        if (token.kind == Kind::Name)
            return figureTerm();
        if (token.kind != Kind::Open)
            return expected(tr("a number, a metric or “(”"));
        advance();
        auto inner = product();
        if (!inner)
            return inner;
        if (current().kind != Kind::Close)
            return expected(tr("“)”, * or /"));
        advance();
        return inner;
    }

    Result<Term> number()
    {
        const ConditionToken token = current();
        advance();
        Term term {{token.number, {}}, Dimension::None, token.position};
        if (token.unit.isEmpty())
            return term;
        const ConditionUnit *unit = findConditionUnit(token.unit);
        if (!unit)
            return unknownName(
                token.position, tr("there is no unit “%1”.").arg(token.unit), token.unit, conditionUnits());
        term.side.factor *= unit->factor;
        term.dimension = unit->dimension;
        return term;
    }

    Result<Term> figureTerm()
    {
        const qsizetype start = current().position;
        auto read = figure();
        if (!read)
            return read.error();
        const Dimension dimension = dimensionOf(read.value().metric.unit);
        return Term {{1, read.take()}, dimension, start};
    }

    Result<ConditionFigure> figure()
    {
        const ConditionToken name = current();
        if (name.kind != Kind::Name)
            return expected(tr("a metric"));
        if (name.text != u"baseline"_s)
            return figureOf(m_names.targets);
        if (!m_names.baselineTargets)
            return problem(name.position, tr("there is no session to hold the run against."),
                tr("Name one with “--against SESSION”."));
        advance();
        if (current().kind != Kind::Open)
            return expected(tr("“(”"));
        advance();
        auto inner = figureOf(*m_names.baselineTargets);
        if (!inner)
            return inner;
        if (current().kind != Kind::Close)
            return expected(tr("“)”"));
        advance();
        inner.value().ofBaseline = true;
        inner.value().text = u"baseline(%1)"_s.arg(inner.value().text);
        return inner;
    }

    Result<ConditionFigure> figureOf(const QStringList &targets)
    {
        const ConditionToken name = current();
        if (name.kind != Kind::Name || name.text == u"baseline"_s)
            return expected(tr("a metric"));
        const Metric *metric = findMetric(fullMetricName(name.text));
        if (!metric)
            return unknownName(name.position, tr("there is no metric “%1”.").arg(name.text), name.text, metricNames());
        advance();
        if (current().kind != Kind::Open)
            return expected(tr("“(” and a target"));
        advance();
        const ConditionToken target = current();
        if (target.kind != Kind::Argument || target.text.isEmpty())
            return expected(tr("a target"));
        if (!targets.contains(target.text))
            return unknownName(target.position, tr("there is no target “%1”.").arg(target.text), target.text, targets);
        advance();
        if (current().kind != Kind::Close)
            return expected(tr("“)”"));
        advance();
        return ConditionFigure {*metric, target.text, false, u"%1(%2)"_s.arg(name.text, target.text)};
    }

    static QStringList metricNames()
    {
        QStringList names {u"p50"_s, u"p95"_s, u"p99"_s};
        for (const Metric &metric : allMetrics())
            names.append(metric.name);
        return names;
    }

    Result<void> join(Condition &condition, const Term &left, const Term &right) const
    {
        if (!left.side.figure && !right.side.figure)
            return problem(left.position, tr("neither side names a figure."),
                tr("Name a metric and a target, as in p95(%1).").arg(m_names.targets.value(0)));
        if (left.dimension != right.dimension)
            return problem(right.position,
                tr("%1 cannot be compared with %2.").arg(dimensionName(left.dimension), dimensionName(right.dimension)),
                tr("Give a number its unit: ms, s, %, MiB, /s."));
        const bool turn = !left.side.figure;
        condition.left = turn ? right.side : left.side;
        condition.right = turn ? left.side : right.side;
        if (turn)
            condition.relation = turned(condition.relation);
        if (!(condition.left.factor > 0) || !(condition.right.factor >= 0)
            || (condition.right.figure && !(condition.right.factor > 0)))
            return problem(
                left.position, tr("a figure is multiplied or divided by zero."), tr("Give numbers above zero."));
        return {};
    }

    QString m_text;
    const ConditionNames &m_names;
    QList<ConditionToken> m_tokens;
    qsizetype m_at = 0;
};

} // namespace

Result<Condition> parseCondition(const QString &text, const ConditionNames &names)
{
    return Parser(text, names).condition();
}

} // namespace boxmark

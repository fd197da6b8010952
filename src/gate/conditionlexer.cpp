// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gate/conditionlexer.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Kind = ConditionToken::Kind;

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

class Lexer
{
public:
    explicit Lexer(const QString &condition)
        : m_text(condition)
    {
    }

    QList<ConditionToken> tokens()
    {
        do
            m_tokens.append(next());
        while (m_tokens.last().kind != Kind::End);
        return m_tokens;
    }

private:
    QChar at(qsizetype position) const { return position < m_text.size() ? m_text[position] : QChar(u'\0'); }

    template <typename Predicate> QString take(const Predicate &wanted)
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && wanted(m_text[m_at]))
            ++m_at;
        return m_text.sliced(start, m_at - start);
    }

    bool argumentFollows() const
    {
        const qsizetype size = m_tokens.size();
        return size >= 2 && m_tokens[size - 1].kind == Kind::Open && m_tokens[size - 2].kind == Kind::Name
            && m_tokens[size - 2].text != u"baseline"_s;
    }

    ConditionToken next()
    {
        take([](QChar c) { return c.isSpace(); });
        if (m_at == m_text.size())
            return {Kind::End, {}, m_at};
        if (argumentFollows() && m_text[m_at] != u')')
            return argument();
        const QChar first = m_text[m_at];
        if (first.isDigit() || (first == u'.' && at(m_at + 1).isDigit()))
            return number();
        const qsizetype start = m_at;
        if (isNameCharacter(first))
            return {Kind::Name, take(isNameCharacter), start};
        return symbol();
    }

    /// Up to the parenthesis that closes the one before.
    ConditionToken argument()
    {
        const qsizetype start = m_at;
        int depth = 0;
        while (m_at < m_text.size() && (depth > 0 || m_text[m_at] != u')')) {
            depth += m_text[m_at] == u'(' ? 1 : m_text[m_at] == u')' ? -1 : 0;
            ++m_at;
        }
        return {Kind::Argument, m_text.sliced(start, m_at - start).trimmed(), start};
    }

    ConditionToken number()
    {
        const qsizetype start = m_at;
        const QString digits = take([](QChar c) { return c.isDigit() || c == u'.'; });
        ConditionToken token {Kind::Number, digits, start};
        bool ok = false;
        token.number = QLocale::c().toDouble(digits, &ok);
        if (!ok)
            token.kind = Kind::Unknown;
        const qsizetype end = m_at;
        take([](QChar c) { return c.isSpace(); });
        token.unit = unit();
        if (token.unit.isEmpty())
            m_at = end;
        token.text = m_text.sliced(start, m_at - start);
        return token;
    }

    QString unit()
    {
        if (at(m_at) == u'%')
            return m_text[m_at++];
        if (at(m_at) == u'/' && at(m_at + 1) == u's' && !isNameCharacter(at(m_at + 2))) {
            m_at += 2;
            return u"/s"_s;
        }
        // A name before a parenthesis is a metric that lacks its sign.
        const qsizetype start = m_at;
        const QString word = take([](QChar c) { return c.isLetter(); });
        if (isNameCharacter(at(m_at)) || at(m_at) == u'(') {
            m_at = start;
            return {};
        }
        return word;
    }

    ConditionToken symbol()
    {
        const qsizetype start = m_at;
        const QChar c = m_text[m_at++];
        if (c == u'(')
            return {Kind::Open, c, start};
        if (c == u')')
            return {Kind::Close, c, start};
        if (c == u'*' || c == u'\u00d7')
            return {Kind::Times, c, start};
        if (c == u'/' || c == u'\u00f7')
            return {Kind::Divide, c, start};
        if (c == u'\u2264')
            return {Kind::Comparison, u"<="_s, start};
        if (c == u'\u2265')
            return {Kind::Comparison, u">="_s, start};
        if (c != u'<' && c != u'>')
            return {Kind::Unknown, c, start};
        QString text = c;
        if (at(m_at) == u'=')
            text += m_text[m_at++];
        return {Kind::Comparison, text, start};
    }

    QString m_text;
    qsizetype m_at = 0;
    QList<ConditionToken> m_tokens;
};

} // namespace

QList<ConditionToken> conditionTokens(const QString &condition)
{
    return Lexer(condition).tokens();
}

} // namespace boxmark

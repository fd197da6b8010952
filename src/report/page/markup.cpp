// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page/markup.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

QString printable(QString text)
{
    for (QChar &c : text) {
        const char16_t code = c.unicode();
        const bool lineEnd = code == u'\n' || code == u'\r' || code == u'\t';
        if ((code < 0x20 && !lineEnd) || (code >= 0x7f && code < 0xa0) || code >= 0xfffe)
            c = QChar::ReplacementCharacter;
    }
    // A lone surrogate is no character; this replaces it.
    return QString::fromUtf8(text.toUtf8());
}

QString oneLine(const QString &text)
{
    return printable(text).simplified();
}

namespace {

/// What begins a heading, a list, a rule… where a block begins.
bool beginsBlock(const QString &text)
{
    qsizetype digits = 0;
    while (digits < text.size() && text[digits].isDigit())
        ++digits;
    const QChar next = digits < text.size() ? text[digits] : QChar();
    return digits > 0 ? next == u'.' || next == u')' : u"#+-="_s.contains(next);
}

} // namespace

QString markdownText(const QString &text)
{
    static const QString special = u"\\`*_[]|~$"_s;
    const QString line = oneLine(text);
    QString escaped;
    for (const QChar c : line) {
        if (c == u'&')
            escaped += u"&amp;"_s;
        else if (c == u'<')
            escaped += u"&lt;"_s;
        else if (c == u'>')
            escaped += u"&gt;"_s;
        else if (special.contains(c))
            escaped += QString(u'\\') + c;
        else
            escaped += c;
    }
    // Nothing becomes a link by itself.
    escaped.replace(u"://"_s, u"&#58;//"_s).replace(u"www."_s, u"www&#46;"_s).replace(u'@', u"&#64;"_s);
    if (!beginsBlock(line))
        return escaped;
    const auto sign = std::find_if(escaped.begin(), escaped.end(), [](QChar c) { return !c.isDigit(); });
    escaped.insert(sign - escaped.begin(), u'\\');
    return escaped;
}

QString markdownFence(const QString &text, const QString &language)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(std::max<qsizetype>(3, longest + 1), u'`');
    const QString end = text.endsWith(u'\n') ? QString() : u"\n"_s;
    return fence + language + u'\n' + printable(text) + end + fence + u'\n';
}

} // namespace boxmark

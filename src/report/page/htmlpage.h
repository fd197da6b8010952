// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QXmlStreamWriter>

namespace boxmark {

/// Writes one HTML page that needs nothing but itself. Every text is escaped by the XML writer, so that no name can be
/// taken for markup; the page is well-formed XML at the same time, which a test can read.
class HtmlPage
{
public:
    explicit HtmlPage(const QString &title);

    /// An element, to be closed; attributes follow before anything else.
    void open(const QString &element, const QString &cssClass = {});
    void close();
    void attribute(const QString &name, const QString &value);
    void text(const QString &text);
    /// An element with a text; a dash for none, because an element that is empty would be written in a short form that
    /// HTML does not know.
    void element(const QString &name, const QString &text, const QString &cssClass = {});
    void list(const QStringList &lines);
    /// A whole SVG file, as a figure.
    void svg(const QByteArray &svg, const QString &title);

    /// The page in UTF-8, with whatever is still open closed. Once.
    QByteArray finish();

private:
    QBuffer m_buffer;
    QXmlStreamWriter m_xml;
    int m_figures = 0;
};

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page/htmlpage.h"

#include "report/page/markup.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// No character that XML would escape: in a style element HTML reads an entity as it stands.
const char *const style = R"(
:root{color-scheme:light dark;--text:#1b1f24;--muted:#57606a;--line:#d0d7de;--page:#fff;--soft:#f3f5f7;--good:#0a6b3d;--bad:#a8231b}
@media (prefers-color-scheme:dark){:root{--text:#e6e9ec;--muted:#9aa4af;--line:#3a424b;--page:#15191e;--soft:#1e242b;--good:#55c98d;--bad:#ff8d84}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);margin:0 auto;padding:1.5rem;max-width:76rem}
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
p.sub,small{color:var(--muted);font-weight:normal}
div.wide{overflow-x:auto}table{border-collapse:collapse;margin:.5rem 0;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .7rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
th:first-child,td:first-child{text-align:left}thead th{background:var(--soft);position:sticky;top:0}
table.facts td{text-align:left;white-space:pre-wrap}tr.group th{text-align:left;background:var(--soft)}
.better{color:var(--good)}.worse{color:var(--bad)}td small{display:block}td data{white-space:nowrap}
.mark{border:1px solid currentColor;border-radius:.3rem;padding:0 .3rem;font-size:.8em}
ul{padding-left:1.2rem}pre{background:var(--soft);padding:.8rem;overflow-x:auto}
div.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(30rem,1fr));gap:1rem;align-items:start}
figure{margin:0;background:#fff;border:1px solid var(--line);padding:.3rem;break-inside:avoid}figure svg{width:100%;height:auto}
@media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}tr{break-inside:avoid}thead th{position:static}div.wide{overflow:visible}pre{white-space:pre-wrap}div.charts{grid-template-columns:1fr 1fr}}
)";

} // namespace

HtmlPage::HtmlPage(const QString &title)
    : m_xml(&m_buffer)
{
    m_buffer.open(QIODevice::WriteOnly);
    m_xml.writeDTD(u"<!DOCTYPE html>"_s);
    m_xml.writeStartElement(u"html"_s);
    m_xml.writeAttribute(u"lang"_s, u"en"_s);
    m_xml.writeStartElement(u"head"_s);
    m_xml.writeEmptyElement(u"meta"_s);
    m_xml.writeAttribute(u"charset"_s, u"utf-8"_s);
    m_xml.writeEmptyElement(u"meta"_s);
    m_xml.writeAttribute(u"name"_s, u"viewport"_s);
    m_xml.writeAttribute(u"content"_s, u"width=device-width"_s);
    element(u"title"_s, title);
    element(u"style"_s, QString::fromLatin1(style));
    m_xml.writeEndElement();
    m_xml.writeStartElement(u"body"_s);
}

void HtmlPage::open(const QString &element, const QString &cssClass)
{
    m_xml.writeStartElement(element);
    if (!cssClass.isEmpty())
        m_xml.writeAttribute(u"class"_s, cssClass);
}

void HtmlPage::close()
{
    m_xml.writeEndElement();
}

void HtmlPage::attribute(const QString &name, const QString &value)
{
    m_xml.writeAttribute(name, printable(value));
}

void HtmlPage::text(const QString &text)
{
    m_xml.writeCharacters(printable(text));
}

void HtmlPage::element(const QString &name, const QString &text, const QString &cssClass)
{
    open(name, cssClass);
    this->text(text.isEmpty() ? u"\u2013"_s : text);
    close();
}

void HtmlPage::list(const QStringList &lines)
{
    if (lines.isEmpty())
        return;
    open(u"ul"_s);
    for (const QString &line : lines)
        element(u"li"_s, line);
    close();
}

void HtmlPage::svg(const QByteArray &svg, const QString &title)
{
    open(u"figure"_s);
    attribute(u"title"_s, title); // the drawing says it too
    text(u"\n"_s); // ends the tag, before what the writer does not see
    // The names of clip paths are the same in every file, and a page has them all.
    const QByteArray prefix = "f" + QByteArray::number(++m_figures) + '-';
    QByteArray drawing = svg.sliced(std::max<qsizetype>(0, svg.indexOf("<svg")));
    drawing.replace("<clipPath id=\"", "<clipPath id=\"" + prefix);
    drawing.replace("clip-path=\"url(#", "clip-path=\"url(#" + prefix);
    m_buffer.write(drawing);
    close();
}

QByteArray HtmlPage::finish()
{
    m_xml.writeEndDocument();
    return m_buffer.data() + '\n';
}

} // namespace boxmark

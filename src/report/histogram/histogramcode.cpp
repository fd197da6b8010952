// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/histogram/histogramcode.h"

#include "stats/hdrencoding.h"

#include <QCoreApplication>

#include <string_view>
#include <zlib.h>

namespace boxmark {

namespace {

constexpr std::size_t envelopeSize = 8; ///< cookie and length
constexpr std::size_t largestEncoding = 8 << 20; ///< a full histogram of three digits takes 0.4 MB

QString tr(const char *text)
{
    return QCoreApplication::translate("histogramlog", text);
}

Error fault(const QString &why)
{
    return {QString(), why, tr("Take an undamaged copy, or write the log again.")};
}

/// Written by an HdrHistogram, but in a way that this program does not read.
Error foreign(const QString &why)
{
    return {QString(), why,
        tr("Convert the log with HdrHistogram's HistogramLogProcessor of version 2.1.5 or later, which writes whole "
           "numbers in the encoding V2.")};
}

Error faultOf(HdrFault what)
{
    switch (what) {
    case HdrFault::Truncated:
        return fault(tr("The histogram ends before all of it is said."));
    case HdrFault::WrongCookie:
        return foreign(tr("The histogram is not in HdrHistogram's encoding V2."));
    case HdrFault::WrongLength:
        return fault(tr("The histogram is not as long as it says."));
    case HdrFault::WrongSettings:
        return fault(tr("No histogram can have the range and the digits that this one says it has."));
    case HdrFault::WrongCounts:
        return fault(tr("The histogram counts values outside of its own range, or more than a histogram can count."));
    case HdrFault::Shifted:
        return foreign(tr("The histogram's values were shifted by a power of two."));
    }
    return fault(QString());
}

std::string inflated(std::string_view bytes, int &status)
{
    std::string result(std::min(largestEncoding, 64 * bytes.size() + 4096), '\0');
    for (;;) {
        uLongf size = result.size();
        status = ::uncompress(reinterpret_cast<Bytef *>(result.data()), &size,
            reinterpret_cast<const Bytef *>(bytes.data()), bytes.size());
        if (status != Z_BUF_ERROR || result.size() == largestEncoding) {
            result.resize(status == Z_OK ? size : 0);
            return result;
        }
        result.resize(largestEncoding);
    }
}

Result<HdrCounts> fromEnvelope(std::string_view bytes)
{
    if (bytes.size() < envelopeSize)
        return faultOf(HdrFault::Truncated);
    if (!isHdrCookie(static_cast<std::uint32_t>(readBigEndian(bytes.substr(0, 4))), hdrCompressedCookie))
        return faultOf(HdrFault::WrongCookie);
    if (readBigEndian(bytes.substr(4, 4)) != bytes.size() - envelopeSize)
        return faultOf(HdrFault::WrongLength);
    int status = Z_OK;
    const std::string encoding = inflated(bytes.substr(envelopeSize), status);
    if (status == Z_BUF_ERROR)
        return fault(tr("The histogram is cut short, or unpacks to more than 8 MiB."));
    if (status != Z_OK)
        return fault(tr("The histogram cannot be unpacked: its bytes are damaged."));
    const auto decoded = decodeHdr(encoding);
    if (const auto *counts = std::get_if<HdrCounts>(&decoded))
        return *counts;
    return faultOf(std::get<HdrFault>(decoded));
}

} // namespace

QByteArray toHistogramCode(const HdrCounts &counts)
{
    const std::string encoding = encodeHdr(counts);
    uLongf size = ::compressBound(encoding.size());
    std::string deflated(size, '\0');
    ::compress(reinterpret_cast<Bytef *>(deflated.data()), &size, reinterpret_cast<const Bytef *>(encoding.data()),
        encoding.size()); // cannot fail but for want of memory: there is room for the worst
    std::string bytes;
    putBigEndian(bytes, hdrCompressedCookie, 4);
    putBigEndian(bytes, size, 4);
    bytes.append(deflated, 0, size);
    return QByteArray::fromStdString(bytes).toBase64();
}

Result<HdrCounts> fromHistogramCode(QByteArrayView code)
{
    const auto bytes = QByteArray::fromBase64Encoding(code.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return fault(tr("The histogram is not base64."));
    return fromEnvelope({bytes.decoded.constData(), static_cast<std::size_t>(bytes.decoded.size())});
}

} // namespace boxmark

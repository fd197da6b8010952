// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/decompress.h"

#include <QCoreApplication>

#include <archive.h>
#include <memory>

namespace boxmark {

namespace {

constexpr qsizetype largest = qsizetype(1) << 30; // no kernel and no module comes near; a bomb does
constexpr qsizetype piece = qsizetype(1) << 20;

Error cannotUnpack(const QString &why)
{
    return {QCoreApplication::translate("image", "It cannot be unpacked."), why, {}};
}

} // namespace

Result<QByteArray> decompress(const QByteArray &bytes)
{
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
    archive_read_support_filter_all(reader.get());
    archive_read_support_format_raw(reader.get());
    archive_entry *entry = nullptr;
    if (archive_read_open_memory(reader.get(), bytes.constData(), size_t(bytes.size())) != ARCHIVE_OK
        || archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK)
        return cannotUnpack(QString::fromUtf8(archive_error_string(reader.get())));
    QByteArray unpacked;
    while (unpacked.size() < largest) {
        const qsizetype before = unpacked.size();
        unpacked.resize(before + piece);
        const la_ssize_t count = archive_read_data(reader.get(), unpacked.data() + before, size_t(piece));
        unpacked.resize(before + std::max<qsizetype>(count, 0));
        if (count == 0)
            return unpacked;
        if (count < 0)
            return cannotUnpack(QString::fromUtf8(archive_error_string(reader.get())));
    }
    return cannotUnpack(QCoreApplication::translate("image", "It is larger than 1 GiB."));
}

} // namespace boxmark

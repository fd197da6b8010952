// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/process/memoryfile.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

Error noFile(int errorNumber)
{
    return {QCoreApplication::translate("MemoryFile", "A file in memory could not be made."),
        QString::fromLocal8Bit(strerror(errorNumber)),
        QCoreApplication::translate("MemoryFile", "Free some memory, or close programs that have many files open.")};
}

} // namespace

Result<std::shared_ptr<MemoryFile>> MemoryFile::make(const QByteArray &content)
{
    const int descriptor = memfd_create("boxmark-run", MFD_CLOEXEC);
    if (descriptor < 0)
        return noFile(errno);
    const std::shared_ptr<MemoryFile> file(new MemoryFile(descriptor)); // make_shared cannot call a private constructor
    if (write(descriptor, content.constData(), size_t(content.size())) != content.size())
        return noFile(errno);
    return file;
}

MemoryFile::~MemoryFile()
{
    close(m_descriptor);
}

QString MemoryFile::path() const
{
    return u"/proc/%1/fd/%2"_s.arg(QCoreApplication::applicationPid()).arg(m_descriptor);
}

} // namespace boxmark

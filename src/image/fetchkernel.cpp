// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/completion.h"
#include "image/cache.h"
#include "image/cachekind.h"
#include "image/kernelparts.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto silence = 60s; // a server that sends nothing for so long has hung
constexpr qint64 largest = qint64(1) << 30;
constexpr qsizetype keptFiles = 5;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

// One download: into a file, with its sum taken on the way.
class Download : public QObject
{
public:
    Download(const QUrl &url, const QString &path, WorkContext context)
        : m_context(std::move(context))
        , m_file(path)
        , m_url(url)
    {
    }

    void start()
    {
        if (!m_file.open(QIODevice::WriteOnly)) {
            m_ended.complete(cacheIsFull(tr("the kernel"), m_file.errorString()));
            return;
        }
        QNetworkRequest request(m_url);
        request.setTransferTimeout(int(std::chrono::milliseconds(silence).count()));
        m_reply.reset(m_network.get(request));
        connect(m_reply.get(), &QNetworkReply::readyRead, this, &Download::take);
        connect(m_reply.get(), &QNetworkReply::finished, this, &Download::finish);
        m_stopped = m_context.cancel.onCancel([this] { fail({tr("Stopped."), {}, {}}); });
    }

    const Completion<Result<QString>> &ended() const { return m_ended; }

private:
    void take()
    {
        // The page that tells of an error is no kernel.
        if (m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
            return;
        const QByteArray bytes = m_reply->readAll();
        m_hash.addData(bytes);
        m_count += bytes.size();
        if (m_file.write(bytes) != bytes.size())
            fail(cacheIsFull(tr("the kernel"), m_file.errorString()));
        else if (m_count > largest)
            fail({tr("%1 is not a kernel.").arg(m_url.toDisplayString()), tr("It is larger than 1 GiB."), {}});
        else
            tellProgress();
    }

    void tellProgress()
    {
        const qint64 total = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
        const qint64 tenth = total > 0 ? m_count * 10 / total : 0;
        if (tenth <= m_tenthsTold)
            return;
        m_tenthsTold = tenth;
        tellLog(
            m_context, LogSource::Build, tr("The kernel: %1 of %2.").arg(formatBytes({m_count}), formatBytes({total})));
    }

    void finish()
    {
        if (m_ended.isComplete())
            return;
        take();
        if (m_reply->error() != QNetworkReply::NoError) {
            fail({tr("The kernel could not be fetched from %1.").arg(m_url.toDisplayString()), m_reply->errorString(),
                giveAKernel()});
            return;
        }
        if (!m_file.flush())
            fail(cacheIsFull(tr("the kernel"), m_file.errorString()));
        m_ended.complete(QString::fromLatin1(m_hash.result().toHex()));
    }

    void fail(const Error &error)
    {
        m_ended.complete(error);
        if (m_reply && m_reply->isRunning())
            m_reply->abort();
    }

    WorkContext m_context;
    QFile m_file;
    QUrl m_url;
    QNetworkAccessManager m_network {};
    std::unique_ptr<QNetworkReply> m_reply {};
    CancelRegistration m_stopped {};
    QCryptographicHash m_hash {QCryptographicHash::Sha256};
    qint64 m_count = 0;
    qint64 m_tenthsTold = 0;
    Completion<Result<QString>> m_ended {};
};

QCoro::Task<Result<void>> fetchInto(QUrl url, QString sha256, QString folder, WorkContext context)
{
    tellLog(context, LogSource::Boxmark, tr("Fetching the kernel %1.").arg(url.toDisplayString()));
    Download download(url, folder + u"/kernel"_s, context);
    download.start();
    const Result<QString> sum = co_await download.ended();
    if (!sum)
        co_return sum.error();
    if (sum.value() == sha256)
        co_return {};
    co_return Error {tr("What %1 sent is not the kernel that was asked for.").arg(url.toDisplayString()),
        tr("Its SHA-256 is %1, not %2.").arg(sum.value(), sha256),
        tr("Correct kernel_sha256, once you are sure of the file, or the address.")};
}

} // namespace

QCoro::Task<Result<QString>> fetchKernel(QUrl url, QString sha256, WorkContext context)
{
    const CacheEntry entry {cachekind::fetchedKernels, sha256, tr("the kernel %1").arg(url.toDisplayString())};
    const CacheBuilder build
        = [url, sha256, context](const QString &folder) { return fetchInto(url, sha256, folder, context); };
    const auto folder = co_await cached(entry, build, context);
    if (!folder)
        co_return folder.error();
    pruneCache(entry.kind, keptFiles);
    co_return folder.value() + u"/kernel"_s;
}

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"
#include "load/loadengine.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <vector>

namespace boxmark::bench {

namespace {

// What Boxmark changes for the whole process, undone for as long as this lives.
struct Defaults
{
    Defaults()
    {
        QNetworkProxyFactory::setUseSystemConfiguration(true); // Debian's default
        qunsetenv("QT_NO_THREADED_GLIB");
    }
    ~Defaults() { useLightEventLoops(); }
};

class PlainLoop : public QObject
{
public:
    explicit PlainLoop(const QUrl &url)
        : m_url(url)
    {
    }

    void send()
    {
        QNetworkReply *reply = m_manager.get(QNetworkRequest(m_url));
        const auto sent = std::chrono::steady_clock::now();
        connect(reply, &QNetworkReply::finished, this, [this, reply, sent] {
            reply->deleteLater();
            if (reply->error() != QNetworkReply::NoError || reply->readAll().size() != 64)
                qFatal("the plain loop had an error: %s", qPrintable(reply->errorString()));
            times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - sent).count());
            if (!stopping)
                send();
        });
    }

    std::vector<double> times;
    bool stopping = false;

private:
    QNetworkAccessManager m_manager;
    QUrl m_url;
};

} // namespace

Figures runPlainLoop(const Run &run)
{
    const Defaults defaults;
    const auto cpuBefore = ownCpu();
    PlainLoop plain(run.url);
    for (int i = 0; i < run.concurrency; ++i)
        plain.send();
    QEventLoop loop;
    QTimer end;
    end.setSingleShot(true);
    end.setTimerType(Qt::PreciseTimer);
    QObject::connect(&end, &QTimer::timeout, &loop, &QEventLoop::quit);
    end.start(run.duration);
    loop.exec();
    plain.stopping = true;
    const std::chrono::duration<double, std::micro> cpu = ownCpu() - cpuBefore;

    std::vector<double> &times = plain.times;
    const auto count = static_cast<double>(times.size());
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return {count / std::chrono::duration<double>(run.duration).count(), cpu.count() / count, *middle};
}

} // namespace boxmark::bench

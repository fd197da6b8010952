// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/healthprobe.h"

#include "base/completion.h"
#include "base/quantity.h"
#include "load/healthwatch.h"

#include <QCoreApplication>
#include <QTimer>

namespace boxmark {

namespace {

Error stopped()
{
    return {
        QCoreApplication::translate("boxmark::waitUntilHealthy", "Waiting for the app to become ready was stopped."),
        {}, {}};
}

Error notHttp(const QUrl &url)
{
    return {QCoreApplication::translate("boxmark::waitUntilHealthy", "Boxmark cannot ask %1 whether it is ready.")
                .arg(url.toString()),
        QCoreApplication::translate(
            "boxmark::waitUntilHealthy", "The address is not of the form http://host:port/path."),
        QCoreApplication::translate("boxmark::waitUntilHealthy", "Give an address that begins with http://.")};
}

Error notReady(const HealthWatch &watch, std::chrono::milliseconds deadline)
{
    const HealthWatch::Finding finding = watch.lastFinding();
    return {QCoreApplication::translate("boxmark::waitUntilHealthy", "The app did not become ready within %1.")
                .arg(formatDuration(deadline)),
        finding.why, finding.remedy};
}

} // namespace

QCoro::Task<Result<MonotonicTime>> waitUntilHealthy(
    QUrl url, CancelToken cancel, std::chrono::milliseconds deadline, std::chrono::milliseconds period)
{
    if (url.scheme() != QStringLiteral("http") || url.host().isEmpty())
        co_return notHttp(url);
    if (cancel.isCancelled())
        co_return stopped();

    enum class End { Healthy, Late, Stopped };
    struct News
    {
        End end;
        MonotonicTime at;
    };
    const Completion<News> news;
    const CancelRegistration registration = cancel.onCancel([news] {
        news.complete({End::Stopped, MonotonicTime {}});
    });
    HealthWatch watch(url, period);
    QObject::connect(&watch, &HealthWatch::healthy, &watch, [news](MonotonicTime at) {
        news.complete({End::Healthy, at});
    });
    QTimer late;
    late.setSingleShot(true);
    QObject::connect(&late, &QTimer::timeout, &late, [news] { news.complete({End::Late, MonotonicTime {}}); });
    late.start(deadline);
    watch.start();

    const News first = co_await news;
    switch (first.end) {
    case End::Healthy:
        co_return first.at;
    case End::Stopped:
        co_return stopped();
    case End::Late:
        break;
    }
    co_return notReady(watch, deadline);
}

} // namespace boxmark

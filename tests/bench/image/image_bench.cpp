// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long an image takes to become a disk, beside `docker export` of the same image to a file on the same disk. The
// two take turns, and the medians are compared: what else the computer does then meets both. Usage: image_bench
// [IMAGE]; without one the image of scenarios/apps/primes is built, of about 300 MB.
#include "base/quantity.h"
#include "helpers/owncache.h"
#include "helpers/workrun.h"
#include "image/appdisk.h"

#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;
constexpr double coldRatioToReach = 2;
constexpr double warmToReach = 50; // milliseconds

struct Times
{
    std::vector<double> exported {};
    std::vector<double> cold {};
    std::vector<double> warm {};
    Bytes exportedSize {};
    Bytes diskSize {};
};

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void fail(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(error.text()));
    std::exit(1);
}

QString run(const QStringList &arguments)
{
    QProcess client;
    client.start(u"docker"_s, arguments);
    client.waitForFinished(-1);
    return QString::fromUtf8(client.readAllStandardOutput()).trimmed();
}

// The export alone: its container is made before and removed after.
double exportOnce(const AppImage &image, Times &times)
{
    const QTemporaryDir folder;
    const QString container = run({u"create"_s, u"--label"_s, u"boxmark=1"_s, image.id});
    const QString file = folder.filePath(u"exported.tar"_s);
    QElapsedTimer timer;
    timer.start();
    run({u"export"_s, u"--output"_s, file, container});
    const double took = double(timer.nsecsElapsed()) / 1e6;
    run({u"rm"_s, u"--force"_s, u"--volumes"_s, container});
    times.exportedSize = {QFileInfo(file).size()};
    return took;
}

double prepareOnce(const AppImage &image, Times &times)
{
    WorkRun work;
    QElapsedTimer timer;
    timer.start();
    const auto disk = await(prepareAppDisk(image, work.context));
    const double took = double(timer.nsecsElapsed()) / 1e6;
    if (!disk)
        fail(disk.error());
    times.diskSize = disk.value().size;
    return took;
}

Times measure(const AppImage &image)
{
    Times times;
    for (int round = 0; round < rounds; ++round) {
        times.exported.push_back(exportOnce(image, times));
        const OwnCache cache;
        times.cold.push_back(prepareOnce(image, times));
        times.warm.push_back(prepareOnce(image, times));
    }
    return times;
}

AppImage imageOf(const QStringList &arguments)
{
    Scenario scenario;
    scenario.app.source = arguments.size() > 1 ? AppSpec::Source::Image : AppSpec::Source::Dockerfile;
    scenario.app.location
        = arguments.value(1, QStringLiteral(BOXMARK_SOURCE_DIR) + u"/scenarios/apps/primes/Dockerfile"_s);
    WorkRun work;
    const auto image = await(prepareImage(scenario, {}, work.context));
    if (!image)
        fail(image.error());
    return image.value();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Times times = measure(imageOf(QCoreApplication::arguments()));
    const double exported = medianOf(times.exported);
    const double cold = medianOf(times.cold);
    std::printf("image of %s exported; medians of %d rounds\n", qPrintable(formatBytes(times.exportedSize)), rounds);
    std::printf("docker export to a file   %8.0f ms\n", exported);
    std::printf("image to disk, cold cache %8.0f ms   %.2f x the export (to reach: <= %.0f x), disk of %s\n", cold,
        cold / exported, coldRatioToReach, qPrintable(formatBytes(times.diskSize)));
    std::printf("image to disk, warm cache %8.2f ms   (to reach: <= %.0f ms)\n", medianOf(times.warm), warmToReach);
    return 0;
}

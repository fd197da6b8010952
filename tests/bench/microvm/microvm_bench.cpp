// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The microVM target beside the same kernel, initramfs and disk started by hand with the same QEMU arguments; how far
// the recorded first answer lies from a packet capture's; what the agent takes of the guest's processor as its first
// program.

#include "bench/microvm/byhand.h"
#include "bench/microvm/packetwatch.h"
#include "helpers/targetrun.h"
#include "load/healthprobe.h"
#include "target/microvm/microvmtarget.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int defaultRounds = 8; // even: who goes second in a round takes longer, and both do so as often

/// Real programs; remembers what was started last.
class RememberingFactory final : public ProcessFactory
{
public:
    std::unique_ptr<Process> create(const ProcessSpec &spec) override
    {
        last = spec;
        return m_real->create(spec);
    }
    ProcessSpec last {};

private:
    std::unique_ptr<ProcessFactory> m_real = makeSystemProcessFactory();
};

double milliseconds(std::chrono::nanoseconds time)
{
    return double(time.count()) / 1e6;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

struct Figures
{
    std::vector<double> target {};
    std::vector<double> byHand {};
    std::vector<double> detection {};
    QString ownCost {};
};

bool runTarget(test::TargetRun &run, MicroVmTarget &target, const std::shared_ptr<PreparedApp> &app,
    const Scenario &scenario, Figures &figures, QUrl &endpoint)
{
    auto made = test::await(target.start(app, scenario, run.context));
    if (!made)
        return false;
    Instance &instance = *made.value();
    endpoint = instance.endpoint();
    QObject::connect(instance.agent(), &AgentLink::remark, &instance, [&figures](const QString &text) {
        if (text.contains(u"hand"_s))
            figures.ownCost = text;
    });
    CancelSource ended;
    QObject::connect(&instance, &Instance::exited, &instance, [&ended](const Error &why) {
        std::fprintf(stderr, "%s\n", qPrintable(why.text()));
        ended.cancel();
    });
    bench::PacketWatch watch(quint16(endpoint.port()));
    const auto healthy = test::await(waitUntilHealthy(endpoint.resolved(QUrl(u"/health"_s)), ended.token(), 60s));
    if (!healthy) {
        std::fprintf(stderr, "%s\n%s\n", qPrintable(healthy.error().text()), qPrintable(instance.startReport()));
        return false;
    }
    figures.target.push_back(milliseconds(healthy.value() - instance.origin()));
    if (const auto seen = watch.firstOk())
        figures.detection.push_back(milliseconds(healthy.value() - *seen));
    for (int turn = 0; turn < 50 && figures.ownCost.isEmpty(); ++turn)
        QTest::qWait(20); // the agent is reached a moment after the app
    return test::await(instance.stop()).ok();
}

void print(const Figures &figures)
{
    const double target = median(figures.target);
    const double byHand = median(figures.byHand);
    std::printf("spawn to first 200: target %.0f ms, by hand %.0f ms, ratio %.3f (to reach: 1.1)\n", target, byHand,
        target / byHand);
    if (figures.detection.empty())
        std::printf("detection beside a packet capture: not measured, the capture needs root\n");
    else
        std::printf("recorded first 200 after the capture's: median %.2f ms, largest %.2f ms (to reach: 5)\n",
            median(figures.detection), *std::max_element(figures.detection.begin(), figures.detection.end()));
    std::printf("agent as init: %s (to reach: 30 ms under native KVM)\n", qPrintable(figures.ownCost));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : defaultRounds;
    auto factory = std::make_unique<RememberingFactory>();
    RememberingFactory &programs = *factory;
    test::TargetRun run(std::move(factory));
    Scenario scenario;
    scenario.resources = {.cpus = 1, .memory = Bytes {256 << 20}};
    MicroVmTarget target({u"microvm"_s, u"microvm"_s, {{u"vmm"_s, u"qemu"_s}}});
    const auto app = test::await(target.prepare(scenario, run.context));
    if (!app) {
        std::fprintf(stderr, "%s\n", qPrintable(app.error().text()));
        return EXIT_FAILURE;
    }
    std::printf("%s\n", qPrintable(static_cast<PreparedMicroVm &>(*app.value()).choice.detail()));
    Figures figures;
    QUrl endpoint;
    const auto targetTurn = [&] { return runTarget(run, target, app.value(), scenario, figures, endpoint); };
    const auto handTurn = [&] {
        const auto took = bench::firstAnswerByHand(programs.last, quint16(endpoint.port()), "/health", 60s);
        figures.byHand.push_back(took ? milliseconds(*took) : 0);
        return took.has_value();
    };
    if (!targetTurn()) // fills the page cache, and tells what to start by hand
        return EXIT_FAILURE;
    figures = {};
    for (int round = 0; round < rounds; ++round) {
        const bool done = round % 2 == 0 ? handTurn() && targetTurn() : targetTurn() && handTurn();
        if (!done)
            return EXIT_FAILURE;
        std::printf("  target %.0f ms, by hand %.0f ms\n", figures.target.back(), figures.byHand.back());
    }
    print(figures);
    return EXIT_SUCCESS;
}

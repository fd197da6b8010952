// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "host/cgrouphierarchy.h"
#include "host/port.h"
#include "integration/dockerfixture.h"
#include "load/healthprobe.h"
#include "sample/hostsampler.h"
#include "target/docker/containeroptions.h"

#include <QSignalSpy>
#include <QStandardPaths>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Podman with images of its own for this test, and as far as this computer needs it, set up to run here: crun refuses
/// hybrid control groups, and the default limits may be above what a container's own root may set.
class PodmanSetup
{
public:
    PodmanSetup()
    {
        QByteArray engine = "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=4096:4096\"]\n";
        const bool isUnified = CgroupHierarchy::read().layout() == CgroupHierarchy::Layout::V2;
        if (!isUnified && !QStandardPaths::findExecutable(u"runc"_s, {u"/usr/sbin"_s, u"/usr/bin"_s}).isEmpty())
            engine += "[engine]\nruntime = \"runc\"\n";
        const QByteArray folder = m_folder.path().toUtf8();
        write(u"containers.conf"_s, engine);
        write(u"storage.conf"_s,
            "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + folder + "/images\"\nrunroot = \"" + folder + "/run\"\n");
        qputenv("CONTAINERS_CONF", folder + "/containers.conf");
        qputenv("CONTAINERS_STORAGE_CONF", folder + "/storage.conf");
    }
    ~PodmanSetup()
    {
        qunsetenv("CONTAINERS_CONF");
        qunsetenv("CONTAINERS_STORAGE_CONF");
    }
    PodmanSetup(const PodmanSetup &) = delete;
    PodmanSetup &operator=(const PodmanSetup &) = delete;

private:
    void write(const QString &name, const QByteArray &contents)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contents);
    }

    QTemporaryDir m_folder {};
};

QString client(const QString &engine, const QStringList &arguments)
{
    QProcess process;
    process.start(engine, arguments);
    process.waitForFinished(60000);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace

class TestContainerEngines : public QObject
{
    Q_OBJECT

    /// Starts the workload by the options, looks at everything that a run would, and ends it.
    static void runsTheWorkload(const ContainerOptions &options, const QString &kernelIs);

private slots:
    void init() { test::failOnAnyWarning(); }

    void gvisorRunsTheWorkloadOnItsOwnKernel()
    {
        const ContainerOptions options {.runtime = u"runsc"_s};
        runsTheWorkload(options, u"another"_s);
    }

    void podmanRunsDockersImage()
    {
        const PodmanSetup setup;
        const ContainerOptions options {.engine = ContainerEngine::Podman};
        runsTheWorkload(options, u"the host's"_s);
    }
};

void TestContainerEngines::runsTheWorkload(const ContainerOptions &options, const QString &kernelIs)
{
    test::TargetRun run;
    const auto target = findTargetKind(u"docker"_s)->make(containerTarget(options));
    const Readiness readiness = test::await(target->probe(run.context));
    if (!readiness.ready)
        QSKIP(qPrintable(readiness.problem.text()));
    const auto app = test::await(target->prepare(builtin(), run.context));
    QVERIFY2(app.ok(), app ? "" : qPrintable(app.error().text()));
    const auto instance = test::await(target->start(app.value(), builtin(), run.context)).take();
    const QSignalSpy exited(instance.get(), &Instance::exited);
    const QSignalSpy inside(instance->agent(), &AgentLink::sampled);
    const auto healthy = test::await(waitUntilHealthy(healthOf(*instance), {}, 60s));
    QVERIFY2(healthy.ok(), exited.isEmpty() ? "" : qPrintable(exited.first().first().value<Error>().text()));
    QTRY_VERIFY(inside.size() >= 3);
    // Whatever kernel it has: what happened inside is told by this computer's clock.
    QVERIFY(instance->agent()->hello()->clock > instance->origin());
    QVERIFY(instance->agent()->hello()->clock < healthy.value());
    const bool isHosts = instance->agent()->hello()->kernel == QSysInfo::kernelVersion();
    QCOMPARE(isHosts ? u"the host's"_s : u"another"_s, kernelIs);

    auto source = test::await(instance->hostSource());
    QVERIFY2(source.ok(), source ? "" : qPrintable(source.error().text()));
    const auto reading = source.value()->read();
    QVERIFY(reading.ok());
    QVERIFY(reading.value().cpu && *reading.value().cpu > 0ns);
    QVERIFY(reading.value().memory && reading.value().memory->count > 0);
    const bool hasGroup = source.value()->description().contains(u"cgroup"_s);
    QCOMPARE(run.caveats.filter(u"no control group of its own"_s).size(), hasGroup ? 0 : 1);

    const BoxFacts facts = instance->facts();
    QCOMPARE(facts.accelerator, std::optional(Accelerator::None));
    QCOMPARE(facts.machine, readiness.detail);
    QVERIFY2(facts.network.contains(u"loopback"_s), qPrintable(facts.network));
    qInfo("%s: %s; the host's cost from %s", qPrintable(facts.machine), qPrintable(facts.network),
        qPrintable(source.value()->description()));

    const auto stopped = test::await(instance->stop());
    QVERIFY2(stopped.ok(), stopped ? "" : qPrintable(stopped.error().text()));
    QCOMPARE(exited.size(), 0);
    QCOMPARE(
        client(engineName(options.engine),
            {u"ps"_s, u"--all"_s, u"--quiet"_s, u"--filter"_s, u"label=boxmark.session="_s + run.context.sessionId}),
        QString());
    QVERIFY(isPortFree(quint16(instance->endpoint().port())));
    QVERIFY(!source.value()->read().ok());
}

QTEST_GUILESS_MAIN(TestContainerEngines)
#include "tst_container_engines.moc"

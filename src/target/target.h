// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/scenario.h"
#include "model/targetspec.h"
#include "model/trial.h"
#include "process/command.h"

#include <QCoroTask>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace boxmark {

class AgentLink;
class HostSource;

/// Whether a target can run here, and if not, why and what mends it.
struct Readiness
{
    bool ready = false;
    QString detail {}; ///< e.g. "Docker 20.10.24"; empty when not ready
    Error problem {}; ///< only when not ready
    std::optional<Accelerator> accelerator {}; ///< what would execute the app, when that is known; marked if emulated
};

/// What a target may use while it works. Everything outlives the target's instances.
struct TargetContext : WorkContext
{
    QString sessionId {}; ///< labels whatever is started
    QString agentPath {}; ///< absolute path of boxmark-agent
    bool allowRemote = false; ///< a person has said that the load may go to other computers
};

/// The app, made ready to start as often as wanted: image built, size known. A kind keeps its own knowledge in a
/// subclass.
struct PreparedApp
{
    virtual ~PreparedApp() = default;
    std::optional<Bytes> imageSize {};
    /// What was made ready, for whoever compares sessions: "image" → "sha256:…", "guest kernel" → its release and
    /// digest.
    QList<std::pair<QString, QString>> facts {};
    void learn(const QString &name, const QString &value) { facts.append({name, value}); }
    std::optional<Bytes> diskSize {}; ///< of what the target keeps on the host's disk besides the image; guests only
    QStringList files {}; ///< that a start reads, as far as they can be named: whether they are cached is recorded
};

/// A target that has been started. Ends what it started when it is destroyed, but stop() is the way that waits.
class Instance : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Just before the launching process was spawned.
    virtual MonotonicTime origin() const = 0;
    /// Where the load goes: http://127.0.0.1:PORT, without a path.
    virtual QUrl endpoint() const = 0;
    /// Null when the target has no agent inside (url).
    virtual AgentLink *agent() = 0;
    /// Whether the app is started by it: otherwise there is no cold start.
    virtual bool startsApp() const { return true; }
    /// Where the host's cost of this target can be read; asked for once the target answers. May ask an engine.
    virtual QCoro::Task<Result<std::unique_ptr<HostSource>>> hostSource() = 0;
    /// Processes of this computer that work for this target and for others too, each without those below it. Known once
    /// hostSource() was asked for.
    virtual QList<qint64> sharedProcesses() const { return {}; }
    /// The median of the smallest exchange with the agent inside over the path that the requests take; for targets
    /// whose agent can be asked while the app runs. Absent elsewhere: see Target::floorApp().
    virtual QCoro::Task<std::optional<std::chrono::nanoseconds>> pathFloor() { co_return std::nullopt; }
    /// What runs the app, as far as the host knows it; the agent adds what it sees inside.
    virtual BoxFacts facts() const { return {}; }
    /// How long a start may take before it is given up: emulated machines take their time.
    virtual std::chrono::milliseconds startAllowance() const { return std::chrono::seconds(60); }
    /// What is known of a start that has not come to its end yet, for the message when it is given up: how far it came
    /// and what it wrote last. Empty when there is nothing to add.
    virtual QString startReport() const { return {}; }
    /// Ends the app and whatever was started for it; done when nothing of it runs. Works at every moment, also twice.
    virtual QCoro::Task<Result<void>> stop() = 0;

signals:
    /// The launching process runs (phase "spawn" ends).
    void launched();
    /// A start-up phase that the agent does not tell (namespace phase) has ended; host's clock.
    void phaseReached(const QString &name, boxmark::MonotonicTime at);
    /// It ended without being asked to; `why` names the status and the last lines that it wrote.
    void exited(const boxmark::Error &why);
};

/// The built-in workload, to be started by a target in the place of the app.
struct FloorApp
{
    std::shared_ptr<PreparedApp> app;
    Scenario scenario;
};

/// One way to run the app. Made for one TargetSpec; holds no running thing itself.
class Target
{
public:
    virtual ~Target() = default;

    const TargetSpec &spec() const { return m_spec; }
    /// Whether this kind can run this app at all, whatever the host has; says why not and what would.
    virtual Result<void> supports(const Scenario &scenario) const = 0;
    /// Without side effects; quick (a second at most).
    virtual QCoro::Task<Readiness> probe(TargetContext context) = 0;
    /// Everything that is excluded from the cold start: builds the image, checks the app against what this kind can
    /// run.
    virtual QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Scenario scenario, TargetContext context) = 0;
    /// Spawns the launching process and returns at once: it is not ready yet. An Error when it could not be tried
    /// (port taken); a launch that fails later is told by Instance::exited.
    virtual QCoro::Task<Result<std::unique_ptr<Instance>>> start(
        std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context)
        = 0;
    /// Ends what prepare() has left for the starts to use, once no instance of them runs any more; asked for once, also
    /// after Stop, which must not end it.
    virtual QCoro::Task<Result<void>> release(std::shared_ptr<PreparedApp>, TargetContext) { co_return {}; }
    /// What to start in the app's box, whose smallest answers tell what the network path alone takes; for targets that
    /// start in a second. Empty for the others.
    virtual std::optional<FloorApp> floorApp(const std::shared_ptr<PreparedApp> &, const Scenario &) const
    {
        return {};
    }

protected:
    explicit Target(TargetSpec spec)
        : m_spec(std::move(spec))
    {
    }

private:
    TargetSpec m_spec;
};

} // namespace boxmark

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/watch.h"

#include "agent/run/neighbourhood.h"
#include "agent/run/outbox.h"
#include "agent/run/portowner.h"
#include "agent/run/treesampler.h"
#include "agent/run/whereabouts.h"

#include <algorithm>
#include <poll.h>
#include <string>
#include <unistd.h>

namespace boxmark::agent {

namespace {

constexpr int lastWordsMilliseconds = 2000;

Failure nobodyListens(std::uint16_t port)
{
    return {"Nothing that can be seen here listens on port " + std::to_string(port) + '.', {},
        "Start the app first, and this as the same user or as root.", 1};
}

int fail(Outbox &outbox, const Failure &failure)
{
    outbox.push(Outbox::Line::Vital, failedRecord(monotonicNow(), failure));
    outbox.drain(lastWordsMilliseconds);
    return failure.exitStatus;
}

// Not told by standard input, which is nobody's where we are started by a program.
bool readerIsGone(nanoseconds wait)
{
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(std::max(wait, nanoseconds {0}));
    pollfd entry {STDOUT_FILENO, 0, 0};
    return poll(&entry, 1, static_cast<int>(milliseconds.count())) > 0;
}

} // namespace

int watchApp(const WatchOptions &options)
{
    Outbox outbox(STDOUT_FILENO);
    outbox.push(Outbox::Line::Vital, helloRecord(monotonicNow(), whereabouts()));
    const auto app = portOwner(options.port);
    if (!app)
        return fail(outbox, nobodyListens(options.port));
    TreeSampler sampler(
        *app, [&outbox](std::string_view text) { outbox.push(Outbox::Line::Vital, noteRecord(monotonicNow(), text)); });
    Neighbourhood neighbourhood;
    nanoseconds next = monotonicNow();
    while (!outbox.isClosed()) {
        if (const nanoseconds now = monotonicNow(); now >= next) {
            Sample sample = sampler.take();
            neighbourhood.read(sample);
            if (sample.processes == 0)
                return fail(outbox, {"The app that was watched has ended.", {}, {}, 1});
            outbox.push(Outbox::Line::Sample, sampleRecord(sample));
            next += options.interval * ((now - next) / options.interval + 1);
        }
        outbox.flush();
        if (readerIsGone(next - monotonicNow()))
            return 0;
    }
    return 0;
}

} // namespace boxmark::agent

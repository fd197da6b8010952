// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/treesampler.h"

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace boxmark::agent {

namespace {

nanoseconds toDuration(const timeval &time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

nanoseconds ownWaitedChildren()
{
    rusage usage = {};
    getrusage(RUSAGE_CHILDREN, &usage);
    return toDuration(usage.ru_utime) + toDuration(usage.ru_stime);
}

} // namespace

TreeSampler::TreeSampler(Note note, Descendants::Source source)
    : m_note(std::move(note))
    , m_descendants(getpid(), source)
    , m_self(getpid())
    , m_booksBefore(ownWaitedChildren())
{
    m_diskBefore = m_self->diskTraffic(m_buffer);
}

TreeSampler::TreeSampler(pid_t root, Note note)
    : m_note(std::move(note))
    , m_descendants(root)
    , m_isOurs(false)
    , m_diskBefore(DiskTraffic {})
    , m_booksBefore(0)
{
    m_meters.emplace_back(root);
}

Sample TreeSampler::take()
{
    Sample sample;
    sample.time = monotonicNow();
    const bool mayHaveNew = m_descendants.mayHaveNew();
    m_booksChanged = m_booksChanged || mayHaveNew;
    if (m_booksChanged && m_booksCost.allows(sample.time))
        m_booksCost.run(sample.time, [&] { readBooks(); });
    if (mayHaveNew && m_searchCost.allows(sample.time))
        m_searchCost.run(sample.time, [&] { findNew(); });
    sample.time = monotonicNow(); // of the clocks, not of the search
    readMeters(sample);
    if (m_proportionalCost.allows(sample.time))
        m_proportionalCost.run(sample.time, [&] { readProportional(sample); });
    if (m_diskBefore && m_diskCost.allows(sample.time))
        m_diskCost.run(sample.time, [&] { readDisk(sample); });
    return sample;
}

nanoseconds TreeSampler::finalCpu() const
{
    return std::max(m_total, ownBooks());
}

nanoseconds TreeSampler::ownBooks() const
{
    return m_isOurs ? ownWaitedChildren() - m_booksBefore : nanoseconds {0};
}

void TreeSampler::findNew()
{
    for (const pid_t pid : m_descendants.list()) {
        const auto isIt = [pid](const ProcessMeter &meter) { return meter.pid() == pid; };
        if (pid != m_leftOut && std::none_of(m_meters.begin(), m_meters.end(), isIt))
            m_meters.emplace_back(pid);
    }
}

void TreeSampler::readBooks()
{
    m_booksChanged = false;
    nanoseconds booked = ownBooks();
    for (const ProcessMeter &meter : m_meters)
        booked += meter.waitedChildren(m_buffer).value_or(nanoseconds {0});
    m_booked = std::max(m_booked, booked);
}

void TreeSampler::readMeters(Sample &sample)
{
    nanoseconds living {0};
    for (ProcessMeter &meter : m_meters) {
        const auto reading = meter.read(m_buffer);
        if (!reading) {
            m_ended += meter.lastCpu;
            m_booksChanged = true;
            meter.hasEnded = true;
            continue;
        }
        meter.lastCpu = std::max(meter.lastCpu, reading->cpu);
        living += meter.lastCpu;
        sample.residentBytes += reading->residentBytes;
        sample.anonymousBytes = sample.anonymousBytes.value_or(0) + reading->anonymousBytes;
        sample.processes += reading->isZombie ? 0 : 1;
    }
    std::erase_if(m_meters, [](const ProcessMeter &meter) { return meter.hasEnded; });
    m_total = std::max(m_total, living + std::max(m_ended, m_booked));
    sample.cpu = m_total;
}

// Whoever waits for a process that has ended takes over what it had moved: what the tree's living do not hold, we do.
void TreeSampler::readDisk(Sample &sample)
{
    const auto own = m_self ? m_self->diskTraffic(m_buffer) : DiskTraffic {};
    if (!own || !m_diskBefore)
        return;
    DiskTraffic sum {own->readBytes - m_diskBefore->readBytes, own->writtenBytes - m_diskBefore->writtenBytes};
    for (ProcessMeter &meter : m_meters) {
        const auto part = meter.diskTraffic(m_buffer);
        if (!part)
            return; // a sum that lacks a part would look like a saving
        sum.readBytes += part->readBytes;
        sum.writtenBytes += part->writtenBytes;
    }
    m_diskMost = {std::max(m_diskMost.readBytes, sum.readBytes), std::max(m_diskMost.writtenBytes, sum.writtenBytes)};
    sample.diskReadBytes = m_diskMost.readBytes;
    sample.diskWrittenBytes = m_diskMost.writtenBytes;
}

void TreeSampler::readProportional(Sample &sample)
{
    std::int64_t sum = 0;
    for (ProcessMeter &meter : m_meters) {
        const ProcessMeter::Proportional part = meter.proportional(m_buffer);
        if (part.errorNumber != 0) {
            // A sum that lacks a part would look like a saving.
            if (!std::exchange(m_noted, true))
                m_note("The proportional set size (PSS) is not measured: " + errorText(part.errorNumber) + '.');
            return;
        }
        sum += part.bytes;
    }
    sample.proportionalBytes = sum;
}

} // namespace boxmark::agent

// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/processors.h"

#include "host/textfile.h"

using namespace Qt::StringLiterals;

namespace boxmark {

QList<Processor> usableProcessors(const QString &root)
{
    cpu_set_t set = {};
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return {};
    QList<Processor> processors;
    for (int number = 0; number < CPU_SETSIZE; ++number) {
        if (!CPU_ISSET(static_cast<std::size_t>(number), &set))
            continue;
        const QString topology = u"%1/sys/devices/system/cpu/cpu%2/topology/"_s.arg(root).arg(number);
        bool told = false;
        const int core = textOf(topology + u"core_id"_s).toInt(&told);
        processors.append({number, told ? core : number, textOf(topology + u"physical_package_id"_s).toInt()});
    }
    return processors;
}

ThreadBinding::ThreadBinding(const QList<int> &processors)
{
    if (processors.isEmpty() || sched_getaffinity(0, sizeof m_before, &m_before) != 0)
        return;
    cpu_set_t wanted = {};
    for (const int processor : processors)
        CPU_SET(static_cast<std::size_t>(processor), &wanted);
    m_holds = sched_setaffinity(0, sizeof wanted, &wanted) == 0;
}

ThreadBinding::~ThreadBinding()
{
    if (m_holds)
        sched_setaffinity(0, sizeof m_before, &m_before);
}

} // namespace boxmark

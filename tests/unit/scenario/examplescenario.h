// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenarioreader.h"

#include <QByteArray>

namespace boxmark::test {

using namespace Qt::StringLiterals;

inline const ScenarioVocabulary vocabulary {{{u"process"_s, {}}, {u"docker"_s, {u"runtime"_s}}},
    {{u"qnam"_s, {}}, {u"socket"_s, {u"connections"_s, u"threads"_s}}}};

/// A scenario that has nearly every key.
inline const QByteArray whole = R"(boxmark: 1
name: Prime counting
description: Counts primes.
app:
  builtin: workload
  port: 8000
  health: /health
load:
  engine: qnam
  mode: closed
  concurrency: 8
  requests: 200
  warmup: 2s
  timeout: 10s
  steps:
    - get: /primecount?n=300000
      weight: 3
      expect: {status: 200, json: {primes: 25997, "result.text": "7"}, body_size: 12B}
    - post: /echo
      body: hello
      content_type: text/plain
trials: 5
resources: {cpus: 1.5, memory: 512MiB}
sampling: {interval: 50ms}
targets: [process, {kind: docker, name: gvisor, runtime: runsc}]
)";

inline Result<Scenario> parse(const QByteArray &yaml)
{
    return parseScenario(yaml, u"/folder/file.yaml"_s, vocabulary);
}

/// `whole` with one line replaced, so that each test shows only what it breaks.
inline QByteArray with(const QByteArray &line, const QByteArray &replacement)
{
    QByteArray text = whole;
    Q_ASSERT(text.contains(line));
    return text.replace(line, replacement);
}

/// `whole` as an open loop of these stages, which stand from line 12 on.
inline QByteArray staged(const QByteArray &stages)
{
    return with("mode: closed\n  concurrency: 8\n  requests: 200\n", "mode: open\n  stages:\n" + stages);
}

} // namespace boxmark::test

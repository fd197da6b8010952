#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is done once, before anything is measured: a system that is left to itself looks for updates while it boots,
# beside the app. Provisioning is no part of a cold boot.
set -eu
if command -v systemctl >/dev/null; then
    for unit in apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service man-db.timer; do
        systemctl disable --now "$unit" 2>/dev/null || true
    done
fi
date >/etc/provisioned

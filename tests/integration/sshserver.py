# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real ssh server for the tests."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess

from commandline import free_port, wait_until

SSHD = shutil.which("sshd", path=f"/usr/sbin:/usr/local/sbin:{os.environ['PATH']}")


def listens(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


class SshServer:
    """A real sshd of the test's own: on a loopback port, with keys made for it, for the user that runs the test. The host
    that it stands for is called app-host; `path` has an ssh that knows it from a configuration of its own."""

    def __init__(self, folder, add_cleanup):
        self.folder = folder
        folder.mkdir()
        self.port = free_port()
        for key in ("host", "client"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
        shutil.copy(folder / "client.pub", folder / "authorized")
        self.known_hosts = folder / "known"
        self.known_hosts.write_text(f"[127.0.0.1]:{self.port} {(folder / 'host.pub').read_text()}")
        self.write_server_settings()
        self.write_client()
        self.path = f"{folder / 'bin'}:{os.environ['PATH']}"
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", mode=0o755, exist_ok=True)  # where it locks itself in before a login
        with open(folder / "log", "wb") as log:
            server = subprocess.Popen([SSHD, "-D", "-e", "-f", folder / "sshd_config"], stdout=log, stderr=log)
        add_cleanup(server.wait)
        add_cleanup(server.terminate)
        if not wait_until(lambda: listens(self.port)):
            raise AssertionError((folder / "log").read_text())

    def write_server_settings(self):
        (self.folder / "sshd_config").write_text(
            f"ListenAddress 127.0.0.1:{self.port}\nHostKey {self.folder / 'host'}\n"
            f"AuthorizedKeysFile {self.folder / 'authorized'}\nPidFile none\nUsePAM no\nStrictModes no\n"
            "PasswordAuthentication no\nPermitRootLogin prohibit-password\n")

    def write_client(self):
        settings = self.folder / "ssh_config"
        settings.write_text(
            f"Host app-host\n  HostName 127.0.0.1\n  Port {self.port}\n  User {getpass.getuser()}\n"
            f"  IdentityFile {self.folder / 'client'}\n  IdentitiesOnly yes\n  StrictHostKeyChecking yes\n"
            f"  UserKnownHostsFile {self.known_hosts}\n  GlobalKnownHostsFile none\n")
        program = self.folder / "bin/ssh"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {shutil.which("ssh")} -F {settings} "$@"\n')
        program.chmod(0o755)

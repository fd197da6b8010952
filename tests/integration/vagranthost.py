# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A libvirt and a Vagrant of a test's own: in namespaces, so that nothing of this computer's is seen or touched, and all
that was started ends with the test, whatever happens to it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from commandline import PROGRAM, SOURCE

TOOLS = ["vagrant", "libvirtd", "virtlogd", "virsh", "dnsmasq", "qemu-system-x86_64", "qemu-img", "mmdebstrap", "fakeroot",
         "mke2fs", "ssh", "unshare", "ip"]
NAMESPACES = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
# libvirt waits until each QEMU that it has tried is collected, and those are process 1's: that must be one that does it.
COLLECTOR = ["bash", "-c", '"$@"; exit $?', "bash"]
INSIDE = "BOXMARK_TEST_INSIDE"


def reason_to_skip():
    """Empty when a machine can be run here."""
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    missing = [tool for tool in TOOLS if shutil.which(tool, path=path) is None]
    if missing:
        return f"not installed: {', '.join(missing)}"
    if os.getuid() != 0:
        return "a libvirt of one's own wants root"
    if subprocess.run([*NAMESPACES, "true"], capture_output=True, check=False).returncode != 0:
        return "no namespaces can be made here"
    plugins = subprocess.run(["vagrant", "plugin", "list"], capture_output=True, text=True, check=False)
    return "" if "vagrant-libvirt" in plugins.stdout else "Vagrant has no plugin vagrant-libvirt"


def made_box():
    """The small box, made once for all tests of a build tree; needs the network, so not in a namespace."""
    folder = pathlib.Path(os.environ.get("XDG_CACHE_HOME", tempfile.gettempdir())) / "boxmark-test-box"
    made = subprocess.run([SOURCE / "scenarios/vagrant/make-box.sh", folder], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise RuntimeError(f"the box was not made: {made.stderr}")
    return folder / "small.box"


def enter_namespaces():
    """Starts the calling script anew in namespaces, with the box made."""
    environment = dict(os.environ, **{INSIDE: str(made_box())})
    test = [sys.executable, os.path.abspath(sys.argv[0]), *sys.argv[1:]]
    os.execvpe("unshare", [*NAMESPACES, *COLLECTOR, *test], environment)


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **options).stdout


def kvm_works():
    told = subprocess.run([PROGRAM, "doctor", "--json"], capture_output=True, text=True, check=False).stdout
    return any(check["name"] == "KVM" and check["found"] for check in json.loads(told))


class VagrantHost:
    """Started once inside the namespaces; Vagrant finds it through the environment."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        os.environ["VAGRANT_HOME"] = str(self.folder / "home")
        os.environ["BOXMARK_BOX"] = "small"
        os.environ["PATH"] += ":/usr/sbin:/sbin"
        run("ip", "link", "set", "lo", "up")
        self._cover("/var/lib/libvirt", "/var/cache/libvirt", "/var/log/libvirt", "/run/libvirt", "/etc/libvirt")
        # As root and without namespaces of its own, which a namespace like ours does not suffer.
        pathlib.Path("/etc/libvirt/qemu.conf").write_text(
            'user = "root"\ngroup = "root"\nnamespaces = []\nsecurity_driver = "none"\n', encoding="utf-8")
        if not kvm_works():
            os.environ["BOXMARK_DRIVER"] = "qemu"  # for a machine that the test makes itself
            self._hide_kvm()
        self._start_daemons()
        home = pathlib.Path(os.environ["VAGRANT_HOME"])
        home.mkdir()
        (home / "Vagrantfile").write_text(
            'Vagrant.configure("2") { |config| config.vm.provider(:libvirt) { |it| it.management_network_mode = "none" } }\n',
            encoding="utf-8")
        run("vagrant", "box", "add", "--name", "small", os.environ[INSIDE])

    def _cover(self, *places):
        for place in places:
            own = self.folder / place.strip("/").replace("/", "-")
            own.mkdir()
            os.makedirs(place, exist_ok=True)
            run("mount", "--bind", own, place)

    # A device that is there and does not work makes libvirt look for it again before every step, for a minute.
    def _hide_kvm(self):
        if not os.path.exists("/dev/kvm"):
            return
        nothing = self.folder / "nothing"
        nothing.touch(mode=0)
        run("mount", "--bind", nothing, "/dev/kvm")

    def _start_daemons(self):
        for daemon in ("virtlogd", "libvirtd"):
            run(daemon, "--daemon", "--pid-file", self.folder / f"{daemon}.pid")
        deadline = time.monotonic() + 60
        while subprocess.run(["virsh", "-q", "list"], capture_output=True, check=False).returncode != 0:
            if time.monotonic() > deadline:
                raise RuntimeError("libvirt does not answer")
            time.sleep(0.2)

    @staticmethod
    def machines():
        """Names of libvirt's machines, running or not, each with its state."""
        lines = run("virsh", "-q", "list", "--all").splitlines()
        return {line.split()[1]: " ".join(line.split()[2:]) for line in lines if line.strip()}

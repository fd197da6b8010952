// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/assembly.h"

#include "agent/box/diskfinder.h"
#include "agent/box/mounting.h"
#include "agent/box/namespaces.h"
#include "agent/box/networkfiles.h"
#include "agent/box/rootfolder.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/utsname.h>

namespace boxmark::agent {

namespace {

constexpr auto diskPatience = std::chrono::seconds(3);
constexpr const char *guestPlace = "/run/boxmark-app"; // a file system in memory in every guest
constexpr std::uint64_t guestFileLimit = 65'536; // a kernel's own default is 1024, which no container engine leaves

Failure notAssembled(const std::string &why, int errorNumber)
{
    return {"The app's file system could not be put together.", why + ": " + errorText(errorNumber) + '.',
        "Look at the log, and prepare the app again.", 126};
}

std::variant<Account, Failure> accountIn(const RootFolder &image, const std::string &user)
{
    return resolveAccount(
        user, image.read("/etc/passwd").value_or(std::string()), image.read("/etc/group").value_or(std::string()));
}

/// Puts an app's root together at a place of its own: lower (the image), upper and work (the scratch layer), root.
class Assembly
{
public:
    explicit Assembly(const BoxPlan &plan)
        : m_plan(plan)
    {
    }

    std::variant<AppBox, Failure> make()
    {
        std::optional<Failure> failure;
        if (m_plan.box.root == BoxOptions::Root::Disk)
            failure = beginWithDisk();
        else if (m_plan.box.root == BoxOptions::Root::Folder)
            failure = beginWithFolder();
        else
            failure = beginWithOwnRoot();
        if (!failure && m_plan.box.root != BoxOptions::Root::Own)
            failure = layOver();
        if (failure)
            return *std::move(failure);
        m_box.directory = m_plan.box.directory;
        return std::move(m_box);
    }

private:
    std::optional<Failure> resolveUser(const RootFolder &image)
    {
        auto account = accountIn(image, m_plan.box.user);
        if (auto *failure = std::get_if<Failure>(&account))
            return std::move(*failure);
        m_account = std::get<Account>(std::move(account));
        m_box.account = m_account;
        m_box.environment = completeEnvironment(m_plan.box.environment, m_account.home);
        return {};
    }

    std::optional<Failure> beginWithOwnRoot()
    {
        auto failure = resolveUser(RootFolder("/"));
        if (geteuid() != 0)
            m_box.account.reset(); // only root can become somebody else
        return failure;
    }

    std::optional<Failure> beginWithDisk()
    {
        const bool isInit = getpid() == 1;
        m_surroundings = isInit ? Surroundings::Guest : Surroundings::System;
        m_box.fileLimit = guestFileLimit;
        auto disk = findAppDisk(diskPatience);
        if (auto *failure = std::get_if<Failure>(&disk))
            return std::move(*failure);
        if (!isInit) {
            if (auto failure = enterMountNamespace())
                return failure;
        }
        mkdir("/run", 0755);
        mkdir(guestPlace, 0755);
        m_place = guestPlace;
        if (auto failure = mountScratch())
            return failure;
        const std::string &source = std::get<std::string>(disk);
        if (auto failure = mountAt({source, "squashfs", MS_RDONLY}, m_place + "/lower")) {
            failure->remedy = "Use a kernel with squashfs; if it has it, the disk is damaged: remove it from Boxmark's "
                              "cache, and it is made again from the image.";
            return failure;
        }
        return resolveUser(RootFolder(m_place + "/lower"));
    }

    std::optional<Failure> beginWithFolder()
    {
        const RootFolder image(m_plan.box.folder);
        if (!image.isOpen())
            return notAssembled(m_plan.box.folder, errno);
        if (auto failure = resolveUser(image))
            return failure;
        if (auto failure = enterNamespaces())
            return failure;
        // Opened anew: what was opened outside the namespace cannot be mounted in it.
        const Descriptor folder(open(m_plan.box.folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (!folder)
            return notAssembled(m_plan.box.folder, errno);
        // The scratch layer is mounted over the folder: the one place that is there for certain and that nobody needs.
        m_place = m_plan.box.folder;
        if (auto failure = mountScratch())
            return failure;
        return mountAt({pathOf(folder), "", MS_BIND}, m_place + "/lower");
    }

    std::optional<Failure> enterNamespaces()
    {
        if (geteuid() == 0) {
            m_surroundings = Surroundings::Computer;
            m_box.isConfined = true;
            return enterMountNamespace();
        }
        m_surroundings = Surroundings::Unprivileged;
        m_box.account.reset(); // it is what we are from here on
        return enterUserNamespace(m_account);
    }

    std::optional<Failure> mountScratch()
    {
        if (auto failure = mountAt({"tmpfs", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755"}, m_place))
            return failure;
        for (const char *name : {"/lower", "/upper", "/work", "/root"}) {
            if (mkdir((m_place + name).c_str(), 0755) != 0)
                return notAssembled(m_place + name, errno);
        }
        return {};
    }

    std::optional<Failure> layOver()
    {
        // The root folder's own attributes are the upper layer's.
        struct stat lower = {};
        const std::string upper = m_place + "/upper";
        if (stat((m_place + "/lower").c_str(), &lower) == 0) {
            chmod(upper.c_str(), lower.st_mode & 07777U);
            [[maybe_unused]] const int done = chown(upper.c_str(), lower.st_uid, lower.st_gid);
        }
        // Relative, since a colon or a comma in a path means something to overlayfs.
        if (chdir(m_place.c_str()) != 0)
            return notAssembled(m_place, errno);
        const bool unprivileged = m_surroundings == Surroundings::Unprivileged;
        const unsigned long flags = m_surroundings == Surroundings::Computer ? MS_NODEV : 0;
        auto failure = mountAt(
            {"overlay", "overlay", flags,
                std::string("lowerdir=lower,upperdir=upper,workdir=work") + (unprivileged ? ",userxattr" : "")},
            "root");
        [[maybe_unused]] const int done = chdir("/");
        return failure ? failure : furnish();
    }

    std::optional<Failure> furnish()
    {
        const std::string path = m_place + "/root";
        const RootFolder root(path);
        if (!root.isOpen())
            return notAssembled(path, errno);
        if (auto failure = mountSurroundings(root, m_surroundings))
            return failure;
        writeNetworkFiles(root, m_plan.network);
        root.makeFolder(m_plan.box.directory); // engines make it, too; what is not a folder is told when it is entered
        m_box.root = Descriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!m_box.root)
            return notAssembled(path, errno);
        return {};
    }

    const BoxPlan &m_plan;
    AppBox m_box {};
    Account m_account {};
    Surroundings m_surroundings = Surroundings::Computer;
    std::string m_place {};
};

} // namespace

std::vector<std::string> completeEnvironment(std::vector<std::string> environment, const std::string &home)
{
    utsname names = {};
    uname(&names);
    const std::vector<std::string> additions {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME=" + home, std::string("HOSTNAME=") + names.nodename};
    for (const std::string &addition : additions) {
        const std::string name = addition.substr(0, addition.find('=') + 1);
        const auto sets = [&name](const std::string &variable) { return variable.starts_with(name); };
        if (std::none_of(environment.begin(), environment.end(), sets))
            environment.push_back(addition);
    }
    return environment;
}

std::variant<AppBox, Failure> assembleBox(const BoxPlan &plan)
{
    umask(022); // what the app gets, as in a container
    return Assembly(plan).make();
}

} // namespace boxmark::agent

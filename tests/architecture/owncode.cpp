// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plugin for clang-tidy 14, built and loaded by tests/tidy.sh: the checks walk through the project's own declarations
// only. Else they match every declaration of Qt and the standard library too, which takes two thirds of the time, and
// what they find there is thrown away. The checks still know each name and type from there. What is lost is half of one
// check, bugprone-forward-declaration-namespace: it no longer sees that a class declared here is defined in a system's
// header.

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendPluginRegistry.h>

namespace {

class OwnCode : public clang::ASTConsumer
{
public:
    void HandleTranslationUnit(clang::ASTContext &context) override
    {
        const auto &sources = context.getSourceManager();
        std::vector<clang::Decl *> own;
        for (auto *declaration : context.getTranslationUnitDecl()->decls()) {
            if (!sources.isInSystemHeader(sources.getExpansionLoc(declaration->getLocation()))) {
                own.push_back(declaration);
            }
        }
        context.setTraversalScope(own);
    }
};

class ReadOwnCode : public clang::PluginASTAction
{
public:
    ActionType getActionType() override { return AddBeforeMainAction; }

protected:
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override
    {
        return std::make_unique<OwnCode>();
    }

    bool ParseArgs(const clang::CompilerInstance &, const std::vector<std::string> &) override { return true; }
};

const clang::FrontendPluginRegistry::Add<ReadOwnCode> registered(
    "own-code", "checks the project's own declarations only");

} // namespace

/** The API of VS Code: what extensions register and show until they dispose of it. */
import type { LibraryModel } from "./schema.ts";

const disposable = {
  release: ["_.dispose()"],
  lifetime: "class",
  // What an extension registers while it starts may stay until the editor stops it.
  unattended: true,
  parameter: "takes",
  twice: "tolerated",
  cwe: [401],
  source: "memory",
} as const;

export const vscode = {
  modules: ["vscode"],
  resources: [
    {
      ...disposable,
      name: "vscode registration",
      types: ["Disposable"],
      acquire: [
        "commands.registerCommand()",
        "commands.registerTextEditorCommand()",
        "debug.onDidStartDebugSession()",
        "debug.onDidTerminateDebugSession()",
        "languages.onDidChangeDiagnostics()",
        "languages.registerCodeActionsProvider()",
        "languages.registerCodeLensProvider()",
        "languages.registerCompletionItemProvider()",
        "languages.registerHoverProvider()",
        "window.onDidChangeActiveTextEditor()",
        "window.onDidChangeTextEditorSelection()",
        "window.onDidChangeVisibleTextEditors()",
        "window.onDidChangeWindowState()",
        "window.onDidCloseTerminal()",
        "window.registerTreeDataProvider()",
        "window.registerWebviewViewProvider()",
        "workspace.onDidChangeConfiguration()",
        "workspace.onDidChangeTextDocument()",
        "workspace.onDidChangeWorkspaceFolders()",
        "workspace.onDidCloseTextDocument()",
        "workspace.onDidOpenTextDocument()",
        "workspace.onDidSaveTextDocument()",
        "workspace.registerTextDocumentContentProvider()",
      ],
    },
    {
      ...disposable,
      name: "vscode file watcher",
      types: ["FileSystemWatcher"],
      acquire: ["workspace.createFileSystemWatcher()"],
    },
    {
      ...disposable,
      name: "vscode output channel",
      types: ["OutputChannel", "LogOutputChannel"],
      acquire: ["window.createOutputChannel()"],
    },
    {
      ...disposable,
      name: "vscode status item",
      types: ["StatusBarItem"],
      acquire: ["window.createStatusBarItem()"],
    },
    {
      ...disposable,
      name: "vscode decoration type",
      types: ["TextEditorDecorationType"],
      acquire: ["window.createTextEditorDecorationType()"],
    },
    {
      ...disposable,
      name: "vscode diagnostic collection",
      types: ["DiagnosticCollection"],
      acquire: ["languages.createDiagnosticCollection()"],
    },
  ],
} as const satisfies LibraryModel;

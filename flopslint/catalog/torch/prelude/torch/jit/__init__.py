"""Names of ``torch.jit`` that are source rather than entries: scripted modules are modules."""

from typing import Final

from torch.nn.modules.module import Module

ScriptModule = Module
RecursiveScriptModule = Module
TracedModule = Module
TopLevelTracedModule = Module

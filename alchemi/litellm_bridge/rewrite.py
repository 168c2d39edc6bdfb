"""Compiles modules of the wheel so that some of their globals are slots of the bound account.

A module that rebinds a global by `global` statements cannot be intercepted from outside. So it is compiled from its own
source with every global load and store of those names turned into an attribute of a slot holder; line numbers stay. Counts
are checked: a module with other counts is another wheel's.
"""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import symtable
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from types import CodeType, ModuleType
from typing import Any, Final

from alchemi.errors import SeamError
from alchemi.litellm_bridge.account_runtime import Slot

HOLDER: Final = "__account_globals__"


@dataclass(frozen=True, slots=True)
class Target:
    """What is scoped in one module, and how often its source loads and stores those names."""

    slots: Mapping[str, Slot[Any]]
    loads: int
    stores: int


class SlotHolder:
    """Stands in the module's namespace; its attributes are slots."""

    def __init__(self, slots: Mapping[str, Slot[Any]]) -> None:
        object.__setattr__(self, "_slots", slots)

    def __getattr__(self, name: str) -> Any:
        return self._slots[name].get()

    def __setattr__(self, name: str, value: Any) -> None:
        self._slots[name].set(value)


class _Rewriter(ast.NodeTransformer):
    """Follows the symbol tables of the source, so that locals of the same name stay locals."""

    def __init__(self, names: frozenset[str], table: symtable.SymbolTable) -> None:
        self.counts: Counter[str] = Counter()
        self._names = names
        self._tables = [table]
        self._next_child: list[dict[str, list[symtable.SymbolTable]]] = [_children(table)]

    def visit_Global(self, node: ast.Global) -> ast.Global | None:
        node.names = [name for name in node.names if name not in self._names]
        return node if node.names else None

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self._names or not self._is_global(node.id):
            return node
        self.counts["load" if isinstance(node.ctx, ast.Load) else "store"] += 1
        holder = ast.copy_location(ast.Name(HOLDER, ast.Load()), node)
        return ast.copy_location(ast.Attribute(holder, node.id, node.ctx), node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        # An annotated attribute is not a "simple" target; the compiler checks.
        node.simple = node.simple if isinstance(node.target, ast.Name) else 0
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        node.args = self.visit(node.args)
        with_table = self._child("lambda")
        self._enter(with_table)
        node.body = self.visit(node.body)
        self._leave()
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.decorator_list = [self.visit(item) for item in node.decorator_list]
        node.bases = [self.visit(item) for item in node.bases]
        node.keywords = [self.visit(item) for item in node.keywords]
        self._enter(self._child(node.name))
        node.body = self._visit_all(node.body)
        self._leave()
        return node

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        # Decorators, defaults and annotations belong to the scope around the function.
        node.decorator_list = [self.visit(item) for item in node.decorator_list]
        node.args = self.visit(node.args)
        if node.returns is not None:
            node.returns = self.visit(node.returns)
        self._enter(self._child(node.name))
        node.body = self._visit_all(node.body)
        self._leave()
        return node

    def _comprehension(self, node: Any, name: str) -> ast.AST:
        first = node.generators[0]
        first.iter = self.visit(first.iter)
        self._enter(self._child(name))
        for position, generator in enumerate(node.generators):
            generator.target = self.visit(generator.target)
            if position:
                generator.iter = self.visit(generator.iter)
            generator.ifs = [self.visit(item) for item in generator.ifs]
        for field in ("elt", "key", "value"):
            if hasattr(node, field):
                setattr(node, field, self.visit(getattr(node, field)))
        self._leave()
        return node  # type: ignore[no-any-return]

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        return self._comprehension(node, "listcomp")

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        return self._comprehension(node, "setcomp")

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        return self._comprehension(node, "dictcomp")

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        return self._comprehension(node, "genexpr")

    def _visit_all(self, body: Sequence[ast.stmt]) -> list[Any]:
        visited = (self.visit(statement) for statement in body)
        # A function whose only statement was `global` still needs a body.
        return [statement for statement in visited if statement is not None] or [ast.Pass()]

    def _is_global(self, name: str) -> bool:
        table = self._tables[-1]
        if table.get_type() == "module":
            return True
        try:
            symbol = table.lookup(name)
        except KeyError:
            return True
        return symbol.is_global()

    def _child(self, name: str) -> symtable.SymbolTable:
        return self._next_child[-1][name].pop(0)

    def _enter(self, table: symtable.SymbolTable) -> None:
        self._tables.append(table)
        self._next_child.append(_children(table))

    def _leave(self) -> None:
        self._tables.pop()
        self._next_child.pop()


def _children(table: symtable.SymbolTable) -> dict[str, list[symtable.SymbolTable]]:
    by_name: dict[str, list[symtable.SymbolTable]] = {}
    for child in table.get_children():
        by_name.setdefault(child.get_name(), []).append(child)
    return by_name


def rewrite(source: str, filename: str, names: frozenset[str]) -> tuple[CodeType, Counter[str]]:
    """`source` with the globals `names` turned into slots, and how many loads and stores were."""
    rewriter = _Rewriter(names, symtable.symtable(source, filename, "exec"))
    tree = rewriter.visit(ast.parse(source, filename))
    ast.fix_missing_locations(tree)
    return compile(tree, filename, "exec", dont_inherit=True), rewriter.counts


class _Loader(importlib.machinery.SourceFileLoader):
    """Never uses the stock byte code: that is of the module as it was written."""

    target: Target

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_source(fullname)
        if source is None:
            raise SeamError(f"The source of {fullname} is not there to be read.")
        code, counts = rewrite(source, self.path, frozenset(self.target.slots))
        found, expected = (counts["load"], counts["store"]), (self.target.loads, self.target.stores)
        if found != expected:
            raise SeamError(
                f"{fullname} loads and stores {', '.join(sorted(self.target.slots))} {found} times where {expected} were"
                " expected: look at the changed uses before the numbers are changed in scoped_state.py."
            )
        return code

    def exec_module(self, module: ModuleType) -> None:
        slots = self.target.slots
        module.__dict__[HOLDER] = SlotHolder(slots)
        properties = {name: _module_property(slot) for name, slot in slots.items()}
        module.__class__ = type("AccountScopedModule", (ModuleType,), properties)
        super().exec_module(module)


def _module_property(slot: Slot[Any]) -> property:
    def write(_module: ModuleType, value: Any) -> None:
        slot.set(value)

    return property(slot.reader(), write)


class _Finder(MetaPathFinder):
    def __init__(self, targets: Mapping[str, Target]) -> None:
        self._targets = targets

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:  # noqa: ARG002
        scoped = self._targets.get(fullname)
        if scoped is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or spec.origin is None:
            raise SeamError(f"{fullname} was not found.")
        loader = _Loader(fullname, spec.origin)
        loader.target = scoped
        return importlib.util.spec_from_file_location(fullname, spec.origin, loader=loader)


def install(targets: Mapping[str, Target]) -> None:
    """Have these modules compiled with their slots when they are imported.

    Raises:
        SeamError: one of them is imported already.
    """
    if early := targets.keys() & sys.modules.keys():
        raise SeamError(f"{', '.join(sorted(early))} was imported before its globals were scoped.")
    sys.meta_path.insert(0, _Finder(targets))

"""Finds the raw SQL statements in the installed wheel's source, without importing it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

_METHODS: Final = ("query_raw", "execute_raw", "query_first")
_MAX_HOPS: Final = 6
_MAX_VARIANTS: Final = 16
_SQL: Final = re.compile(
    r"\s*(WITH\s+\w+\s+AS|SELECT|INSERT\s+INTO|UPDATE\s+\"|DELETE\s+FROM|LOCK\s+TABLE|SET\s+LOCAL)\s", re.IGNORECASE
)
_RELATION: Final = re.compile(r'"\w*[A-Z]\w*"|\bpg_\w+')

Kind = Literal["constant", "f-string", "dynamic"]


@dataclass(frozen=True, slots=True)
class WheelStatement:
    """`text` is None unless `kind` is "constant"; `method` is "" for a text that stands away from a call."""

    path: str
    line: int
    method: str
    kind: Kind
    text: str | None
    source: str

    @property
    def where(self) -> str:
        return f"{self.path}:{self.line}"


class _Module:
    """The string constants of one source file, and where its imported names come from."""

    def __init__(self, path: Path, name: str) -> None:
        self.tree = ast.parse(path.read_text("utf-8"))
        self.name = name
        self.constants = _assignments(self.tree.body)
        self.imports: dict[str, tuple[str, str]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    self.imports[alias.asname or alias.name] = (node.module, alias.name)


def _assignments(body: list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """Every value that the statements of one scope assign to a plain name."""
    found: dict[str, list[ast.expr]] = {}
    for outer in body:
        for node in _same_scope(outer):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    found.setdefault(name, []).append(value)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    found.setdefault(name, []).append(value)
                case ast.AugAssign(target=ast.Name(id=name)):
                    found.setdefault(name, []).append(ast.Name(id="", ctx=ast.Load()))
                case _:
                    pass
    return found


def _same_scope(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return
    for child in ast.iter_child_nodes(node):
        yield from _same_scope(child)


@cache
def _root() -> Path:
    spec = find_spec("litellm")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


@cache
def _module(name: str) -> _Module | None:
    base = _root().parent.joinpath(*name.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return _Module(path, name)
    return None


Scopes = tuple[dict[str, list[ast.expr]], ...]


def _values(node: ast.expr, scopes: Scopes, module: _Module, hops: int = 0) -> list[str] | None:
    """Every constant text that `node` can be, or None when it is not constant."""
    if hops > _MAX_HOPS:
        return None
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _product([_values(part, scopes, module, hops + 1) for part in (left, right)])
        case ast.JoinedStr(values=parts):
            return _product([_values(part, scopes, module, hops + 1) for part in parts])
        case ast.FormattedValue(value=inner, conversion=-1, format_spec=None):
            return _values(inner, scopes, module, hops + 1)
        case ast.IfExp(body=yes, orelse=no):
            return _union([_values(part, scopes, module, hops + 1) for part in (yes, no)])
        case ast.Call(func=ast.Attribute(value=inner, attr="strip"), args=[]):
            inner_values = _values(inner, scopes, module, hops + 1)
            return None if inner_values is None else [text.strip() for text in inner_values]
        case ast.Name(id=name):
            return _named(name, scopes, module, hops)
        case _:
            return None


def _named(name: str, scopes: Scopes, module: _Module, hops: int) -> list[str] | None:
    for scope in scopes:
        if name in scope:
            return _union([_values(value, scopes, module, hops + 1) for value in scope[name]])
    if name in module.imports:
        source, original = module.imports[name]
        other = _module(source)
        if other is not None:
            return _named(original, (other.constants,), other, hops + 1)
    return None


def _product(parts: list[list[str] | None]) -> list[str] | None:
    texts = [""]
    for part in parts:
        if part is None:
            return None
        texts = [before + after for before in texts for after in part]
        if len(texts) > _MAX_VARIANTS:
            return None
    return texts


def _union(parts: list[list[str] | None]) -> list[str] | None:
    texts: list[str] = []
    for part in parts:
        if part is None:
            return None
        texts.extend(part)
        if len(texts) > _MAX_VARIANTS:
            return None
    return texts or None


def _calls(body: list[ast.stmt], scopes: Scopes) -> Iterator[tuple[ast.Call, Scopes]]:
    inner = (_assignments(body), *scopes)
    for statement in body:
        for node in _same_scope(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
                yield node, inner
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                names = {} if isinstance(node, ast.ClassDef) else _parameters(node)
                yield from _calls(node.body, (names, *inner) if names else inner)


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, list[ast.expr]]:
    """Parameters hide outer constants of the same name, with a value that is not constant."""
    unknown: ast.expr = ast.Name(id="", ctx=ast.Load())
    every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    return {argument.arg: [unknown] for argument in every}


@cache
def wheel_statements() -> tuple[WheelStatement, ...]:
    """Every raw statement of the wheel; a name bound to several texts gives one entry each."""
    found: list[WheelStatement] = []
    for path in sorted(_root().rglob("*.py")):
        text = path.read_text("utf-8")
        if not any(f".{method}(" in text for method in _METHODS):
            continue
        relative = path.relative_to(_root().parent)
        name = ".".join(relative.with_suffix("").parts)
        module = _module(name.removesuffix(".__init__"))
        assert module is not None
        for call, scopes in _calls(module.tree.body, ()):
            found.extend(_statements(call, scopes, module, str(relative), text))
        found.extend(_loose_texts(module, str(relative)))
    unique = {(statement.where, statement.text): statement for statement in reversed(found)}
    return tuple(reversed(unique.values()))


def _loose_texts(module: _Module, path: str) -> Iterator[WheelStatement]:
    """SQL in a file that makes raw calls, wherever it stands: bound to a name, in a dict, returned, passed on."""
    for expression, scopes in _expressions(module.tree, ()):
        for text in _values(expression, scopes, module) or []:
            if _SQL.match(text) and _RELATION.search(text):
                yield WheelStatement(path, expression.lineno, "", "constant", text, "")


def _expressions(node: ast.AST, scopes: Scopes) -> Iterator[tuple[ast.expr, Scopes]]:
    if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp | ast.IfExp):
        yield node, scopes
        return
    if isinstance(node, ast.Module | ast.ClassDef):
        scopes = (_assignments(node.body), *scopes)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        scopes = (_assignments(node.body), _parameters(node), *scopes)
    for child in ast.iter_child_nodes(node):
        yield from _expressions(child, scopes)


def _statements(call: ast.Call, scopes: Scopes, module: _Module, path: str, text: str) -> Iterator[WheelStatement]:
    assert isinstance(call.func, ast.Attribute)
    query = call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "query"), None)
    if query is None:
        return
    method = call.func.attr
    source = ast.get_source_segment(text, query) or ""
    values = _values(query, scopes, module)
    if values is None:
        kind: Kind = "f-string" if _is_formatted(query, scopes) else "dynamic"
        yield WheelStatement(path, call.lineno, method, kind, None, source)
        return
    for value in dict.fromkeys(values):
        yield WheelStatement(path, call.lineno, method, "constant", value, source)


def _is_formatted(node: ast.expr, scopes: Scopes) -> bool:
    if isinstance(node, ast.Name):
        candidates = next((scope[node.id] for scope in scopes if node.id in scope), [])
        return any(isinstance(inner, ast.JoinedStr | ast.BinOp) for value in candidates for inner in ast.walk(value))
    return any(isinstance(inner, ast.JoinedStr) for inner in ast.walk(node))


def wheel_constant(module: str, name: str) -> frozenset[str]:
    """The texts in what a module of the wheel assigns to `name`, read without importing it."""
    found = _module(module)
    assert found is not None, f"the wheel has no {module}"
    return frozenset(
        node.value
        for value in found.constants[name]
        for node in ast.walk(value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )

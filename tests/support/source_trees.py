"""What the program's syntax trees say: which module imports which, which private names of libraries it uses."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LIBRARIES = ("textual", "plotext", "rich")
# Functions that read or set the attribute that their second argument names.
BY_NAME = {"getattr", "setattr", "hasattr", "delattr"}


def modules(folder: str = "tracker") -> dict[str, Path]:
    """Every module in a folder of this project by its name."""
    files = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return files


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def is_compat(module: str) -> bool:
    """Whether a module is in a package for what works round a library."""
    return "compat" in module.split(".")


def import_graph() -> dict[str, set[str]]:
    """The modules that each module imports, wherever in its file and under whatever condition."""
    known = modules()
    return {name: set(_imported(tree(path), known)) - {name} for name, path in known.items()}


def _imported(file: ast.Module, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                member = f"{node.module}.{alias.name}"
                if member in known or node.module in known:
                    yield member if member in known else node.module


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that reach each other, by Tarjan's algorithm."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    groups: list[list[str]] = []

    def visit(name: str) -> None:
        numbers[name] = lowest[name] = len(numbers)
        path.append(name)
        for other in graph[name]:
            if other not in numbers:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in path:
                lowest[name] = min(lowest[name], numbers[other])
        if lowest[name] == numbers[name]:
            at = path.index(name)
            groups.append(sorted(path[at:]))
            del path[at:]

    for name in graph:
        if name not in numbers:
            visit(name)
    return [group for group in groups if len(group) > 1]


class Use(NamedTuple):
    """A private name of a library, or `sys.modules`, and the line where it is used."""

    line: int
    name: str


def private_uses(module: str) -> Iterator[Use]:
    """Where a module of this project uses, overrides or sets private names of Textual, plotext or rich."""
    yield from uses_in(modules()[module], vars(importlib.import_module(module)))


def uses_in(path: Path, classes: Mapping[str, object]) -> Iterator[Use]:
    """The same in a file whose classes are known by name."""
    file = tree(path)
    touches_libraries = any(_is_of_library(name) for name in _imported_names(file))
    for node in ast.walk(file):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in _names_of(node):
                if _is_of_library(name):
                    yield from (Use(node.lineno, part) for part in name.split(".") if _is_private(part))
        elif isinstance(node, ast.Attribute) and node.attr == "modules" and _is_name(node.value, "sys"):
            yield Use(node.lineno, "sys.modules")
        elif isinstance(node, ast.Attribute) and _is_private(node.attr) and not _is_own(node.value):
            if touches_libraries and not _is_name(node.value, "os"):  # os._exit
                yield Use(node.lineno, node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BY_NAME:
            names = [part.value for part in node.args[1:2] if isinstance(part, ast.Constant)]
            yield from (Use(node.lineno, name) for name in names if isinstance(name, str) and _is_private(name))
        elif isinstance(node, ast.ClassDef) and touches_libraries:
            library_names = _library_names(classes.get(node.name))
            yield from (Use(line, name) for line, name in _own_private_names(node) if name in library_names)


def _names_of(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    for alias in node.names:
        yield alias.name if isinstance(node, ast.Import) else f"{node.module}.{alias.name}"


def _imported_names(file: ast.Module) -> Iterator[str]:
    for node in ast.walk(file):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _names_of(node)


def _is_of_library(name: str) -> bool:
    return name.partition(".")[0] in LIBRARIES


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_own(node: ast.expr) -> bool:
    """Whether it is `self` or `cls`, whose private names may be the class's own; those of `super()` never are."""
    return _is_name(node, "self") or _is_name(node, "cls")


def _own_private_names(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    """The private names that a class defines, reads or sets on itself."""
    for part in ast.walk(node):
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and _is_private(part.name):
            yield part.lineno, part.name
        elif isinstance(part, ast.Attribute) and _is_own(part.value) and _is_private(part.attr):
            yield part.lineno, part.attr
    for part in node.body:
        targets = (
            part.targets if isinstance(part, ast.Assign) else [part.target] if isinstance(part, ast.AnnAssign) else []
        )
        yield from ((part.lineno, name.id) for name in targets if isinstance(name, ast.Name) and _is_private(name.id))


def _library_names(made: object) -> frozenset[str]:
    """The private names of the libraries' classes from which a class is made, those of their objects included."""
    bases = [base for base in getattr(made, "__mro__", ()) if _is_of_library(base.__module__)]
    return frozenset(name for base in bases for name in _names_in(base))


@cache
def _names_in(base: type) -> frozenset[str]:
    names = {name for name in vars(base) if _is_private(name)}
    file = inspect.getsourcefile(base)
    assert file is not None
    for node in ast.walk(tree(Path(file))):
        if isinstance(node, ast.ClassDef) and node.name == base.__name__:
            names |= {name for _, name in _own_private_names(node)}
    return frozenset(names)
